// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Device.h"

#include <QStringList>

namespace piuptime::presentation {

/// The arguments with which OpenSSH's `ssh` reaches the device the way we do: `-p 2222 -J a,b -i key -- pi@host`.
[[nodiscard]] QStringList sshArguments(const DeviceConfig &config);

/// The same as one line for a POSIX shell.
[[nodiscard]] QString sshCommandLine(const DeviceConfig &config);

/// A program and its arguments.
struct Command {
    QString program;
    QStringList arguments;
};

/// How to run `command` in a terminal program, by the conventions of that program. With an empty command: just a
/// terminal.
/// \param terminal  path or name, such as `/usr/bin/gnome-terminal`; `x-terminal-emulator` takes `-e`
[[nodiscard]] Command inTerminal(const QString &terminal, const Command &command);

/// Terminal programs to look for, in this order.
[[nodiscard]] QStringList knownTerminals();

} // namespace piuptime::presentation
