// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/protocol/Command.h"
#include "core/base/Clock.h"
#include "core/config/Problem.h"
#include "core/model/Broker.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::agent {

/// The broker an agent reports to.
struct BrokerSettings {
    enum class Protocol : std::uint8_t {
        Newest, ///< MQTT 5, and 3.1.1 where the broker knows no better
        Mqtt5,
        Mqtt311,
    };

    std::string host;
    std::uint16_t port = 8883;
    std::vector<BrokerAddress> others; ///< further addresses of the same broker or its cluster, tried in turn
    bool tls = true;
    std::string caFile; ///< empty: the authorities that the system trusts
    std::string certificateFile;
    std::string keyFile;
    std::string user;
    std::string passwordFile;       ///< holds nothing but the password
    std::string topic = "piuptime"; ///< in front of all topics
    Protocol protocol = Protocol::Newest;
    Seconds keepAlive{30}; ///< a link that is silent for one and a half of these is given up

    friend bool operator==(const BrokerSettings &, const BrokerSettings &) = default;
};

/// Who may have this Pi do what; without keys nobody may.
struct CommandSettings {
    std::vector<CommandKey> keys;
    std::vector<std::string> allow; ///< words of `isAllowance`

    friend bool operator==(const CommandSettings &, const CommandSettings &) = default;
};

/// What somebody configured about one agent; `agent.toml`.
struct AgentSettings {
    enum class Form : std::uint8_t { Binary, Json };

    BrokerSettings broker;
    Seconds fast{10};
    std::chrono::minutes slow{5};
    Form form = Form::Binary;
    std::uint32_t backlogPerSecond = 2; ///< blocks of what waited, besides the live readings
    std::string spoolFile = "/var/lib/piuptime-agent/spool";
    std::uint32_t spoolMegabytes = 16;
    CommandSettings commands;
};

/// Reads settings from TOML. Pure. Of faults in the meaning all are reported, in the order of the file; a fault in the
/// syntax is the only one. Every key must be known.
[[nodiscard]] tl::expected<AgentSettings, std::vector<config::Problem>> parseAgentSettings(std::string_view toml);

/// Settings with this broker and these commands, all else as usual; what `parseAgentSettings` reads.
[[nodiscard]] std::string formatAgentSettings(const BrokerSettings &broker, const CommandSettings &commands);

/// `host:port`, of a cluster all of them with `or` in between.
[[nodiscard]] std::string addressText(const BrokerSettings &broker);

/// What these settings make an agent do, in sentences, one a line.
[[nodiscard]] std::string explain(const AgentSettings &settings);

/// What on this machine stands in the way of these settings: files that cannot be read, a folder that is not there,
/// a program that commands need.
[[nodiscard]] std::vector<std::string> obstacles(const AgentSettings &settings);

} // namespace piuptime::agent
