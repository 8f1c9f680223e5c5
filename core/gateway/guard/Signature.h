// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Freed.h"
#include "core/gateway/guard/KeySet.h"

#include <openssl/evp.h>

#include <memory>
#include <string_view>

namespace piuptime::gateway::guard {

using PublicKey = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;

/// \param modulus,exponent big-endian   \return null where they make no key
[[nodiscard]] PublicKey rsaKey(std::string_view modulus, std::string_view exponent);
/// \param algorithm one of Es…, which names the curve   \param x,y big-endian, each as long as the curve's field
[[nodiscard]] PublicKey ellipticKey(TokenAlgorithm algorithm, std::string_view x, std::string_view y);
[[nodiscard]] PublicKey ed25519Key(std::string_view bytes);

/// \param algorithm of the kind of the key
[[nodiscard]] bool isSignedBy(EVP_PKEY *key, TokenAlgorithm algorithm, std::string_view text,
                              std::string_view signature);
/// \param algorithm one of Hs…   Takes the same time wherever a wrong signature differs.
[[nodiscard]] bool isSignedWith(std::string_view secret, TokenAlgorithm algorithm, std::string_view text,
                                std::string_view signature);

/// Bytes of a hash, such as 32 for Hs256 and Rs256.
[[nodiscard]] std::size_t hashBytes(TokenAlgorithm algorithm);
/// Bytes of a coordinate of the curve of an Es…
[[nodiscard]] std::size_t fieldBytes(TokenAlgorithm algorithm);

} // namespace piuptime::gateway::guard
