// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/KeyHash.h"
#include "core/gateway/guard/Token.h"

#include <array>
#include <mutex>

namespace piuptime::gateway::guard {

/// Tokens that were found right, so that a signature is checked once and not for each request. What was found wrong is
/// not kept. Of a fixed size: where there is no room, the oldest of eight goes. For any number of threads.
class KnownTokens
{
public:
    static constexpr std::size_t kMost = 4096;
    /// Of a token that is kept, so that a place has a bounded size.
    static constexpr std::size_t kMostScopes = 64;

    /// What a token is known by: BLAKE2b with a secret of this process, so that nobody can aim at a place, and nothing
    /// in memory tells whether a token was seen.
    [[nodiscard]] static KeyHash digestOf(std::string_view token);

    using Claims = std::shared_ptr<const TokenClaims>;
    /// Null where it is not known.
    [[nodiscard]] Claims find(const KeyHash &digest) const;
    void keep(const KeyHash &digest, Claims claims);

private:
    struct Place {
        KeyHash digest{};
        Claims claims;
    };
    struct Bucket {
        mutable std::mutex mutex;
        std::array<Place, 8> places;
        std::size_t next = 0; ///< that is given away
    };

    static_assert(sizeof(KeyHash) >= sizeof(std::size_t));
    [[nodiscard]] static std::size_t bucketOf(const KeyHash &digest);

    std::array<Bucket, kMost / 8> m_buckets;
};

/// Checks the tokens of an issuer by one set of its keys and one rule. Other keys are another one of these: what it
/// knows is never asked after them. For any number of threads.
class TokenChecker
{
public:
    TokenChecker(KeySet keys, TokenRule rule)
        : m_keys(std::move(keys))
        , m_rule(std::move(rule))
    {
    }
    [[nodiscard]] std::size_t keyCount() const { return m_keys.size(); }

    /// What a token says that was right before, and still is; null: check it.
    [[nodiscard]] KnownTokens::Claims known(const KeyHash &digest, UtcTime now) const;
    /// \param digest of the token   \return what `checkToken` does; a right one is known from then on
    [[nodiscard]] tl::expected<KnownTokens::Claims, TokenFlaw> check(std::string_view token, const KeyHash &digest,
                                                                     UtcTime now);

private:
    const KeySet m_keys;
    const TokenRule m_rule;
    KnownTokens m_known;
};

} // namespace piuptime::gateway::guard
