// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <vector>

namespace piuptime::gateway::portal {

/// The document that describes an API, as its developers wrote it.
struct OpenApi {
    struct Operation {
        std::string method; ///< in capitals
        std::string path;   ///< with parameters, such as `/pis/{id}`
        std::string summary;
    };

    std::string text;                  ///< JSON: to the byte, or made of YAML
    std::vector<Operation> operations; ///< at most 500, in the order of their paths
};

/// Reads such a document; may block. \param file JSON or YAML of at most 2 MiB
/// \retval NotFound it cannot be read   \retval InvalidInput it is no such document
[[nodiscard]] Result<OpenApi> readOpenApi(const std::string &file);

} // namespace piuptime::gateway::portal
