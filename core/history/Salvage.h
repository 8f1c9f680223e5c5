// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/history/Sqlite.h"

namespace piuptime::history {

/// What could be saved out of a damaged file.
struct Salvaged {
    std::uint64_t readings = 0;
    std::uint64_t events = 0;
    bool timeRanOut = false;
};

/// Copies every readable row of `damaged` into `target`, which has the same schema and is empty.
///
/// The newest readings of all devices come first, so that the oldest are missing if time runs out. Behind a damaged
/// page the copy goes on at ever greater distance until it finds readable rows again.
/// Throws SqliteError for failures of `target` only.
[[nodiscard]] Salvaged salvage(Connection &damaged, Connection &target, Deadline deadline);

} // namespace piuptime::history
