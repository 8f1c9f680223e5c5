// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"
#include "app/presentation/device/DeviceCharts.h"

namespace piuptime::presentation {

/// The history of one device at a time, as the charts of its page need it: every chart its series make.
///
/// What arrives for a device that is no longer shown is dropped.
class DeviceHistory final : public Timeline
{
    Q_OBJECT
public:
    using Timeline::joinLimit;
    using Timeline::points;
    using Timeline::Timeline;

    /// Forgets the former device at once and loads the new one.
    void setDevice(const DeviceId &id);

    [[nodiscard]] const DeviceId &device() const { return m_id; }
    [[nodiscard]] Points points(const SeriesKey &key) const { return points(SeriesId{m_id, key}); }

protected:
    void load() override;
    void deviceChanged(const DeviceStatePtr &state) override;

private:
    void openWindow(const DeviceStatePtr &state);
    void addSeries(const std::vector<SeriesKey> &keys);

    DeviceId m_id;
    std::vector<SeriesKey> m_available; ///< sorted
    std::uint64_t m_generation = 0;     ///< of the device; answers to former ones are dropped
};

} // namespace piuptime::presentation
