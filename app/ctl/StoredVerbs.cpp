// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Workspace.h"
#include "app/ctl/Json.h"
#include "app/ctl/Output.h"
#include "app/ctl/Report.h"
#include "app/ctl/Table.h"
#include "app/ctl/TimeArgument.h"
#include "app/ctl/Tr.h"
#include "app/ctl/Verbs.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "core/fleet/HealthRules.h"

#include <algorithm>
#include <map>

namespace piuptime::ctl {
namespace {

using presentation::Formatting;
using presentation::shown;
using presentation::Texts;

constexpr int kMissedPollsUntilStale = 3;
/// Exports go through the history in steps of this length, so that their memory is bounded.
constexpr std::chrono::hours kExportStep{24};

struct Stored {
    std::unique_ptr<history::HistoryStore> store;
    std::vector<DeviceConfig> devices;
    std::map<DeviceId, Reading> newest;
};

Result<Stored> openStored(const Context &context)
{
    auto store = composition::openHistory(context.paths, context.settings, history::Access::ReadOnly);
    if (!store)
        return fail(store.error(), "opening the history");
    auto newest = (*store)->newest();
    if (!newest)
        return fail(newest.error(), "reading the newest values");
    Stored stored{std::move(*store), composition::withLocalDevice(context.settings.devices), {}};
    for (auto &[id, reading] : *newest)
        stored.newest.emplace(id, std::move(reading));
    return stored;
}

Health healthOf(const Reading *reading, const Context &context)
{
    std::optional<Seconds> stale;
    if (reading != nullptr) {
        const Seconds age = std::chrono::floor<Seconds>(context.clock->utcNow() - reading->receivedAt);
        if (age > kMissedPollsUntilStale * context.settings.polling.fast)
            stale = age;
    }
    return fleet::judge(reading, stale, context.settings.thresholds);
}

QString valueOr(const Reading &reading, Metric metric, const char *instance = "")
{
    const auto value = reading.value(metric, instance);
    return value ? Formatting::value(info(metric).unit, *value) : QString();
}

QStringList deviceRow(const DeviceConfig &device, const Reading *reading, const Health &health, UtcTime now)
{
    QStringList row{Texts::health(health.level), shown(device.name), Texts::address(device), shown(device.site)};
    if (reading == nullptr)
        return row;
    row << valueOr(*reading, Metric::SocTemperature) << valueOr(*reading, Metric::CpuUsage)
        << valueOr(*reading, Metric::MemoryUsedPercent) << valueOr(*reading, Metric::FilesystemUsedPercent, "/")
        << Formatting::age(std::chrono::floor<Seconds>(now - reading->receivedAt));
    return row;
}

/// `soc_temperature_celsius`, or `disk_wear_percent:mmcblk0`.
Result<SeriesKey> parseSeries(const std::string &text)
{
    const std::size_t colon = text.find(':');
    const auto metric = findMetric(std::string_view(text).substr(0, colon));
    if (!metric)
        return fail(ErrorKind::NotFound, "there is no such metric; `piuptimectl show DEVICE` lists them", text);
    return SeriesKey{*metric, colon == std::string::npos ? std::string() : text.substr(colon + 1)};
}

Result<history::TimeRange> parseRange(const std::string &from, const std::string &to, UtcTime now)
{
    const Result<UtcTime> begin = parseTime(from, now);
    if (!begin)
        return fail(begin.error(), "reading --from");
    const Result<UtcTime> end = parseTime(to, now);
    if (!end)
        return fail(end.error(), "reading --to");
    if (*begin >= *end)
        return fail(ErrorKind::InvalidInput, "--from must lie before --to");
    return history::TimeRange{*begin, *end};
}

QString csvField(const QString &text)
{
    if (!text.contains(QLatin1Char(',')) && !text.contains(QLatin1Char('"')))
        return text;
    return QLatin1Char('"') + QString(text).replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

void printSamples(const DeviceConfig &device, const SeriesKey &series, const std::vector<history::Point> &points,
                  bool jsonLines)
{
    const QString metric = shown(info(series.metric).name);
    const QString instance = shown(series.instance);
    QString text;
    for (const history::Point &point : points) {
        if (jsonLines) {
            const QJsonObject line{{QStringLiteral("at"), isoTime(point.at)},
                                   {QStringLiteral("device"), shown(device.name)},
                                   {QStringLiteral("metric"), metric},
                                   {QStringLiteral("instance"), instance},
                                   {QStringLiteral("value"), toJson(point).value(QStringLiteral("value"))}};
            text += QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)) + QLatin1Char('\n');
        } else {
            const QStringList fields{isoTime(point.at), csvField(shown(device.name)), metric, csvField(instance),
                                     QString::number(point.value, 'g', QLocale::FloatingPointShortest)};
            text += fields.join(QLatin1Char(',')) + QLatin1Char('\n');
        }
    }
    print(text);
}

Result<void> exportDevice(const Stored &stored, const DeviceConfig &device, history::TimeRange range, bool jsonLines)
{
    const auto extent = stored.store->extent(device.id);
    if (!extent)
        return tl::unexpected(extent.error());
    const auto keys = stored.store->series(device.id);
    if (!keys)
        return tl::unexpected(keys.error());
    if (!*extent)
        return {};
    // The end of an extent is its last sample, and ranges end before theirs.
    const UtcTime end = std::min(range.to, (*extent)->to + Milliseconds{1});
    for (UtcTime from = std::max(range.from, (*extent)->from); from < end; from += kExportStep) {
        const history::TimeRange step{from, std::min<UtcTime>(from + kExportStep, end)};
        const auto all = stored.store->query(device.id, *keys, step, 0);
        if (!all)
            return tl::unexpected(all.error());
        for (std::size_t i = 0; i < keys->size(); ++i)
            printSamples(device, (*keys)[i], (*all)[i], jsonLines);
    }
    return {};
}

} // namespace

