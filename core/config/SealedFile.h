// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::config {

/// What turning a passphrase into a key costs whoever tries many of them: argon2id's passes and memory.
struct SealingCost {
    std::uint32_t passes = 2;
    std::uint32_t memoryKiB = 64 * 1024;
};

/// The key of a sealed file, in memory that is never swapped out nor dumped and is wiped when it goes.
class SealingKey;

/// Secrets by their keys, sealed into bytes by a passphrase.
///
/// Layout: `PIUSEAL1`, passes and memory in KiB (32-bit little-endian), 16 bytes of salt, 16 bytes that tell a wrong
/// passphrase from an altered file, 24 bytes of nonce; then, under XChaCha20-Poly1305 with all of that as associated
/// data: for each secret the length of its key (16-bit), the key, the length of the secret (16-bit), the secret.
/// The passphrase becomes 48 bytes by argon2id: 32 bytes of key and the 16 that are told. Pure but for randomness.
class SealedFile
{
public:
    static constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20U;
    static constexpr std::size_t kMaxSecretBytes = 16 * 1024;
    static constexpr std::size_t kMaxKeyBytes = 4096;

    /// A new key for `passphrase`, with fresh salt. Takes half a second or so, on purpose.
    /// \retval InvalidInput the passphrase is empty   \retval Overloaded there is too little memory
    [[nodiscard]] static Result<std::shared_ptr<const SealingKey>> makeKey(const Secret &passphrase, SealingCost cost);
    /// The key of an existing file. Takes as long.
    /// \retval Unauthorized wrong passphrase   \retval Corrupt not a sealed file, or altered
    [[nodiscard]] static Result<std::shared_ptr<const SealingKey>> findKey(const Secret &passphrase,
                                                                           std::string_view bytes);

    using Secrets = std::map<std::string, Secret>;
    /// \retval Corrupt altered, or sealed with another key
    [[nodiscard]] static Result<Secrets> unseal(const SealingKey &key, std::string_view bytes);
    /// \retval InvalidInput a secret or all together are too long
    [[nodiscard]] static Result<std::string> seal(const SealingKey &key, const Secrets &secrets);
};

} // namespace piuptime::config
