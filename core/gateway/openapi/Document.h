// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace piuptime::gateway::openapi {

/// A document of OpenAPI 3, of which nothing more is known than that it says so.
struct Document {
    nlohmann::json value; ///< an object, of at most `kDeepest` levels
    bool isJson = true;   ///< its text is; otherwise it is YAML
};

/// Reads a document in JSON or YAML.
/// \param text of a bounded size
/// \retval InvalidInput it is neither, with line and column, or no OpenAPI 3. Any thread; takes a second for 4 MiB.
[[nodiscard]] Result<Document> readDocument(std::string_view text);

} // namespace piuptime::gateway::openapi
