// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <optional>
#include <string>

namespace piuptime::gateway {

/// Where an API is in its life.
enum class ApiState : std::uint8_t {
    Draft, ///< there for those alone who ask for a preview
    Published,
    Deprecated, ///< served, and its answers say that it will not be for ever
    Retired,    ///< answered with 410
};

/// How a request says which version of a family it wants.
enum class VersionIn : std::uint8_t {
    Nowhere, ///< there is only this one
    Path,    ///< the first segment, such as `/v2`, before the path of the route; the upstream gets it too
    Field,   ///< a header field, or `Accept: application/json;version=2`
};

/// What several routes are together, to those who use them.
struct ApiConfig {
    std::string name;
    std::string family = {}; ///< of which this is a version; as `name` if not given
    std::string title = {};
    std::string version = {}; ///< such as `2`
    std::string description = {};
    std::string contact = {};
    std::string openApi = {}; ///< file of the document that describes it; empty: none
    ApiState state = ApiState::Published;
    std::optional<UtcTime> deprecatedAt = {}; ///< since when; not given: it is not told
    std::optional<UtcTime> sunset = {};       ///< from then on it is as if it were retired
    std::string successor = {};               ///< a URL, or the name of another API
    VersionIn versionIn = VersionIn::Nowhere;
    std::string versionField = "API-Version";
    bool isDefault = false;        ///< taken where a request names no version; of `Field` alone
    std::string previewField = {}; ///< with `previewValue`, lets a request see a draft; empty: nobody sees it
    std::string previewValue = {};
};

} // namespace piuptime::gateway
