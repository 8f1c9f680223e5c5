// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"

#include <map>
#include <vector>

namespace piuptime::presentation {

/// Several devices, several series of them, on one time axis: every chosen series of every chosen device that has it.
/// Series with the same unit share a chart.
class Comparison final : public Timeline
{
    Q_OBJECT
public:
    using Timeline::Timeline;

    /// Shows these from now on. Points of devices that were shown before stay.
    void compare(std::vector<DeviceId> devices, std::vector<SeriesKey> series);

    [[nodiscard]] const std::vector<DeviceId> &devices() const { return m_devices; }
    [[nodiscard]] const std::vector<SeriesKey> &series() const { return m_series; }
    /// Everything the devices have that can be drawn as a line, sorted by what it is called.
    [[nodiscard]] std::vector<SeriesKey> available() const;

signals:
    void availableChanged();

protected:
    void load() override;

private:
    void take(const DeviceId &id, const std::vector<SeriesKey> &series);
    void rebuild();
    [[nodiscard]] bool has(const DeviceId &id, const SeriesKey &key) const;
    [[nodiscard]] ChartSpec chartOf(Unit unit) const;
    [[nodiscard]] ChartSpec flagsChart() const;
    void addLine(ChartSpec &spec, std::size_t device, const SeriesKey &key, std::size_t place, bool alone) const;

    std::vector<DeviceId> m_devices;
    std::vector<SeriesKey> m_series;
    std::map<DeviceId, std::vector<SeriesKey>> m_available; ///< sorted; a device without answer yet is not in it
    std::uint64_t m_generation = 0;
};

} // namespace piuptime::presentation
