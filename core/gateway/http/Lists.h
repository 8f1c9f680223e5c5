// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/Characters.h"

#include <algorithm>

namespace piuptime::gateway::http {

/// Cuts the first member off a comma-separated list, without the blanks around it; it may be empty.
/// \return false when `rest` was empty
[[nodiscard]] constexpr bool takeMember(std::string_view &rest, std::string_view &member)
{
    if (rest.empty())
        return false;
    const std::size_t comma = std::min(rest.find(','), rest.size());
    member = withoutBlanks(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    return true;
}

/// Whether a comma-separated list names `member`, in any case of letters.
[[nodiscard]] constexpr bool lists(std::string_view list, std::string_view member)
{
    std::string_view each;
    while (takeMember(list, each)) {
        if (equalsIgnoringCase(each, member))
            return true;
    }
    return false;
}

} // namespace piuptime::gateway::http
