// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace piuptime::gateway::http {

/// Classes of bytes in the grammar of RFC 9110 and RFC 3986.
enum CharacterClass : std::uint8_t {
    TokenChar = 1,  ///< of methods and field names
    TargetChar = 2, ///< of a request target, percent sign included
    HostChar = 4,   ///< of a host with its port, brackets included
    FieldText = 8,  ///< of a field's value: visible, blank, tab, and all above 0x7f
    HexDigit = 16,
    Digit = 32,
};

namespace detail {

constexpr std::array<std::uint8_t, 256> makeClasses()
{
    std::array<std::uint8_t, 256> classes{};
    const auto add = [&classes](std::string_view characters, std::uint8_t bits) {
        for (const char c : characters)
            classes[static_cast<std::uint8_t>(c)] |= bits;
    };
    for (int c = 0x20; c < 0x100; ++c) {
        if (c != 0x7f)
            classes[static_cast<std::size_t>(c)] |= FieldText;
    }
    add("\t", FieldText);
    add("0123456789", TokenChar | TargetChar | HostChar | HexDigit | Digit);
    add("abcdefABCDEF", TokenChar | TargetChar | HostChar | HexDigit);
    add("ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ", TokenChar | TargetChar | HostChar);
    add("!#$%&'*+-.^_`|~", TokenChar);
    // Beside the characters of RFC 3986, those that browsers leave alone and nobody takes for another.
    add("-._~:/?[]@!$&'()*+,;=%^`{|}", TargetChar);
    add("-._~:[]!$&'()*+,;=", HostChar);
    return classes;
}

inline constexpr std::array<std::uint8_t, 256> kClasses = makeClasses();

} // namespace detail

[[nodiscard]] constexpr bool is(char character, std::uint8_t classes)
{
    return (detail::kClasses[static_cast<std::uint8_t>(character)] & classes) != 0;
}

/// How many bytes at the start of `text` are of these classes.
[[nodiscard]] constexpr std::size_t spanOf(std::string_view text, std::uint8_t classes)
{
    std::size_t length = 0;
    while (length < text.size() && is(text[length], classes))
        ++length;
    return length;
}

[[nodiscard]] constexpr bool areAll(std::string_view text, std::uint8_t classes)
{
    return spanOf(text, classes) == text.size();
}

/// Whether all of it may stand in a field's value; eight bytes at a time.
[[nodiscard]] inline bool isFieldText(std::string_view text)
{
    constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
    constexpr std::uint64_t kHighs = 0x8080808080808080ULL;
    while (text.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        // A high bit where a byte is below 0x20 or 0x7f; may also mark what follows such a byte, never what precedes
        // it.
        const std::uint64_t deletes = word ^ (kOnes * 0x7f);
        const std::uint64_t suspects = ((word - kOnes * 0x20) | (deletes - kOnes)) & ~word & kHighs;
        if (suspects != 0 && !areAll(text.substr(0, sizeof word), FieldText)) // a tab is suspected too
            return false;
        text.remove_prefix(sizeof word);
    }
    return areAll(text, FieldText);
}

[[nodiscard]] constexpr char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character | 0x20) : character;
}

/// Without regard to the case of ASCII letters.
[[nodiscard]] constexpr bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

/// Without blanks and tabs at both ends.
[[nodiscard]] constexpr std::string_view withoutBlanks(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// The value of a hexadecimal digit.
[[nodiscard]] constexpr unsigned hexValue(char digit)
{
    return digit <= '9' ? static_cast<unsigned>(digit - '0') : static_cast<unsigned>(lower(digit) - 'a') + 10;
}

} // namespace piuptime::gateway::http
