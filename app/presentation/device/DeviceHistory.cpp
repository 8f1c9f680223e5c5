// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceHistory.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/WhenDone.h"
#include "app/presentation/device/Surroundings.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

std::vector<SeriesKey> keysOf(const Reading &reading)
{
    std::vector<SeriesKey> keys;
    keys.reserve(reading.samples.size());
    for (const Sample &sample : reading.samples)
        keys.push_back(sample.series);
    return keys;
}

/// Adds what is not there yet. \return whether that was anything
bool addTo(std::vector<SeriesKey> &known, const std::vector<SeriesKey> &keys)
{
    std::vector<SeriesKey> all = known;
    all.insert(all.end(), keys.begin(), keys.end());
    std::ranges::sort(all);
    const auto rest = std::ranges::unique(all);
    all.erase(rest.begin(), rest.end());
    if (all.size() == known.size())
        return false;
    known = std::move(all);
    return true;
}

} // namespace

DeviceHistory::DeviceHistory(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : Timeline(engine, clock, parent)
{
    connect(&engine, &fleet::Engine::changed, this, &DeviceHistory::onFleetChanged);
}

void DeviceHistory::setDevice(const DeviceId &id)
{
    ++m_generation;
    m_id = id;
    m_available.clear();
    m_sensors.clear();
    restart(id.empty() ? std::vector<DeviceId>{} : std::vector<DeviceId>{id});
    const DeviceStatePtr state = stateOf(id);
    openWindow(state);
    emit chartsChanged();
    if (id.empty())
        return setStatus(Status::Ready);
    if (state)
        takeState(state);
    findSensors();
    load();
}

/// The length a person last chose, or the next one that reaches back to when a silent Pi was last heard of.
void DeviceHistory::openWindow(const DeviceStatePtr &state)
{
    RangeChoice choice = wantedRange();
    chooseWindow(choice);
    while (state && state->everRead && choice < RangeChoice::All
           && state->latest.receivedAt < window().range().from + window().length() / 4) {
        choice = static_cast<RangeChoice>(static_cast<int>(choice) + 1);
        chooseWindow(choice);
    }
    emit windowChanged();
}

void DeviceHistory::load()
{
    setStatus(Status::Loading);
    whenDone(engine().series(m_id), this,
             [this, generation = m_generation](const Result<std::vector<SeriesKey>> &found) {
                 if (generation != m_generation)
                     return;
                 if (!found)
                     return fail(found.error());
                 addSeries(*found);
                 opened();
             });
}

void DeviceHistory::deviceChanged(const DeviceStatePtr &state)
{
    if (!state->everRead)
        return;
    if (state->config.id == m_id)
        addSeries(keysOf(state->latest));
    else
        addSensorSeries(state->config.id, keysOf(state->latest));
}

void DeviceHistory::addSeries(const std::vector<SeriesKey> &keys)
{
    if (addTo(m_available, keys))
        setCharts(chartsFor(m_id, m_available, m_sensors));
}

void DeviceHistory::onFleetChanged(const fleet::FleetChange &change)
{
    const bool mayAttach = std::ranges::any_of(change.updated, [this](const DeviceStatePtr &state) {
        return state->config.id == m_id || state->config.kind == DeviceConfig::Kind::Sensor;
    });
    if (!m_id.empty() && (mayAttach || !change.removed.empty()))
        findSensors();
}

void DeviceHistory::findSensors()
{
    const DeviceStatePtr device = stateOf(m_id);
    std::vector<SensorSeries> found;
    std::vector<DeviceId> ids;
    for (const DeviceStatePtr &sensor :
         device ? sensorsAt(device->config, engine().states()) : std::vector<DeviceStatePtr>{}) {
        ids.push_back(sensor->config.id);
        const auto known = std::ranges::find(m_sensors, sensor->config.id, &SensorSeries::sensor);
        found.push_back({sensor->config.id, shown(sensor->config.name, 64),
                         known == m_sensors.end() ? std::vector<SeriesKey>{} : known->keys});
    }
    if (found == m_sensors)
        return;
    const std::vector<SensorSeries> before = std::exchange(m_sensors, std::move(found));
    setDevices({m_id}, ids);
    setCharts(chartsFor(m_id, m_available, m_sensors));
    for (const DeviceId &id : ids) {
        if (std::ranges::find(before, id, &SensorSeries::sensor) == before.end())
            loadSensor(id);
    }
}

/// A sensor may have measured long before it was attached.
void DeviceHistory::loadSensor(const DeviceId &sensor)
{
    if (const DeviceStatePtr state = stateOf(sensor))
        takeState(state);
    whenDone(engine().series(sensor), this,
             [this, sensor, generation = m_generation](const Result<std::vector<SeriesKey>> &found) {
                 if (generation != m_generation)
                     return;
                 if (!found)
                     return fail(found.error());
                 addSensorSeries(sensor, *found);
                 opened();
             });
}

void DeviceHistory::addSensorSeries(const DeviceId &sensor, const std::vector<SeriesKey> &keys)
{
    const auto known = std::ranges::find(m_sensors, sensor, &SensorSeries::sensor);
    if (known != m_sensors.end() && addTo(known->keys, keys))
        setCharts(chartsFor(m_id, m_available, m_sensors));
}

} // namespace piuptime::presentation
