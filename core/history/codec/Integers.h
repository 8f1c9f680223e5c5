// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/codec/Bytes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace piuptime::history {

/// What makes one way of writing a column better than another.
enum class ChooseBy {
    Entropy, ///< the fewest bytes after compression
    Width,   ///< the narrowest numbers, which is known at once
};

/// Writes integers so that they are few bytes after compression: their common step is divided out; what is left is
/// taken as it is, as differences, or as differences of differences, whichever is best; and is laid out as bits,
/// nibbles or planes of bytes. Any 64-bit integers come back exactly.
void writeIntegers(ByteWriter &out, std::span<const std::int64_t> values, ChooseBy choice = ChooseBy::Entropy);

/// Reads `count` integers into `values`, which is cleared first. What makes no sense ends `in.ok()`.
void readIntegers(ByteReader &in, std::size_t count, std::vector<std::int64_t> &values);

} // namespace piuptime::history
