// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Workspace.h"
#include "app/ctl/Json.h"
#include "app/ctl/Output.h"
#include "app/ctl/Report.h"
#include "app/ctl/StoredHistory.h"
#include "app/ctl/Table.h"
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

struct Stored {
    std::unique_ptr<history::HistoryStore> store;
    std::vector<DeviceConfig> devices;
    std::map<DeviceId, Reading> newest;
};

Result<Stored> openStored(const Context &context)
{
    auto store = openStore(context, history::Access::ReadOnly);
    if (!store)
        return tl::unexpected(store.error());
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

Error noSuchMetric(const std::string &text)
{
    return fail(ErrorKind::NotFound, "there is no such metric; `piuptimectl show DEVICE` lists them", text).value();
}

/// The configured name of a device; one that is no longer configured goes by its id.
std::string nameOf(const DeviceId &id, const config::Settings &settings)
{
    const auto devices = composition::withLocalDevice(settings.devices);
    const auto found = std::ranges::find(devices, id, &DeviceConfig::id);
    return found == devices.end() ? id : found->name;
}

/// `soc_temperature_celsius`, or `disk_wear_percent:mmcblk0`.
Result<SeriesKey> parseSeries(const std::string &text)
{
    const std::size_t colon = text.find(':');
    const auto metric = findMetric(std::string_view(text).substr(0, colon));
    if (!metric)
        return tl::unexpected(noSuchMetric(text));
    return SeriesKey{*metric, colon == std::string::npos ? std::string() : text.substr(colon + 1)};
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

ExitCode top(const TopArguments &arguments, const Context &context)
{
    const auto metric = findMetric(arguments.metric);
    if (!metric)
        return report(noSuchMetric(arguments.metric), context.format);
    const auto range = parseRange(arguments.from, arguments.to, context.clock->utcNow());
    if (!range)
        return report(range.error(), context.format);
    const auto store = openStore(context, history::Access::ReadOnly);
    if (!store)
        return report(store.error(), context.format);
    const auto ranked = (*store)->top(*metric, *range, arguments.by, arguments.count);
    if (!ranked)
        return report(ranked.error(), context.format);
    const Unit unit = info(*metric).unit;
    QJsonArray array;
    Table table({{Tr::tr("Name")},
                 {Tr::tr("Instance")},
                 {Tr::tr("Minimum"), Table::Align::Right},
                 {Tr::tr("Mean"), Table::Align::Right},
                 {Tr::tr("Maximum"), Table::Align::Right},
                 {Tr::tr("Last"), Table::Align::Right}});
    for (const history::Ranked &one : *ranked) {
        array.append(toJson(one));
        const history::Aggregate &values = one.aggregate;
        table.add({shown(nameOf(one.device, context.settings)), shown(one.instance),
                   Formatting::value(unit, values.minimum), Formatting::value(unit, values.mean),
                   Formatting::value(unit, values.maximum), Formatting::value(unit, values.last)});
    }
    if (context.format == Format::Json)
        print(QJsonDocument(array));
    else
        print(table.text());
    return ExitCode::Success;
}

} // namespace piuptime::ctl
