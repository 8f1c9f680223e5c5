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

/// `name`: prints the name under which this machine reports, the level of its topics.
/// \param root `/`, or a folder that looks like one   \return the exit status
[[nodiscard]] int printName(const std::string &root);

struct RunOptions {
    std::string file; ///< the settings
    std::string root = "/";
    std::string systemctl = "/usr/bin/systemctl"; ///< what carries commands out
    double speed = 1;                             ///< how much faster than usual time passes
};
/// `run`: measures and reports until it is told to stop.
/// \return the exit status: 0, or 1 when the settings cannot be used
[[nodiscard]] int run(const RunOptions &options);

} // namespace piuptime::agent