ExitCode devices(const Context &context)
{
    const auto stored = openStored(context);
    const bool noHistory = !stored && stored.error().kind == ErrorKind::NotFound;
    if (!stored && !noHistory)
        return report(stored.error(), context.format);
    QJsonArray array;
    Table table({{Tr::tr("State")},
                 {Tr::tr("Name")},
                 {Tr::tr("Address")},
                 {Tr::tr("Site")},
                 {Tr::tr("Temp."), Table::Align::Right},
                 {Tr::tr("CPU"), Table::Align::Right},
                 {Tr::tr("Memory"), Table::Align::Right},
                 {Tr::tr("Disk"), Table::Align::Right},
                 {Tr::tr("Last seen")}});
    for (const DeviceConfig &device : composition::withLocalDevice(context.settings.devices)) {
        const Reading *reading = nullptr;
        if (stored) {
            const auto found = stored->newest.find(device.id);
            reading = found == stored->newest.end() ? nullptr : &found->second;
        }
        const Health health = healthOf(reading, context);
        QJsonObject object = toJson(device);
        object.insert(QStringLiteral("health"), toJson(health));
        if (reading != nullptr)
            object.insert(QStringLiteral("latest"), toJson(*reading));
        array.append(object);
        table.add(deviceRow(device, reading, health, context.clock->utcNow()));
    }
    if (context.format == Format::Json)
        print(QJsonDocument(array));
    else
        print(table.text());
    return ExitCode::Success;
}

ExitCode show(const ShowArguments &arguments, const Context &context)
{
    const auto device =
        composition::findDevice(composition::withLocalDevice(context.settings.devices), arguments.device);
    if (!device)
        return report(device.error(), context.format);
    const auto stored = openStored(context);
    if (!stored)
        return report(stored.error(), context.format);
    const auto found = stored->newest.find(device->id);
    if (found == stored->newest.end())
        return report({ErrorKind::NotFound, "nothing is stored about " + device->name + " yet", {}}, context.format);
    const Health health = healthOf(&found->second, context);
    if (context.format == Format::Json) {
        QJsonObject object = toJson(found->second);
        object.insert(QStringLiteral("device"), toJson(*device));
        object.insert(QStringLiteral("health"), toJson(health));
        print(QJsonDocument(object));
    } else {
        print(describe(*device, found->second, health, context.clock->utcNow()));
    }
    return ExitCode::Success;
}

ExitCode history(const HistoryArguments &arguments, const Context &context)
{
    const auto device =
        composition::findDevice(composition::withLocalDevice(context.settings.devices), arguments.device);
    if (!device)
        return report(device.error(), context.format);
    const Result<SeriesKey> series = parseSeries(arguments.metric);
    if (!series)
        return report(series.error(), context.format);
    const auto range = parseRange(arguments.from, arguments.to, context.clock->utcNow());
    if (!range)
        return report(range.error(), context.format);
    const auto stored = openStored(context);
    if (!stored)
        return report(stored.error(), context.format);
    const auto points = stored->store->query({device->id, *series, *range, arguments.points});
    if (!points)
        return report(points.error(), context.format);
    if (context.format == Format::Json) {
        QJsonArray array;
        for (const history::Point &point : *points)
            array.append(toJson(point));
        print(QJsonDocument(array));
        return ExitCode::Success;
    }
    const Unit unit = info(series->metric).unit;
    Table table({{Tr::tr("Time")},
                 {Texts::series(*series), Table::Align::Right},
                 {Tr::tr("Minimum"), Table::Align::Right},
                 {Tr::tr("Maximum"), Table::Align::Right}});
    for (const history::Point &point : *points)
        table.add({Formatting::localDateTime(point.at), Formatting::value(unit, point.value),
                   Formatting::value(unit, point.minimum), Formatting::value(unit, point.maximum)});
    print(table.text());
    return ExitCode::Success;
}

ExitCode exportSamples(const ExportArguments &arguments, const Context &context)
{
    const auto range = parseRange(arguments.from, arguments.to, context.clock->utcNow());
    if (!range)
        return report(range.error(), context.format);
    const auto stored = openStored(context);
    if (!stored)
        return report(stored.error(), context.format);
    std::vector<DeviceConfig> chosen;
    for (const std::string &wanted : arguments.devices) {
        const auto device = composition::findDevice(stored->devices, wanted);
        if (!device)
            return report(device.error(), context.format);
        chosen.push_back(*device);
    }
    if (arguments.devices.empty())
        chosen = stored->devices;
    if (!arguments.jsonLines)
        print(QStringLiteral("at,device,metric,instance,value\n"));
    for (const DeviceConfig &device : chosen) {
        const Result<void> exported = exportDevice(*stored, device, *range, arguments.jsonLines);
        if (!exported)
            return report(exported.error(), context.format);
    }
    return ExitCode::Success;
}

} // namespace piuptime::ctl
