// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/gateway/json/JsonChangeConfig.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::gateway::json {

/// A place that changes name, or one on the way there: a member of an object, or elements of an array.
struct Node {
    enum class Kind : std::uint8_t {
        Way, ///< to others within it
        Set, ///< to `text`
        Removed,
        Renamed,  ///< to `text`, in quotes
        GivesWay, ///< to the one named `text`, which is renamed, if that is there
    };

    std::string name;
    Kind kind = Kind::Way;
    std::string text = {};
    std::string added = {}; ///< what is put into an object without it: `,"name":value`; may be empty
    std::vector<Node> children = {};

    [[nodiscard]] const Node *child(std::string_view wanted) const;
};

/// All changes of a body, as the places of one document. The whole document is the root.
/// \retval InvalidInput a pointer is none, or two changes contradict each other
[[nodiscard]] Result<Node> planOf(const JsonChanges &changes);

} // namespace piuptime::gateway::json
