// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"

namespace piuptime {

std::string_view name(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
        return "timeout";
    case ErrorKind::Unreachable:
        return "unreachable";
    case ErrorKind::Unauthorized:
        return "unauthorized";
    case ErrorKind::NotFound:
        return "not-found";
    case ErrorKind::InvalidInput:
        return "invalid-input";
    case ErrorKind::Conflict:
        return "conflict";
    case ErrorKind::Overloaded:
        return "overloaded";
    case ErrorKind::Corrupt:
        return "corrupt";
    case ErrorKind::Cancelled:
        return "cancelled";
    case ErrorKind::Internal:
        return "internal";
    }
    return "internal";
}

std::string Error::describe() const
{
    std::string text = detail;
    for (const std::string &step : steps)
        text += ", while " + step;
    return text;
}

} // namespace piuptime
