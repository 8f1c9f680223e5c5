// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::history {

/// Makes what lies behind a damaged frame of SQLite's write-ahead log readable again. SQLite takes such a frame for the
/// end of the log, and every commit behind it is lost with it. Commits that were begun after the damaged one are the
/// proof that it was whole once; then the checksums from there on are made anew, and the damage is that of one page,
/// which the checks of the file find. A last commit that a power cut has torn stays what it is.
///
/// \param log the whole log; any bytes are safe
/// \return the mended log; empty when there is nothing to mend
[[nodiscard]] std::optional<std::string> mendLog(std::string_view log);

} // namespace piuptime::history
