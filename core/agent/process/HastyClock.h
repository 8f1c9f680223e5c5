// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

namespace piuptime::agent {

/// The steady clock of the system made faster, for demonstrations and tests: intervals pass sooner, and the time of day
/// stays what it is. Thread-safe.
class HastyClock final : public Clock
{
public:
    /// \param speed 1 or more
    explicit HastyClock(double speed)
        : m_speed(speed)
        , m_start(m_system.monotonicNow())
    {
    }

    [[nodiscard]] UtcTime utcNow() const override { return m_system.utcNow(); }
    [[nodiscard]] MonoTime monotonicNow() const override
    {
        return m_start + std::chrono::duration_cast<MonoTime::duration>((m_system.monotonicNow() - m_start) * m_speed);
    }
    /// How long it really takes until `time`; never negative.
    [[nodiscard]] MonoTime::duration until(MonoTime time) const
    {
        const MonoTime now = monotonicNow();
        if (time <= now)
            return MonoTime::duration::zero();
        return std::chrono::duration_cast<MonoTime::duration>((time - now) / m_speed);
    }

private:
    SystemClock m_system;
    double m_speed;
    MonoTime m_start;
};

} // namespace piuptime::agent
