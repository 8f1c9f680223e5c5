// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/portal/Desk.h"
#include "core/gateway/portal/Html.h"

#include <vector>

namespace piuptime::gateway::portal {

/// Asks for access to an API. \param plans that can be chosen; may be empty
void writeApplicationForm(Html &html, std::string_view action, const std::vector<std::string> &plans);
/// Asks what became of an application.
void writeReceiptForm(Html &html, std::string_view action);

/// What a form came to: a page with a way back. \param key to be kept by who reads it; empty: none
[[nodiscard]] std::string notePage(std::string_view title, std::string_view text, std::string_view back,
                                   std::string_view key = {});

/// Of a body that is an application what its form asks for. \return what is missing, in words; empty: nothing
[[nodiscard]] std::string readApplication(std::string_view body, const std::vector<std::string> &plans,
                                          Application &application);

} // namespace piuptime::gateway::portal
