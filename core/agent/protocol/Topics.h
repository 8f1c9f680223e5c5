// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::agent {

struct Sender;

/// What the topics of an agent are for; each is `<prefix>/<agent>/<word>`.
enum class Channel : std::uint8_t {
    Status,     ///< retained: `online`, or `offline`, which is the will as well
    Report,     ///< retained: `Report`
    Dictionary, ///< retained: the dictionary of the rows that come
    Live,       ///< rows, or lines of JSON
    Backlog,    ///< blocks of what waited in the spool
    Console,    ///< from a console: `Reply`
    Command,    ///< from a console: a signed command
    Result,     ///< what came of a command
};

/// The last level of its topic, such as `live`.
[[nodiscard]] std::string_view name(Channel channel);

/// The level of a topic by which an agent is known: the serial of the board, else the MAC of its first interface, else
/// the host name; small letters, digits, `-`, `_` and `.`, at most `kMaxAgentName`.
[[nodiscard]] std::string agentName(const Sender &sender);
inline constexpr std::size_t kMaxAgentName = 64;
[[nodiscard]] bool isAgentName(std::string_view name);

[[nodiscard]] std::string topicOf(std::string_view prefix, std::string_view agent, Channel channel);

struct AgentTopic {
    std::string_view agent;
    Channel channel{};
};
/// \return views into `topic`; empty when it is not a topic of an agent below `prefix`
[[nodiscard]] std::optional<AgentTopic> parseTopic(std::string_view prefix, std::string_view topic);

/// Payloads of `Channel::Status`.
inline constexpr std::string_view kOnline = "online";
inline constexpr std::string_view kOffline = "offline";

} // namespace piuptime::agent
