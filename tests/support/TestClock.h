// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

namespace piuptime::testsupport {

/// A clock that stands still until a test moves it.
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
        m_now += by;
        m_mono += by;
    }

    [[nodiscard]] UtcTime utcNow() const override { return m_now; }
    [[nodiscard]] MonoTime monotonicNow() const override { return m_mono; }

private:
    UtcTime m_now;
    MonoTime m_mono{};
};

} // namespace piuptime::testsupport
