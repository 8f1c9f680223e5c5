// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/Numerals.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace piuptime::exchange {
namespace {

constexpr double kLongestPlainInteger = 1e15;

std::string formatted(double value, std::chars_format format)
{
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, format);
    return {text.data(), end};
}

std::string withExponentMoved(std::string_view text, int shift)
{
    const std::size_t e = std::min(text.find_first_of("eE"), text.size());
    std::int64_t exponent = 0;
    if (e < text.size()) {
        std::string_view digits = text.substr(e + 1);
        digits.remove_prefix(digits.starts_with('+') ? 1 : 0);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        constexpr std::int64_t kBeyondAnyDouble = 1'000'000;
        if (error != std::errc{} || end != digits.data() + digits.size() || std::abs(exponent) > kBeyondAnyDouble)
            return {};
    }
    return std::string(text.substr(0, e)) + 'e' + std::to_string(exponent + shift);
}

bool isWord(std::string_view text, std::string_view lower)
{
    return std::ranges::equal(text, lower, [](char a, char b) { return (a | 0x20) == b; });
}

} // namespace

std::string numeral(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    if (value == 0)
        return std::signbit(value) ? "-0.0" : "0";
    if (std::fabs(value) >= kLongestPlainInteger)
        return formatted(value, std::chars_format::scientific);
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

std::optional<double> parseNumeral(std::string_view text)
{
    std::string_view unsignedText = text;
    if (text.starts_with('+') || text.starts_with('-'))
        unsignedText.remove_prefix(1);
    const double sign = text.starts_with('-') ? -1 : 1;
    if (isWord(unsignedText, "nan"))
        return std::numeric_limits<double>::quiet_NaN();
    if (isWord(unsignedText, "inf") || isWord(unsignedText, "infinity"))
        return sign * std::numeric_limits<double>::infinity();
    if (unsignedText.empty() || unsignedText.front() == '-' || unsignedText.front() == '+')
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(unsignedText.data(), unsignedText.data() + unsignedText.size(), value);
    if (error != std::errc{} || end != unsignedText.data() + unsignedText.size() || !std::isfinite(value))
        return std::nullopt;
    return sign * value;
}

std::string shiftedNumeral(double value, int shift)
{
    if (!std::isfinite(value) || value == 0)
        return numeral(value);
    const std::string exact = withExponentMoved(formatted(value, std::chars_format::scientific), shift);
    // The plain spelling is the nicer one wherever it says the same.
    const std::optional<double> moved = parseNumeral(exact);
    std::string plain = moved ? numeral(*moved) : std::string();
    const std::optional<double> back = parseShiftedNumeral(plain, -shift);
    const bool isTheSame = back && std::bit_cast<std::uint64_t>(*back) == std::bit_cast<std::uint64_t>(value);
    return isTheSame ? plain : exact;
}

std::optional<double> parseShiftedNumeral(std::string_view text, int shift)
{
    const bool hasDigits = text.find_first_of("0123456789") != std::string_view::npos;
    if (!hasDigits)
        return parseNumeral(text); // NaN and infinities stay what they are
    const std::string moved = withExponentMoved(text, shift);
    return moved.empty() ? std::nullopt : parseNumeral(moved);
}

} // namespace piuptime::exchange
