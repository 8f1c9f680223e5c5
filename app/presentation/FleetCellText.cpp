// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/FleetCellText.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace piuptime::presentation {
namespace {

struct Cells {
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::FleetCellText)
};

QString percentOrNothing(double value)
{
    return std::isnan(value) ? QString() : Formatting::percent(value);
}

QString powerText(const DeviceFigures &figures)
{
    if (!figures.powerKnown)
        return {};
    QStringList parts;
    if (figures.underVoltage.now)
        parts.append(Cells::tr("under-voltage now"));
    else if (figures.underVoltage.earlier)
        parts.append(Cells::tr("under-voltage since boot"));
    if (figures.throttled.now)
        parts.append(Cells::tr("throttled now"));
    else if (figures.throttled.earlier)
        parts.append(Cells::tr("throttled since boot"));
    return parts.isEmpty() ? Cells::tr("good") : parts.join(QStringLiteral(", "));
}

QString upsText(const DeviceFigures &figures)
{
    if (!figures.hasUps)
        return {};
    const QString source = figures.onBattery ? Cells::tr("on battery") : Cells::tr("on mains");
    return std::isnan(figures.upsPercent) ? source
                                          : Cells::tr("%1, %2").arg(Formatting::percent(figures.upsPercent), source);
}

QString seenText(const DeviceFigures &figures, UtcTime now)
{
    return figures.seenAt == UtcTime{} ? Cells::tr("never") : Formatting::age(ageAt(now, figures.seenAt));
}

QString powerToolTip(const DeviceFigures &figures)
{
    if (!figures.powerKnown)
        return Cells::tr("This device does not tell whether its supply is good.");
    const auto line = [](const QString &what, const NowAndEarlier &bit) {
        const QString now = bit.now ? Cells::tr("yes") : Cells::tr("no");
        const QString earlier = bit.earlier ? Cells::tr("yes") : Cells::tr("no");
        return Cells::tr("%1: now %2, since boot %3").arg(what, now, earlier);
    };
    return line(Cells::tr("Under-voltage"), figures.underVoltage) + u'\n'
           + line(Cells::tr("Throttled"), figures.throttled);
}

QString diskToolTip(const FleetRow &row)
{
    QStringList lines;
    for (const Sample &sample : row.state->latest.samples) {
        if (sample.series.metric == Metric::FilesystemUsedPercent && lines.size() < 8)
            lines.append(
                Cells::tr("%1: %2 used").arg(shown(sample.series.instance, 100), Formatting::percent(sample.value)));
    }
    return lines.join(u'\n');
}

} // namespace

QString cellText(const FleetRow &row, FleetColumn column, UtcTime now)
{
    const DeviceFigures &figures = row.figures;
    switch (column) {
    case FleetColumn::State:
        return Texts::health(row.level());
    case FleetColumn::Name:
        return row.name;
    case FleetColumn::Site:
        return row.site;
    case FleetColumn::Model:
        return row.model;
    case FleetColumn::Temperature:
        return std::isnan(figures.celsius) ? QString() : Formatting::celsius(figures.celsius);
    case FleetColumn::Power:
        return powerText(figures);
    case FleetColumn::Cpu:
        return percentOrNothing(figures.cpuPercent);
    case FleetColumn::Memory:
        return percentOrNothing(figures.memoryPercent);
    case FleetColumn::Disk:
        return percentOrNothing(figures.diskPercent);
    case FleetColumn::Ups:
        return upsText(figures);
    case FleetColumn::Uptime:
        return std::isnan(figures.uptimeSeconds) ? QString() : Formatting::duration(figures.uptimeSeconds);
    case FleetColumn::LastSeen:
        return seenText(figures, now);
    case FleetColumn::Address:
        return row.address;
    case FleetColumn::Tags:
        return row.tags.join(QStringLiteral(", "));
    case FleetColumn::Count:
        break;
    }
    return {};
}

QString cellToolTip(const FleetRow &row, FleetColumn column, UtcTime now)
{
    switch (column) {
    case FleetColumn::State: {
        const QString why = reasonLines(row.state->health);
        const QString connection = connectionLine(*row.state, now);
        return connection.isEmpty() ? why : why + u'\n' + connection;
    }
    case FleetColumn::Name:
        return row.name + u'\n' + row.address;
    case FleetColumn::Model:
        if (const std::string *model = row.state->latest.fact(FactKey::Model))
            return shown(*model, 256);
        return {};
    case FleetColumn::Power:
        return powerToolTip(row.figures);
    case FleetColumn::Disk:
        return diskToolTip(row);
    case FleetColumn::LastSeen:
        return row.figures.seenAt == UtcTime{}
                   ? connectionLine(*row.state, now)
                   : Formatting::localDateTime(row.figures.seenAt) + u'\n' + Texts::connection(*row.state);
    default:
        return {};
    }
}

QString reasonLines(const Health &health, std::size_t limit)
{
    QStringList lines;
    for (const Reason &reason : health.reasons) {
        if (static_cast<std::size_t>(lines.size()) == limit) {
            lines.append(Cells::tr("… and %n more", nullptr, static_cast<int>(health.reasons.size() - limit)));
            break;
        }
        lines.append(Texts::reason(reason));
    }
    return lines.isEmpty() ? Texts::verdict(health) : lines.join(u'\n');
}

QString connectionText(const DeviceState &state)
{
    const bool failed = state.connection == ConnectionState::Waiting || state.connection == ConnectionState::Blocked;
    return failed && state.error ? Texts::error({state.error->kind, state.error->detail, {}})
                                 : Texts::connection(state);
}

QString connectionLine(const DeviceState &state, UtcTime now)
{
    if (state.connection == ConnectionState::Connected)
        return {};
    QString line = Texts::connection(state);
    if (state.error)
        line += QStringLiteral(". ") + Texts::error(*state.error);
    if (state.connection == ConnectionState::Waiting && state.nextAttemptAt > now)
        line += u' '
                + Cells::tr("Next attempt in %1.")
                      .arg(Formatting::shortAge(std::chrono::ceil<Seconds>(state.nextAttemptAt - now)));
    return line;
}

} // namespace piuptime::presentation
