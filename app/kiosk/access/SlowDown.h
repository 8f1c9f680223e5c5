// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

namespace piuptime::kiosk {

/// How long one has to wait after `wrong` wrong PINs in a row: nothing after two, then 5 s, 10 s, 20 s … 15 min. Pure.
[[nodiscard]] Seconds waitAfter(int wrong);

/// Makes guessing slow. It runs on the steady clock, which nobody can set; a start in the midst of a wait begins it
/// anew, so that pulling the plug is no way round it.
class SlowDown
{
public:
    /// \param wrong how many wrong PINs there were in a row
    SlowDown(const Clock &clock, int wrong);

    [[nodiscard]] int wrong() const { return m_wrong; }
    /// Until the next PIN is taken; zero: now.
    [[nodiscard]] Milliseconds remaining() const;

private:
    const Clock *m_clock;
    int m_wrong;
    MonoTime m_until;
};

} // namespace piuptime::kiosk
