// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/see/RequestRecord.h"

#include <optional>

namespace piuptime::gateway {

/// Which of the last requests are wanted: those for which all of this holds.
struct RequestFilter {
    std::string route = {};    ///< empty: any
    std::string consumer = {}; ///< empty: any
    int statusClass = 0;       ///< first digit of the status; 0: any
    std::optional<Cause> cause = {};
    std::string text = {};                ///< somewhere in host, path or query
    std::chrono::microseconds atLeast{0}; ///< that it took
    std::uint64_t sinceId = 0;            ///< only those that ended after this one
    std::uint64_t beforeId = 0;           ///< only those that ended before this one; 0: any
    std::size_t most = 100;               ///< the newest of them

    [[nodiscard]] bool accepts(const RequestRecord &record) const;
};

/// Of several lists the newest, each once, newest first.
[[nodiscard]] std::vector<RequestRecord> newest(std::vector<RequestRecord> records, std::size_t most);

} // namespace piuptime::gateway
