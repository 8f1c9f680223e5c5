// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/FleetRow.h"

#include <QString>

namespace piuptime::presentation {

/// A cell in words: what a screen reader says, what is copied, what a delegate writes. Empty where nothing is known.
[[nodiscard]] QString cellText(const FleetRow &row, FleetColumn column, UtcTime now);

/// The story behind a cell, plain text of a few lines; empty when there is none.
[[nodiscard]] QString cellToolTip(const FleetRow &row, FleetColumn column, UtcTime now);

/// Everything that keeps a Pi from being simply well, one sentence a line, at most `limit`.
[[nodiscard]] QString reasonLines(const Health &health, std::size_t limit = 6);

/// What became of the connection in a few words: the last failure, or what is under way.
[[nodiscard]] QString connectionText(const DeviceState &state);

/// Why the connection is not up and when it is tried again; empty while it is up.
[[nodiscard]] QString connectionLine(const DeviceState &state, UtcTime now);

} // namespace piuptime::presentation
