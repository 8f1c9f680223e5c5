// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/simulation/EventLoop.h"
#include "core/simulation/Fault.h"
#include "core/simulation/SignIn.h"
#include "core/simulation/SimulatedPi.h"

#include <libssh/server.h>

#include <atomic>
#include <memory>
#include <string>
#include <unordered_map>

namespace piuptime::simulation {

class PiHost;

/// One accepted connection of a Pi; ends when it is destroyed.
class Connection
{
public:
    virtual ~Connection() = default;
    /// Neither reads nor writes any more, as if the cable were cut.
    virtual void fallSilent() = 0;
};

/// What happened so far, summed over all Pis. Readable from any thread.
struct ServerCounters {
    std::atomic<std::uint64_t> connections{0}; ///< open now
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> signIns{0};
    std::atomic<std::uint64_t> refusedSignIns{0};
    std::atomic<std::uint64_t> answers{0}; ///< asks of the probe
    std::atomic<std::uint64_t> actions{0}; ///< commands that change something
};

/// What all Pis of a server share.
struct ServerSettings {
    SignIn signIn;
    const Clock *clock = nullptr;
    ServerCounters counters;
};

/// A simulated Pi on the network: its address, its listening socket, its connections and its fault.
/// Lives in the thread of its loop.
class PiHost
{
public:
    PiHost(PiProfile profile, std::string address, ServerSettings &settings, EventLoop &loop);
    ~PiHost();
    PiHost(const PiHost &) = delete;
    PiHost &operator=(const PiHost &) = delete;

    /// Listens on `port`, 0 for any free one. \return the port   \retval Conflict the port is taken
    [[nodiscard]] Result<std::uint16_t> listen(std::uint16_t port);
    void stopListening();
    /// Opens or closes the listening socket as the Pi comes and goes.
    void refresh();
    /// \param delay how late `Fault::Slow` answers
    void setFault(Fault fault, Milliseconds delay);
    void reboot();
    void powerOff();
    void dropConnections();

    /// The Pi as of now.
    [[nodiscard]] SimulatedPi &pi();
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] Milliseconds delay() const { return m_delay; }
    [[nodiscard]] const std::string &address() const { return m_address; }
    [[nodiscard]] ServerSettings &settings() { return m_settings; }
    [[nodiscard]] EventLoop &loop() { return m_loop; }
    /// libssh's idea of a server, holding the host key; null when libssh refuses. Made on first use.
    [[nodiscard]] ssh_bind bind();
    /// Lets go of a connection once the current event has been handled.
    void end(Connection &connection);

private:
    [[nodiscard]] bool isReachable();
    void accept();
    void pauseAccepting();

    SimulatedPi m_pi;
    std::string m_address;
    ServerSettings &m_settings;
    EventLoop &m_loop;
    std::uint16_t m_port = 0;
    int m_listener = -1;
    std::uint64_t m_watch = 0;
    Fault m_fault = Fault::None;
    Milliseconds m_delay{0};
    ssh_bind m_bind = nullptr;
    std::unordered_map<Connection *, std::unique_ptr<Connection>> m_connections;
};

} // namespace piuptime::simulation
