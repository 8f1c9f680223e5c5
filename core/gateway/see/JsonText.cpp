// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/JsonText.h"

#include <array>

namespace piuptime::gateway {

namespace {

/// Whether a byte may stand in a string as it is.
constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t byte = 0x20; byte < 0x7f; ++byte)
        plain[byte] = byte != '"' && byte != '\\';
    return plain;
}();

} // namespace

/// A byte that is not ASCII is written as the character of its number: hosts and paths are ASCII, and what else comes
/// need not be UTF-8.
void JsonText::putText(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    m_out += '"';
    std::size_t plainFrom = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (kPlain[byte])
            continue;
        m_out.append(text, plainFrom, i - plainFrom);
        plainFrom = i + 1;
        if (byte == '"' || byte == '\\')
            m_out.append({'\\', text[i]});
        else
            m_out.append({'\\', 'u', '0', '0', kDigits[byte >> 4U], kDigits[byte & 15U]});
    }
    m_out.append(text, plainFrom);
    m_out += '"';
}

void JsonText::milliseconds(std::int64_t microseconds)
{
    value(microseconds / 1000);
    const std::int64_t rest = microseconds % 1000;
    m_out.append({'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                  static_cast<char>('0' + rest % 10)});
}

} // namespace piuptime::gateway
