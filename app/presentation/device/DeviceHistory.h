// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"
#include "app/presentation/device/DeviceCharts.h"

namespace piuptime::presentation {

/// The history of one device at a time, as the charts of its page need it: every chart its series make, and those of
/// the sensors that measure around it.
///
/// What arrives for a device that is no longer shown is dropped.
class DeviceHistory final : public Timeline
{
    Q_OBJECT
public:
    using Timeline::joinLimit;
    using Timeline::points;

    DeviceHistory(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

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
    void onFleetChanged(const fleet::FleetChange &change);
    /// Looks which sensors are attached now, and asks for the past of those that are new.
    void findSensors();
    void loadSensor(const DeviceId &sensor);
    void addSensorSeries(const DeviceId &sensor, const std::vector<SeriesKey> &keys);

    DeviceId m_id;
    std::vector<SeriesKey> m_available; ///< sorted
    std::vector<SensorSeries> m_sensors;
    std::uint64_t m_generation = 0; ///< of the device; answers to former ones are dropped
};

} // namespace piuptime::presentation
