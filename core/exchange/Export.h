// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/Format.h"
#include "core/history/HistoryStore.h"

#include <functional>
#include <vector>

namespace piuptime::exchange {

struct ExportRequest {
    std::vector<Subject> devices;
    history::TimeRange range;
    Format format = Format::Csv;
};

/// Takes the next bytes of a file; its error ends the export.
using WriteBytes = std::function<Result<void>(std::string_view)>;

/// Writes the history of some devices, one after the other: first their readings in time order, then their events, the
/// newest first. Memory is bounded whatever the range. Thread: one that may read the history for long.
/// \return what was written, and how much the format could not say
/// \retval others those of the store and of `write`
[[nodiscard]] Result<Tally> exportHistory(const history::HistoryStore &store, const ExportRequest &request,
                                          const WriteBytes &write);

} // namespace piuptime::exchange
