// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Dictionary.h"

namespace piuptime::agent {

/// One reading as a message. Its series are those of the dictionary, its uptime and number those of the same run.
/// \return empty when the dictionary does not suit it: a series it lacks, another boot, a number before the run
[[nodiscard]] std::optional<std::string> encodeRow(const Dictionary &dictionary, const Reading &reading);

/// The dictionary that a row needs. \retval Corrupt it is no row
[[nodiscard]] Result<std::uint64_t> dictionaryOf(std::string_view message);

/// \param dictionary the one that it needs
/// \retval Corrupt it is no row, or none of that dictionary
[[nodiscard]] Result<Reading> decodeRow(const Dictionary &dictionary, std::string_view message);

} // namespace piuptime::agent
