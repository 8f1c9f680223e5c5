// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Gateway.h"

#include "core/base/Deadline.h"

#include <algorithm>

namespace piuptime::gateway {

namespace {

constexpr Milliseconds kPatience{1000}; ///< for workers, which take turns of a few milliseconds

/// A socket for each worker at one address. The first one does not share it: so a gateway that runs already is noticed,
/// and it is decided which port it is when any will do.
Result<std::vector<UniqueFd>> listenForAll(const std::string &text, unsigned workers)
{
    const auto address = net::Address::resolve(text);
    if (!address)
        return tl::unexpected(address.error());
    auto alone = net::listenOn(*address, net::Sharing::No);
    if (!alone)
        return fail(alone.error(), "listening at " + text);
    std::vector<UniqueFd> sockets;
    if (workers == 1) {
        sockets.push_back(std::move(*alone));
        return sockets;
    }
    const net::Address decided = net::Address::ofSocket(alone->get());
    alone->reset();
    for (unsigned i = 0; i < workers; ++i) {
        auto fd = net::listenOn(decided, net::Sharing::Yes);
        if (!fd)
            return fail(fd.error(), "listening at " + text);
        sockets.push_back(std::move(*fd));
    }
    return sockets;
}

std::string_view portOf(std::string_view address)
{
    return address.substr(address.rfind(':') + 1);
}

/// Why an address cannot be had, which may be that the gateway itself is in its way.
Error withOwnPlace(const Error &error, const std::string &address, const std::vector<std::string> &leaving)
{
    const auto own = std::ranges::find(leaving, portOf(address), portOf);
    if (error.kind != ErrorKind::Conflict || own == leaving.end())
        return error;
    return {.kind = ErrorKind::InvalidInput,
            .detail = "from " + *own + " to " + address + " at the same port takes a restart",
            .steps = {}};
}

} // namespace

std::vector<std::string> listenAddresses(const Config &config)
{
    std::vector<std::string> addresses = config.listen;
    for (const ListenerConfig &listener : config.listeners)
        addresses.push_back(listener.address);
    return addresses;
}

Result<std::unique_ptr<Gateway>> Gateway::start(Config config, std::shared_ptr<portal::Desk> desk)
{
    config.workers = std::max(1U, config.workers);
    std::unique_ptr<Gateway> gateway(new Gateway);
    gateway->m_registry.setDesk(std::move(desk));
    auto snapshot = Snapshot::make(std::move(config), gateway->m_registry, gateway->m_tickets);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    gateway->m_snapshot = std::move(*snapshot);
    for (const auto &group : gateway->groups())
        group->takeEffect();
    const Config &used = gateway->m_snapshot->config();
    std::vector<std::vector<UniqueFd>> listeners(used.workers);
    for (const std::string &address : listenAddresses(used)) {
        auto sockets = listenForAll(address, used.workers);
        if (!sockets)
            return tl::unexpected(sockets.error());
        gateway->m_ports.push_back(net::Address::ofSocket(sockets->front().get()).port());
        for (std::size_t i = 0; i < sockets->size(); ++i)
            listeners[i].push_back(std::move((*sockets)[i]));
    }
    gateway->m_seeing = std::make_unique<Seeing>(used.workers, used.inspect, used.log);
    for (auto &own : listeners) {
        const auto number = static_cast<unsigned>(gateway->m_workers.size());
        auto worker =
            Worker::start(std::move(own), gateway->m_snapshot, number == 0 ? Worker::Checks::Yes : Worker::Checks::No,
                          number, *gateway->m_seeing, gateway->m_crowd);
        if (!worker)
            return tl::unexpected(worker.error());
        gateway->m_workers.push_back(std::move(*worker));
    }
    return gateway;
}

Result<void> Gateway::reload(Config config)
{
    config.workers = std::max(1U, config.workers);
    if (config.workers != m_workers.size())
        return fail(ErrorKind::InvalidInput, "the number of workers changes with a restart only");
    auto places = placesFor(config);
    if (!places)
        return tl::unexpected(places.error());
    auto snapshot = Snapshot::make(std::move(config), m_registry, m_tickets);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    m_snapshot = std::move(*snapshot);
    m_ports = std::move(places->ports);
    for (const auto &group : groups())
        group->takeEffect();
    m_seeing->log().use(m_snapshot->config().log);
    std::vector<std::future<void>> moved;
    for (std::size_t i = 0; i < m_workers.size(); ++i)
        moved.push_back(m_workers[i]->use(m_snapshot, std::move(places->ofWorkers[i])));
    // An address that was left may be wanted again by the next configuration.
    const Deadline deadline = Deadline::in(kPatience);
    for (const std::future<void> &each : moved)
        each.wait_for(deadline.remaining());
    m_registry.traffic().forgetUnused();
    return {};
}

/// Sockets at addresses that are new; those of addresses that stay are kept, with who waits there.
Result<Gateway::Places> Gateway::placesFor(const Config &config) const
{
    std::vector<std::string> leaving = listenAddresses(m_snapshot->config());
    Places places{.ofWorkers = std::vector<std::vector<Worker::Place>>(m_workers.size()), .ports = {}};
    for (const std::string &address : listenAddresses(config)) {
        if (const auto kept = std::ranges::find(leaving, address); kept != leaving.end()) {
            const auto number = static_cast<std::size_t>(kept - leaving.begin());
            kept->clear();
            for (auto &own : places.ofWorkers)
                own.push_back({.kept = number});
            places.ports.push_back(m_ports[number]);
            continue;
        }
        auto sockets = listenForAll(address, static_cast<unsigned>(m_workers.size()));
        if (!sockets)
            return tl::unexpected(withOwnPlace(sockets.error(), address, leaving));
        places.ports.push_back(net::Address::ofSocket(sockets->front().get()).port());
        for (std::size_t i = 0; i < sockets->size(); ++i)
            places.ofWorkers[i].push_back({.kept = {}, .fd = std::move((*sockets)[i])});
    }
    return places;
}

bool Gateway::stop(Milliseconds grace)
{
    constexpr Milliseconds kLook{5};
    const Deadline deadline = Deadline::in(grace);
    for (const auto &worker : m_workers)
        worker->drain();
    const auto isIdle = [](const auto &worker) { return worker->isDrained(); };
    while (!std::ranges::all_of(m_workers, isIdle) && !deadline.passed())
        std::this_thread::sleep_for(kLook);
    const bool hasEnded = std::ranges::all_of(m_workers, isIdle);
    m_workers.clear();
    return hasEnded;
}

share::ShareStatus Gateway::share() const
{
    share::ShareStatus status = m_registry.share() != nullptr ? m_registry.share()->status() : share::ShareStatus();
    if (const share::SharedCache *const answers = m_registry.answers())
        status.cache = answers->desk()->numbers();
    return status;
}

TrafficSnapshot Gateway::traffic() const
{
    const MonoTime now = std::chrono::steady_clock::now();
    TrafficSnapshot traffic{.at = SystemClock().utcNow(),
                            .connections = m_seeing->connections(),
                            .connectionsEver = totals().clients,
                            .connectionsRefused = totals().of(Cause::TooManyConnections)
                                                  + totals().of(Cause::TooManyHandshakes)
                                                  + totals().of(Cause::TooManyFromAddress),
                            .connectionsCrowdedOut = totals().of(Cause::CrowdedOut),
                            .underWay = m_seeing->underWay(),
                            .total = m_seeing->total(),
                            .cache = m_registry.cache().numbers(),
                            .share = share(),
                            .logs = m_seeing->log().status(),
                            .seconds = m_seeing->history().seconds(),
                            .minutes = m_seeing->history().minutes()};
    for (auto &[name, tally] : m_registry.traffic().tallies())
        traffic.routes.push_back({.name = name, .tally = tally});
    for (const auto &group : groups()) {
        traffic.upstreams.push_back({.name = group->config().name, .breaker = group->breaker().state()});
        for (const auto &endpoint : group->endpoints())
            traffic.endpoints.push_back({.upstream = group->config().name,
                                         .name = endpoint->name(),
                                         .state = name(endpoint->state(now)),
                                         .underWay = endpoint->underWay(),
                                         .numbers = endpoint->traffic().numbers()});
    }
    return traffic;
}

Totals Gateway::totals() const
{
    Totals totals;
    for (const auto &worker : m_workers)
        worker->counters().addTo(totals);
    return totals;
}

} // namespace piuptime::gateway
