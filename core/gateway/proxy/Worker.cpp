// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Worker.h"

#include "core/gateway/proxy/Problem.h"

#include <algorithm>

namespace piuptime::gateway {

namespace {

constexpr std::size_t kMostKeptExchanges = 64;

} // namespace

Result<std::unique_ptr<Worker>> Worker::start(std::vector<UniqueFd> listeners, std::shared_ptr<const Snapshot> snapshot,
                                              Checks checks, unsigned number, Seeing &seeing)
{
    auto loop = net::EventLoop::open();
    if (!loop)
        return tl::unexpected(loop.error());
    std::unique_ptr<Worker> worker(new Worker(std::move(*loop), std::move(snapshot), checks, number, seeing));
    if (const auto listening = worker->listen(std::move(listeners)); !listening)
        return tl::unexpected(listening.error());
    worker->m_thread = std::thread([raw = worker.get()] { raw->run(); });
    return worker;
}

Worker::Worker(std::unique_ptr<net::EventLoop> loop, std::shared_ptr<const Snapshot> snapshot, Checks checks,
               unsigned number, Seeing &seeing)
    : m_loop(std::move(loop))
    , m_snapshot(std::move(snapshot))
    , m_upstreams(*m_loop, m_blocks)
    , m_checks(*m_loop, m_blocks)
    , m_makesChecks(checks == Checks::Yes)
    , m_number(number)
    , m_seeing(seeing)
{
}

Worker::~Worker()
{
    if (!m_thread.joinable())
        return;
    m_loop->post([this] { m_loop->stop(); });
    m_thread.join();
}

Result<void> Worker::listen(std::vector<UniqueFd> listeners)
{
    for (UniqueFd &fd : listeners) {
        m_listeners.push_back(std::make_unique<Listener>(*this, std::move(fd), m_listeners.size()));
        if (const auto opened = m_listeners.back()->open(); !opened)
            return opened;
    }
    return {};
}

void Worker::run()
{
    watchEndpoints();
    m_loop->run();
    m_checks.stop();
    m_listeners.clear();
    m_clients.clear();
    m_exchanges.clear();
    m_upstreams.clear();
}

void Worker::watchEndpoints()
{
    if (m_makesChecks)
        m_checks.watch(m_snapshot->groups());
}

void Worker::use(std::shared_ptr<const Snapshot> snapshot)
{
    m_loop->post([this, snapshot = std::move(snapshot)]() mutable {
        m_snapshot = std::move(snapshot);
        m_exchanges.clear();
        watchEndpoints();
    });
}

void Worker::drain()
{
    m_loop->post([this] {
        for (const auto &listener : m_listeners)
            listener->close();
        m_isDraining = true;
        // From the end, since those that close leave their place to the last.
        for (std::size_t i = m_clients.size(); i-- > 0;)
            m_clients[i]->drain();
        noteDrained();
    });
}

std::uint32_t Worker::dice()
{
    m_dice += 2654435769U; // golden ratio: evenly spread, also over few throws
    return m_dice;
}

std::size_t Worker::mostClients() const
{
    const Config &config = m_snapshot->config();
    return std::max<std::size_t>(1, config.mostConnections / std::max(1U, config.workers));
}

void Worker::admit(UniqueFd fd, const net::Address &peer, std::size_t listener)
{
    net::sendWithoutDelay(fd.get());
    Counters::add(m_counters.clients);
    const auto &context = m_snapshot->tlsOf(listener);
    if (context)
        admitByTls(net::Stream(std::move(fd)), {.address = peer.host(), .isSecure = true}, context);
    else
        admitPlainly(net::Stream(std::move(fd)), {.address = peer.host()});
}

void Worker::admitPlainly(net::Stream stream, Visitor visitor)
{
    auto made = std::make_unique<ClientConnection>(*this, std::move(stream), std::move(visitor));
    ClientConnection &client = *made;
    if (!keep(std::move(made))) {
        client.breakOff();
        client.pump();
    } else if (m_clients.size() > mostClients()) {
        m_counters.add(Cause::TooManyConnections);
        writeProblem(client.output(), Cause::TooManyConnections, SystemClock().utcNow(), {});
        client.endAfterOutput();
        client.pump();
    }
}

/// Half of all connections are left to those who are known: handshakes are dear, and anybody can begin one.
void Worker::admitByTls(net::Stream stream, Visitor visitor, const std::shared_ptr<const tls::ServerContext> &context)
{
    if (m_clients.size() >= mostClients() || m_handshakes > mostClients() / 2) {
        m_counters.add(m_clients.size() >= mostClients() ? Cause::TooManyConnections : Cause::TooManyHandshakes);
        stream.abort();
        return;
    }
    auto session = tls::Session::withClient(context);
    if (session)
        (void)keep(std::make_unique<ClientHandshake>(*this, std::move(stream), std::move(visitor), std::move(session)));
}

/// \return false when it cannot be watched; it is kept nevertheless, until it closes
bool Worker::keep(std::unique_ptr<Connection> client)
{
    client->place = m_clients.size();
    m_clients.push_back(std::move(client));
    sight().connections.store(static_cast<std::int64_t>(m_clients.size()), std::memory_order_relaxed);
    Connection &kept = *m_clients.back();
    return m_loop->watch(kept.stream().fd(), kept, net::Stream::kEvents).has_value();
}

void Worker::replace(Connection &client, std::unique_ptr<Connection> next)
{
    Connection &kept = *next;
    kept.place = client.place;
    m_loop->retire(std::exchange(m_clients[client.place], std::move(next)));
    m_loop->rewatch(kept.stream().fd(), kept, net::Stream::kEvents);
    kept.pump();
}

void Worker::dismiss(Connection &client)
{
    const std::size_t place = client.place;
    m_loop->retire(std::move(m_clients[place]));
    if (place + 1 != m_clients.size()) {
        m_clients[place] = std::move(m_clients.back());
        m_clients[place]->place = place;
    }
    m_clients.pop_back();
    sight().connections.store(static_cast<std::int64_t>(m_clients.size()), std::memory_order_relaxed);
    noteDrained();
}

std::unique_ptr<Exchange> Worker::takeExchange()
{
    if (m_exchanges.empty())
        return std::make_unique<Exchange>(*this, m_snapshot);
    std::unique_ptr<Exchange> exchange = std::move(m_exchanges.back());
    m_exchanges.pop_back();
    return exchange;
}

void Worker::giveExchange(std::unique_ptr<Exchange> exchange)
{
    exchange->reset();
    if (exchange->serves(m_snapshot) && m_exchanges.size() < kMostKeptExchanges)
        m_exchanges.push_back(std::move(exchange));
}

} // namespace piuptime::gateway
