// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/codec/Integers.h"

#include <optional>
#include <span>
#include <vector>

namespace piuptime::history {

/// Writes doubles so that measured ones are few bytes after compression: decimal fractions become integers by the
/// power of ten that makes all of them whole; the odd NaN or infinity among them is kept apart; what is no decimal is
/// kept as it is. Every double comes back bit by bit.
void writeNumbers(ByteWriter &out, std::span<const double> values, ChooseBy choice = ChooseBy::Entropy);

/// The fewest decimals that nearly all of `values` can be written with, at most 9; empty when there are none.
[[nodiscard]] std::optional<unsigned> findDecimals(std::span<const double> values);

/// Reads `count` doubles into `values`, which is cleared first. What makes no sense ends `in.ok()`.
void readNumbers(ByteReader &in, std::size_t count, std::vector<double> &values);

} // namespace piuptime::history
