// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Consumers.h"

#include <algorithm>
#include <cstring>

namespace piuptime::gateway::guard {

Consumers::Consumers(const std::vector<ConsumerConfig> &config)
{
    for (const ConsumerConfig &consumer : config) {
        for (const KeyConfig &key : consumer.keys)
            m_keys[key.hash] = {&consumer, &key};
        for (const BasicConfig &basic : consumer.basics)
            m_users[basic.user] = {&consumer, &basic};
        for (const CertificateConfig &one : consumer.certificates) {
            if (!one.sha256.empty())
                m_fingerprints[one.sha256] = &consumer;
            else
                m_subjects[one.subject] = &consumer;
        }
        for (const TokenConfig &token : consumer.tokens) {
            const std::string_view subject = token.subject;
            if (subject.ends_with('*'))
                m_patterns.push_back({token.issuer, subject.substr(0, subject.size() - 1), &consumer});
            else
                m_tokens[{token.issuer, subject}] = &consumer;
        }
    }
    std::ranges::stable_sort(m_patterns, std::greater(), [](const Pattern &one) { return one.start.size(); });
}

std::size_t Consumers::HashOfHash::operator()(const KeyHash &hash) const
{
    std::size_t first = 0;
    std::memcpy(&first, hash.data(), sizeof first);
    return first;
}

Consumers::Key Consumers::byKey(const KeyHash &hash) const
{
    const auto found = m_keys.find(hash);
    return found != m_keys.end() ? found->second : Key{};
}

Consumers::Basic Consumers::byUser(std::string_view user) const
{
    const auto found = m_users.find(user);
    return found != m_users.end() ? found->second : Basic{};
}

const ConsumerConfig *Consumers::byCertificate(std::string_view subject, std::string_view sha256) const
{
    if (const auto found = m_fingerprints.find(sha256); found != m_fingerprints.end())
        return found->second;
    const auto found = m_subjects.find(subject);
    return found != m_subjects.end() ? found->second : nullptr;
}

const ConsumerConfig *Consumers::byToken(std::string_view issuer, std::string_view subject) const
{
    if (const auto found = m_tokens.find({issuer, subject}); found != m_tokens.end())
        return found->second;
    const auto found = std::ranges::find_if(
        m_patterns, [&](const Pattern &one) { return one.issuer == issuer && subject.starts_with(one.start); });
    return found != m_patterns.end() ? found->consumer : nullptr;
}

} // namespace piuptime::gateway::guard
