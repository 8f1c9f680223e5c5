// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/SettingsFile.h"

#include "core/agent/Root.h"

#include <cerrno>
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

tl::expected<AgentSettings, std::vector<std::string>> loadSettings(const std::string &file)
{
    const auto content = contentOf(file);
    if (!content)
        return tl::unexpected(
            std::vector<std::string>{file + ": cannot be read: " + std::generic_category().message(errno)});
    auto settings = parseAgentSettings(*content);
    if (settings)
        return std::move(*settings);
    std::vector<std::string> lines;
    for (const config::Problem &problem : settings.error())
        lines.push_back(file + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": "
                        + problem.reason);
    return tl::unexpected(std::move(lines));
}

} // namespace piuptime::agent
