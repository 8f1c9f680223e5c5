// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/Agent.h"
#include "app/agent/SettingsFile.h"
#include "core/agent/process/Log.h"

#include <malloc.h>

namespace piuptime::agent {
namespace {

/// One heap for both threads, and what a block of the backlog took goes back to the system: the agent shares a Pi with
/// those it measures.
void keepMemorySmall()
{
    constexpr int kBytes = 64 * 1024;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TRIM_THRESHOLD, kBytes);
    mallopt(M_MMAP_THRESHOLD, kBytes);
    mallopt(M_TOP_PAD, 16 * 1024);
}

} // namespace

int run(const RunOptions &options)
{
    keepMemorySmall();
    auto settings = loadSettings(options.file);
    if (!settings) {
        for (const std::string &line : settings.error())
            log(Priority::Error, line);
        return 1;
    }
    const auto agent = Agent::make(options, std::move(*settings));
    if (!agent) {
        log(Priority::Error, agent.error().describe());
        return 1;
    }
    (*agent)->run();
    return 0;
}

} // namespace piuptime::agent
