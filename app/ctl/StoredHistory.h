// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/Workspace.h"
#include "app/ctl/Verbs.h"

#include <memory>
#include <string>

namespace piuptime::ctl {

/// The history as configured. \retval Conflict for writing: a console has it open
[[nodiscard]] Result<std::unique_ptr<history::HistoryStore>> openStore(const Context &context, history::Access access);

/// The period between two times as typed. \retval InvalidInput one is no time, or they are the wrong way round
[[nodiscard]] Result<history::TimeRange> parseRange(const std::string &from, const std::string &to, UtcTime now);

} // namespace piuptime::ctl
