// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/Verbs.h"
#include "core/agent/protocol/Topics.h"
#include "core/agent/run/Measurer.h"

#include <cstdio>

namespace piuptime::agent {

int printName(const std::string &root)
{
    const SystemClock clock;
    const auto measurer = Measurer::open(root, clock, 1);
    if (!measurer) {
        std::fprintf(stderr, "%s\n", measurer.error().describe().c_str());
        return 1;
    }
    std::puts(agentName(measurer->sender()).c_str());
    return 0;
}

} // namespace piuptime::agent
