// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ChartSpec.h"

namespace piuptime::presentation {

/// The charts for the Pi `device` with these series, in the order of the page; a chart without data is not among them.
[[nodiscard]] std::vector<ChartSpec> chartsFor(const DeviceId &device, std::span<const SeriesKey> available);

} // namespace piuptime::presentation
