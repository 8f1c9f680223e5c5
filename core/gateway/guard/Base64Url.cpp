// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Base64Url.h"

#include <array>
#include <cstdint>

namespace piuptime::gateway::guard {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNone = 255;

constexpr std::array<std::uint8_t, 256> kSextets = [] {
    std::array<std::uint8_t, 256> sextets{};
    sextets.fill(kNone);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        sextets[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return sextets;
}();

} // namespace

std::optional<std::string> fromBase64Url(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    unsigned count = 0; // of bits that have not made a byte yet
    for (const char c : text) {
        const std::uint8_t sextet = kSextets[static_cast<unsigned char>(c)];
        if (sextet == kNone)
            return std::nullopt;
        bits = (bits << 6U) | sextet;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> count) & 0xFFU);
        }
    }
    const bool isWhole = count < 6 && (bits & ((1U << count) - 1U)) == 0;
    return isWhole ? std::optional(std::move(bytes)) : std::nullopt;
}

} // namespace piuptime::gateway::guard
