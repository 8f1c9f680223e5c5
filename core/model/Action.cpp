// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Action.h"

#include "core/base/Text.h"

#include <algorithm>

namespace piuptime {
namespace {

constexpr std::size_t kMaxUnitName = 255;
constexpr std::string_view kRestart = "restart";
constexpr std::string_view kReboot = "reboot";
constexpr std::string_view kShutDown = "shut-down";
constexpr std::string_view kCadence = "cadence";

} // namespace

bool isUnitName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || std::string_view(":-_.\\@").find(c) != std::string_view::npos;
    };
    return !name.empty() && name.size() <= kMaxUnitName && name.front() != '-' && std::ranges::all_of(name, allowed);
}

std::string wordsOf(const Action &action)
{
    switch (action.kind) {
    case Action::Kind::RestartUnit:
        return std::string(kRestart) + ' ' + action.unit;
    case Action::Kind::Reboot:
        return std::string(kReboot);
    case Action::Kind::ShutDown:
        return std::string(kShutDown);
    case Action::Kind::SetCadence:
        return std::string(kCadence) + ' ' + std::to_string(action.cadence.count());
    }
    return {};
}

Result<Seconds> parseCadence(std::string_view text)
{
    const auto seconds = toSigned(text);
    if (!seconds || *seconds < kShortestCadence.count() || *seconds > kLongestCadence.count())
        return fail(ErrorKind::InvalidInput, "not a number of seconds from 1 to 3600", text);
    return Seconds{*seconds};
}

Result<Action> parseAction(std::string_view words)
{
    std::string_view rest = words;
    const std::string_view verb = takeWord(rest);
    const std::string_view object = takeWord(rest);
    if (trimmed(rest).empty()) {
        if (verb == kReboot && object.empty())
            return Action{Action::Kind::Reboot};
        if (verb == kShutDown && object.empty())
            return Action{Action::Kind::ShutDown};
        if (verb == kRestart && isUnitName(object))
            return Action{Action::Kind::RestartUnit, std::string(object)};
        if (verb == kCadence) {
            const auto cadence = parseCadence(object);
            if (!cadence)
                return tl::unexpected(cadence.error());
            return Action{Action::Kind::SetCadence, {}, *cadence};
        }
    }
    return fail(ErrorKind::InvalidInput, "neither 'restart UNIT' nor 'reboot', 'shut-down' or 'cadence SECONDS'",
                words);
}

} // namespace piuptime
