// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/PiProfile.h"
#include "core/simulation/services/SimulatedClients.h"
#include "core/simulation/services/SimulatedService.h"

#include <thread>

namespace piuptime::simulation {

/// What a gateway stands before: services on simulated Pis, and clients who use them well, badly or not as they should.
/// The gateway itself is no part of it; it is a real one, with `configuration`. Runs in a thread of its own until
/// destroyed.
class ServiceSite
{
public:
    /// A Pi on which a service may run.
    struct Place {
        std::string host; ///< an address of this machine
        Story story = Story::Healthy;
    };
    struct Options {
        std::vector<Place> pis; ///< at least one; some with a story make it worth looking at
        std::uint64_t seed = 3;
    };

    /// \retval Internal descriptors or addresses are lacking
    [[nodiscard]] static Result<std::unique_ptr<ServiceSite>> start(Options options);
    ~ServiceSite();
    ServiceSite(const ServiceSite &) = delete;
    ServiceSite &operator=(const ServiceSite &) = delete;

    /// For the gateway, as a person would have written it: a gateway.toml.
    [[nodiscard]] const std::string &configuration() const { return m_configuration; }
    /// From now on there are clients. \param port of the gateway, on loopback
    /// Thread-safe.
    void visit(std::uint16_t port);

private:
    ServiceSite() = default;
    [[nodiscard]] Result<void> addServices(const Options &options);

    std::unique_ptr<EventLoop> m_loop;
    std::vector<std::unique_ptr<SimulatedService>> m_services;
    std::vector<ClientHabit> m_habits;
    std::unique_ptr<SimulatedClients> m_clients; ///< of the loop's thread
    std::string m_configuration;
    std::uint64_t m_seed = 0;
    std::thread m_thread;
};

} // namespace piuptime::simulation
