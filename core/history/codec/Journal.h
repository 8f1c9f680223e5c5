// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::history {

/// The readings of one device in one hour, as one commit holds them.
struct JournalEntry {
    std::int64_t device = 0;
    std::int64_t hourMs = 0; ///< start of the hour
    std::string chunk;       ///< plain
};

/// One commit as bytes, compressed as a whole.
[[nodiscard]] std::string encodeJournal(const std::vector<JournalEntry> &entries);

/// \return empty when the bytes are damaged
[[nodiscard]] std::optional<std::vector<JournalEntry>> decodeJournal(std::string_view bytes);

} // namespace piuptime::history
