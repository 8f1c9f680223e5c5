// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/KeyHash.h"

#include <sodium.h>

namespace piuptime::gateway::guard {

namespace {

template <std::size_t Bytes>
std::string randomText()
{
    std::array<unsigned char, Bytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(Bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes.data(), bytes.size());
    return text.data();
}

} // namespace

KeyHash hashKey(std::string_view key)
{
    KeyHash hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(key.data()), key.size());
    return hash;
}

std::optional<KeyHash> parseKeyHash(std::string_view hex)
{
    KeyHash hash{};
    std::size_t length = 0;
    const bool isHash =
        hex.size() == 2 * hash.size()
        && sodium_hex2bin(hash.data(), hash.size(), hex.data(), hex.size(), nullptr, &length, nullptr) == 0
        && length == hash.size();
    return isHash ? std::optional(hash) : std::nullopt;
}

std::string hexOf(const KeyHash &hash)
{
    std::array<char, 2 * sizeof(KeyHash) + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

MintedKey mintKey()
{
    MintedKey minted;
    do {
        minted.id = randomText<6>();
    } while (minted.id.starts_with('-')); // which command lines would take for an option
    minted.key = Secret("piu_" + minted.id + "_" + randomText<24>());
    minted.hash = hashKey(minted.key.reveal());
    return minted;
}

} // namespace piuptime::gateway::guard
