// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace piuptime {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "…";

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == '\0';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Length of the escape sequence at the start of `text`, which begins with ESC or a C1 introducer.
std::size_t escapeLength(std::string_view text)
{
    std::size_t at = 1;
    if (at >= text.size())
        return at;
    const char kind = text[at++];
    if (kind == '[') { // CSI: parameters, then one final byte
        while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20
               && static_cast<unsigned char>(text[at]) < 0x40)
            ++at;
        return at < text.size() ? at + 1 : at;
    }
    if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_') { // string up to BEL or ESC backslash
        while (at < text.size()) {
            if (text[at] == '\a')
                return at + 1;
            if (text[at] == '\x1b')
                return at + 1 < text.size() && text[at + 1] == '\\' ? at + 2 : at;
            ++at;
        }
        return at;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at - 1]) >= 0x20
           && static_cast<unsigned char>(text[at - 1]) < 0x30)
        ++at; // intermediates, such as ESC ( B
    return at;
}

struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0; ///< 0 when the bytes are not UTF-8
};

CodePoint decode(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length)
        return {};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80)
            return {};
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF)
        return {};
    return {value, length};
}

/// Characters that would let a name reorder or hide the text around it.
bool isHostile(char32_t c)
{
    return (c >= 0x80 && c < 0xA0) || c == 0x7F || c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF
           || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

} // namespace

std::string printable(std::string_view bytes, std::size_t maxBytes)
{
    std::string out;
    bool pendingSpace = false;
    while (!bytes.empty()) {
        if (bytes.front() == '\x1b') {
            bytes.remove_prefix(escapeLength(bytes));
            continue;
        }
        if (isSpace(bytes.front())) {
            pendingSpace = !out.empty();
            bytes.remove_prefix(1);
            continue;
        }
        const CodePoint point = decode(bytes);
        const std::string_view piece = point.length == 0 ? kReplacement : bytes.substr(0, point.length);
        bytes.remove_prefix(point.length == 0 ? 1 : point.length);
        if (point.length != 0 && (point.value < 0x20 || isHostile(point.value)))
            continue;
        if (out.size() + piece.size() + (pendingSpace ? 1U : 0U) > maxBytes) {
            out += kEllipsis;
            return out;
        }
        if (pendingSpace)
            out += ' ';
        pendingSpace = false;
        out += piece;
    }
    return out;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

std::optional<std::string_view> takeLine(std::string_view &rest)
{
    if (rest.empty())
        return std::nullopt;
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

void skipBlanks(std::string_view &rest)
{
    const auto word = std::ranges::find_if_not(rest, isBlank);
    rest.remove_prefix(static_cast<std::size_t>(word - rest.begin()));
}

std::string_view takeWord(std::string_view &rest)
{
    skipBlanks(rest);
    const auto length = static_cast<std::size_t>(std::ranges::find_if(rest, isBlank) - rest.begin());
    const std::string_view word = rest.substr(0, length);
    rest.remove_prefix(length);
    return word;
}

void skipWords(std::string_view &rest, std::size_t count)
{
    for (; count > 0; --count)
        static_cast<void>(takeWord(rest));
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<double> toNumber(std::string_view text)
{
    text = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<std::uint64_t> toUnsigned(std::string_view text, int base)
{
    text = trimmed(text);
    if (base == 16 && (text.starts_with("0x") || text.starts_with("0X")))
        text.remove_prefix(2);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> toSigned(std::string_view text)
{
    text = trimmed(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string shellQuoted(std::string_view text)
{
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return quoted + "'";
}

} // namespace piuptime
