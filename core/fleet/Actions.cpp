// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Actions.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cstdlib>

namespace piuptime::fleet {
namespace {

constexpr std::size_t kMaxUnitName = 255;

/// The characters systemd allows in unit names; a leading dash would pass for an option.
bool isUnitName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || std::string_view(":-_.\\@").find(c) != std::string_view::npos;
    };
    return !name.empty() && name.size() <= kMaxUnitName && name.front() != '-' && std::ranges::all_of(name, allowed);
}

std::string asRoot(const std::string &command)
{
    return "if [ \"$(id -u)\" = 0 ]; then " + command + "; else sudo -n " + command + "; fi";
}

std::string describe(const Action &action)
{
    switch (action.kind) {
    case Action::Kind::RestartUnit:
        return "restart " + action.unit;
    case Action::Kind::Reboot:
        return "reboot";
    case Action::Kind::ShutDown:
        return "shut down";
    }
    return {};
}

} // namespace

Result<std::string> commandFor(const Action &action)
{
    switch (action.kind) {
    case Action::Kind::RestartUnit:
        if (!isUnitName(action.unit))
            return fail(ErrorKind::InvalidInput, "not the name of a systemd unit", action.unit);
        return asRoot("systemctl restart -- " + shellQuoted(action.unit));
    case Action::Kind::Reboot:
        return asRoot("systemctl reboot");
    case Action::Kind::ShutDown:
        return asRoot("systemctl poweroff");
    }
    return fail(ErrorKind::Internal, "unknown action");
}

Result<ActionResult> outcomeOf(const Action &action, const Result<CommandOutput> &output)
{
    if (!output) {
        const bool goesDown = action.kind != Action::Kind::RestartUnit;
        if (goesDown && output.error().kind == ErrorKind::Unreachable)
            return ActionResult{true, 0, "the connection ended as the Pi went down"};
        return fail(output.error(), describe(action));
    }
    ActionResult result;
    result.exitStatus = output->exitStatus;
    result.succeeded = output->exitStatus == 0;
    result.output = printable(output->standardOutput + ' ' + output->standardError);
    return result;
}

std::string auditLine(const Action &action, bool succeeded, std::string_view told)
{
    const char *user = std::getenv("USER");
    std::string line = describe(action) + ", asked by " + (user != nullptr ? user : "an unnamed user") + ": "
                       + (succeeded ? "done" : "failed");
    if (!told.empty())
        line += " (" + std::string(told) + ')';
    return printable(line);
}

} // namespace piuptime::fleet
