// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Health.h"
#include "core/model/HealthThresholds.h"
#include "core/model/Reading.h"

#include <optional>

namespace piuptime::fleet {

/// The verdict on one Pi from its newest values.
///
/// \param latest   the newest values; empty optional when nothing was ever read
/// \param staleFor age of `latest` when it is too old to judge by; empty when it is fresh
/// Reasons come worst first; notes that do not worsen the verdict carry the level Ok. Pure.
[[nodiscard]] Health judge(const Reading *latest, std::optional<Seconds> staleFor, const HealthThresholds &thresholds);

} // namespace piuptime::fleet
