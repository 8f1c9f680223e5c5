// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>

namespace piuptime::simulation {

/// `std::snprintf` into a string of whatever length it takes.
template <class... Values>
[[nodiscard]] std::string format(const char *pattern, Values... values)
{
    const int length = std::snprintf(nullptr, 0, pattern, values...);
    std::string text(static_cast<std::size_t>(length), '\0');
    std::snprintf(text.data(), text.size() + 1, pattern, values...);
    return text;
}

} // namespace piuptime::simulation
