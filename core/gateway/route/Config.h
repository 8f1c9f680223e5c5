// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/gateway/cache/CacheConfig.h"
#include "core/gateway/guard/GuardConfig.h"
#include "core/gateway/http/Limits.h"
#include "core/gateway/portal/PortalConfig.h"
#include "core/gateway/route/ApiConfig.h"
#include "core/gateway/route/ChangeConfig.h"
#include "core/gateway/see/SeeConfig.h"
#include "core/gateway/share/ShareConfig.h"

#include <optional>
#include <string>
#include <vector>

namespace piuptime::gateway {

/// How one of several endpoints is chosen.
enum class Balance : std::uint8_t {
    RoundRobin,       ///< by turns, by weight
    LeastConnections, ///< the fewest requests under way, by weight
    PeakEwma,       ///< the least of latency times requests under way; a slow answer counts at once, a fast one slowly
    ConsistentHash, ///< the same key goes to the same endpoint as long as it is there
};

/// How much of its weight an endpoint keeps while its Pi is not at its best, in per cent; 0: it is asked only when
/// there is no other. What the Pi's state is, others tell (`Endpoint::advise`).
struct HardwareRule {
    unsigned throttled = 100; ///< or slowed down, or its supply voltage too low
    unsigned hot = 100;
    unsigned onBattery = 100;
    unsigned lowMemory = 100;

