// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/MosquittoSession.h"

#include <mosquitto.h>
#include <mqtt_protocol.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <thread>

namespace piuptime::mqtt {
namespace {

/// Messages brought in one go before anything else has its turn.
constexpr int kMostInOneGo = 1000;
/// Of these, so many are answered each with a segment of its own, the others together.
constexpr int kAnsweredAlone = 2;
/// Libmosquitto looks this often whether a broker that has not accepted us yet takes too long.
constexpr Milliseconds kLook{1000};
/// And so many times in a keep-alive whether a ping is due: seldom, as it wakes a Pi.
constexpr int kLooksPerKeepAlive = 4;

/// Topics that are sent as a number once they were sent as a text: who publishes much has few.
constexpr std::uint16_t kMostAliases = 16;

class Properties
{
public:
    ~Properties() { mosquitto_property_free_all(&m_list); }
    Properties() = default;
    Properties(const Properties &) = delete;
    Properties &operator=(const Properties &) = delete;

    void add(int identifier, std::size_t value)
    {
        (void)mosquitto_property_add_int32(&m_list, identifier, static_cast<std::uint32_t>(value));
    }
    void addShort(int identifier, std::uint16_t value)
    {
        (void)mosquitto_property_add_int16(&m_list, identifier, value);
    }
    [[nodiscard]] const mosquitto_property *get() const { return m_list; }

private:
    mosquitto_property *m_list = nullptr;
};

/// A broker that brings much at a time is let gather for so long: each awakening costs as much as many messages.
constexpr Milliseconds kGather{2};

/// While it lives, what is written goes out in full segments: an acknowledgement for each message would be one of its
/// own, which is what receiving costs most.
class Cork
{
public:
    explicit Cork(mosquitto *handle)
        : m_handle(handle)
    {
        set(1);
    }
    ~Cork() { set(0); }
    Cork(const Cork &) = delete;
    Cork &operator=(const Cork &) = delete;

private:
    void set(int on)
    {
        if (const int socket = mosquitto_socket(m_handle); socket >= 0) // the library closes it on errors
            (void)setsockopt(socket, IPPROTO_TCP, TCP_CORK, &on, sizeof on);
    }

    mosquitto *m_handle;
};

} // namespace

/// What libmosquitto calls.
struct MosquittoSession::Callbacks {
    static MosquittoSession &of(void *object) { return *static_cast<MosquittoSession *>(object); }

    static void connected(mosquitto *, void *object, int reason, int, const mosquitto_property *properties)
    {
        std::uint16_t aliases = 0;
        (void)mosquitto_property_read_int16(properties, MQTT_PROP_TOPIC_ALIAS_MAXIMUM, &aliases, false);
        of(object).m_mostAliases = std::min(aliases, kMostAliases);
        of(object).accepted(reason);
    }
    static void message(mosquitto *, void *object, const mosquitto_message *message)
    {
        const std::size_t size = message->payloadlen > 0 ? static_cast<std::size_t>(message->payloadlen) : 0;
        of(object).m_events.message(
            {message->topic, {static_cast<const char *>(message->payload), size}, message->retain});
    }
    static void published(mosquitto *, void *object, int id)
    {
        MosquittoSession &self = of(object);
        const auto found = self.m_unacknowledged.find(id);
        if (found == self.m_unacknowledged.end())
            return;
        const std::uint64_t number = found->second;
        self.m_unacknowledged.erase(found);
        self.m_events.published(number);
    }
    static void subscribed(mosquitto *, void *object, int id, int count, const int *codes)
    {
        of(object).granted(id, codes, count);
    }
};

void MosquittoSession::Deleter::operator()(mosquitto *handle) const
{
    mosquitto_destroy(handle);
}

MosquittoSession::MosquittoSession(const ClientOptions &options, TlsContext *tls, Protocol protocol,
                                   const ClientEvents &events)
    : m_options(options)
    , m_tls(tls)
    , m_protocol(protocol)
    , m_events(events)
    , m_handle(mosquitto_new(options.clientId.empty() ? nullptr : options.clientId.c_str(),
                             options.sessionExpiry == Seconds::zero(), this))
{
}

MosquittoSession::~MosquittoSession() = default;

Result<void> MosquittoSession::configure()
{
    if (!m_handle)
        return fail(ErrorKind::InvalidInput, "a client id that MQTT cannot carry", m_options.clientId);
    mosquitto *handle = m_handle.get();
    mosquitto_connect_v5_callback_set(handle, &Callbacks::connected);
    mosquitto_message_callback_set(handle, &Callbacks::message);
    mosquitto_publish_callback_set(handle, &Callbacks::published);
    mosquitto_subscribe_callback_set(handle, &Callbacks::subscribed);
    const bool isNew = m_protocol == Protocol::Mqtt5;
    bool ok = mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, isNew ? MQTT_PROTOCOL_V5 : MQTT_PROTOCOL_V311)
              == MOSQ_ERR_SUCCESS;
    ok = ok && mosquitto_int_option(handle, MOSQ_OPT_TCP_NODELAY, 1) == MOSQ_ERR_SUCCESS;
    if (m_tls != nullptr)
        ok = ok && mosquitto_int_option(handle, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0) == MOSQ_ERR_SUCCESS
             && mosquitto_void_option(handle, MOSQ_OPT_SSL_CTX, m_tls->get()) == MOSQ_ERR_SUCCESS;
    if (!m_options.user.empty())
        ok = ok
             && mosquitto_username_pw_set(handle, m_options.user.c_str(), m_options.password.reveal().c_str())
                    == MOSQ_ERR_SUCCESS;
    if (const auto &will = m_options.will)
        ok = ok
             && mosquitto_will_set(handle, will->topic.c_str(), static_cast<int>(will->payload.size()),
                                   will->payload.data(), static_cast<int>(will->qos), will->retain == Retain::Yes)
                    == MOSQ_ERR_SUCCESS;
    if (!ok)
        return fail(ErrorKind::InvalidInput, "user, password or will is none that MQTT can carry");
    return {};
}

