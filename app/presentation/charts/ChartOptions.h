// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ChartSpec.h"
#include "app/presentation/charts/TimeTicks.h"
#include "core/model/Event.h"

#include <QObject>
#include <QTimeZone>

#include <array>
#include <cstdint>
#include <vector>

namespace piuptime::presentation {

/// What can be laid over the lines of a chart.
enum class Layer : std::uint8_t { Events, Reboots, Throttling, Battery };
inline constexpr std::array kLayers{Layer::Events, Layer::Reboots, Layer::Throttling, Layer::Battery};

/// How a person wants to see every chart: which layers, and in which time zone. Shared by all pages with charts.
/// Thread: the front end's.
class ChartOptions final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] bool shows(Layer layer) const { return (m_hidden & bit(layer)) == 0; }
    void setShown(Layer layer, bool shown);
    [[nodiscard]] bool shows(const ChartFlag &flag) const;
    [[nodiscard]] bool shows(const Event &event) const;
    [[nodiscard]] static QString name(Layer layer);

    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    void setZone(const QTimeZone &zone);
    /// The time zone's short name at that moment, `CEST`; tells the two hours 02:30 of a long day apart.
    [[nodiscard]] QString zoneAt(UtcTime at) const;
    /// Date and time to the second in the chosen zone, without its name.
    [[nodiscard]] QString dateTime(UtcTime at) const;
    /// The same with the zone's short name.
    [[nodiscard]] QString dateTimeWithZone(UtcTime at) const;
    /// Ticks in the chosen zone. All charts of a page ask for the same ones, so the last ones are kept.
    [[nodiscard]] const std::vector<TimeTick> &ticks(history::TimeRange range, int maxCount) const;

    /// For settings: which layers are hidden, and the zone's name, empty for that of this computer.
    [[nodiscard]] QString toText() const;
    void fromText(const QString &text);

signals:
    void changed();

private:
    [[nodiscard]] static constexpr unsigned bit(Layer layer) { return 1U << static_cast<unsigned>(layer); }

    unsigned m_hidden = 0;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    mutable std::vector<TimeTick> m_ticks;
    mutable history::TimeRange m_ticksRange;
    mutable int m_ticksCount = 0;
};

} // namespace piuptime::presentation
