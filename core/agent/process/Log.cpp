// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/process/Log.h"

#include "core/base/Text.h"

#include <cerrno>
#include <cstdlib>
#include <string>

#include <unistd.h>

namespace piuptime::agent {

void log(Priority priority, std::string_view text)
{
    static const bool isJournal = std::getenv("JOURNAL_STREAM") != nullptr;
    std::string line = isJournal ? "<" + std::to_string(static_cast<int>(priority)) + ">"
                                 : std::string(program_invocation_short_name) + ": ";
    line += printable(text);
    line += '\n';
    if (write(STDERR_FILENO, line.data(), line.size()) < 0)
        return; // there is nowhere else to tell it
}

} // namespace piuptime::agent
