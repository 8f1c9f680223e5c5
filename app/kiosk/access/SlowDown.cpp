// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/SlowDown.h"

#include "app/kiosk/access/PinFile.h"

#include <algorithm>

namespace piuptime::kiosk {
namespace {

constexpr int kFree = 3; ///< with this many wrong ones, waiting begins
constexpr Seconds kShortest{5};
constexpr Seconds kLongest = std::chrono::minutes(15);

} // namespace

Seconds waitAfter(int wrong)
{
    if (wrong < kFree)
        return Seconds(0);
    Seconds wait = kShortest;
    for (int i = kFree; i < wrong && wait < kLongest; ++i)
        wait *= 2;
    return std::min(wait, kLongest);
}

SlowDown::SlowDown(const Clock &clock, int wrong)
    : m_clock(&clock)
    , m_wrong(wrong)
    , m_until(clock.monotonicNow() + waitAfter(wrong))
{
}

Milliseconds SlowDown::remaining() const
{
    const auto left = std::chrono::ceil<Milliseconds>(m_until - m_clock->monotonicNow());
    return std::max(left, Milliseconds::zero());
}

} // namespace piuptime::kiosk
