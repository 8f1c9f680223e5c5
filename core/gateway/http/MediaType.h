// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/HeadParser.h"

namespace piuptime::gateway::http {

/// Whether a body is `application/json`, or of a type that ends in `+json`. Where there are several types, one is
/// enough.
[[nodiscard]] bool isJson(const HeadParser &head);
/// Whether a body is compressed, or coded otherwise.
[[nodiscard]] bool isCoded(const HeadParser &head);

} // namespace piuptime::gateway::http
