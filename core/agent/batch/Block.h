// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Sender.h"
#include "core/base/Result.h"
#include "core/model/Reading.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::agent {

/// What came of a message: who sent it and what it told.
struct Batch {
    Sender sender;
    std::vector<Reading> readings; ///< sorted by time; with boot id and number, without a steady time
};

inline constexpr std::size_t kMaxBlockRows = 1024;

/// Readings of one run as a message of their own, which needs no dictionary: a column per series, compressed as a
/// whole. Some 60 bytes a reading of 50 values, from a hundred readings on.
/// \param readings of the sender's boot, each with a number of its own; at most `kMaxBlockRows`
[[nodiscard]] std::string encodeBlock(const Sender &sender, std::span<const Reading> readings);

/// \retval Corrupt it is none, is damaged, or holds more than a block may
[[nodiscard]] Result<Batch> decodeBlock(std::string_view message);

} // namespace piuptime::agent
