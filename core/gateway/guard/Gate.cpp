// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Gate.h"

#include "core/gateway/guard/Asking.h"

#include <algorithm>

namespace piuptime::gateway::guard {

namespace {

/// Clients that are told apart by address at a time, each with 64 bytes.
constexpr std::size_t kAddressPlaces = 32'768;
constexpr std::size_t kLeastPlaces = 1024;

std::size_t placesFor(const GuardConfig &config)
{
    std::size_t known = 0;
    for (const ConsumerConfig &consumer : config.consumers)
        known += 1 + consumer.keys.size() + consumer.basics.size() + consumer.tokens.size();
    return std::max(kLeastPlaces, 8 * known);
}

bool holds(const std::vector<std::string> &words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

} // namespace

std::vector<BoundLimit> boundLimits(const std::vector<LimitConfig> &limits, const std::string &scope,
                                    std::size_t places, GuardMemory &memory)
{
    std::vector<BoundLimit> bound;
    for (const LimitConfig &limit : limits) {
        // Who is not known counts by address.
        const bool isFew = limit.by == LimitBy::Route || limit.by == LimitBy::All;
        const std::size_t room = isFew ? 64 : std::max(kAddressPlaces, places);
        bound.push_back({.limit = memory.limits().limit(scope, limit, room), .policy = policyOf(limit)});
    }
    return bound;
}

GuardParts::GuardParts(const GuardConfig &guard, GuardMemory &memory)
    : config(guard)
    , consumers(guard.consumers)
    , seed(memory.seed())
    , places(placesFor(guard))
{
    for (const IssuerConfig &issuer : guard.issuers)
        issuers.push_back(memory.issuers().issuer(issuer));
    if (std::ranges::any_of(guard.consumers, [](const ConsumerConfig &one) { return !one.basics.empty(); }))
        passwords = memory.passwords();
    for (const PlanConfig &plan : guard.plans)
        plans[plan.name] = boundLimits(plan.limits, "plan " + plan.name, places, memory);
    limits = boundLimits(guard.limits, "all", places, memory);
}

Gate::Gate(const GuardParts &parts, std::string_view name, const RouteGuard &config, GuardMemory &memory)
    : m_parts(parts)
    , m_name(name)
    , m_access(config.access)
    , m_cors(config.cors)
    , m_limits(boundLimits(config.limits, "route " + std::string(name), parts.places, memory))
{
    m_requestDropped.add(parts.config.consumerField);
    m_requestDropped.add(parts.config.scopesField);
    if (!m_access.require.empty() && !m_access.forwardsCredentials) {
        m_requestDropped.add(parts.config.keyField);
        m_requestDropped.add("Authorization");
    }
    if (m_cors.isOn()) {
        for (const char *field : {"Origin", "Credentials", "Methods", "Headers"})
            m_answerDropped.add(std::string("Access-Control-Allow-") + field);
        m_answerDropped.add("Access-Control-Expose-Headers");
        m_answerDropped.add("Access-Control-Max-Age");
    }
    if (!m_limits.empty() || !parts.limits.empty() || !parts.plans.empty()) {
        for (const char *field : {"RateLimit", "RateLimit-Policy", "x-ratelimit-limit-requests",
                                  "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"})
            m_answerDropped.add(field);
    }
}

Gate::Verdict Gate::admit(const Visit &visit, Admission &admission) const
{
    admission.clear();
    Asking asking{.visit = visit, .admission = admission, .address = clientOf(visit, m_parts.config.trustedProxies)};
    admission.cause = checkAddress(asking);
    if (admission.cause == Cause::None && m_cors.isOn()) {
        const CorsRequest cors = corsOf(visit.request);
        if (cors.isPreflight && m_cors.allows(cors.origin)) {
            m_cors.addPreflight(admission.answerFields, cors);
            return Verdict::Preflight;
        }
        admission.cause = cors.isPreflight ? Cause::OriginRefused : Cause::None;
        m_cors.addFields(admission.answerFields, cors.origin);
    }
    if (admission.cause == Cause::None)
        admission.cause = identify(asking);
    if (admission.cause == Cause::None && asking.isLater)
        return Verdict::Later;
    if (admission.cause == Cause::None)
        admission.cause = checkConsumer(asking);
    challenge(asking, admission.cause);
    if (admission.cause == Cause::None)
        admission.cause = count(asking);
    if (admission.cause != Cause::None)
        return Verdict::Refused;
    passOn(asking);
    return Verdict::Passes;
}

bool Gate::answersPreflight(const http::RequestParser &request) const
{
    return m_cors.isOn() && corsOf(request).isPreflight;
}

Cause Gate::checkAddress(const Asking &asking) const
{
    const bool isDenied = asking.address && anyHolds(m_access.deny, *asking.address);
    const bool isAllowed = m_access.allow.empty() || (asking.address && anyHolds(m_access.allow, *asking.address));
    return isDenied || !isAllowed ? Cause::AddressRefused : Cause::None;
}

Cause Gate::checkConsumer(const Asking &asking) const
{
    const ConsumerConfig *const consumer = asking.consumer;
    const bool isBound = !m_access.consumers.empty() || !m_access.plans.empty();
    const bool isChosen = consumer != nullptr
                          && (holds(m_access.consumers, consumer->name)
                              || (!consumer->plan.empty() && holds(m_access.plans, consumer->plan)));
    if (consumer != nullptr && isBound && !isChosen)
        return Cause::ConsumerRefused;
    if (consumer == nullptr && (isBound || !m_access.scopes.empty()))
        return Cause::CredentialsMissing;
    const bool hasAll =
        std::ranges::all_of(m_access.scopes, [&asking](const std::string &one) { return asking.hasScope(one); });
    return hasAll ? Cause::None : Cause::ScopeMissing;
}

/// Tells what would have been right (RFC 9110, 11.6.1, and RFC 6750, 3).
void Gate::challenge(Asking &asking, Cause cause) const
{
    std::string &fields = asking.admission.answerFields;
    const bool isToken = takes(Credential::Token);
    if (cause == Cause::ScopeMissing && isToken) {
        fields.append("WWW-Authenticate: Bearer realm=\"").append(m_name).append("\", error=\"insufficient_scope\"");
        fields.append(", scope=\"");
        for (std::size_t i = 0; i < m_access.scopes.size(); ++i)
            fields.append(i == 0 ? "" : " ").append(m_access.scopes[i]);
        fields.append("\"\r\n");
    }
    if (info(cause).status != 401)
        return;
    if (isToken || takes(Credential::Key)) {
        fields.append("WWW-Authenticate: Bearer realm=\"").append(m_name).append("\"");
        if (cause == Cause::TokenRefused)
            fields.append(", error=\"invalid_token\", error_description=\"")
                .append(asking.admission.detail)
                .append("\"");
        fields.append("\r\n");
    }
    if (takes(Credential::Basic))
        fields.append("WWW-Authenticate: Basic realm=\"").append(m_name).append("\", charset=\"UTF-8\"\r\n");
    if (!isToken && !takes(Credential::Key) && !takes(Credential::Basic))
        fields.append("WWW-Authenticate: Mutual realm=\"").append(m_name).append("\"\r\n");
}

void Gate::passOn(Asking &asking) const
{
    Admission &admission = asking.admission;
    if (asking.consumer != nullptr && !m_parts.config.consumerField.empty())
        admission.ownFields.append(m_parts.config.consumerField).append(": ").append(admission.consumer).append("\r\n");
    const std::string scopes = m_parts.config.scopesField.empty() ? std::string() : asking.listedScopes();
    if (!scopes.empty())
        admission.ownFields.append(m_parts.config.scopesField).append(": ").append(scopes).append("\r\n");
    const std::string_view query = asking.visit.request.head().query;
    if (!m_access.queryKey.empty() && !m_access.forwardsCredentials && takes(Credential::Key)
        && query.find(m_access.queryKey) != std::string_view::npos)
        admission.query = withoutParameter(query, m_access.queryKey);
}

bool Gate::takes(Credential kind) const
{
    return std::ranges::find(m_access.require, kind) != m_access.require.end();
}

} // namespace piuptime::gateway::guard
