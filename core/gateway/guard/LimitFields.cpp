// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/LimitFields.h"

#include <array>
#include <charconv>

namespace piuptime::gateway::guard {

namespace {

void addNumber(std::string &text, std::int64_t number)
{
    std::array<char, 20> digits{};
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

/// Rounded up: what is told as over must be over.
std::int64_t secondsOf(Milliseconds duration)
{
    return std::chrono::ceil<Seconds>(duration).count();
}

std::uint64_t quotaOf(const LimitConfig &config)
{
    return config.kind == LimitKind::Rate ? config.burst : config.amount;
}

/// Of Rate: in which an empty bucket fills.
Milliseconds windowOf(const LimitConfig &config)
{
    if (config.kind != LimitKind::Rate)
        return config.per;
    return Milliseconds(static_cast<std::int64_t>(
        (static_cast<std::uint64_t>(config.per.count()) * config.burst + config.amount - 1) / config.amount));
}

} // namespace

std::string policyOf(const LimitConfig &config)
{
    if (config.kind == LimitKind::Concurrency)
        return {};
    std::string policy = '"' + config.name + "\";q=" + std::to_string(quotaOf(config))
                         + ";w=" + std::to_string(secondsOf(windowOf(config)));
    if (config.kind == LimitKind::Bytes)
        policy += ";qu=\"content-bytes\"";
    return policy;
}

void LimitFields::add(const LimitConfig &config, const Standing &standing)
{
    if (!standing.isGranted)
        m_retryAfter = std::max(m_retryAfter, standing.retryAfter);
    if (config.kind == LimitKind::Concurrency)
        return;
    m_fields.append(m_hasAny ? ", \"" : "RateLimit: \"").append(config.name).append("\";r=");
    addNumber(m_fields, static_cast<std::int64_t>(standing.remaining));
    m_fields.append(";t=");
    addNumber(m_fields, secondsOf(standing.reset));
    m_hasAny = true;
    const bool isTighter = m_tightest == nullptr || standing.remaining < m_standing.remaining;
    if (config.kind != LimitKind::Bytes && isTighter) {
        m_tightest = &config;
        m_standing = standing;
    }
}

void LimitFields::finish(std::string_view policies)
{
    if (m_hasAny)
        m_fields.append("\r\nRateLimit-Policy: ").append(policies).append("\r\n");
    if (m_tightest != nullptr) {
        m_fields.append("x-ratelimit-limit-requests: ");
        addNumber(m_fields, static_cast<std::int64_t>(quotaOf(*m_tightest)));
        m_fields.append("\r\nx-ratelimit-remaining-requests: ");
        addNumber(m_fields, static_cast<std::int64_t>(m_standing.remaining));
        m_fields.append("\r\nx-ratelimit-reset-requests: ").append(shortDuration(m_standing.reset)).append("\r\n");
    }
    if (m_retryAfter >= Milliseconds::zero()) {
        m_fields.append("Retry-After: ");
        addNumber(m_fields, std::max<std::int64_t>(1, secondsOf(m_retryAfter)));
        m_fields.append("\r\n");
    }
}

std::string shortDuration(Milliseconds duration)
{
    std::string text;
    if (duration < Seconds(1)) {
        addNumber(text, duration.count());
        return text += "ms";
    }
    const std::int64_t seconds = secondsOf(duration);
    if (seconds >= 3600) {
        addNumber(text, seconds / 3600);
        text += 'h';
    }
    if (seconds >= 60) {
        addNumber(text, seconds / 60 % 60);
        text += 'm';
    }
    addNumber(text, seconds % 60);
    return text += 's';
}

} // namespace piuptime::gateway::guard
