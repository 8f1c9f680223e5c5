// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Ed25519Key.h"

#include "core/simulation/Noise.h"

#include <sodium.h>

#include <span>
#include <string_view>

namespace piuptime::simulation {
namespace {

constexpr std::string_view kType = "ssh-ed25519";

std::string number(std::uint32_t value)
{
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

/// The SSH wire form of a string: its length, then its bytes.
std::string wire(std::string_view bytes)
{
    return number(static_cast<std::uint32_t>(bytes.size())).append(bytes);
}

std::string_view view(std::span<const unsigned char> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

std::string base64(std::string_view bytes, int variant)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(),
                      variant);
    text.pop_back(); // the NUL
    return text;
}

std::string publicBlob(std::span<const unsigned char> key)
{
    return wire(kType) + wire(view(key));
}

} // namespace

Ed25519Key::Ed25519Key(const std::array<unsigned char, 32> &seed)
{
    crypto_sign_seed_keypair(m_public.data(), m_secret.data(), seed.data());
}

Ed25519Key Ed25519Key::derived(std::uint64_t value, std::uint64_t salt)
{
    std::array<unsigned char, 32> seed{};
    for (std::size_t i = 0; i < seed.size(); ++i)
        seed[i] = static_cast<unsigned char>(Noise(value ^ (salt << 32)).bits("key", i / 8) >> (i % 8 * 8));
    return Ed25519Key(seed);
}

Ed25519Key Ed25519Key::random()
{
    std::array<unsigned char, 32> seed{};
    randombytes_buf(seed.data(), seed.size());
    return Ed25519Key(seed);
}

std::string Ed25519Key::privateFile() const
{
    const std::string check = number(0x5049554d);
    std::string secret = check + check + publicBlob(m_public) + wire(view(m_secret)) + wire("simulated");
    for (char padding = 1; secret.size() % 8 != 0; ++padding)
        secret += padding;
    const std::string blob = std::string("openssh-key-v1") + '\0' + wire("none") + wire("none") + wire("") + number(1)
                             + wire(publicBlob(m_public)) + wire(secret);
    const std::string text = base64(blob, sodium_base64_VARIANT_ORIGINAL);
    std::string file = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
    for (std::size_t i = 0; i < text.size(); i += 70)
        file += text.substr(i, 70) + '\n';
    return file + "-----END OPENSSH PRIVATE KEY-----\n";
}

std::string Ed25519Key::publicLine() const
{
    return std::string(kType) + ' ' + base64(publicBlob(m_public), sodium_base64_VARIANT_ORIGINAL);
}

std::string Ed25519Key::fingerprint() const
{
    const std::string blob = publicBlob(m_public);
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(blob.data()), blob.size());
    return "SHA256:" + base64(view(hash), sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

} // namespace piuptime::simulation
