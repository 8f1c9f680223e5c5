// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/Trace.h"

#include <sys/random.h>

#include <algorithm>
#include <set>

namespace piuptime::gateway {

namespace {

bool isHex(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool isNought(std::string_view text)
{
    return text.find_first_not_of('0') == std::string_view::npos;
}

std::uint8_t byteOf(std::string_view hex)
{
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    return static_cast<std::uint8_t>(digit(hex[0]) * 16 + digit(hex[1]));
}

bool isStateKey(std::string_view key)
{
    const auto mayStand = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
               || std::string_view("_-*/@").find(c) != std::string::npos;
    };
    return !key.empty() && key.size() <= 256 && ((key[0] >= 'a' && key[0] <= 'z') || (key[0] >= '0' && key[0] <= '9'))
           && std::ranges::all_of(key, mayStand) && std::ranges::count(key, '@') <= 1;
}

bool isStateValue(std::string_view value)
{
    const auto mayStand = [](char c) { return c >= 0x20 && c <= 0x7e && c != ',' && c != '='; };
    return !value.empty() && value.size() <= 256 && value.back() != ' ' && std::ranges::all_of(value, mayStand);
}

std::string_view trimmedOfBlanks(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

std::optional<TraceParent> parseTraceParent(std::string_view value)
{
    constexpr std::size_t kLength = 55; // 00-TRACE-PARENT-FLAGS
    if (value.size() < kLength || value[2] != '-' || value[35] != '-' || value[52] != '-')
        return std::nullopt;
    const std::string_view version = value.substr(0, 2);
    const std::string_view flags = value.substr(53, 2);
    const TraceParent parent{.traceId = value.substr(3, 32), .parentId = value.substr(36, 16)};
    const bool isWhole = version == "00" ? value.size() == kLength : value.size() == kLength || value[kLength] == '-';
    if (!isWhole || !isHex(version) || version == "ff" || !isHex(parent.traceId) || isNought(parent.traceId)
        || !isHex(parent.parentId) || isNought(parent.parentId) || !isHex(flags))
        return std::nullopt;
    return TraceParent{.traceId = parent.traceId, .parentId = parent.parentId, .flags = byteOf(flags)};
}

bool isTraceState(std::string_view value)
{
    constexpr std::size_t kMostBytes = 512;
    constexpr std::size_t kMostMembers = 32;
    if (value.empty() || value.size() > kMostBytes)
        return false;
    std::set<std::string_view> keys;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find(',', at), value.size());
        const std::string_view member = trimmedOfBlanks(value.substr(at, end - at));
        at = end + 1;
        if (member.empty())
            continue; // as the standard allows
        const std::size_t equals = member.find('=');
        if (equals == std::string_view::npos || !isStateKey(member.substr(0, equals))
            || !isStateValue(member.substr(equals + 1)) || !keys.insert(member.substr(0, equals)).second)
            return false;
    }
    return !keys.empty() && keys.size() <= kMostMembers;
}

bool isRequestId(std::string_view value)
{
    constexpr std::size_t kMostBytes = 64;
    return !value.empty() && value.size() <= kMostBytes && std::ranges::all_of(value, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
               || std::string_view("-_.~+/=").find(c) != std::string_view::npos;
    });
}

IdSource::IdSource()
{
    std::array<std::uint32_t, 16> words{};
    if (::getrandom(words.data(), sizeof words, 0) != static_cast<ssize_t>(sizeof words))
        std::ranges::generate(words, [] { return std::random_device()(); });
    std::seed_seq seed(words.begin(), words.end());
    m_random.seed(seed);
}

void IdSource::put(char *digits)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::uint64_t bits = m_random();
    while (bits == 0)
        bits = m_random();
    for (int i = 0; i < 16; ++i, bits >>= 4U)
        digits[i] = kDigits[bits & 15U];
}

} // namespace piuptime::gateway
