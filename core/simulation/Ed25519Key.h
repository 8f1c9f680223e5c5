// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace piuptime::simulation {

/// An SSH key pair made from 32 bytes, so that a thousand host keys cost nothing to keep and stay the same from one
/// demonstration to the next. Not for anything that matters: whoever knows the seed knows the key.
class Ed25519Key
{
public:
    /// The key that belongs to `number`; `salt` tells several keys of one Pi apart.
    [[nodiscard]] static Ed25519Key derived(std::uint64_t number, std::uint64_t salt = 0);
    /// A fresh random key.
    [[nodiscard]] static Ed25519Key random();

    /// The private key without passphrase, as in `~/.ssh/id_ed25519`.
    [[nodiscard]] std::string privateFile() const;
    /// The public key as one line of `authorized_keys`, without comment and `\n`.
    [[nodiscard]] std::string publicLine() const;
    /// `SHA256:…`
    [[nodiscard]] std::string fingerprint() const;

private:
    explicit Ed25519Key(const std::array<unsigned char, 32> &seed);

    std::array<unsigned char, 32> m_public{};
    std::array<unsigned char, 64> m_secret{}; ///< seed and public key
};

} // namespace piuptime::simulation
