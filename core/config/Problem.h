// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace piuptime::config {

/// What is wrong with a settings file and where; lines and columns count from 1.
struct Problem {
    std::size_t line = 0;
    std::size_t column = 0;
    std::string reason; ///< printable English

    friend bool operator==(const Problem &, const Problem &) = default;
};

} // namespace piuptime::config
