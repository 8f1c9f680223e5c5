// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a gate that counts.
#include "core/gateway/guard/Asking.h"

#include <sodium.h>

namespace piuptime::gateway::guard {

namespace {

std::uint64_t keyed(const Seed &seed, char kind, std::string_view a, std::string_view b = {})
{
    std::string text(1, kind);
    text.append(a).append(1, '\0').append(b);
    std::uint64_t key = 0;
    crypto_shorthash(reinterpret_cast<unsigned char *>(&key), reinterpret_cast<const unsigned char *>(text.data()),
                     text.size(), seed.data());
    return key;
}

std::string_view bytesOf(const IpAddress &address)
{
    return {reinterpret_cast<const char *>(address.bytes.data()), address.bytes.size()};
}

Cause causeOf(LimitKind kind)
{
    switch (kind) {
    case LimitKind::Rate:
        return Cause::RateLimited;
    case LimitKind::Concurrency:
        return Cause::ConcurrencyLimited;
    default:
        return Cause::QuotaExceeded;
    }
}

} // namespace

std::uint64_t Gate::keyOf(LimitBy by, const Asking &asking) const
{
    const Seed &seed = m_parts.seed;
    switch (by) {
    case LimitBy::Route:
        return keyed(seed, 'r', m_name);
    case LimitBy::All:
        return keyed(seed, '*', {});
    case LimitBy::Consumer:
        if (asking.consumer != nullptr)
            return keyed(seed, 'c', asking.consumer->name);
        break;
    case LimitBy::Key:
        if (asking.consumer != nullptr)
            return keyed(seed, 'k', asking.consumer->name, asking.admission.credential);
        break;
    case LimitBy::Address:
        break;
    }
    return asking.address ? keyed(seed, 'a', bytesOf(asking.address->asOneClient())) : keyed(seed, '?', {});
}

/// All limits are asked; if one refuses, the others give back what they counted.
Cause Gate::count(Asking &asking) const
{
    static const std::vector<BoundLimit> kNone;
    const auto plan = asking.consumer != nullptr ? m_parts.plans.find(asking.consumer->plan) : m_parts.plans.end();
    const std::vector<BoundLimit> &ofPlan = plan != m_parts.plans.end() ? plan->second : kNone;
    if (m_parts.limits.empty() && m_limits.empty() && ofPlan.empty())
        return Cause::None;
    Admission &admission = asking.admission;
    const MonoTime now = asking.visit.now;
    LimitFields fields(admission.answerFields);
    std::string policies;
    Cause cause = Cause::None;
    for (const auto *const limits : {&m_parts.limits, &m_limits, &ofPlan}) {
        for (const BoundLimit &bound : *limits) {
            const LimitConfig &config = bound.limit->config();
            const std::uint64_t key = keyOf(config.by, asking);
            const Standing standing = bound.limit->take(key, now);
            fields.add(config, standing);
            if (!bound.policy.empty())
                policies.append(policies.empty() ? "" : ", ").append(bound.policy);
            const bool isTightest = admission.limit.empty() || standing.remaining < admission.remaining;
            if (cause == Cause::None && (isTightest || !standing.isGranted)) {
                admission.limit = config.name;
                admission.remaining = standing.remaining;
            }
            if (standing.isGranted)
                admission.claims.push_back({bound.limit.get(), key});
            else if (cause == Cause::None)
                cause = causeOf(config.kind);
        }
    }
    fields.finish(policies);
    if (cause != Cause::None) {
        for (const Admission::Claim &claim : admission.claims)
            claim.limit->giveBack(claim.key, now);
        admission.claims.clear();
    }
    return cause;
}

} // namespace piuptime::gateway::guard
