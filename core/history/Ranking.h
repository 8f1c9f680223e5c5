// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <vector>

namespace piuptime::history {

/// The first `count` of `places` in the order of `by`; equal ones stay in the order in which they are.
[[nodiscard]] std::vector<Ranked> rank(std::vector<Ranked> places, RankBy by, std::size_t count);

} // namespace piuptime::history
