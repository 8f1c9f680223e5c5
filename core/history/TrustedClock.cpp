// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/TrustedClock.h"

#include <utility>

namespace piuptime::history {
namespace {

constexpr std::chrono::days kLargestStep{1};
constexpr std::chrono::hours kUntilALeapIsBelieved{1};
/// By then the network has told the time, or there is none.
constexpr std::chrono::days kStart{1};

bool isClose(UtcTime a, UtcTime b)
{
    return a <= b + kLargestStep && b <= a + kLargestStep;
}

} // namespace

TrustedClock::TrustedClock(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
    , m_start(m_clock->monotonicNow())
{
}

UtcTime TrustedClock::Line::at(MonoTime mono) const
{
    return base + std::chrono::floor<Milliseconds>(mono - baseMono);
}

std::optional<UtcTime> TrustedClock::now()
{
    const UtcTime told = m_clock->utcNow();
    const MonoTime mono = m_clock->monotonicNow();
    if (!m_line) {
        if (told < kEarliestBelieved)
            return std::nullopt;
        m_line = Line{told, mono};
        return told;
    }
    const bool leapt = told < kEarliestBelieved || !isClose(told, m_line->at(mono));
    if (leapt && told >= kEarliestBelieved && !m_leaptAt)
        m_leaptAt = mono;
    if (leapt && !isBelieved(told, mono))
        return m_line->at(mono);
    if (leapt)
        m_before = m_line;
    m_leaptAt.reset();
    m_line = Line{told, mono};
    return told;
}

bool TrustedClock::isBelieved(UtcTime told, MonoTime mono) const
{
    if (told < kEarliestBelieved)
        return false;
    const bool isSetAtTheStart = told > m_line->at(mono) && mono - m_start < kStart;
    const bool isUndone = m_before && isClose(told, m_before->at(mono));
    return isSetAtTheStart || isUndone || (m_leaptAt && mono - *m_leaptAt >= kUntilALeapIsBelieved);
}

bool TrustedClock::isPlausible(UtcTime at)
{
    const std::optional<UtcTime> known = now();
    return at >= kEarliestBelieved && known && at <= *known + kLargestStep;
}

} // namespace piuptime::history
