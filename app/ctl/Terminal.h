// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"

#include <QString>

#include <optional>
#include <string>

namespace piuptime::ctl {

enum class Echo { Off, On };

/// Asks on the controlling terminal and waits for one line; the program does nothing else meanwhile, so waiting here
/// for the person is what is wanted. Empty without a terminal, at the end of input and at the deadline.
[[nodiscard]] std::optional<std::string> askOnTerminal(const QString &question, Echo echo, Deadline deadline);

/// One line of standard input, which need not end in a line end. Empty at the end of input and at the deadline.
[[nodiscard]] std::optional<std::string> lineFromInput(Deadline deadline);

} // namespace piuptime::ctl
