// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/PinHash.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace piuptime::kiosk {
namespace {

// What libsodium holds right where somebody waits for the answer.
constexpr unsigned long long kPasses = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr std::size_t kMemoryBytes = crypto_pwhash_MEMLIMIT_INTERACTIVE;

} // namespace

bool isPin(std::string_view text)
{
    return text.size() >= kFewestPinDigits && text.size() <= kMostPinDigits
           && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::string> hashPin(const Secret &pin)
{
    if (sodium_init() < 0)
        return fail(ErrorKind::Internal, "the cryptography library cannot start");
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const std::string &digits = pin.reveal();
    if (crypto_pwhash_str(hash.data(), digits.data(), digits.size(), kPasses, kMemoryBytes) != 0)
        return fail(ErrorKind::Overloaded, "there is too little memory to make the hash of a PIN");
    return std::string(hash.data());
}

bool isPinHash(const std::string &text)
{
    return text.size() < crypto_pwhash_STRBYTES
           && crypto_pwhash_str_needs_rehash(text.c_str(), kPasses, kMemoryBytes) == 0;
}

bool matches(const std::string &hash, const Secret &pin)
{
    const std::string &digits = pin.reveal();
    return sodium_init() >= 0 && crypto_pwhash_str_verify(hash.c_str(), digits.data(), digits.size()) == 0;
}

} // namespace piuptime::kiosk
