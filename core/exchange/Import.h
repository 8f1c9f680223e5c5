// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/Format.h"
#include "core/exchange/LineReader.h"
#include "core/history/HistoryStore.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace piuptime::exchange {

enum class OnError { Continue, Stop };

struct ImportOptions {
    Format format = Format::Csv;
    OnError onError = OnError::Continue;
    /// The id of the device that a file calls so; empty when there is none, which makes its lines errors.
    std::function<std::optional<DeviceId>(const std::string &)> resolve;
    std::size_t maxLineBytes = std::size_t{1} << 20U;
    std::size_t maxProblems = 20;                      ///< how many are kept; all are counted
    std::size_t maxHeldBytes = std::size_t{64} << 20U; ///< what may wait for further lines of the same time
    Milliseconds flushTime{60'000};                    ///< how long the store may take for what was handed over
};

struct ImportProblem {
    std::uint64_t line = 0; ///< counts from 1
    std::string reason;
};

struct ImportSummary {
    std::uint64_t lines = 0;
    std::uint64_t readings = 0; ///< handed to the store, which keeps each once
    Tally handedOver;
    std::uint64_t problems = 0;
    std::vector<ImportProblem> firstProblems;
    std::map<std::string, std::uint64_t> unknown; ///< samples and facts by names this version does not know (capped)
    std::uint64_t unknownCount = 0;
    /// Readings whose time lay among those handed over already: where one of that very time was there, it stays alone.
    std::uint64_t cameTooLate = 0;
    bool stopped = false; ///< at the first problem, as `OnError::Stop` says
};

/// Reads history in. Lines of one device and time become one reading, marked `historical`, whether they follow each
/// other or not, as long as what lies between fits into `maxHeldBytes`. What was read before a failure stays.
/// Thread: one that may wait for the store.
/// \retval others those of the source and of `HistoryStore::flush`
[[nodiscard]] Result<ImportSummary> importHistory(history::HistoryStore &store, const ImportOptions &options,
                                                  ReadBytes source);

} // namespace piuptime::exchange
