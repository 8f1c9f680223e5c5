// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/protocol/Topics.h"

#include "core/agent/batch/Sender.h"

#include <algorithm>
#include <array>

namespace piuptime::agent {
namespace {

/// In the order of `Channel`.
constexpr std::array<std::string_view, 8> kWords{
    "status", "report", "dictionary", "live", "backlog", "console", "command", "result",
};

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::string asName(std::string_view text)
{
    std::string name;
    for (const char c : text.substr(0, kMaxAgentName)) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (isNameCharacter(small))
            name += small;
        else if (small != ':')
            name += '_';
    }
    return name;
}

} // namespace

std::string_view name(Channel channel)
{
    return kWords[static_cast<std::size_t>(channel)];
}

std::string agentName(const Sender &sender)
{
    for (const std::string *identity : {&sender.serial, &sender.mac, &sender.hostName}) {
        if (std::string name = asName(*identity); !name.empty())
            return name;
    }
    return "unknown";
}

bool isAgentName(std::string_view name)
{
    return !name.empty() && name.size() <= kMaxAgentName && std::ranges::all_of(name, &isNameCharacter);
}

std::string topicOf(std::string_view prefix, std::string_view agent, Channel channel)
{
    std::string topic(prefix);
    topic += '/';
    topic += agent;
    topic += '/';
    topic += name(channel);
    return topic;
}

std::optional<AgentTopic> parseTopic(std::string_view prefix, std::string_view topic)
{
    if (!topic.starts_with(prefix) || topic.size() <= prefix.size() || topic[prefix.size()] != '/')
        return std::nullopt;
    const std::string_view rest = topic.substr(prefix.size() + 1);
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos || !isAgentName(rest.substr(0, slash)))
        return std::nullopt;
    const auto word = std::ranges::find(kWords, rest.substr(slash + 1));
    if (word == kWords.end())
        return std::nullopt;
    return AgentTopic{rest.substr(0, slash), static_cast<Channel>(word - kWords.begin())};
}

} // namespace piuptime::agent
