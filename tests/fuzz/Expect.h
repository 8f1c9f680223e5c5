// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace piuptime::fuzz {

/// Ends the program, which is how a fuzz target tells that something does not hold.
inline void expect(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// Valid UTF-8 without control characters, fit for a label, a log or a terminal.
void expectPrintable(std::string_view text);

/// What holds for every reading, whatever the Pi sent.
void expectSound(const Reading &reading);

} // namespace piuptime::fuzz
