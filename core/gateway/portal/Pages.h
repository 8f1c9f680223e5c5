// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/portal/OpenApi.h"
#include "core/gateway/route/Config.h"

namespace piuptime::gateway::portal {

/// The list of all APIs that people may know of. Pages have `Html::kBase` where the gateway's address goes.
[[nodiscard]] std::string indexPage(const Config &config);
/// All of one API. \param document null: there is none
[[nodiscard]] std::string apiPage(const Config &config, const ApiConfig &api, const OpenApi *document);

/// Whether there is a page about it: it is no draft, and not gone.
[[nodiscard]] bool isTold(const ApiConfig &api);
/// Where the page of an API is.
[[nodiscard]] std::string pathOf(const Config &config, const ApiConfig &api);
/// Where its OpenAPI document is.
[[nodiscard]] std::string documentPathOf(const Config &config, const ApiConfig &api);

} // namespace piuptime::gateway::portal
