// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/ChartOptions.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace piuptime::presentation {
namespace {

Layer layerOf(FlagMeaning meaning)
{
    return meaning == FlagMeaning::OnBattery ? Layer::Battery : Layer::Throttling;
}

Layer layerOf(EventKind kind)
{
    return kind == EventKind::Rebooted ? Layer::Reboots : Layer::Events;
}

} // namespace

void ChartOptions::setShown(Layer layer, bool shown)
{
    if (shown == shows(layer))
        return;
    m_hidden ^= bit(layer);
    emit changed();
}

bool ChartOptions::shows(const ChartFlag &flag) const
{
    return shows(layerOf(flag.meaning));
}

bool ChartOptions::shows(const Event &event) const
{
    return shows(layerOf(event.kind));
}

QString ChartOptions::name(Layer layer)
{
    switch (layer) {
    case Layer::Events:
        return tr("Events");
    case Layer::Reboots:
        return tr("Reboots");
    case Layer::Throttling:
        return tr("Throttling and under-voltage");
    case Layer::Battery:
        break;
    }
    return tr("UPS on battery");
}

void ChartOptions::setZone(const QTimeZone &zone)
{
    if (!zone.isValid() || zone == m_zone)
        return;
    m_zone = zone;
    m_ticksCount = 0;
    emit changed();
}

QString ChartOptions::zoneAt(UtcTime at) const
{
    return m_zone.abbreviation(QDateTime::fromMSecsSinceEpoch(toMsUtc(at), Qt::UTC));
}

QString ChartOptions::dateTime(UtcTime at) const
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toMsUtc(at), m_zone);
    return QLocale().toString(time.date(), QLocale::ShortFormat) + u' '
           + QLocale().toString(time.time(), QStringLiteral("HH:mm:ss"));
}

QString ChartOptions::dateTimeWithZone(UtcTime at) const
{
    return dateTime(at) + u' ' + zoneAt(at);
}

const std::vector<TimeTick> &ChartOptions::ticks(history::TimeRange range, int maxCount) const
{
    if (maxCount != m_ticksCount || range.from != m_ticksRange.from || range.to != m_ticksRange.to) {
        m_ticks = timeTicks(range, maxCount, m_zone, QLocale());
        m_ticksRange = range;
        m_ticksCount = maxCount;
    }
    return m_ticks;
}

QString ChartOptions::toText() const
{
    const bool local = m_zone == QTimeZone::systemTimeZone();
    return QString::number(m_hidden) + u' ' + (local ? QString() : QString::fromLatin1(m_zone.id()));
}

void ChartOptions::fromText(const QString &text)
{
    const QStringList parts = text.split(u' ');
    m_hidden = parts.value(0).toUInt()
               & (bit(Layer::Events) | bit(Layer::Reboots) | bit(Layer::Throttling) | bit(Layer::Battery));
    const QTimeZone zone(parts.value(1).toLatin1());
    m_zone = zone.isValid() ? zone : QTimeZone::systemTimeZone();
    m_ticksCount = 0;
    emit changed();
}

} // namespace piuptime::presentation
