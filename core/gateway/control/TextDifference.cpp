// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/TextDifference.h"

#include "core/base/Text.h"

#include <cstdint>
#include <dtl/dtl.hpp>

#include <sstream>
#include <vector>

namespace piuptime::gateway::control {
namespace {

constexpr std::size_t kMostLines = 20'000;

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (const auto line = takeLine(text))
        lines.emplace_back(*line);
    return lines;
}

std::string replacement(const std::vector<std::string> &old, const std::vector<std::string> &current)
{
    const auto range = [](std::size_t count) { return (count == 0 ? "0," : "1,") + std::to_string(count); };
    std::string text = "@@ -" + range(old.size()) + " +" + range(current.size()) + " @@\n";
    for (const std::string &line : old)
        text += "-" + line + "\n";
    for (const std::string &line : current)
        text += "+" + line + "\n";
    return text;
}

} // namespace

std::string textDifference(std::string_view before, std::string_view after)
{
    if (before == after)
        return {};
    const std::vector<std::string> old = linesOf(before);
    const std::vector<std::string> current = linesOf(after);
    if (old.size() + current.size() > kMostLines)
        return "@@ the texts are too long to be compared @@\n";
    if (old.empty() || current.empty()) // of which the library makes nothing
        return replacement(old, current);
    dtl::Diff<std::string, std::vector<std::string>> difference(old, current);
    difference.compose();
    difference.composeUnifiedHunks();
    std::ostringstream text;
    difference.printUnifiedFormat(text);
    return text.str();
}

} // namespace piuptime::gateway::control
