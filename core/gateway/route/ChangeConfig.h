// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/json/JsonChangeConfig.h"

#include <string>
#include <vector>

namespace piuptime::gateway {

/// A name with a value, or with the name in its place.
struct Pair {
    std::string name;
    std::string value;
};

/// What becomes of the fields of a head. Those of framing, of this hop and of the host are never among them.
struct FieldChanges {
    std::vector<Pair> set = {};   ///< in place of any of that name
    std::vector<Pair> added = {}; ///< beside those of that name
    std::vector<Pair> renamed = {};
    std::vector<std::string> removed = {};

    [[nodiscard]] bool isNeeded() const
    {
        return !set.empty() || !added.empty() || !renamed.empty() || !removed.empty();
    }
};

/// What becomes of the parameters of a query. Names are of unreserved characters; values stand as in a query.
struct QueryChanges {
    std::vector<Pair> set = {};
    std::vector<Pair> renamed = {};
    std::vector<std::string> removed = {};

    [[nodiscard]] bool isNeeded() const { return !set.empty() || !renamed.empty() || !removed.empty(); }
};

/// Such as `/pis/{id}/readings` to `/v2/devices/{id}`: each name stands for one whole segment.
struct PathChange {
    std::string from = {}; ///< empty: none
    std::string to = {};
};

/// What becomes of a route's requests, and of the answers to them.
struct ChangeConfig {
    FieldChanges request = {};
    QueryChanges query = {};
    PathChange path = {};
    JsonChanges requestJson = {};
    FieldChanges answer = {};
    JsonChanges answerJson = {};

    [[nodiscard]] bool isNeeded() const
    {
        return request.isNeeded() || query.isNeeded() || !path.from.empty() || requestJson.isNeeded()
               || answer.isNeeded() || answerJson.isNeeded();
    }
};

} // namespace piuptime::gateway
