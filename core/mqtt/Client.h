// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::mqtt {

enum class Protocol : std::uint8_t {
    Newest, ///< MQTT 5; 3.1.1 where the broker knows no better
    Mqtt5,
    Mqtt311,
};

enum class Qos : std::uint8_t { AtMostOnce = 0, AtLeastOnce = 1 };
enum class Retain : bool { No, Yes };

/// A message to send.
struct Outgoing {
    std::string topic; ///< no wildcards
    std::string payload;
    Qos qos = Qos::AtLeastOnce;
    Retain retain = Retain::No;
};

/// A message that came; the views are valid during the call that brings it.
struct Incoming {
    std::string_view topic;
    std::string_view payload;
    bool retained = false; ///< from the broker's store, so of any age
};

struct Subscription {
    std::string filter; ///< may begin with `$share/GROUP/` under MQTT 5
    Qos qos = Qos::AtLeastOnce;

    friend bool operator==(const Subscription &, const Subscription &) = default;
};

struct TlsOptions {
    std::string caFile;          ///< PEM; empty: the authorities that the system trusts
    std::string certificateFile; ///< PEM, own certificate with its chain; empty: none
    std::string keyFile;         ///< PEM, its key, without a passphrase
};

/// Where a broker, or a node of its cluster, listens.
struct Endpoint {
    std::string host;
    std::uint16_t port = 1883;
};

struct ClientOptions {
    std::string host;
    std::uint16_t port = 1883;
    /// Further addresses of the same broker or its cluster. Each attempt that fails, and each connection that ends,
    /// moves on to the next address: at once, unless a connection was lost or all addresses have failed in turn.
    std::vector<Endpoint> others;
    std::optional<TlsOptions> tls;
    std::string user;
    Secret password;
    std::string clientId;
    Protocol protocol = Protocol::Newest;
    Seconds keepAlive{15}; ///< a link that is half open is given up after one and a half of these
    /// How long the broker keeps what comes for a client that is away; zero: not at all. Needs a constant `clientId`.
    Seconds sessionExpiry{0};
    std::optional<Outgoing> will;
    std::size_t maxPacketBytes = std::size_t{1} << 20U; ///< larger ones are refused
    std::size_t maxOutgoing = 10'000;                   ///< messages not yet acknowledged; more are refused
    Milliseconds connectTimeout{15'000};                ///< until the broker has accepted the client
    Backoff::Policy backoff{Milliseconds{1000}, Milliseconds{60'000}, 2.0};
};

/// What happens at a client. Called in the client's own thread, one at a time, and never after `stop` has returned.
/// Must not block, and must not call `stop`.
struct ClientEvents {
    /// The broker has accepted the client; the subscriptions are on their way.
    std::function<void(Protocol used)> connected;
    /// The connection ended, or could not be made; the next attempt is after `retryIn`.
    /// With several addresses a step of the error names the one that failed.
    /// The kind is Unauthorized where the broker refuses us or we refuse its certificate, else Timeout or Unreachable.
    std::function<void(const Error &error, Milliseconds retryIn)> disconnected;
    std::function<void(const Incoming &message)> message;
    /// All messages that were at hand have been brought: a good moment to act on them together.
    std::function<void()> pause;
    /// The broker has taken charge of the message with this number. Not of those of QoS 0.
    std::function<void(std::uint64_t number)> published;
    /// The broker refused a subscription; the detail says which and why.
    std::function<void(const Error &error)> refused;
};

/// A connection to one MQTT broker, which is made anew whenever it is lost. What was published and not acknowledged is
/// gone with the connection: who sends knows what to send again. Thread-safe.
class Client
{
public:
    virtual ~Client() = default;

    /// Begins to connect. Called once.
    virtual void start() = 0;
    /// Says goodbye, so that no will is sent, and waits for the end of the thread: at most a second, and while a host
    /// name is being looked up as long as the system takes for it.
    virtual void stop() = 0;
    /// Replaces the subscriptions; they are made again on every connection.
    virtual void subscribe(std::vector<Subscription> subscriptions) = 0;
    /// Sends when its turn comes.
    /// \return the number that `ClientEvents::published` will name
    /// \retval Unreachable there is no connection   \retval Overloaded too many are on their way
    /// \retval InvalidInput topic or payload is none that MQTT can carry
    [[nodiscard]] virtual Result<std::uint64_t> publish(Outgoing message) = 0;
};

} // namespace piuptime::mqtt
