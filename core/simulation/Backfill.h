// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"
#include "core/simulation/PiProfile.h"

#include <vector>

namespace piuptime::simulation {

/// Simulated readings of the past, so that the graphs of a demonstration are not empty: what polling this Pi every
/// `step` would have given. They go through the same probe, decoder and builder as live ones; every fifth minute is a
/// slow reading. While the Pi was away there is none.
///
/// \param from, to  inclusive and exclusive
/// \param toMono    the steady clock at `to`
/// Costs roughly a tenth of a millisecond and a few kilobytes a reading: do one Pi after the other, off the GUI thread.
[[nodiscard]] std::vector<Reading> backfill(const PiProfile &profile, UtcTime from, UtcTime to, Seconds step,
                                            MonoTime toMono);

} // namespace piuptime::simulation
