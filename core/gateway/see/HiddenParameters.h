// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::gateway {

/// A query without the values of parameters of these names, in whatever case and encoding they are written.
/// \return `query` itself where there is none of them; else a view of `storage`
[[nodiscard]] std::string_view withoutHidden(std::string_view query, const std::vector<std::string> &hidden,
                                             std::string &storage);

} // namespace piuptime::gateway
