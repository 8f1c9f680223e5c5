// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/gateway/guard/GuardConfig.h"
#include "core/gateway/http/HeadParser.h"

namespace piuptime::gateway::guard {

/// What a request shows of who sends it.
struct Shown {
    std::optional<Credential> kind; ///< Key, Token or Basic
    std::string_view text = {};     ///< the key or token, as a view of the request
    bool isAmbiguous = false;
};

/// Looks in the field for keys, then in `Authorization`, then in the query, for the kinds that the route takes.
[[nodiscard]] Shown shownBy(const http::RequestParser &request, const AccessConfig &access, std::string_view keyField);

struct UserPassword {
    std::string user;
    Secret password;
};
/// The credentials of `Authorization: Basic` (RFC 7617). No value when they are malformed, hold control characters, or
/// are longer than 1 KiB.
[[nodiscard]] std::optional<UserPassword> parseBasic(std::string_view encoded);

/// The value of a parameter, as it stands in the query; empty when it is not there.
[[nodiscard]] std::string_view parameterOf(std::string_view query, std::string_view name);
/// The query without that parameter. \param query with its question mark, or empty
[[nodiscard]] std::string withoutParameter(std::string_view query, std::string_view name);

} // namespace piuptime::gateway::guard
