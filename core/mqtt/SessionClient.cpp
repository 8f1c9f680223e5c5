// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/SessionClient.h"

#include "core/base/UniqueFd.h"
#include "core/mqtt/Resolve.h"
#include "core/mqtt/SendQueue.h"
#include "core/mqtt/Turns.h"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <mutex>
#include <thread>

namespace piuptime::mqtt {
namespace {

/// What it waits for wakes it; this is how long it waits if nothing does.
constexpr Milliseconds kLongWait{60'000};

/// An address with what makes sessions there.
struct Place {
    Endpoint endpoint;
    SessionOpener open;
};

class SessionClient final : public Client
{
public:
    SessionClient(ClientOptions options, ClientEvents events, std::vector<Place> places, UniqueFd wake)
        : m_options(std::move(options))
        , m_events(std::move(events))
        , m_places(std::move(places))
        , m_wake(std::move(wake))
        , m_queue(m_options.maxOutgoing)
        , m_turns(m_places.size(), m_options.backoff)
        , m_protocol(m_options.protocol == Protocol::Newest ? Protocol::Mqtt5 : m_options.protocol)
    {
        wrapEvents();
    }
    ~SessionClient() override { SessionClient::stop(); }

    void start() override
    {
        m_thread = std::thread([this] { run(); });
    }
    void stop() override;
    void subscribe(std::vector<Subscription> subscriptions) override;
    Result<std::uint64_t> publish(Outgoing message) override;

private:
    void wrapEvents();
    void run();
    [[nodiscard]] Result<void> connectAndServe(const Place &place);
    [[nodiscard]] Result<void> serve(Session &session);
    void send(Session &session);
    void arrangeSubscriptions(Session &session);
    void chooseProtocol(const Session &session);
    void connectionEnded(Error error, bool wasConnected);
    void rest(Milliseconds time);
    void wake();
    void drainWake();
    [[nodiscard]] bool isStopping();

    ClientOptions m_options;
    ClientEvents m_events;
    std::vector<Place> m_places; ///< of the broker, one at least
    UniqueFd m_wake;             ///< readable when the thread should look
    SendQueue m_queue;

    // Of the thread only.
    Turns m_turns; ///< of the places
    Protocol m_protocol;
    bool m_isProtocolKnown = false;
    std::vector<Subscription> m_made; ///< on this connection

    std::mutex m_mutex; ///< guards what follows
    std::vector<Subscription> m_wanted;
    bool m_isStopping = false;

    std::thread m_thread;
};

/// So that nobody need ask whether a handler is there, and the bookkeeping is done first.
void SessionClient::wrapEvents()
{
    const auto orNothing = [](auto &handler) {
        if (!handler)
            handler = [](const auto &...) {};
    };
    orNothing(m_events.connected);
    orNothing(m_events.disconnected);
    orNothing(m_events.message);
    orNothing(m_events.published);
    orNothing(m_events.refused);
    if (!m_events.pause)
        m_events.pause = [] {};
    m_events.connected = [this, tell = std::move(m_events.connected)](Protocol used) {
        m_turns.connected();
        m_isProtocolKnown = true;
        m_queue.open();
        tell(used);
    };
    m_events.published = [this, tell = std::move(m_events.published)](std::uint64_t number) {
        m_queue.arrived(1);
        tell(number);
    };
}

void SessionClient::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    wake();
    m_thread.join();
}

void SessionClient::subscribe(std::vector<Subscription> subscriptions)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = std::move(subscriptions);
    }
    wake();
}

Result<std::uint64_t> SessionClient::publish(Outgoing message)
{
    Result<std::uint64_t> number = m_queue.add(std::move(message));
    if (number)
        wake();
    return number;
}

void SessionClient::run()
{
    while (!isStopping()) {
        const Result<void> ended = connectAndServe(m_places[m_turns.current()]);
        const bool wasConnected = m_queue.close();
        m_made.clear();
        if (!ended && !isStopping())
            connectionEnded(ended.error(), wasConnected);
    }
}

