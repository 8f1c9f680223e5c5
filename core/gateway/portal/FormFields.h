// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace piuptime::gateway::portal {

/// The value of a field of a form, as browsers send it (`application/x-www-form-urlencoded`): decoded, valid UTF-8
/// without control characters, blanks around it gone. Empty when it is not there, is longer than `most` bytes, or makes
/// no sense.
[[nodiscard]] std::string formField(std::string_view body, std::string_view name, std::size_t most);

} // namespace piuptime::gateway::portal