Result<void> MosquittoSession::connect(const std::string &address, std::uint16_t port)
{
    if (Result<void> configured = configure(); !configured)
        return configured;
    if (m_protocol == Protocol::Mqtt5) {
        Properties properties;
        properties.add(MQTT_PROP_MAXIMUM_PACKET_SIZE, m_options.maxPacketBytes);
        if (const auto expiry = m_options.sessionExpiry.count(); expiry > 0)
            properties.add(MQTT_PROP_SESSION_EXPIRY_INTERVAL, static_cast<std::size_t>(expiry));
        // The form of connecting that does not block takes no properties, but those that the other form was given; that
        // one ends at once for want of a host.
        (void)mosquitto_connect_bind_v5(m_handle.get(), nullptr, port, 0, nullptr, properties.get());
    }
    m_connectBy = std::chrono::steady_clock::now() + m_options.connectTimeout;
    const int keepAlive = static_cast<int>(m_options.keepAlive.count());
    const int code = mosquitto_connect_async(m_handle.get(), address.c_str(), port, keepAlive);
    if (code != MOSQ_ERR_SUCCESS)
        return tl::unexpected(endOf(code));
    return {};
}

Result<void> MosquittoSession::run(int wakeFd, Milliseconds wait)
{
    const int socket = mosquitto_socket(m_handle.get());
    const auto wanted = static_cast<short>(mosquitto_want_write(m_handle.get()) ? POLLIN | POLLOUT : POLLIN);
    std::array<pollfd, 2> watched{pollfd{socket, wanted, 0}, pollfd{wakeFd, POLLIN, 0}};
    const Milliseconds upkeep =
        isConnected() ? std::max(kLook, Milliseconds(m_options.keepAlive) / kLooksPerKeepAlive) : kLook;
    const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(std::min(wait, upkeep).count()));
    if (ready < 0 && errno != EINTR)
        return fail(ErrorKind::Internal, std::string("waiting for the broker: ") + std::strerror(errno));
    if (ready > 0 && (watched[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
        if (Result<void> alive = read(); !alive)
            return alive;
    }
    if (mosquitto_want_write(m_handle.get())) {
        if (const int code = mosquitto_loop_write(m_handle.get(), 1); code != MOSQ_ERR_SUCCESS)
            return tl::unexpected(endOf(code));
    }
    if (const int code = mosquitto_loop_misc(m_handle.get()); code != MOSQ_ERR_SUCCESS)
        return tl::unexpected(endOf(code));
    if (refusal())
        return tl::unexpected(*refusal());
    if (!isConnected() && std::chrono::steady_clock::now() > m_connectBy)
        return tl::unexpected(ending::noAnswer());
    return {};
}

Result<void> MosquittoSession::read()
{
    if (m_isBusy)
        std::this_thread::sleep_for(kGather);
    std::optional<Cork> cork;
    int i = 0;
    for (; i < kMostInOneGo; ++i) {
        if (i == kAnsweredAlone)
            cork.emplace(m_handle.get());
        errno = 0;
        const int code = mosquitto_loop_read(m_handle.get(), 1);
        if (code != MOSQ_ERR_SUCCESS)
            return tl::unexpected(endOf(code));
        if (errno == EAGAIN || errno == EWOULDBLOCK || refusal())
            break;
    }
    m_isBusy = i > kAnsweredAlone;
    cork.reset();
    m_events.pause();
    return {};
}

void MosquittoSession::accepted(int reason)
{
    if (reason == 0) {
        setConnected();
        m_events.connected(m_protocol);
        return;
    }
    setRefused(reason, m_protocol);
}

Error MosquittoSession::endOf(int code)
{
    if (refusal())
        return *refusal();
    if (m_tls != nullptr) {
        if (const std::string why = m_tls->takeRefusal(); !why.empty())
            return ending::certificates(why);
    }
    const bool hasTlsFailed = m_tls != nullptr && code == MOSQ_ERR_ERRNO && errno == EPROTO; // as OpenSSL told it
    switch (hasTlsFailed ? MOSQ_ERR_TLS : code) {
    case MOSQ_ERR_ERRNO:
        return {ErrorKind::Unreachable, std::strerror(errno), {}};
    case MOSQ_ERR_EAI:
        return {ErrorKind::Unreachable, "there is no host of this name", {}};
    case MOSQ_ERR_KEEPALIVE:
        return ending::silence();
    case MOSQ_ERR_TLS:
        return ending::noTls();
    case MOSQ_ERR_PROTOCOL:
    case MOSQ_ERR_MALFORMED_PACKET:
        return ending::noMqtt();
    case MOSQ_ERR_OVERSIZE_PACKET:
        return ending::tooLarge();
    case MOSQ_ERR_CONN_LOST:
        return hungUp();
    default:
        return {ErrorKind::Unreachable, mosquitto_strerror(code), {}};
    }
}

void MosquittoSession::subscribe(const std::vector<Subscription> &subscriptions)
{
    for (const Subscription &subscription : subscriptions) {
        int id = 0;
        const int code =
            mosquitto_subscribe(m_handle.get(), &id, subscription.filter.c_str(), static_cast<int>(subscription.qos));
        if (code == MOSQ_ERR_SUCCESS)
            m_subscribing[id] = {subscription};
        else
            m_events.refused(notAFilter(subscription.filter));
    }
}

void MosquittoSession::unsubscribe(const std::vector<Subscription> &subscriptions)
{
    for (const Subscription &subscription : subscriptions)
        (void)mosquitto_unsubscribe(m_handle.get(), nullptr, subscription.filter.c_str());
}

void MosquittoSession::granted(int id, const int *codes, int count)
{
    const auto asked = m_subscribing.extract(id);
    if (asked.empty())
        return;
    constexpr int kFirstFailure = 128;
    for (std::size_t i = 0; i < std::min(asked.mapped().size(), static_cast<std::size_t>(std::max(count, 0))); ++i) {
        if (codes[i] >= kFirstFailure)
            m_events.refused(notGranted(asked.mapped()[i].filter));
    }
}

MosquittoSession::Alias MosquittoSession::aliasOf(const std::string &topic)
{
    const auto found = m_aliases.find(topic);
    if (found != m_aliases.end())
        return {found->second, true};
    if (m_aliases.size() >= m_mostAliases)
        return {};
    const auto number = static_cast<std::uint16_t>(m_aliases.size() + 1);
    m_aliases.emplace(topic, number);
    return {number, false};
}

bool MosquittoSession::publish(std::uint64_t number, const Outgoing &message)
{
    const Alias alias = aliasOf(message.topic);
    Properties properties;
    if (alias.number != 0)
        properties.addShort(MQTT_PROP_TOPIC_ALIAS, alias.number);
    int id = 0;
    const int code = mosquitto_publish_v5(
        m_handle.get(), &id, alias.isKnown ? nullptr : message.topic.c_str(), static_cast<int>(message.payload.size()),
        message.payload.data(), static_cast<int>(message.qos), message.retain == Retain::Yes, properties.get());
    if (code != MOSQ_ERR_SUCCESS && !alias.isKnown)
        m_aliases.erase(message.topic); // the broker has not heard of it
    if (code == MOSQ_ERR_SUCCESS && message.qos != Qos::AtMostOnce)
        m_unacknowledged[id] = number;
    return code == MOSQ_ERR_SUCCESS;
}

void MosquittoSession::close()
{
    if (!m_handle || mosquitto_socket(m_handle.get()) < 0)
        return;
    (void)mosquitto_disconnect(m_handle.get());
    const MonoTime end = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
    while (mosquitto_want_write(m_handle.get()) && std::chrono::steady_clock::now() < end) {
        pollfd writable{mosquitto_socket(m_handle.get()), POLLOUT, 0};
        if (::poll(&writable, 1, 50) < 0 || mosquitto_loop_write(m_handle.get(), 1) != MOSQ_ERR_SUCCESS)
            break;
    }
}

} // namespace piuptime::mqtt