/// Tries the numeric addresses of the place in turn; one that is reached is the last one tried.
Result<void> SessionClient::connectAndServe(const Place &place)
{
    const auto addresses = addressesOf(place.endpoint.host);
    if (!addresses)
        return tl::unexpected(addresses.error());
    Result<void> ended;
    for (const std::string &address : *addresses) {
        const std::unique_ptr<Session> session = place.open(m_options, m_protocol, m_events);
        ended = session->connect(address, place.endpoint.port);
        if (ended)
            ended = serve(*session);
        chooseProtocol(*session);
        if (ended || session->wasReached() || isStopping())
            break;
    }
    return ended;
}

Result<void> SessionClient::serve(Session &session)
{
    while (!isStopping()) {
        if (session.isConnected()) {
            arrangeSubscriptions(session);
            send(session);
        }
        if (Result<void> alive = session.run(m_wake.get(), kLongWait); !alive)
            return alive;
        drainWake();
    }
    if (session.isConnected())
        send(session);
    session.close();
    return {};
}

void SessionClient::send(Session &session)
{
    std::size_t refused = 0;
    for (const auto &[number, message] : m_queue.take()) {
        if (!session.publish(number, message) && message.qos != Qos::AtMostOnce)
            ++refused; // larger than this broker takes
    }
    m_queue.arrived(refused);
}

void SessionClient::arrangeSubscriptions(Session &session)
{
    std::vector<Subscription> wanted;
    {
        const std::lock_guard lock(m_mutex);
        if (m_wanted == m_made)
            return;
        wanted = m_wanted;
    }
    const auto without = [](std::vector<Subscription> all, const std::vector<Subscription> &some) {
        std::erase_if(all, [&](const Subscription &one) { return std::ranges::find(some, one) != some.end(); });
        return all;
    };
    session.unsubscribe(without(m_made, wanted));
    session.subscribe(without(wanted, m_made));
    m_made = std::move(wanted);
}

/// A broker may know MQTT 3.1.1 only; one that was reached once is believed what it spoke.
void SessionClient::chooseProtocol(const Session &session)
{
    if (m_options.protocol != Protocol::Newest || m_isProtocolKnown || !session.isProtocolRefused())
        return;
    m_protocol = m_protocol == Protocol::Mqtt5 ? Protocol::Mqtt311 : Protocol::Mqtt5;
}

void SessionClient::connectionEnded(Error error, bool wasConnected)
{
    const Endpoint &endpoint = m_places[m_turns.current()].endpoint;
    if (m_places.size() > 1)
        error.steps.push_back("talking to " + endpoint.host + ", port " + std::to_string(endpoint.port));
    const Milliseconds wait = m_turns.ended(wasConnected);
    m_events.disconnected(error, wait);
    rest(wait);
}

void SessionClient::rest(Milliseconds time)
{
    const MonoTime end = std::chrono::steady_clock::now() + time;
    while (!isStopping()) {
        const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
        if (left <= Milliseconds::zero())
            return;
        pollfd wakened{m_wake.get(), POLLIN, 0};
        (void)::poll(&wakened, 1, static_cast<int>(left.count()));
        drainWake();
    }
}

void SessionClient::wake()
{
    (void)eventfd_write(m_wake.get(), 1);
}

void SessionClient::drainWake()
{
    eventfd_t count = 0;
    (void)eventfd_read(m_wake.get(), &count);
}

bool SessionClient::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_isStopping;
}

} // namespace

Result<std::unique_ptr<Client>> makeSessionClient(ClientOptions options, ClientEvents events,
                                                  const SessionPreparer &prepare)
{
    std::vector<Endpoint> endpoints{{options.host, options.port}};
    endpoints.insert(endpoints.end(), options.others.begin(), options.others.end());
    std::vector<Place> places;
    for (Endpoint &endpoint : endpoints) {
        if (endpoint.host.empty() || endpoint.port == 0)
            return fail(ErrorKind::InvalidInput, "a broker without host or port");
        auto prepared = prepare(options, endpoint);
        if (!prepared)
            return tl::unexpected(std::move(prepared).error());
        places.push_back({std::move(endpoint), std::move(*prepared)});
    }
    UniqueFd wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake.isOpen())
        return fail(ErrorKind::Internal, "the system has no more file descriptors");
    return std::make_unique<SessionClient>(std::move(options), std::move(events), std::move(places), std::move(wake));
}

} // namespace piuptime::mqtt
