// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceHistory.h"

#include "app/presentation/WhenDone.h"

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

} // namespace

void DeviceHistory::setDevice(const DeviceId &id)
{
    ++m_generation;
    m_id = id;
    m_available.clear();
    restart(id.empty() ? std::vector<DeviceId>{} : std::vector<DeviceId>{id});
    const DeviceStatePtr state = stateOf(id);
    openWindow(state);
    emit chartsChanged();
    if (id.empty())
        return setStatus(Status::Ready);
    if (state)
        takeState(state);
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
    if (state->everRead)
        addSeries(keysOf(state->latest));
}

void DeviceHistory::addSeries(const std::vector<SeriesKey> &keys)
{
    std::vector<SeriesKey> available = m_available;
    available.insert(available.end(), keys.begin(), keys.end());
    std::ranges::sort(available);
    const auto rest = std::ranges::unique(available);
    available.erase(rest.begin(), rest.end());
    if (available.size() == m_available.size())
        return;
    m_available = std::move(available);
    setCharts(chartsFor(m_id, m_available));
}

} // namespace piuptime::presentation
