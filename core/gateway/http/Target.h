// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/Head.h"

#include <string>

namespace piuptime::gateway::http {

/// A request target in its parts; views of the text that was parsed.
struct Target {
    TargetForm form = TargetForm::Origin;
    std::string_view authority; ///< empty unless the target names one
    std::string_view path;
    std::string_view query; ///< with its question mark, or empty
};

/// Parses a target whose characters are those of `TargetChar`. Refuses what could mean one path to a rule
/// and another to an upstream: dot segments in any spelling, an encoded NUL, a percent sign that encodes nothing.
[[nodiscard]] Cause parseTarget(Method method, std::string_view text, Target &target);

/// Whether `text` is a host, or host and port, with nothing else in it (RFC 3986, without percent-encoding and users).
[[nodiscard]] bool isHost(std::string_view text);

/// The path by which rules are found: unreserved characters are decoded, slashes one after another become one.
/// \param storage holds the result when it differs from `path`
[[nodiscard]] std::string_view normalizedPath(std::string_view path, std::string &storage);

} // namespace piuptime::gateway::http
