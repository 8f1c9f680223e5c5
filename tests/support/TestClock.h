// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <atomic>

namespace piuptime::testsupport {

/// A clock that stands still until a test moves it, in one thread; any may look at it.
class TestClock final : public Clock
{
public:
    explicit TestClock(UtcTime now)
        : m_now(now)
    {
    }

    void set(UtcTime now) { m_now = now; }
    void advance(Milliseconds by)
    {
        m_now = m_now.load() + by;
        m_mono = m_mono.load() + by;
    }

    [[nodiscard]] UtcTime utcNow() const override { return m_now; }
    [[nodiscard]] MonoTime monotonicNow() const override { return m_mono; }

private:
    std::atomic<UtcTime> m_now;
    std::atomic<MonoTime> m_mono{};
};

} // namespace piuptime::testsupport
