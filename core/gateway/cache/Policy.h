// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Asked.h"
#include "core/gateway/cache/CacheConfig.h"

#include <vector>

namespace piuptime::gateway::cache {

/// When an answer was asked for and when its head came.
struct Times {
    MonoTime asked{};
    MonoTime came{};
    UtcTime cameUtc{};
};

/// What may be done with an answer, by what it says of itself (RFC 9111).
struct Policy {
    bool mayStore = false;
    bool isShared = false;       ///< whoever asks may have it, on routes that ask who
    bool mustRevalidate = false; ///< never used stale
    bool alwaysRevalidate = false;
    Milliseconds ageAtFirst{0}; ///< when it came
    Milliseconds lifetime{0};
    Milliseconds staleIfError{0};
    std::vector<std::string> vary = {}; ///< names of the fields of requests that make a difference, in lower case
    std::string etag = {};
    std::string lastModified = {};

    /// \param status of the answer; another than that of `answer` when that only refreshes it
    [[nodiscard]] static Policy of(const http::HeadParser &answer, int status, const Asked &asked,
                                   const RouteCache &rule, const Times &times);
};

/// The values of the fields that make a difference to an answer.
[[nodiscard]] std::string selectorOf(const http::HeadParser &request, const std::vector<std::string> &vary);

} // namespace piuptime::gateway::cache
