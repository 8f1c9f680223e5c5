// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/proxy/ClientConnection.h"
#include "core/gateway/proxy/ClientHandshake.h"
#include "core/gateway/proxy/Counters.h"
#include "core/gateway/proxy/HandshakeLine.h"
#include "core/gateway/proxy/Http2Connection.h"
#include "core/gateway/proxy/JsonTurn.h"
#include "core/gateway/proxy/Listener.h"
#include "core/gateway/see/Seeing.h"
#include "core/gateway/see/Trace.h"
#include "core/gateway/upstream/HealthChecks.h"
#include "core/gateway/upstream/UpstreamPool.h"

#include <future>
#include <thread>

namespace piuptime::gateway {

/// One thread of a gateway, with listeners, clients and connections to upstreams of its own; workers share nothing but
/// what endpoints know. Everything but the part for all threads belongs to its thread.
class Worker
{
public:
    /// Which of them asks endpoints whether they are well.
    enum class Checks : std::uint8_t { Yes, No };

    /// \param listeners sockets that listen, shared with nobody
    /// \param number    among the workers, from 0
    /// \param seeing, crowd outlive it
    [[nodiscard]] static Result<std::unique_ptr<Worker>> start(std::vector<UniqueFd> listeners,
                                                               std::shared_ptr<const Snapshot> snapshot, Checks checks,
                                                               unsigned number, Seeing &seeing, guard::Crowd &crowd);
    /// Ends at once what is under way.
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Where it listens: at a place that it has, or at a new one.
    struct Place {
        std::optional<std::size_t> kept; ///< its number so far
        UniqueFd fd{};                   ///< else: a socket that listens, shared with nobody
    };

    // For all threads.
    /// New requests go by this configuration from now on, and clients come in at these places, in its order. Whoever
    /// came in at one that goes stays. \return ready once that is so
    std::future<void> use(std::shared_ptr<const Snapshot> snapshot, std::vector<Place> places);
    /// Takes no more clients, closes those without a request, and tells the others that their answer is the last.
    void drain();
    /// Whether that is done, and nobody is left.
    [[nodiscard]] bool isDrained() const { return m_isDrained.load(std::memory_order_acquire); }
    [[nodiscard]] const Counters &counters() const { return m_counters; }

    // For its connections.
    [[nodiscard]] net::EventLoop &loop() { return *m_loop; }
    [[nodiscard]] net::BlockPool &blocks() { return m_blocks; }
    [[nodiscard]] UpstreamPool &upstreams() { return m_upstreams; }
    [[nodiscard]] HeldBodies &heldBodies() { return m_heldBodies; }
    [[nodiscard]] Counters &count() { return m_counters; }
    [[nodiscard]] const std::shared_ptr<const Snapshot> &snapshot() const { return m_snapshot; }
    [[nodiscard]] bool isDraining() const { return m_isDraining; }
    [[nodiscard]] std::uint32_t dice();
    [[nodiscard]] IdSource &ids() { return m_ids; }
    [[nodiscard]] Sight &sight() { return m_seeing.of(m_number); }
    /// A request has ended.
    void report(RequestRecord &record, RouteTraffic &route, const Config &config)
    {
        m_seeing.finished(m_number, record, route, config.log, config.inspect);
    }

    /// A client connected. \param listener its number in the configuration
    void admit(UniqueFd fd, const net::Address &peer, std::size_t listener);
    /// Another connection goes on with its stream.
    void replace(Connection &client, std::unique_ptr<Connection> next);
    /// Its connection is closed.
    void dismiss(Connection &client);
    [[nodiscard]] HandshakeLine &handshakeLine() { return m_handshakeLine; }
    void handshakeBegan() { ++m_handshakes; }
    void handshakeEnded() { --m_handshakes; }
    [[nodiscard]] std::unique_ptr<Exchange> takeExchange();
    void giveExchange(std::unique_ptr<Exchange> exchange);

private:
    Worker(std::unique_ptr<net::EventLoop> loop, std::shared_ptr<const Snapshot> snapshot, Checks checks,
           unsigned number, Seeing &seeing, guard::Crowd &crowd);
    [[nodiscard]] Result<void> listen(std::vector<UniqueFd> listeners);
    void moveTo(std::vector<Place> places);
    void run();
    void watchEndpoints();
    [[nodiscard]] Cause findRoom(Visitor &visitor);
    [[nodiscard]] bool isCounted(const guard::IpAddress &address) const;
    enum class Looked : std::uint8_t { All, HandshakesAlone };
    [[nodiscard]] bool crowdOut(Looked at);
    void turnAway(net::Stream stream, const Visitor &visitor, Cause cause);
    void admitPlainly(net::Stream stream, Visitor visitor);
    void admitByTls(net::Stream stream, Visitor visitor, const std::shared_ptr<const tls::ServerContext> &context);
    [[nodiscard]] bool keep(std::unique_ptr<Connection> client);
    void noteDrained() { m_isDrained.store(m_isDraining && m_clients.empty(), std::memory_order_release); }
    [[nodiscard]] std::size_t mostClients() const;

    Counters m_counters;     ///< first, since it is aligned to a cache line
    net::BlockPool m_blocks; ///< outlives all who hold some
    HeldBodies m_heldBodies; ///< likewise
    std::size_t m_handshakes = 0;
    std::unique_ptr<net::EventLoop> m_loop;
    HandshakeLine m_handshakeLine;
    std::shared_ptr<const Snapshot> m_snapshot;
    UpstreamPool m_upstreams;
    HealthChecks m_checks;
    bool m_makesChecks;
    const unsigned m_number;
    Seeing &m_seeing;
    guard::Crowd &m_crowd;
    IdSource m_ids;
    std::vector<std::unique_ptr<Exchange>> m_exchanges; ///< that wait for a request
    std::vector<std::unique_ptr<Connection>> m_clients;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::atomic<bool> m_isDrained{false};
    bool m_isDraining = false;
    std::uint32_t m_dice = 1;
    std::size_t m_hand = 0; ///< of the clients, the next that may have to go
    std::thread m_thread;
};

} // namespace piuptime::gateway
