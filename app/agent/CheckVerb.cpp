// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/SettingsFile.h"
#include "app/agent/Verbs.h"

#include <cstdio>

namespace piuptime::agent {

int check(const std::string &file)
{
    const auto settings = loadSettings(file);
    if (!settings) {
        for (const std::string &line : settings.error())
            std::fprintf(stderr, "%s\n", line.c_str());
        return 1;
    }
    std::fputs(explain(*settings).c_str(), stdout);
    const auto found = obstacles(*settings);
    for (const std::string &obstacle : found)
        std::fprintf(stderr, "%s\n", obstacle.c_str());
    return found.empty() ? 0 : 1;
}

} // namespace piuptime::agent
