// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Output.h"
#include "app/ctl/StoredHistory.h"
#include "app/ctl/Tr.h"
#include "app/presentation/Formatting.h"
#include "core/exchange/Export.h"
#include "core/exchange/Import.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <cstdio>
#include <set>

namespace piuptime::ctl {
namespace {

using presentation::shown;

/// What to write: the chosen devices, or all.
Result<std::vector<exchange::Subject>> subjectsFor(const std::vector<std::string> &wanted,
                                                   const config::Settings &settings)
{
    const auto devices = composition::withLocalDevice(settings.devices);
    std::vector<exchange::Subject> subjects;
    for (const std::string &one : wanted) {
        const auto device = composition::findDevice(devices, one);
        if (!device)
            return tl::unexpected(device.error());
        subjects.push_back({device->id, device->name, device->site});
    }
    if (wanted.empty()) {
        for (const DeviceConfig &device : devices)
            subjects.push_back({device.id, device.name, device.site});
    }
    return subjects;
}

/// Writes to a device that is open already; a reader that is gone ends it.
exchange::WriteBytes writeTo(QFileDevice &file)
{
    return [&file](std::string_view bytes) -> Result<void> {
        if (file.write(bytes.data(), static_cast<qint64>(bytes.size())) == static_cast<qint64>(bytes.size()))
            return {};
        return fail(ErrorKind::Internal, "the file cannot be written: " + file.errorString().toStdString());
    };
}

Result<exchange::Tally> exportTo(const std::string &path, const history::HistoryStore &store,
                                 const exchange::ExportRequest &request)
{
    if (path.empty()) {
        QFile standardOutput;
        if (!standardOutput.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
            return fail(ErrorKind::Internal, "standard output cannot be written");
        return exchange::exportHistory(store, request, writeTo(standardOutput));
    }
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Internal, path + " cannot be written: " + file.errorString().toStdString());
    auto tally = exchange::exportHistory(store, request, writeTo(file));
    if (tally && !file.commit())
        return fail(ErrorKind::Internal, path + " cannot be written: " + file.errorString().toStdString());
    return tally;
}

/// The format that the name of a file promises.
std::optional<exchange::Format> formatOf(const std::string &file)
{
    const QString suffix = QFileInfo(QString::fromStdString(file)).suffix().toLower();
    const std::pair<const char *, exchange::Format> known[]{
        {"csv", exchange::Format::Csv},          {"jsonl", exchange::Format::JsonLines},
        {"ndjson", exchange::Format::JsonLines}, {"prom", exchange::Format::Prometheus},
        {"lp", exchange::Format::Influx},        {"influx", exchange::Format::Influx}};
    for (const auto &[word, format] : known) {
        if (suffix == QLatin1String(word))
            return format;
    }
    return std::nullopt;
}

/// Finds devices by id or name, also those that are no longer configured but have a history.
auto resolver(const config::Settings &settings, const history::HistoryStore &store)
{
    const auto known = store.devices();
    return [devices = composition::withLocalDevice(settings.devices),
            stored = known ? std::set<DeviceId>(known->begin(), known->end())
                           : std::set<DeviceId>()](const std::string &name) -> std::optional<DeviceId> {
        if (const auto device = composition::findDevice(devices, name))
            return device->id;
        return stored.contains(name) ? std::optional(name) : std::nullopt;
    };
}

QJsonObject toJson(const exchange::ImportSummary &summary)
{
    QJsonArray problems;
    for (const exchange::ImportProblem &problem : summary.firstProblems)
        problems.append(QJsonObject{{QStringLiteral("line"), static_cast<qint64>(problem.line)},
                                    {QStringLiteral("reason"), QString::fromStdString(problem.reason)}});
    QJsonObject unknown;
    for (const auto &[name, count] : summary.unknown)
        unknown.insert(QString::fromStdString(name), static_cast<qint64>(count));
    return {{QStringLiteral("lines"), static_cast<qint64>(summary.lines)},
            {QStringLiteral("readings"), static_cast<qint64>(summary.readings)},
            {QStringLiteral("samples"), static_cast<qint64>(summary.handedOver.samples)},
            {QStringLiteral("facts"), static_cast<qint64>(summary.handedOver.facts)},
            {QStringLiteral("events"), static_cast<qint64>(summary.handedOver.events)},
            {QStringLiteral("invalid_lines"), static_cast<qint64>(summary.problems)},
            {QStringLiteral("problems"), problems},
            {QStringLiteral("unknown_values"), static_cast<qint64>(summary.unknownCount)},
            {QStringLiteral("unknown"), unknown},
            {QStringLiteral("came_too_late"), static_cast<qint64>(summary.cameTooLate)},
            {QStringLiteral("stopped"), summary.stopped}};
}

QString describe(const exchange::ImportSummary &summary)
{
    QString text = Tr::tr("Lines read: %1. Readings: %2, values: %3, facts: %4, events: %5.")
                       .arg(summary.lines)
                       .arg(summary.readings)
                       .arg(summary.handedOver.samples)
                       .arg(summary.handedOver.facts)
                       .arg(summary.handedOver.events)
                   + QLatin1Char('\n');
    if (summary.unknownCount > 0) {
        QStringList names;
        for (const auto &[name, count] : summary.unknown)
            names << QStringLiteral("%1 (%2)").arg(shown(name)).arg(count);
        text +=
            Tr::tr("Values of unknown names, not stored: %1").arg(names.join(QStringLiteral(", "))) + QLatin1Char('\n');
    }
    if (summary.cameTooLate > 0)
        text += Tr::tr("Readings that came too late and may be missing: %1. Sort the file by time.")
                    .arg(summary.cameTooLate)
                + QLatin1Char('\n');
    for (const exchange::ImportProblem &problem : summary.firstProblems)
        text += Tr::tr("Line %1: %2").arg(problem.line).arg(shown(problem.reason)) + QLatin1Char('\n');
    if (summary.problems > summary.firstProblems.size())
        text += Tr::tr("Further lines that are not valid: %1").arg(summary.problems - summary.firstProblems.size())
                + QLatin1Char('\n');
    if (summary.stopped)
        text += Tr::tr("Stopped there; what came before is stored.") + QLatin1Char('\n');
    return text;
}

} // namespace

ExitCode exportHistory(const ExportArguments &arguments, const Context &context)
{
    const auto range = parseRange(arguments.from, arguments.to, context.clock->utcNow());
    if (!range)
        return report(range.error(), context.format);
    const auto subjects = subjectsFor(arguments.devices, context.settings);
    if (!subjects)
        return report(subjects.error(), context.format);
    const auto store = openStore(context, history::Access::ReadOnly);
    if (!store)
        return report(store.error(), context.format);
    const auto tally = exportTo(arguments.output, **store, {*subjects, *range, arguments.format});
    if (!tally)
        return report(tally.error(), context.format);
    if (tally->leftOut > 0)
        warn(Tr::tr("Values, facts and events left out, since the format cannot carry it: %1").arg(tally->leftOut));
    return ExitCode::Success;
}

ExitCode importHistory(const ImportArguments &arguments, const Context &context)
{
    const auto format = arguments.format ? arguments.format : formatOf(arguments.file);
    if (!format)
        return report({ErrorKind::InvalidInput, "the name of the file does not tell its format; add --format", {}},
                      context.format);
    QFile file(QString::fromStdString(arguments.file));
    const bool isOpen = arguments.file == "-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return report({ErrorKind::NotFound, arguments.file + ": " + file.errorString().toStdString(), {}},
                      context.format);
    const auto store = openStore(context, history::Access::ReadWrite);
    if (!store)
        return report(store.error(), context.format);
    exchange::ImportOptions options;
    options.format = *format;
    options.onError = arguments.stopOnError ? exchange::OnError::Stop : exchange::OnError::Continue;
    options.resolve = resolver(context.settings, **store);
    const auto summary =
        exchange::importHistory(**store, options, [&file](std::span<char> buffer) -> Result<std::size_t> {
            const qint64 count = file.read(buffer.data(), static_cast<qint64>(buffer.size()));
            if (count < 0)
                return fail(ErrorKind::Internal, file.errorString().toStdString());
            return static_cast<std::size_t>(count);
        });
    if (!summary)
        return report(summary.error(), context.format);
    if (context.format == Format::Json)
        print(QJsonDocument(toJson(*summary)));
    else
        print(describe(*summary));
    return summary->problems > 0 ? ExitCode::Corrupt : ExitCode::Success;
}

} // namespace piuptime::ctl
