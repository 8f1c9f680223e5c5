// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Head.h"

namespace piuptime::gateway::http {

/// Parses `HTTP/1.1` or `HTTP/1.0`.
[[nodiscard]] inline Cause parseVersion(std::string_view text, Version &version)
{
    constexpr std::string_view kName = "HTTP/";
    if (text.size() != 8 || !text.starts_with(kName) || !is(text[5], Digit) || text[6] != '.' || !is(text[7], Digit))
        return Cause::BadVersion;
    if (text[5] != '1' || text[7] > '1')
        return Cause::UnsupportedVersion;
    version = text[7] == '1' ? Version::Http11 : Version::Http10;
    return Cause::None;
}

} // namespace piuptime::gateway::http
