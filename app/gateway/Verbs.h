// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/control/Host.h"

namespace piuptime::gateway {

struct RunOptions {
    control::Host::Options host;
    Seconds grace{30};    ///< for requests under way, when it is told to end
    bool follows = false; ///< puts the file into use whenever it changes
};

/// Each verb gives the exit code; what went wrong goes to standard error.

/// Serves until it is told to end by SIGTERM or SIGINT; SIGHUP has it read its file again.
[[nodiscard]] int run(RunOptions options);
/// Asks the one that answers at a socket what it serves, and prints it. \return 0 when it answers
[[nodiscard]] int ask(const std::string &socket);
/// Passes standard input on to the one that answers at a socket, and its answers to standard output, until it closes.
[[nodiscard]] int relay(const std::string &socket);
/// Says what is wrong with a configuration, a line each.
[[nodiscard]] int check(const std::string &file);
/// Prints the configuration that an OpenAPI document asks for, with routes to that upstream.
[[nodiscard]] int importOpenApi(const std::string &file, const std::string &upstream);

} // namespace piuptime::gateway
