// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

namespace piuptime::ctl {

/// What the shell sees; documented in `--help` and the manual page, so the numbers stay.
enum class ExitCode {
    Success = 0,
    Failure = 1,      ///< our own fault or the operating system's
    Usage = 2,        ///< the command line is not valid
    Unreachable = 3,  ///< no answer from the Pi: refused, filtered, timed out
    Unauthorized = 4, ///< sign-in or host key refused
    NotFound = 5,     ///< no such device, series or file
    Corrupt = 6,      ///< what came back or what is stored is malformed
};

[[nodiscard]] constexpr ExitCode exitCodeFor(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Unreachable:
        return ExitCode::Unreachable;
    case ErrorKind::Unauthorized:
        return ExitCode::Unauthorized;
    case ErrorKind::NotFound:
        return ExitCode::NotFound;
    case ErrorKind::InvalidInput:
        return ExitCode::Usage;
    case ErrorKind::Corrupt:
        return ExitCode::Corrupt;
    case ErrorKind::Conflict:
    case ErrorKind::Overloaded:
    case ErrorKind::Cancelled:
    case ErrorKind::Internal:
        break;
    }
    return ExitCode::Failure;
}

} // namespace piuptime::ctl
