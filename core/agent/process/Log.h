// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace piuptime::agent {

/// The levels of syslog that a daemon has use for.
enum class Priority : std::uint8_t { Error = 3, Warning = 4, Notice = 5, Info = 6 };

/// Writes a line to the standard error: under systemd with its priority, for the journal, else for people. Any thread.
void log(Priority priority, std::string_view text);

} // namespace piuptime::agent
