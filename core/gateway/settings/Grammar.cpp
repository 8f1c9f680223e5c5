// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Grammar.h"

#include "core/base/Text.h"
#include "core/gateway/http/Characters.h"

#include <algorithm>

namespace piuptime::gateway {
namespace {

constexpr std::string_view kLabelCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-_";

bool isLabel(std::string_view label, auto isAllowed)
{
    return !label.empty() && label.size() <= 63 && std::ranges::all_of(label, isAllowed);
}

bool isName(std::string_view text)
{
    const auto isAllowed = [](char c) { return kLabelCharacters.find(http::lower(c)) != std::string_view::npos; };
    return text.size() <= 253
           && std::ranges::all_of(split(text, '.'), [&](std::string_view label) { return isLabel(label, isAllowed); });
}

bool isInBrackets(std::string_view text)
{
    return text.size() > 4 && text.front() == '[' && text.back() == ']'
           && text.substr(1, text.size() - 2).find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

} // namespace

bool isHost(std::string_view text)
{
    return isName(text) || isInBrackets(text);
}

bool isHostAndPort(std::string_view text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return false;
    const std::string_view port = text.substr(colon + 1);
    const bool isNumber =
        !port.empty() && port.size() <= 5 && std::ranges::all_of(port, [](char c) { return http::is(c, http::Digit); });
    return isNumber && *toUnsigned(port) <= 65'535 && isHost(text.substr(0, colon));
}

bool isHostPattern(std::string_view text)
{
    const std::string_view name = text.starts_with("*.") ? text.substr(2) : text;
    return isHost(name) && std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool isTargetPath(std::string_view text)
{
    return text.starts_with('/') && http::spanOf(text, http::TargetChar) == text.size()
           && text.find_first_of("?#") == std::string_view::npos;
}

bool isToken(std::string_view text)
{
    return !text.empty() && http::spanOf(text, http::TokenChar) == text.size();
}

} // namespace piuptime::gateway
