// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/KnownTokens.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace piuptime::gateway::guard {
namespace {

using Secret32 = std::array<unsigned char, crypto_generichash_KEYBYTES>;

Secret32 randomSecret()
{
    if (sodium_init() < 0)
        std::abort(); // no random numbers: nothing could be kept secret
    Secret32 secret{};
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

} // namespace

KeyHash KnownTokens::digestOf(std::string_view token)
{
    static const Secret32 kSecret = randomSecret();
    KeyHash digest{};
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char *>(token.data()),
                       token.size(), kSecret.data(), kSecret.size());
    return digest;
}

std::size_t KnownTokens::bucketOf(const KeyHash &digest)
{
    std::size_t start = 0;
    std::memcpy(&start, digest.data(), sizeof start);
    return start % (kMost / 8);
}

KnownTokens::Claims KnownTokens::find(const KeyHash &digest) const
{
    const Bucket &bucket = m_buckets[bucketOf(digest)];
    const std::scoped_lock lock(bucket.mutex);
    const auto found = std::ranges::find_if(bucket.places, [&digest](const Place &place) {
        return place.claims && sodium_memcmp(place.digest.data(), digest.data(), digest.size()) == 0;
    });
    return found != bucket.places.end() ? found->claims : nullptr;
}

/// Two workers may bring the same token at once; it then has two places for a while, which harms nobody.
void KnownTokens::keep(const KeyHash &digest, Claims claims)
{
    if (claims->scopes.size() > kMostScopes)
        return;
    Bucket &bucket = m_buckets[bucketOf(digest)];
    const std::scoped_lock lock(bucket.mutex);
    bucket.places[bucket.next] = {digest, std::move(claims)};
    bucket.next = (bucket.next + 1) % bucket.places.size();
}

KnownTokens::Claims TokenChecker::known(const KeyHash &digest, UtcTime now) const
{
    KnownTokens::Claims claims = m_known.find(digest);
    return claims && !timeFlaw(*claims, m_rule, now) ? claims : nullptr;
}

tl::expected<KnownTokens::Claims, TokenFlaw> TokenChecker::check(std::string_view token, const KeyHash &digest,
                                                                 UtcTime now)
{
    auto claims = checkToken(token, m_keys, m_rule, now);
    if (!claims)
        return tl::unexpected(claims.error());
    auto kept = std::make_shared<const TokenClaims>(std::move(*claims));
    m_known.keep(digest, kept);
    return kept;
}

} // namespace piuptime::gateway::guard
