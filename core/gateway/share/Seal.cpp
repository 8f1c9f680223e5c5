// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/Seal.h"

#include <sodium.h>

namespace piuptime::gateway::share {

namespace {

unsigned char *bytesOf(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

Seal::~Seal()
{
    sodium_memzero(m_key.data(), m_key.size());
}

std::string Seal::seal(std::string_view bytes) const
{
    static_assert(std::tuple_size_v<Key> == crypto_secretbox_KEYBYTES);
    constexpr std::size_t kBegin = crypto_secretbox_NONCEBYTES;
    std::string sealed(kBegin + crypto_secretbox_MACBYTES + bytes.size(), '\0');
    randombytes_buf(sealed.data(), kBegin);
    crypto_secretbox_easy(bytesOf(sealed) + kBegin, bytesOf(bytes), bytes.size(), bytesOf(sealed), m_key.data());
    return sealed;
}

std::optional<std::string> Seal::open(std::string_view sealed) const
{
    constexpr std::size_t kBegin = crypto_secretbox_NONCEBYTES;
    if (sealed.size() < kBegin + crypto_secretbox_MACBYTES)
        return {};
    const std::string_view box = sealed.substr(kBegin);
    std::string bytes(box.size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(bytesOf(bytes), bytesOf(box), box.size(), bytesOf(sealed), m_key.data()) != 0)
        return {};
    return bytes;
}

std::string Seal::nameOf(std::string_view bytes) const
{
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash(hash.data(), hash.size(), bytesOf(bytes), bytes.size(), m_key.data(), m_key.size());
    std::array<char, 2 * crypto_generichash_BYTES_MIN + 1> hex{};
    return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

} // namespace piuptime::gateway::share
