// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ChartSpec.h"

namespace piuptime::presentation {

/// The series of a sensor that measures the surroundings of a Pi.
struct SensorSeries {
    DeviceId sensor;
    QString name;
    std::vector<SeriesKey> keys; ///< sorted

    friend bool operator==(const SensorSeries &, const SensorSeries &) = default;
};

/// The charts for the device with these series, in the order of the page; a chart without data is not among them.
/// What is measured around it stands beside what it measures of itself: its heat and the air it has to be cooled with.
[[nodiscard]] std::vector<ChartSpec> chartsFor(const DeviceId &device, std::span<const SeriesKey> available,
                                               std::span<const SensorSeries> sensors = {});

} // namespace piuptime::presentation
