// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/AdminMessage.h"

#include "core/base/Text.h"
#include "core/gateway/http/Characters.h"

#include <algorithm>

namespace piuptime::gateway::control {
namespace {

bool decode(std::string_view text, std::string &into)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            into += text[i];
            continue;
        }
        if (i + 2 >= text.size() || !http::is(text[i + 1], http::HexDigit) || !http::is(text[i + 2], http::HexDigit))
            return false;
        into += static_cast<char>(http::hexValue(text[i + 1]) * 16 + http::hexValue(text[i + 2]));
        i += 2;
    }
    return true;
}

} // namespace

std::string_view AdminRequest::argument(std::string_view name) const
{
    const auto found = std::ranges::find(query, name, [](const auto &one) { return std::string_view(one.first); });
    return found == query.end() ? std::string_view() : std::string_view(found->second);
}

bool readTarget(std::string_view path, std::string_view query, AdminRequest &request)
{
    if (!decode(path, request.path))
        return false;
    if (query.size() <= 1)
        return true;
    for (const std::string_view part : split(query.substr(1), '&')) {
        const std::size_t equals = std::min(part.find('='), part.size());
        auto &[name, value] = request.query.emplace_back();
        if (!decode(part.substr(0, equals), name) || !decode(part.substr(std::min(equals + 1, part.size())), value))
            return false;
    }
    return true;
}

} // namespace piuptime::gateway::control
