// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/protocol/Allowance.h"

#include <algorithm>

namespace piuptime::agent {
namespace {

constexpr std::string_view kEveryUnit = "restart *";
constexpr std::string_view kAnyCadence = "cadence";

bool covers(std::string_view words, const Action &action)
{
    switch (action.kind) {
    case Action::Kind::RestartUnit:
        return words == kEveryUnit || words == wordsOf(action);
    case Action::Kind::SetCadence:
        return words == kAnyCadence;
    case Action::Kind::Reboot:
    case Action::Kind::ShutDown:
        break;
    }
    return words == wordsOf(action);
}

} // namespace

bool isAllowance(std::string_view words)
{
    if (words == kEveryUnit || words == kAnyCadence)
        return true;
    const auto action = parseAction(words);
    return action && action->kind != Action::Kind::SetCadence;
}

bool allows(std::span<const std::string> allowances, const Action &action)
{
    return std::ranges::any_of(allowances, [&](const std::string &words) { return covers(words, action); });
}

} // namespace piuptime::agent
