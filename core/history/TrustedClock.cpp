// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/TrustedClock.h"

#include <utility>

namespace piuptime::history {
namespace {

constexpr std::chrono::days kLargestStep{1};
constexpr std::chrono::hours kUntilALeapIsBelieved{1};

} // namespace

TrustedClock::TrustedClock(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
{
}

std::optional<UtcTime> TrustedClock::now()
{
    const UtcTime told = m_clock->utcNow();
    const MonoTime mono = m_clock->monotonicNow();
    if (!m_base) {
        if (told < kEarliestBelieved)
            return std::nullopt;
        m_base = told;
        m_baseMono = mono;
        return told;
    }
    const UtcTime expected = *m_base + std::chrono::floor<Milliseconds>(mono - m_baseMono);
    const bool leapt = told < kEarliestBelieved || told > expected + kLargestStep || told < expected - kLargestStep;
    if (leapt && told >= kEarliestBelieved && !m_leaptAt)
        m_leaptAt = mono;
    if (leapt && (!m_leaptAt || mono - *m_leaptAt < kUntilALeapIsBelieved))
        return expected;
    m_leaptAt.reset();
    m_base = told;
    m_baseMono = mono;
    return told;
}

bool TrustedClock::isPlausible(UtcTime at)
{
    const std::optional<UtcTime> known = now();
    return at >= kEarliestBelieved && known && at <= *known + kLargestStep;
}

} // namespace piuptime::history
