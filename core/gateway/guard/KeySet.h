// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::gateway::guard {

/// How a token is signed (RFC 7518 and RFC 8037). There is no `none`.
enum class TokenAlgorithm : std::uint8_t { Hs256, Hs384, Hs512, Rs256, Rs384, Rs512, Es256, Es384, Es512, EdDsa };

[[nodiscard]] std::string_view name(TokenAlgorithm algorithm);
[[nodiscard]] std::optional<TokenAlgorithm> findTokenAlgorithm(std::string_view name);

/// The keys with which tokens are checked. Each is good for the algorithms of its own kind alone, so a public key can
/// never be taken for a shared secret. Immutable: for any number of threads.
class KeySet
{
public:
    /// Reads a JSON Web Key Set (RFC 7517). Keys of other kinds, for encryption, or for unknown algorithms are passed
    /// over, as the standard wants.
    /// \retval Corrupt it is no key set, a key of it makes no sense or is too weak (RSA below 2048 bits, a secret
    /// shorter than its hash), or none of its keys can be used
    [[nodiscard]] static Result<KeySet> parse(std::string_view json);

    KeySet(KeySet &&) noexcept;
    KeySet &operator=(KeySet &&) noexcept;
    ~KeySet();

    [[nodiscard]] std::size_t size() const;

    enum class Verdict : std::uint8_t {
        Good,
        Bad,     ///< a key that fits says that it did not sign this
        Unknown, ///< there is no key of this id for this algorithm
    };
    /// \param keyId of the token; empty: it names none, and any key that fits may have signed it
    [[nodiscard]] Verdict verify(TokenAlgorithm algorithm, std::string_view keyId, std::string_view text,
                                 std::string_view signature) const;

private:
    struct Key;
    KeySet();

    std::vector<Key> m_keys;
};

} // namespace piuptime::gateway::guard
