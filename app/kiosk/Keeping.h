// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Paths.h"
#include "core/history/HistoryStore.h"

#include <QString>

namespace piuptime::kiosk {

/// What a restart would cost, a sentence a line; empty: all that should be kept is. On a read-only disk the wall goes
/// on, and says so. Looks at folders, not at what is in them. \param history  how the history stands
[[nodiscard]] QString whatIsNotKept(const config::Paths &paths, const history::StoreState &history);

} // namespace piuptime::kiosk
