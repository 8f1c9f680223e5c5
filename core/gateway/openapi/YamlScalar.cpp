// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/openapi/YamlScalar.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace piuptime::gateway::openapi {
namespace {

using nlohmann::json;

template <std::size_t Count>
bool isOneOf(const std::array<std::string_view, Count> &words, std::string_view text)
{
    return std::ranges::find(words, text) != words.end();
}

/// Cuts digits off. \return whether there was one
bool takeDigits(std::string_view &rest)
{
    const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
    rest.remove_prefix(end);
    return end > 0;
}

void takeSign(std::string_view &rest)
{
    if (rest.starts_with('-') || rest.starts_with('+'))
        rest.remove_prefix(1);
}

enum class Form : std::uint8_t { Text, Integer, Fraction };

Form formOf(std::string_view rest)
{
    takeSign(rest);
    bool hasDigits = takeDigits(rest);
    if (hasDigits && rest.empty())
        return Form::Integer;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        hasDigits = takeDigits(rest) || hasDigits;
    }
    if (hasDigits && (rest.starts_with('e') || rest.starts_with('E'))) {
        rest.remove_prefix(1);
        takeSign(rest);
        hasDigits = takeDigits(rest);
    }
    return hasDigits && rest.empty() ? Form::Fraction : Form::Text;
}

/// Nothing but digits of another base after `0x` or `0o`; YAML knows no sign there.
bool isBased(std::string_view text, std::string_view prefix, std::string_view digits)
{
    return text.starts_with(prefix) && text.size() > prefix.size()
           && text.find_first_not_of(digits, prefix.size()) == std::string_view::npos;
}

std::optional<json> basedValue(std::string_view text, int base)
{
    std::uint64_t value = 0;
    const auto end = std::from_chars(text.data() + 2, text.data() + text.size(), value, base);
    return end.ec == std::errc() ? std::optional<json>(value) : std::nullopt;
}

std::optional<json> decimalValue(std::string_view text, Form form)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    if (form == Form::Integer) {
        if (const auto whole = toSigned(text))
            return json(*whole);
        if (const auto whole = toUnsigned(text))
            return json(*whole);
    }
    const auto number = toNumber(text);
    return number ? std::optional<json>(*number) : std::nullopt;
}

} // namespace

std::optional<json> plainValue(std::string_view text)
{
    constexpr std::array<std::string_view, 3> kTrue{"true", "True", "TRUE"};
    constexpr std::array<std::string_view, 3> kFalse{"false", "False", "FALSE"};
    constexpr std::array<std::string_view, 6> kNone{".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};
    if (isOneOf(kTrue, text) || isOneOf(kFalse, text))
        return json(isOneOf(kTrue, text));
    if (isBased(text, "0x", "0123456789abcdefABCDEF"))
        return basedValue(text, 16);
    if (isBased(text, "0o", "01234567"))
        return basedValue(text, 8);
    std::string_view unsignedText = text;
    takeSign(unsignedText);
    if (isOneOf(kNone, unsignedText))
        return std::nullopt;
    const Form form = formOf(text);
    return form == Form::Text ? std::optional<json>(std::string(text)) : decimalValue(text, form);
}

} // namespace piuptime::gateway::openapi
