// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace piuptime::agent {

/// `check`: says what is wrong with a settings file, with line and reason, or else what it makes an agent do.
/// \return the exit status: 0, or 1 when the file cannot be used
[[nodiscard]] int check(const std::string &file);

/// `read`: reads this machine twice, a second apart so that there are rates, and prints it as one line of JSON.
/// \param root `/`, or a folder that looks like one   \return the exit status
[[nodiscard]] int read(const std::string &root);

} // namespace piuptime::agent
