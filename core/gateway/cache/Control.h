// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/gateway/http/HeadParser.h"

#include <optional>

namespace piuptime::gateway::cache {

/// What the Cache-Control fields of a message say (RFC 9111, 5.2). What is doubtful counts as the more careful of its
/// meanings: a number that is none is 0, of two the smaller holds, and a directive for some fields is one for all.
struct Control {
    bool isThere = false;
    bool noStore = false;
    bool noCache = false;
    bool isPrivate = false;
    bool isPublic = false;
    bool mustRevalidate = false; ///< also `proxy-revalidate`
    std::optional<Seconds> maxAge = {};
    std::optional<Seconds> sharedMaxAge = {};
    std::optional<Seconds> minFresh = {};
    std::optional<Seconds> staleIfError = {};

    [[nodiscard]] static Control of(const http::HeadParser &head);
};

/// A count of seconds; at most 2^31, and empty when it is none.
[[nodiscard]] std::optional<Seconds> parseSeconds(std::string_view text);

/// The value of a field that stands there once. \return false when it stands there more often
[[nodiscard]] bool findOnly(const http::HeadParser &head, std::string_view name, std::string_view &value);
[[nodiscard]] bool has(const http::HeadParser &head, std::string_view name);
/// All values of a field, as one list.
[[nodiscard]] std::string joined(const http::HeadParser &head, std::string_view name);

} // namespace piuptime::gateway::cache
