// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Brokers.h"
#include "core/fleet/Engine.h"
#include "core/fleet/Reports.h"

#include <QPromise>
#include <QTimer>

#include <map>
#include <memory>

namespace piuptime::fleet {

/// Has agents do what a person asked for: signs a command, sends it, and waits for what came of it.
/// Thread: the engine's.
class Commander final : public QObject
{
    Q_OBJECT
public:
    struct Services {
        std::shared_ptr<const Clock> clock;
        Brokers *brokers = nullptr;
        Reports *reports = nullptr;
        /// The console's own secret, made when there is none; null: there is nowhere to keep it.
        std::function<QFuture<Result<Secret>>()> secret;
        Milliseconds patience{30'000}; ///< for the agent's answer; its command is void after that
    };

    explicit Commander(Services services);

    /// \retval NotFound the device has no agent, or there is no secret to sign with
    /// \retval Unauthorized the agent takes no commands, or not this one   \retval Timeout it did not answer
    /// \retval Conflict it was told something a moment ago and is not ready for more
    [[nodiscard]] QFuture<Result<ActionResult>> act(const DeviceId &device, const Action &action);
    [[nodiscard]] QFuture<Result<std::string>> publicKey();

private:
    using Promise = std::shared_ptr<QPromise<Result<ActionResult>>>;

    [[nodiscard]] Result<void> send(const Reports::Route &route, const Action &action, const Secret &secret);
    void ended(const std::string &challenge, bool succeeded, const std::string &told);

    Services m_services;
    std::map<std::string, Promise> m_waiting;   ///< by the challenge that the command quoted
    std::map<DeviceId, std::string> m_lastUsed; ///< challenges, each good once
};

} // namespace piuptime::fleet
