// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/CommandOutput.h"

#include "core/base/Text.h"

namespace piuptime::collect {

CommandOutput parseCommandOutput(std::string_view section)
{
    constexpr std::string_view mark = "exit ";
    const std::size_t lastLine = section.rfind('\n') + 1; // npos + 1 is 0: the only line
    const std::string_view line = section.substr(lastLine);
    if (!line.starts_with(mark))
        return {section, std::nullopt};
    const auto status = toUnsigned(line.substr(mark.size()));
    if (!status || *status > 255)
        return {section, std::nullopt};
    return {section.substr(0, lastLine), static_cast<int>(*status)};
}

} // namespace piuptime::collect
