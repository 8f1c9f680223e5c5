// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <algorithm>

namespace piuptime {

/// The steady-clock point after which an answer is of no use.
class Deadline
{
public:
    [[nodiscard]] static Deadline in(Milliseconds time) { return Deadline{std::chrono::steady_clock::now() + time}; }
    [[nodiscard]] static Deadline at(MonoTime point) { return Deadline{point}; }

    [[nodiscard]] MonoTime point() const { return m_point; }
    [[nodiscard]] bool passed() const { return remaining() == Milliseconds::zero(); }
    /// Time left in whole milliseconds, rounded up; never negative.
    [[nodiscard]] Milliseconds remaining() const
    {
        const auto left = std::chrono::ceil<Milliseconds>(m_point - std::chrono::steady_clock::now());
        return std::max(left, Milliseconds::zero());
    }
    /// The earlier of this one and `time` from now.
    [[nodiscard]] Deadline within(Milliseconds time) const
    {
        return Deadline{std::min(m_point, std::chrono::steady_clock::now() + time)};
    }

private:
    explicit Deadline(MonoTime point)
        : m_point(point)
    {
    }

    MonoTime m_point;
};

} // namespace piuptime
