// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/Connection.h"
#include "core/sharedhistory/HistoryNames.h"
#include "core/sharedhistory/PostgresHistoryStore.h"

namespace piuptime::sharedhistory {

/// Rolls up a little of what got readings and lies a whole stretch back: first the short stretches, then those longer
/// ones of which all short ones are done. Each in a transaction of its own, under the lock of the device.
/// Throws ServerError. \return whether more is left
[[nodiscard]] bool sealSome(Connection &connection, UtcTime now);

/// Deletes a little of what is too old, by the clock of the server, so that no console with a wrong clock deletes what
/// the others wrote: whole days of readings once they are rolled up, and roll-ups that are all that is left of theirs.
/// Throws ServerError. \return whether more may be left
[[nodiscard]] bool deleteSome(Connection &connection, SharedRetention retention);

} // namespace piuptime::sharedhistory