    /// Whether it makes any difference.
    [[nodiscard]] bool isNeeded() const { return throttled < 100 || hot < 100 || onBattery < 100 || lowMemory < 100; }
};

struct EndpointConfig {
    std::string address; ///< `host:port`
    unsigned weight = 1;
    std::string device = {}; ///< the Pi it runs on, by name or id; empty: the one that is reached at this host
};

/// How long an upstream may take.
struct UpstreamTimeouts {
    Milliseconds connect{5'000};
    Milliseconds head{60'000};      ///< from the end of the request to the head of the answer
    Milliseconds idle{60'000};      ///< between two pieces of the answer
    Milliseconds tunnel{3'600'000}; ///< without a byte in either direction, after an upgrade
};

/// Asks endpoints whether they are well, without waiting for a request to find out.
struct ActiveCheck {
    std::string path; ///< empty: no such checks
    Milliseconds interval{5'000};
    Milliseconds timeout{2'000};
    int failuresToDrop = 2;
    int successesToReturn = 2;
};

/// Leaves an endpoint alone that fails real requests. Failures are refused connections, timeouts, rubbish, and statuses
/// of 500 and more except 501.
struct OutlierRule {
    int failuresInARow = 5;
    Milliseconds ejection{10'000}; ///< the first; each further one in a row is longer by as much
    Milliseconds longestEjection{300'000};
    unsigned mostEjectedPercent = 50; ///< so that a common cause does not take all of them away
};

/// Tries again elsewhere what failed, where doing it twice does no harm.
struct RetryRule {
    int attempts = 3;   ///< the first one included
    double share = 0.2; ///< of all requests may be such attempts, so that retries do not feed an overload
    int burst = 10;     ///< attempts that may be made beyond the share
    Milliseconds firstPause{
        10}; ///< before the second attempt at the same endpoint; then twice as long each, with jitter
    Milliseconds longestPause{500};
    std::vector<int> statuses =
        {}; ///< of answers that count as failed, such as 503; they are passed on after the last attempt
    std::size_t keptBytes = std::size_t{64} * 1024; ///< a larger request cannot be sent again
};

/// Answers at once, without asking, while nothing but failures comes from the whole of a group.
struct BreakerRule {
    int failuresInARow = 20;   ///< 0: never
    Milliseconds pause{5'000}; ///< until one request is let through to see
};

/// Speaks TLS with the endpoints of a group, and with nobody who cannot prove who he is.
struct UpstreamTls {
    bool isOn = false;
    std::string ca = {};   ///< PEM file of the authorities that are believed; empty: the system's
    std::string name = {}; ///< that their certificates must bear; empty: the host of their address
};

struct GroupConfig {
    std::string name;
    std::vector<EndpointConfig> endpoints;
    Balance balance = Balance::RoundRobin;
    std::string hashField = {}; ///< the field whose value is the key of the hash; empty: the client's address
    UpstreamTimeouts timeouts = {};
    std::size_t mostIdle = 64;    ///< connections kept for each endpoint and worker
    Milliseconds keepIdle{4'000}; ///< Node closes after five seconds
    Milliseconds slowStart{0};    ///< after an endpoint came back, its share grows for so long
    ActiveCheck check = {};
    OutlierRule outlier = {};
    RetryRule retry = {};
    BreakerRule breaker = {};
    HardwareRule hardware = {};
    UpstreamTls tls = {};
};

struct FieldMatch {
    std::string name;
    std::string value; ///< empty: any
};

/// A part of a route's requests.
struct Target {
    std::string group;
    unsigned weight = 1;
    FieldMatch field = {}; ///< requests with it all go here; without a name: by weight alone
};

/// By what the choice among a route's targets is the same each time.
enum class Sticky : std::uint8_t {
    No,
    Address,  ///< of the client
    Consumer, ///< or address, of who is not known
    Field,    ///< its value; or the address, without one
};

/// Which requests go where. A route that asks for more comes before one that asks for less: exact host before `*.` and
/// any, longer prefix before shorter, more fields before fewer, then in the order of the configuration.
struct RouteConfig {
    std::string name;
    std::vector<std::string> hosts;   ///< without ports; `*.example.org` for all below; empty: any
    std::string pathPrefix = "/";     ///< ends at a slash of the path, or at its end
    std::vector<std::string> methods; ///< empty: any
    std::vector<FieldMatch> fields;
    std::vector<Target> targets;
    Sticky sticky = Sticky::No;
    std::string stickyField = {};              ///< for `Field`
    std::optional<std::string> newPrefix = {}; ///< in place of `pathPrefix`
    std::optional<std::string> newHost = {};   ///< in place of the client's
    Milliseconds total{0};                     ///< for the whole of a request; 0: as long as it takes
    guard::RouteGuard guard = {};
    cache::RouteCache cache = {};
    ChangeConfig changes = {};
    std::string api = {}; ///< that it is a part of, by name; empty: none
};

/// How long a client may take.
struct ClientTimeouts {
    Milliseconds head{10'000}; ///< for all of it, not for each byte
    Milliseconds body{30'000}; ///< between two pieces
    Milliseconds send{30'000}; ///< without taking anything of its answer
    Milliseconds keepAlive{75'000};
    std::uint64_t leastBytesPerSecond = 100; ///< over `body` or `send`, while it is waited for; 0: any
    Milliseconds linger{2'000};              ///< after an answer that came before the end of a request
};

/// A certificate with its chain, and its key: PEM files.
struct CertificateConfig {
    std::string certificate;
    std::string key;

    friend bool operator==(const CertificateConfig &, const CertificateConfig &) = default;
};

/// Whether clients have to show a certificate.
enum class ClientCertificates : std::uint8_t {
    Off,      ///< they are not asked
    Optional, ///< one that is shown must be good
    Required,
};

/// Where clients are received by TLS.
struct ListenerConfig {
    std::string address; ///< `host:port`; port 0 takes any
    /// For the hosts that they name; the first one also for all others.
    std::vector<CertificateConfig> certificates;
    ClientCertificates clientCertificates = ClientCertificates::Off;
    std::string clientCa = {}; ///< PEM file of the authorities that vouch for clients
    bool http2 = true;         ///< beside HTTP/1.1, for clients who ask for it
};

/// Names of files are taken as they are: whoever reads a configuration from a file resolves those that are relative to
/// its folder.
struct Config {
    std::string name = "piuptime";              ///< for Via
    std::string fingerprint = {};               ///< the same for gateways whose files are
    std::vector<std::string> listen;            ///< without TLS: `host:port`; port 0 takes any
    std::vector<ListenerConfig> listeners = {}; ///< by TLS
    unsigned workers = 1;
    std::size_t mostConnections = 10'000; ///< of clients, all workers together
    std::size_t mostPerAddress = 1'000;   ///< of them; not of proxies that are trusted; 0: any number
    bool trustsForwarded = false;         ///< believe what clients say of hops before
    /// Protocols to which a connection may change. With others, such as h2c, requests would pass unseen: they are not
    /// passed on, and the request is served as if they had not been asked for.
    std::vector<std::string> upgrades{"websocket"};
    http::Limits requestLimits = {};
    http::Limits responseLimits{.bodyBytes = ~std::uint64_t{0}};
    ClientTimeouts client = {};
    std::vector<GroupConfig> groups;
    std::vector<ApiConfig> apis = {};
    PortalConfig portal = {};
    std::vector<RouteConfig> routes;
    LogConfig log = {};
    TraceConfig trace = {};
    InspectConfig inspect = {};
    guard::GuardConfig guard = {};
    cache::CacheConfig cache = {};
    share::ShareConfig share = {};
};

} // namespace piuptime::gateway
