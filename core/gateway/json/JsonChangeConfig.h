// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace piuptime::gateway {

/// What becomes of JSON bodies. Places are JSON Pointers (RFC 6901), with `*` for every element of an array.
struct JsonChanges {
    struct Change {
        std::string pointer;
        std::string value; ///< JSON to be there, or the name in place of the last one of the pointer
    };
    std::vector<Change> set = {};
    std::vector<Change> renamed = {};
    std::vector<std::string> removed = {};
    std::size_t mostBytes = std::size_t{256} * 1024; ///< of a body, before and after

    [[nodiscard]] bool isNeeded() const { return !set.empty() || !renamed.empty() || !removed.empty(); }
};

} // namespace piuptime::gateway
