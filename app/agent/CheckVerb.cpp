// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/Verbs.h"

#include "core/agent/Root.h"
#include "core/agent/settings/AgentSettings.h"

#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>

#include <fcntl.h>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20U;

std::optional<std::string> contentOf(const std::string &file)
{
    const UniqueFd descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC));
    std::string content;
    if (!descriptor.isOpen() || !appendContent(descriptor.get(), kMaxFileBytes, content))
        return std::nullopt;
    return content;
}

} // namespace

int check(const std::string &file)
{
    const auto content = contentOf(file);
    if (!content) {
        const std::string reason = std::generic_category().message(errno);
        std::fprintf(stderr, "%s: cannot be read: %s\n", file.c_str(), reason.c_str());
        return 1;
    }
    const auto settings = parseAgentSettings(*content);
    if (!settings) {
        for (const config::Problem &problem : settings.error())
            std::fprintf(stderr, "%s:%zu:%zu: %s\n", file.c_str(), problem.line, problem.column,
                         problem.reason.c_str());
        return 1;
    }
    std::fputs(explain(*settings).c_str(), stdout);
    const auto found = obstacles(*settings);
    for (const std::string &obstacle : found)
        std::fprintf(stderr, "%s\n", obstacle.c_str());
    return found.empty() ? 0 : 1;
}

} // namespace piuptime::agent
