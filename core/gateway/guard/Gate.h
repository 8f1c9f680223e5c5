// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Admission.h"
#include "core/gateway/guard/Consumers.h"
#include "core/gateway/guard/Cors.h"
#include "core/gateway/guard/GuardMemory.h"
#include "core/gateway/guard/Shown.h"
#include "core/gateway/http/FieldNames.h"

namespace piuptime::gateway::guard {

/// A request that wants to pass.
struct Visit {
    const http::RequestParser &request;
    std::string_view address; ///< of the client, numeric
    bool trustsForwarded = false;
    bool hasCertificate = false;              ///< that was verified
    std::string_view certificateSubject = {}; ///< as RFC 2253 writes it
    std::string_view certificateSha256 = {};  ///< lower-case hexadecimal
    MonoTime now;
    UtcTime utcNow;
};

/// A limit with what is needed to count by it.
struct BoundLimit {
    std::shared_ptr<Limit> limit;
    std::string policy; ///< for `RateLimit-Policy`
};

/// What all gates of a configuration have in common. Immutable, for any number of threads.
struct GuardParts {
    GuardParts(const GuardConfig &guard, GuardMemory &memory);

    const GuardConfig &config;
    Consumers consumers;
    std::vector<std::shared_ptr<IssuerKeys>> issuers;
    std::shared_ptr<Passwords> passwords; ///< null where nobody has one
    std::map<std::string_view, std::vector<BoundLimit>> plans;
    std::vector<BoundLimit> limits; ///< of all routes
    Seed seed;
    std::size_t places; ///< of limits that do not count by address
};

/// Whether requests may take a route. The order is fixed: addresses, CORS, credentials, consumers and scopes, limits.
/// Immutable but for what limits count, for any number of threads.
class Gate
{
public:
    /// \param parts,route,config,name must outlive it
    Gate(const GuardParts &parts, std::string_view name, const RouteGuard &config, GuardMemory &memory);

    enum class Verdict : std::uint8_t {
        Passes,
        Refused,   ///< for the cause of the admission
        Later,     ///< to be asked again with the same request once `awaited` is over
        Preflight, ///< asks what pages may do, and is answered by the admission's fields alone
    };
    [[nodiscard]] Verdict admit(const Visit &visit, Admission &admission) const;
    /// Whether it is a preflight, which comes by another method than the route may take.
    [[nodiscard]] bool answersPreflight(const http::RequestParser &request) const;

    /// That do not go to the upstream: credentials, and what outsiders must not say.
    [[nodiscard]] const http::FieldNames &requestDropped() const { return m_requestDropped; }
    /// That the upstream has no say in.
    [[nodiscard]] const http::FieldNames &answerDropped() const { return m_answerDropped; }

private:
    struct Asking; ///< one request

    [[nodiscard]] Cause checkAddress(const Asking &asking) const;
    [[nodiscard]] Cause identify(Asking &asking) const;
    [[nodiscard]] Cause identifyByKey(Asking &asking, std::string_view key) const;
    [[nodiscard]] Cause identifyByToken(Asking &asking, std::string_view token) const;
    [[nodiscard]] Cause identifyByClaims(Asking &asking, const std::string &issuer, KnownTokens::Claims claims) const;
    [[nodiscard]] Cause identifyByPassword(Asking &asking, std::string_view encoded) const;
    [[nodiscard]] Cause identifyByCertificate(Asking &asking) const;
    [[nodiscard]] Cause checkConsumer(const Asking &asking) const;
    [[nodiscard]] Cause count(Asking &asking) const;
    [[nodiscard]] std::uint64_t keyOf(LimitBy by, const Asking &asking) const;
    void challenge(Asking &asking, Cause cause) const;
    void passOn(Asking &asking) const;
    [[nodiscard]] bool takes(Credential kind) const;

    const GuardParts &m_parts;
    std::string_view m_name;
    const AccessConfig &m_access;
    Cors m_cors;
    std::vector<BoundLimit> m_limits;
    http::FieldNames m_requestDropped;
    http::FieldNames m_answerDropped;
};

/// Limits that count together, ready for use. \param scope of their names
[[nodiscard]] std::vector<BoundLimit> boundLimits(const std::vector<LimitConfig> &limits, const std::string &scope,
                                                  std::size_t places, GuardMemory &memory);

} // namespace piuptime::gateway::guard
