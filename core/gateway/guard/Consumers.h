// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/GuardConfig.h"

#include <map>
#include <string_view>
#include <unordered_map>

namespace piuptime::gateway::guard {

/// Finds who it is that shows something. Immutable, for any number of threads.
class Consumers
{
public:
    /// \param config must outlive it
    explicit Consumers(const std::vector<ConsumerConfig> &config);

    struct Key {
        const ConsumerConfig *consumer = nullptr; ///< null: nobody has it
        const KeyConfig *key = nullptr;
    };
    /// By hash alone: a wrong key and an unknown one differ in nothing, and what the time of a look-up tells of a hash
    /// brings nobody nearer to a key.
    [[nodiscard]] Key byKey(const KeyHash &hash) const;
    struct Basic {
        const ConsumerConfig *consumer = nullptr;
        const BasicConfig *basic = nullptr;
    };
    [[nodiscard]] Basic byUser(std::string_view user) const;
    [[nodiscard]] const ConsumerConfig *byCertificate(std::string_view subject, std::string_view sha256) const;
    /// An exact subject before a pattern, a longer pattern before a shorter.
    [[nodiscard]] const ConsumerConfig *byToken(std::string_view issuer, std::string_view subject) const;

private:
    struct HashOfHash {
        std::size_t operator()(const KeyHash &hash) const; ///< evenly spread already
    };
    struct Pattern {
        std::string_view issuer;
        std::string_view start;
        const ConsumerConfig *consumer = nullptr;
    };

    std::unordered_map<KeyHash, Key, HashOfHash> m_keys;
    std::map<std::string_view, Basic> m_users;
    std::map<std::string_view, const ConsumerConfig *> m_subjects;
    std::map<std::string_view, const ConsumerConfig *> m_fingerprints;
    std::map<std::pair<std::string_view, std::string_view>, const ConsumerConfig *> m_tokens;
    std::vector<Pattern> m_patterns; ///< longest first
};

} // namespace piuptime::gateway::guard
