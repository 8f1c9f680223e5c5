// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/simulation/PiHost.h"

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace piuptime::simulation {

/// Serves any number of simulated Pis over SSH, each on its own loopback address and all on one port, in a few
/// threads of its own. Linux routes the whole of 127.0.0.0/8 to itself, so no address needs to be set up.
///
/// Every call is thread-safe, except that none may come from within `inspect`.
class SshServer
{
public:
    struct Options {
        std::uint16_t port = 0; ///< 0: any that is free
        int network = 80;       ///< the Pis live in 127.NETWORK.0.0/16
        int threads = 1;
        std::string password = "raspberry";      ///< empty: no password sign-in
        std::vector<std::string> authorisedKeys; ///< as in `authorized_keys`: `ssh-ed25519 AAAA…`
        bool none = false;                       ///< lets everybody in
        std::shared_ptr<const Clock> clock;      ///< null: the operating system's
    };

    /// Listens for all of them before it returns; the Pis then live in its threads.
    /// \retval Conflict the port is taken   \retval InvalidInput a key or an address   \retval Overloaded descriptors
    [[nodiscard]] static Result<std::unique_ptr<SshServer>> start(std::vector<PiProfile> pis, const Options &options);
    /// Ends all connections.
    ~SshServer();
    SshServer(const SshServer &) = delete;
    SshServer &operator=(const SshServer &) = delete;

    [[nodiscard]] std::size_t count() const { return m_hosts.size(); }
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] const std::string &address(std::size_t index) const { return m_hosts[index]->address(); }
    [[nodiscard]] const ServerCounters &counters() const { return m_settings.counters; }

    /// Takes effect at once. \param delay how late `Fault::Slow` answers
    void setFault(std::size_t index, Fault fault, Milliseconds delay = Milliseconds(3000));
    void reboot(std::size_t index);
    void powerOff(std::size_t index);
    void dropConnections(std::size_t index);
    void jumpClock(std::size_t index, Seconds jump);
    /// Runs `work` with the Pi as of now, in the thread it lives in, and waits until it is done.
    void inspect(std::size_t index, const std::function<void(SimulatedPi &)> &work);

private:
    SshServer() = default;

    [[nodiscard]] Result<void> listen(std::uint16_t port, int attempts);
    void post(std::size_t index, std::function<void(PiHost &)> work);
    void tick(EventLoop &loop, std::vector<PiHost *> hosts);

    ServerSettings m_settings;
    std::shared_ptr<const Clock> m_clock;
    std::vector<std::unique_ptr<EventLoop>> m_loops;
    std::vector<std::unique_ptr<PiHost>> m_hosts; ///< the n-th belongs to loop n modulo the number of loops
    std::vector<std::jthread> m_threads;
    std::uint16_t m_port = 0;
};

} // namespace piuptime::simulation
