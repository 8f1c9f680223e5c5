// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Brokers.h"
#include "core/fleet/Collector.h"
#include "core/fleet/Reports.h"

#include <QFuture>
#include <QPromise>

#include <functional>
#include <map>
#include <memory>
#include <stop_token>

namespace piuptime::fleet {

/// Puts the agent on Pis and takes it away: gathers what an agent needs to know, and has the Pi's poller do it.
/// Thread: the engine's, in which the signal is emitted. Outlives the collector, whose threads call back.
class Installer final : public QObject
{
    Q_OBJECT
public:
    struct Services {
        Collector *collector = nullptr;
        Brokers *brokers = nullptr;
        Reports *reports = nullptr;
        std::function<QFuture<std::optional<Secret>>(const BrokerConfig &)> password; ///< null: there are none
        std::function<QFuture<Result<Secret>>()> commandSecret; ///< null: there is nowhere to keep it
        std::function<Result<AgentPackage>(const std::string &architecture)> package; ///< blocks; null: there is none
        Seconds patience = InstallServices().patience; ///< for the first reading of an agent
    };

    explicit Installer(Services services);

    /// Errors as of `Engine::installAgent`.
    [[nodiscard]] QFuture<Result<InstalledAgent>> install(const DeviceId &id, AgentInstall order);
    [[nodiscard]] QFuture<Result<void>> remove(const DeviceId &id);
    void cancel(const DeviceId &id);

signals:
    void advanced(const piuptime::DeviceId &id, const piuptime::InstallProgress &progress);

private:
    template <class T>
    using Promise = std::shared_ptr<QPromise<Result<T>>>;

    [[nodiscard]] InstallServices servicesFor(const DeviceId &id);
    void begin(const DeviceId &id, const Result<AgentFiles> &files, const Promise<InstalledAgent> &promise);
    /// Ends what runs for `id`, with this result. From any thread.
    template <class T>
    void end(const DeviceId &id, const Promise<T> &promise, Result<T> result);

    Services m_services;
    std::map<DeviceId, std::stop_source> m_running; ///< a stop cancels it
};

} // namespace piuptime::fleet
