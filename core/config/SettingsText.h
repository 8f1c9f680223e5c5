// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Problem.h"
#include "core/config/Settings.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::config {

/// Reads settings from TOML. Pure. Of faults in the meaning all are reported, in the order of the file; a fault in
/// the syntax ends the reading and is the only one.
///
/// Every key must be known: a misspelt one would otherwise be a setting that silently does nothing. A device without
/// an id gets one that is made from its address and so stays the same until the file is next written.
[[nodiscard]] tl::expected<Settings, std::vector<Problem>> parseSettings(std::string_view toml);

/// What can be used of a file in spite of its faults: the devices and values that have none, and the defaults in place
/// of the others; nothing but defaults where the syntax is wrong. Pure.
[[nodiscard]] Settings usableSettings(std::string_view toml);

/// Settings as TOML that `parseSettings` reads back to the same value, always in the same order.
/// \param header comment lines to stand at the top; empty: a short one that says what the file is
[[nodiscard]] std::string formatSettings(const Settings &settings, std::string_view header = {});

/// The comment lines and blank lines at the top of a file.
[[nodiscard]] std::string_view headerOf(std::string_view toml);

} // namespace piuptime::config
