// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace piuptime::remote {

/// The first message of both sides.
struct Hello {
    std::string program; ///< `piuptime`
    std::string version;
    std::uint64_t shape = 0; ///< of all that follows: see `protocolShape`
};

// What a server tells unasked.

/// Sent every two seconds: who hears nothing for longer has lost the server.
struct Alive {
    history::StoreState history;
};
/// All devices have been told. Devices that are not in it are gone.
struct Whole {
    std::vector<DeviceId> devices;
    std::vector<fleet::Question> questions;
    history::StoreState history;
    std::vector<BrokerConfig> brokers;
    std::vector<BrokerState> brokerStates;
    std::vector<Binding> bindings;
};
struct QuestionWithdrawn {
    std::uint64_t id = 0;
};
struct HistoryStateChanged {
    history::StoreState history;
};
struct BrokersChanged {
    std::vector<BrokerConfig> brokers;
    std::vector<BrokerState> states;
};
struct BindingsChanged {
    std::vector<Binding> bindings;
};
struct InstallAdvanced {
    DeviceId device;
    InstallProgress progress;
};

using Notice = std::variant<Alive, fleet::FleetChange, Whole, Event, fleet::Question, QuestionWithdrawn,
                            HistoryStateChanged, BrokersChanged, BindingsChanged, InstallAdvanced>;

/// Bytes of one message of a front end, and of one of a server.
inline constexpr std::size_t kLargestCall = 8 << 20;
inline constexpr std::size_t kLargestNotice = 64 << 20;

/// What both programs have to have in common, as a number: the shapes of all calls and notices.
[[nodiscard]] std::uint64_t protocolShape();
/// What this program says first.
[[nodiscard]] Hello ourHello();

} // namespace piuptime::remote
