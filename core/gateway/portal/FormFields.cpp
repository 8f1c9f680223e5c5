// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/FormFields.h"

#include "core/base/Text.h"

#include <simdjson.h>

#include <algorithm>

namespace piuptime::gateway::portal {

namespace {

/// \return false when an escape is none
bool decode(std::string_view text, std::string &plain)
{
    constexpr std::size_t kDigits = 2;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const std::string_view digits = text.substr(i + 1, kDigits);
        const auto byte = digits.size() == kDigits ? toUnsigned(digits, 16) : std::nullopt;
        if (!byte)
            return false;
        const char c = static_cast<char>(*byte);
        plain += c == '\r' || c == '\n' || c == '\t' ? ' ' : c;
        i += kDigits;
    }
    return true;
}

} // namespace

std::string formField(std::string_view body, std::string_view name, std::size_t most)
{
    while (!body.empty()) {
        const std::string_view one = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(one.size() + 1, body.size()));
        const std::size_t equals = std::min(one.find('='), one.size());
        if (one.substr(0, equals) != name)
            continue;
        std::string plain;
        const bool isSound = decode(one.substr(std::min(equals + 1, one.size())), plain)
                             && simdjson::validate_utf8(plain) && plain.size() <= most;
        return isSound ? std::string(trimmed(printable(plain, most))) : std::string();
    }
    return {};
}

} // namespace piuptime::gateway::portal
