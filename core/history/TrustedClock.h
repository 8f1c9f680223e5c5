// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <memory>
#include <optional>

namespace piuptime::history {

/// A time before this one, the start of 2024, is that of a clock that was never set.
inline constexpr UtcTime kEarliestBelieved = fromMsUtc(1'704'067'200'000);

/// The wall clock, as far as it can be believed. Most Pis have no clock that runs on without power: they start in 1970
/// or where they were shut down, and jump when the network tells the time.
///
/// A time before `kEarliestBelieved` never is. A leap of more than a day against the steady clock is believed once it
/// has lasted for an hour; until then time runs on from where it was. Two leaps are believed at once: forward within a
/// day of the start, which is how a computer boots that has no clock of its own, and back to where time would be if the
/// leap before had not been. Not thread-safe.
class TrustedClock
{
public:
    explicit TrustedClock(std::shared_ptr<const Clock> clock);

    /// Empty while the clock was never set.
    [[nodiscard]] std::optional<UtcTime> now();
    /// Whether a reading can be from `at`: neither before every Pi's time nor more than a day ahead.
    [[nodiscard]] bool isPlausible(UtcTime at);

private:
    /// Runs on with the steady clock.
    struct Line {
        UtcTime base{};
        MonoTime baseMono{};

        [[nodiscard]] UtcTime at(MonoTime mono) const;
    };

    [[nodiscard]] bool isBelieved(UtcTime told, MonoTime mono) const;

    std::shared_ptr<const Clock> m_clock;
    MonoTime m_start;
    std::optional<Line> m_line;   ///< the time that is believed
    std::optional<Line> m_before; ///< the one that was before the leap that was believed last
    std::optional<MonoTime> m_leaptAt;
};

} // namespace piuptime::history
