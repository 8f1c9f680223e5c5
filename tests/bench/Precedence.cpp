// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/Precedence.h"

#include <cstdio>
#include <sched.h>

namespace piuptime::bench {

void takePrecedence()
{
    const sched_param second{.sched_priority = ::sched_get_priority_min(SCHED_RR) + 1};
    if (::sched_setscheduler(0, SCHED_RR, &second) != 0)
        std::fputs("bench: may not take precedence (SCHED_RR): what else runs here is in these figures\n", stderr);
}

void giveUpPrecedence()
{
    const sched_param none{};
    ::sched_setscheduler(0, SCHED_OTHER, &none); // always allowed
}

} // namespace piuptime::bench
