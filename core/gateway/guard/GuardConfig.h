// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/KeyHash.h"
#include "core/gateway/guard/Network.h"
#include "core/gateway/guard/Token.h"

#include <optional>
#include <string>
#include <vector>

namespace piuptime::gateway::guard {

/// How somebody shows who they are.
enum class Credential : std::uint8_t { Key, Token, Basic, Certificate };

/// An API key, of which nothing but the hash is known.
struct KeyConfig {
    std::string id; ///< for logs and people; says nothing of the key
    KeyHash hash{};
    std::optional<UtcTime> expires = {};
    std::string label = {};
};

struct BasicConfig {
    std::string user;
    std::string hash; ///< of the password, as `crypto_pwhash_str` of libsodium writes it: argon2id
};

/// A client certificate that an authority of the listener vouches for, by whichever is given.
struct CertificateConfig {
    std::string subject = {}; ///< as RFC 2253 writes it
    std::string sha256 = {};  ///< fingerprint: 64 lower-case hexadecimal digits
};

struct TokenConfig {
    std::string issuer;  ///< name of an `IssuerConfig`
    std::string subject; ///< of the token; an asterisk at its end stands for any rest
};

/// Somebody who sends requests.
struct ConsumerConfig {
    std::string name;
    std::string plan = {}; ///< empty: none, so that only the limits of routes hold
    std::vector<std::string> scopes = {};
    std::vector<KeyConfig> keys = {};
    std::vector<BasicConfig> basics = {};
    std::vector<CertificateConfig> certificates = {};
    std::vector<TokenConfig> tokens = {};
};

/// Who signs tokens, and where the keys are with which they are checked.
struct IssuerConfig {
    std::string name;
    TokenRule rule;
    std::string keysFile = {}; ///< a JSON Web Key Set; or else
    std::string keysUrl = {};  ///< `http://` or `https://`
    Milliseconds refresh{300'000};
    Milliseconds leastPause{10'000}; ///< between two refreshes that unknown keys ask for
    Milliseconds timeout{5'000};     ///< of one

    friend bool operator==(const IssuerConfig &, const IssuerConfig &) = default;
};

/// What a limit counts.
enum class LimitKind : std::uint8_t {
    Rate,        ///< a bucket of `burst` requests that fills by `amount` each `per`
    Window,      ///< `amount` requests in any window of `per`
    Bytes,       ///< `amount` bytes of bodies, both ways, in any window of `per`
    Concurrency, ///< `amount` requests at a time
};

/// Whose requests a limit counts together.
enum class LimitBy : std::uint8_t {
    Consumer, ///< who is not known counts by address
    Key,      ///< each credential on its own; likewise
    Address,  ///< an IPv6 address as its /64
    Route,
    All,
};

struct LimitConfig {
    std::string name;
    LimitKind kind = LimitKind::Rate;
    LimitBy by = LimitBy::Consumer;
    std::uint64_t amount = 1;
    Milliseconds per{1'000};
    std::uint64_t burst = 1; ///< of Rate

    friend bool operator==(const LimitConfig &, const LimitConfig &) = default;
};

/// Limits that go with a consumer, on whichever route.
struct PlanConfig {
    std::string name;
    std::vector<LimitConfig> limits;
};

/// Who may use a route.
struct AccessConfig {
    std::vector<Credential> require = {}; ///< one of these; empty: none is asked for
    bool allowsAnonymous = false;         ///< who shows none passes as nobody; who shows a wrong one does not
    std::vector<std::string> scopes = {}; ///< all of them
    std::vector<std::string> consumers = {};
    std::vector<std::string> plans = {}; ///< a consumer of `consumers`, or of one of these; both empty: any
    std::vector<Network> allow = {};     ///< empty: any
    std::vector<Network> deny = {};      ///< before `allow`
    std::string queryKey = {};           ///< the parameter that may hold a key; empty: none
    bool forwardsCredentials = false;
};

/// What scripts of other origins may do (the Fetch standard).
struct CorsConfig {
    std::vector<std::string> origins = {}; ///< `https://a.example`, `https://*.example.org`, or `*`; empty: no CORS
    std::vector<std::string> methods{"GET", "HEAD", "POST"};
    std::vector<std::string> fields = {}; ///< that requests may have; `*` for any
    std::vector<std::string> exposed = {};
    bool allowsCredentials = false;
    Seconds maxAge{600};
};

/// What is guarded on a route.
struct RouteGuard {
    AccessConfig access = {};
    CorsConfig cors = {};
    std::vector<LimitConfig> limits = {};
};

/// What is guarded everywhere.
struct GuardConfig {
    std::vector<ConsumerConfig> consumers = {};
    std::vector<IssuerConfig> issuers = {};
    std::vector<PlanConfig> plans = {};
    std::vector<LimitConfig> limits = {};
    std::vector<Network> trustedProxies = {}; ///< whose word on addresses counts; empty: anybody's
    std::string keyField = "X-API-Key";
    std::string consumerField = "X-Consumer";      ///< tells the upstream who asks; never passes from outside
    std::string scopesField = "X-Consumer-Scopes"; ///< likewise
};

} // namespace piuptime::gateway::guard
