// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <array>
#include <cstdint>

namespace piuptime::presentation {

enum class RangeChoice : std::uint8_t { Minutes15, Hour1, Hours6, Hours24, Days7, Days30, All, Custom };

/// What a person can pick; `Custom` comes from zooming and panning.
inline constexpr std::array kRangeChoices{RangeChoice::Minutes15, RangeChoice::Hour1, RangeChoice::Hours6,
                                          RangeChoice::Hours24,   RangeChoice::Days7, RangeChoice::Days30,
                                          RangeChoice::All};

/// The stretch of time the charts share: follows the present, or stands still once somebody zoomed or panned.
class TimeWindow
{
public:
    /// Follows the present with the span of `choice`; `All` reaches back to `oldest`.
    void choose(RangeChoice choice, UtcTime now, UtcTime oldest);
    /// Shows exactly `range`, kept within half a minute and fifty years and out of the future.
    void show(history::TimeRange range, UtcTime now);
    /// Shrinks (`factor` < 1) or grows the window so that `around` stays in its place.
    void zoom(double factor, UtcTime around, UtcTime now);
    /// Moves by a part of the own length; negative is back in time.
    void pan(double part, UtcTime now);
    /// Moves on to the present, if the window follows it.
    void advance(UtcTime now);

    [[nodiscard]] history::TimeRange range() const { return m_range; }
    [[nodiscard]] Milliseconds length() const { return m_range.to - m_range.from; }
    [[nodiscard]] RangeChoice choice() const { return m_choice; }
    [[nodiscard]] bool follows() const { return m_choice != RangeChoice::Custom; }

private:
    history::TimeRange m_range;
    RangeChoice m_choice = RangeChoice::Hour1;
};

} // namespace piuptime::presentation
