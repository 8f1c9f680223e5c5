// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"
#include "app/presentation/charts/ValueScale.h"

#include <QCoreApplication>

#include <optional>
#include <vector>

namespace piuptime::presentation {

/// The text beside a line or lane: the value at the crosshair, or the newest one without it.
struct ChartReadout {
    QString label = {};
    QString value = {}; ///< with its unit; an en dash where nothing is known
    QString range = {}; ///< least to most, where points were merged
    bool isSet = true;  ///< of a lane: the flag, at least at times
    bool past = false;  ///< without crosshair: older than a gap, so no longer true
};

/// Reads a chart in the window of its timeline, with or without a crosshair: which points and values there are, and how
/// to say them. A view, made when it is needed; timeline and spec must outlive it.
class ChartReading
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::ChartReading)
public:
    ChartReading(const Timeline &timeline, const ChartSpec &spec, std::optional<UtcTime> crosshair = {});

    /// One for each lane, then one for each line.
    [[nodiscard]] std::vector<ChartReadout> readouts() const;
    [[nodiscard]] ChartReadout readout(const ChartLine &line) const;
    [[nodiscard]] ChartReadout readout(const ChartFlag &lane) const;
    /// The chart in sentences, for those who do not see it.
    [[nodiscard]] QString summary() const;
    /// Holds every line's least and most.
    [[nodiscard]] ValueScale scale(int maxSteps) const;

    /// The point at the crosshair, or the newest in the window; null where nothing is known.
    [[nodiscard]] const history::Point *shownPoint(const SeriesId &id) const;
    /// The moment `samples` points away from the crosshair, on the line or lane that matters most; its newest point
    /// without a crosshair.
    [[nodiscard]] std::optional<UtcTime> stepped(int samples) const;
    [[nodiscard]] std::optional<UtcTime> first() const;
    [[nodiscard]] std::optional<UtcTime> last() const;

private:
    /// From the least to the most of a line in the window.
    struct Extremes {
        double low;
        double high;
    };
    /// \param merged  also what points were merged from
    [[nodiscard]] std::optional<Extremes> extremes(const ChartLine &line, bool merged) const;
    [[nodiscard]] Points shown(const SeriesId &id) const;
    [[nodiscard]] Points mainPoints() const;
    [[nodiscard]] bool isPast(const history::Point &point, const SeriesId &id) const;

    const Timeline &m_timeline;
    const ChartSpec &m_spec;
    std::optional<UtcTime> m_crosshair;
};

} // namespace piuptime::presentation
