// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Worker.h"

#include "core/gateway/proxy/Problem.h"

#include <algorithm>

namespace piuptime::gateway {

namespace {

constexpr std::size_t kMostKeptExchanges = 64;

} // namespace

Result<std::unique_ptr<Worker>> Worker::start(std::vector<UniqueFd> listeners, std::shared_ptr<const Snapshot> snapshot,
                                              Checks checks, unsigned number, Seeing &seeing, guard::Crowd &crowd)
{
    auto loop = net::EventLoop::open();
    if (!loop)
        return tl::unexpected(loop.error());
    std::unique_ptr<Worker> worker(new Worker(std::move(*loop), std::move(snapshot), checks, number, seeing, crowd));
    if (const auto listening = worker->listen(std::move(listeners)); !listening)
        return tl::unexpected(listening.error());
    worker->m_thread = std::thread([raw = worker.get()] { raw->run(); });
    return worker;
}

Worker::Worker(std::unique_ptr<net::EventLoop> loop, std::shared_ptr<const Snapshot> snapshot, Checks checks,
               unsigned number, Seeing &seeing, guard::Crowd &crowd)
    : m_loop(std::move(loop))
    , m_handshakeLine(*m_loop)
    , m_snapshot(std::move(snapshot))
    , m_upstreams(*m_loop, m_blocks)
    , m_checks(*m_loop, m_blocks)
    , m_makesChecks(checks == Checks::Yes)
    , m_number(number)
    , m_seeing(seeing)
    , m_crowd(crowd)
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

std::future<void> Worker::use(std::shared_ptr<const Snapshot> snapshot, std::vector<Place> places)
{
    struct Moving { // shared, since a task can be copied and neither of these can
        std::vector<Place> places;
        std::promise<void> isDone{};
    };
    auto moving = std::make_shared<Moving>(Moving{std::move(places)});
    auto done = moving->isDone.get_future();
    m_loop->post([this, snapshot = std::move(snapshot), moving = std::move(moving)]() mutable {
        moveTo(std::move(moving->places));
        m_snapshot = std::move(snapshot);
        m_exchanges.clear();
        watchEndpoints();
        moving->isDone.set_value();
    });
    return done;
}

/// To be called while the configuration is known by which those come in who wait at a place that goes.
void Worker::moveTo(std::vector<Place> places)
{
    std::vector<std::unique_ptr<Listener>> listeners;
    for (Place &place : places) {
        const std::size_t number = listeners.size();
        if (place.kept) {
            listeners.push_back(std::move(m_listeners[*place.kept]));
            listeners.back()->setNumber(number);
        } else {
            listeners.push_back(std::make_unique<Listener>(*this, std::move(place.fd), number));
            listeners.back()->openInTime();
        }
    }
    for (std::unique_ptr<Listener> &leaving : m_listeners) {
        if (leaving) {
            leaving->close();
            m_loop->retire(std::move(leaving));
        }
    }
    m_listeners = std::move(listeners);
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
    Visitor visitor{.address = peer.host(), .isSecure = context != nullptr};
    if (const Cause cause = findRoom(visitor); cause != Cause::None)
        turnAway(net::Stream(std::move(fd)), visitor, cause);
    else if (context)
        admitByTls(net::Stream(std::move(fd)), std::move(visitor), context);
    else
        admitPlainly(net::Stream(std::move(fd)), std::move(visitor));
}

/// Half of all connections are left to those who are known: handshakes are dear, and anybody can begin one.
Cause Worker::findRoom(Visitor &visitor)
{
    const Config &config = m_snapshot->config();
    const auto address = guard::IpAddress::parse(visitor.address);
    if (address && isCounted(*address)) {
        visitor.place = m_crowd.enter(*address, config.mostPerAddress);
        if (!visitor.place.isTaken())
            return Cause::TooManyFromAddress;
    }
    if (visitor.isSecure && m_handshakes > mostClients() / 2 && !crowdOut(Looked::HandshakesAlone))
        return Cause::TooManyHandshakes;
    if (m_clients.size() >= mostClients() && !crowdOut(Looked::All))
        return Cause::TooManyConnections;
    return Cause::None;
}

/// A proxy that is trusted speaks for many.
bool Worker::isCounted(const guard::IpAddress &address) const
{
    const Config &config = m_snapshot->config();
    const std::vector<guard::Network> &trusted = config.guard.trustedProxies;
    const bool isTrusted = config.trustsForwarded && (trusted.empty() || guard::anyHolds(trusted, address));
    return config.mostPerAddress > 0 && !isTrusted;
}

/// Closes the connection that has waited longest of some, the next ones each time. To look at all of them would take
/// too long; where there are too many, most of them wait.
bool Worker::crowdOut(Looked at)
{
    constexpr std::size_t kLooks = 16;
    constexpr Seconds kLeastWait{1}; // in which a client that was just let in can ask
    Connection *longest = nullptr;
    MonoTime since = m_loop->now() - kLeastWait;
    for (std::size_t i = 0; i < std::min(kLooks, m_clients.size()); ++i) {
        Connection &each = *m_clients[m_hand++ % m_clients.size()];
        if ((at == Looked::All || each.isHandshake()) && each.waitsSince() <= since) {
            longest = &each;
            since = each.waitsSince();
        }
    }
    if (longest != nullptr)
        longest->giveUp();
    return longest != nullptr;
}

/// Tells why, as far as that can be done at once: nothing is kept for those who are turned away.
void Worker::turnAway(net::Stream stream, const Visitor &visitor, Cause cause)
{
    m_counters.add(cause);
    if (visitor.isSecure) {
        stream.abort();
        return;
    }
    net::Buffer answer(m_blocks);
    writeProblem(answer, cause, SystemClock().utcNow(), {});
    std::size_t sent = 0;
    (void)stream.write(answer.view(), sent);
    answer.clear();
    stream.endSending();
    stream.note(EPOLLIN);
    (void)stream.read(answer); // what is not read makes the system take the answer back
    stream.close();
}

void Worker::admitPlainly(net::Stream stream, Visitor visitor)
{
    auto made = std::make_unique<ClientConnection>(*this, std::move(stream), std::move(visitor));
    ClientConnection &client = *made;
    if (!keep(std::move(made))) {
        client.breakOff();
        client.pump();
    }
}

void Worker::admitByTls(net::Stream stream, Visitor visitor, const std::shared_ptr<const tls::ServerContext> &context)
{
    (void)keep(std::make_unique<ClientHandshake>(*this, std::move(stream), std::move(visitor), context));
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
