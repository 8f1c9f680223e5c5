// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Actions.h"

#include "core/base/Text.h"

#include <cstdlib>

namespace piuptime::fleet {
namespace {

std::string asRoot(const std::string &command)
{
    return "if [ \"$(id -u)\" = 0 ]; then " + command + "; else sudo -n " + command + "; fi";
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
    case Action::Kind::SetCadence:
        return fail(ErrorKind::InvalidInput, "only an agent has a cadence of its own");
    }
    return fail(ErrorKind::Internal, "unknown action");
}

Result<ActionResult> outcomeOf(const Action &action, const Result<CommandOutput> &output)
{
    if (!output) {
        const bool goesDown = action.kind != Action::Kind::RestartUnit;
        if (goesDown && output.error().kind == ErrorKind::Unreachable)
            return ActionResult{true, 0, "the connection ended as the Pi went down"};
        return fail(output.error(), wordsOf(action));
    }
    ActionResult result;
    result.exitStatus = output->exitStatus;
    result.succeeded = output->exitStatus == 0;
    result.output = printable(output->standardOutput + ' ' + output->standardError);
    return result;
}

std::string auditLine(const std::string &what, bool succeeded, std::string_view told)
{
    const char *user = std::getenv("USER");
    std::string line =
        what + ", asked by " + (user != nullptr ? user : "an unnamed user") + ": " + (succeeded ? "done" : "failed");
    if (!told.empty())
        line += " (" + std::string(told) + ')';
    return printable(line);
}

} // namespace piuptime::fleet
