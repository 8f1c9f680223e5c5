// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime {

inline constexpr std::uint16_t kMqttPort = 1883;
inline constexpr std::uint16_t kMqttTlsPort = 8883;

/// One of the places at which a broker, or a node of its cluster, listens.
struct BrokerAddress {
    std::string host;
    std::uint16_t port = kMqttPort;

    friend bool operator==(const BrokerAddress &, const BrokerAddress &) = default;
};

/// Reads `host`, `host:port`, an IPv6 address, or one in brackets before its port. \param usualPort where none is given
/// \retval InvalidInput as `parseAddress` says, or a user is named
[[nodiscard]] Result<BrokerAddress> parseBrokerAddress(std::string_view text, std::uint16_t usualPort);
/// `host:port`, which `parseBrokerAddress` reads back.
[[nodiscard]] std::string formatBrokerAddress(const BrokerAddress &address);

/// What a person configured about one MQTT broker. Its password is kept where secrets are.
struct BrokerConfig {
    std::string name; ///< tells brokers apart; for people
    std::string host;
    std::uint16_t port = kMqttPort;
    bool tls = false;
    std::string caFile;          ///< PEM; empty: the authorities that the system trusts
    std::string certificateFile; ///< PEM, shown to the broker; empty: none
    std::string keyFile;
    std::string user;
    std::string topic = "piuptime"; ///< in front of the topics of agents
    std::string group;              ///< consoles that share the load; empty: this one reads everything
    bool publishers = true;         ///< whether other programs' messages are read as well
    bool enabled = true;
    bool isOurs = false;                 ///< the console runs it itself, on this computer
    std::vector<BrokerAddress> others{}; ///< further addresses of the same broker or its cluster, tried in turn

    friend bool operator==(const BrokerConfig &, const BrokerConfig &) = default;
};

/// With what a client signs in to the broker that the console runs.
struct BrokerAccount {
    enum class Purpose : std::uint8_t {
        Console,    ///< may do everything
        Agents,     ///< below the topic of agents
        Publishers, ///< other programs: everywhere but there
    };
    Purpose purpose = Purpose::Console;
    std::string user;
    Secret password;
};

/// All addresses, the first one first.
[[nodiscard]] std::vector<BrokerAddress> addressesOf(const BrokerConfig &broker);
/// \param addresses one at least
void setAddresses(BrokerConfig &broker, std::vector<BrokerAddress> addresses);

/// How a connection to a broker stands.
struct BrokerState {
    enum class Connection : std::uint8_t { Connecting, Connected, Waiting };

    std::string name;
    Connection connection = Connection::Connecting;
    bool isOldProtocol = false; ///< MQTT 3.1.1: no shared load, and no bound on what is sent
    std::optional<Error> error; ///< why it is not connected, or a subscription that was refused
    UtcTime nextAttemptAt{};    ///< while waiting
};

/// What was seen of one topic of a broker.
struct TopicTraffic {
    std::string topic;   ///< printable
    std::string sample;  ///< the latest payload, printable, cut short
    std::string format;  ///< what it looks like, such as `agent` or `telegraf`; empty: nothing that is known
    std::string problem; ///< why the latest message was refused; empty: it was not
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    bool retained = false; ///< the latest message came from the broker's store
    UtcTime at{};          ///< when it came
};

/// What a broker has carried since the console looks at it.
struct BrokerTraffic {
    std::vector<TopicTraffic> topics; ///< those with the most messages first, at most some thousand
    std::uint64_t left = 0;           ///< messages of further topics, which are not shown
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::uint64_t refused = 0; ///< messages that made no sense, or were too many
};

} // namespace piuptime
