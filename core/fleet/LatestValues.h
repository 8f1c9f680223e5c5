// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"

namespace piuptime::fleet {

/// Lays a new reading over the newest values known.
///
/// A reading with slow parts replaces everything, so that a disk that was pulled disappears; a fast one replaces the
/// series and facts it carries and leaves the rest. So it is after a boot too: the slow reading is asked for at once,
/// and a full disk must not count as mended until it comes.
void overlay(Reading &latest, const Reading &reading);

/// Both sorted by series; where both have one, the newer wins.
void mergeSamples(std::vector<Sample> &known, const std::vector<Sample> &newer);

} // namespace piuptime::fleet
