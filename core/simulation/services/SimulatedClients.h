// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/EventLoop.h"

#include <random>
#include <string>
#include <vector>

namespace piuptime::simulation {

/// Somebody who asks a gateway again and again.
struct ClientHabit {
    std::string address;            ///< of this machine, from which it asks
    std::vector<std::string> paths; ///< one of them each time
    std::string key{};              ///< empty: it shows none
    Milliseconds every{500};        ///< on average
    int atOnce = 1;                 ///< requests each time
    std::string form{};             ///< what it hands in, as browsers send it; empty: it reads
};

/// Clients of a gateway on this machine, each with a habit; what it answers, they read and forget. At most 64 requests
/// are under way; each ends after ten seconds.
/// Thread: that of its loop.
class SimulatedClients
{
public:
    SimulatedClients(EventLoop &loop, std::vector<ClientHabit> habits, std::uint16_t port, std::uint64_t seed);
    ~SimulatedClients();
    SimulatedClients(const SimulatedClients &) = delete;
    SimulatedClients &operator=(const SimulatedClients &) = delete;

private:
    class Request;
    void turn(std::size_t habit);
    void ask(const ClientHabit &habit);

    EventLoop &m_loop;
    std::vector<ClientHabit> m_habits;
    std::uint16_t m_port;
    std::minstd_rand m_chance;
    std::map<int, std::shared_ptr<Request>> m_requests;         ///< by descriptor
    std::shared_ptr<bool> m_isThere = std::make_shared<bool>(); ///< for timers, which may outlive it
};

} // namespace piuptime::simulation
