// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/settings/AgentSettings.h"
#include "core/base/Secret.h"
#include "core/fleet/AgentPackage.h"
#include "core/fleet/Link.h"
#include "core/model/AgentInstall.h"

#include <QCoroTask>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace piuptime::fleet {

/// What an installation on one Pi has around it.
struct InstallServices {
    /// The open connection to the Pi; null while there is none. It may change: a lost one is waited for.
    std::function<std::shared_ptr<Link>()> link;
    /// The package for an architecture; called in a thread that may block.
    std::function<Result<AgentPackage>(const std::string &architecture)> package;
    /// The number of the newest reading that the agent of this name told as it made it; thread-safe.
    std::function<std::uint64_t(const std::string &agent)> newest;
    std::function<void(InstallProgress)> advanced;
    std::stop_token cancelled; ///< a person changed his mind: all is undone
    std::stop_token ending;    ///< the console ends: the Pi goes on by itself, and undoes all it did
    Seconds patience{90};      ///< for the first reading, once the agent runs
};

/// What an agent is given beside its package.
struct AgentFiles {
    agent::BrokerSettings broker; ///< without names of files
    /// Whether a host that means this very computer stands for the address from which the Pi sees the computer.
    bool isSeenFromHere = false;
    agent::CommandSettings commands;
    std::string authorities; ///< PEM; empty: those of the system
    std::string certificate; ///< PEM; empty: none
    std::string key;
    Secret password;
};

/// Installs the agent over a connection, has it start, and waits until a reading of it has come by way of the broker.
/// Whatever fails, the Pi undoes all of it, also when the connection is lost for good. Bounded to half an hour.
/// The error's detail says what failed and whether all is as it was.
/// \retval Unauthorized the account may not become root   \retval NotFound there is no package for this Pi
/// \retval Timeout the agent was not heard   \retval Cancelled   \retval Unreachable   \retval Internal
[[nodiscard]] QCoro::Task<Result<InstalledAgent>> installAgent(InstallServices services, AgentFiles files);

/// Removes the agent with its settings, and what it had kept of readings that no console has.
[[nodiscard]] QCoro::Task<Result<void>> removeAgent(InstallServices services);

} // namespace piuptime::fleet
