// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Topic.h"

#include "core/publishers/Report.h"

#include <algorithm>

namespace piuptime::publishers {

std::string_view takeFirstLevel(std::string_view &topic)
{
    const std::size_t slash = std::min(topic.find('/'), topic.size());
    const std::string_view level = topic.substr(0, slash);
    topic.remove_prefix(std::min(slash + 1, topic.size()));
    return level;
}

std::string_view takeLastLevel(std::string_view &topic)
{
    const std::size_t slash = topic.rfind('/');
    const std::string_view level = slash == std::string_view::npos ? topic : topic.substr(slash + 1);
    topic = slash == std::string_view::npos ? std::string_view() : topic.substr(0, slash);
    return level;
}

std::size_t levelCount(std::string_view topic)
{
    return static_cast<std::size_t>(std::ranges::count(topic, '/')) + 1;
}

std::optional<std::string_view> below(std::string_view prefix, std::string_view topic)
{
    if (!topic.starts_with(prefix) || topic.size() <= prefix.size() || topic[prefix.size()] != '/')
        return std::nullopt;
    return topic.substr(prefix.size() + 1);
}

bool isPlainTopic(std::string_view topic)
{
    constexpr std::string_view kForbidden("#+\0", 3);
    return !topic.empty() && topic.size() <= kMaxTopicBytes && !topic.starts_with('$')
           && topic.find_first_of(kForbidden) == std::string_view::npos;
}

} // namespace piuptime::publishers
