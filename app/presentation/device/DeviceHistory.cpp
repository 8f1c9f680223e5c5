// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceHistory.h"

#include "app/presentation/WhenDone.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

constexpr std::chrono::milliseconds kTick{1000};
constexpr std::size_t kMostEvents = 500;
constexpr std::size_t kMostLivePoints = 900;
constexpr Milliseconds kLeastRequeryInterval{30'000};
constexpr Milliseconds kSlowSeries{60'000};
constexpr int kSlotsBetweenQueries = 5;

std::vector<SeriesKey> keysOf(const Reading &reading)
{
    std::vector<SeriesKey> keys;
    keys.reserve(reading.samples.size());
    for (const Sample &sample : reading.samples)
        keys.push_back(sample.series);
    return keys;
}

void appendNewer(std::vector<history::Point> &points, const std::vector<history::Point> &live, UtcTime from)
{
    for (const history::Point &point : live) {
        if (point.at >= from && (points.empty() || point.at > points.back().at))
            points.push_back(point);
    }
}

} // namespace

DeviceHistory::DeviceHistory(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    connect(&m_engine, &fleet::Engine::changed, this, &DeviceHistory::onChanged);
    connect(&m_timer, &QTimer::timeout, this, &DeviceHistory::tick);
    m_timer.setInterval(kTick);
    m_window.choose(RangeChoice::Hour1, m_clock.utcNow(), m_clock.utcNow());
}

void DeviceHistory::setDevice(const DeviceId &id)
{
    ++m_generation;
    m_id = id;
    m_state.reset();
    m_available.clear();
    m_charts.clear();
    m_lines.clear();
    m_live.clear();
    m_events.clear();
    m_error.reset();
    m_asking = m_askAgain = m_liveArrived = false;
    m_oldest = m_clock.utcNow();
    for (const DeviceStatePtr &state : m_engine.states()) {
        if (!id.empty() && state->config.id == id)
            takeState(state);
    }
    openWindow();
    emit chartsChanged();
    if (id.empty())
        setStatus(Status::Ready);
    else
        loadSeries();
}

/// The length a person last chose, or the next one that reaches back to when a silent Pi was last heard of.
void DeviceHistory::openWindow()
{
    const UtcTime now = m_clock.utcNow();
    RangeChoice choice = m_wanted;
    m_window.choose(choice, now, m_oldest);
    while (m_state && m_state->everRead && choice < RangeChoice::All
           && m_state->latest.receivedAt < m_window.range().from + m_window.length() / 4) {
        choice = static_cast<RangeChoice>(static_cast<int>(choice) + 1);
        m_window.choose(choice, now, m_oldest);
    }
    emit windowChanged();
}

void DeviceHistory::setResolution(std::size_t points)
{
    if (points == m_resolution)
        return;
    m_resolution = points;
    requestPoints();
}

void DeviceHistory::setFollowing(bool following)
{
    if (!following) {
        m_timer.stop();
        return;
    }
    if (m_timer.isActive())
        return;
    m_timer.start();
    if (!m_id.empty() && m_window.follows()) {
        m_window.advance(m_clock.utcNow());
        windowMoved();
    }
}

void DeviceHistory::chooseRange(RangeChoice choice)
{
    m_wanted = choice;
    m_window.choose(choice, m_clock.utcNow(), m_oldest);
    if (choice == RangeChoice::All && !m_id.empty())
        loadExtent();
    else
        windowMoved();
}

void DeviceHistory::showRange(history::TimeRange range)
{
    m_window.show(range, m_clock.utcNow());
    windowMoved();
}

void DeviceHistory::zoom(double factor, UtcTime around)
{
    m_window.zoom(factor, around, m_clock.utcNow());
    windowMoved();
}

void DeviceHistory::pan(double part)
{
    m_window.pan(part, m_clock.utcNow());
    windowMoved();
}

void DeviceHistory::retry()
{
    if (!m_id.empty())
        loadSeries();
}

Points DeviceHistory::points(const SeriesKey &key) const
{
    const auto found = m_lines.find(key);
    return found == m_lines.end() ? Points{} : Points{found->second.points};
}

Milliseconds DeviceHistory::joinLimit(const SeriesKey &key) const
{
    const auto found = m_lines.find(key);
    return found == m_lines.end() ? Milliseconds::zero() : found->second.joinLimit;
}

bool DeviceHistory::hasPoints() const
{
    const history::TimeRange range = m_window.range();
    return std::ranges::any_of(m_lines, [&](const auto &entry) {
        const auto &points = entry.second.points;
        return !points.empty() && points.back().at >= range.from && points.front().at < range.to;
    });
}

void DeviceHistory::loadSeries()
{
    setStatus(Status::Loading);
    m_asking = true;
    whenDone(m_engine.series(m_id), this,
             [this, generation = m_generation](const Result<std::vector<SeriesKey>> &found) {
                 if (generation != m_generation)
                     return;
                 m_asking = false;
                 if (!found)
                     return fail(found.error());
                 addSeries(*found);
                 if (m_window.choice() == RangeChoice::All)
                     loadExtent();
                 else
                     windowMoved();
             });
}

void DeviceHistory::loadExtent()
{
    whenDone(m_engine.extent(m_id), this,
             [this, generation = m_generation](const Result<std::optional<history::TimeRange>> &extent) {
                 if (generation != m_generation || m_window.choice() != RangeChoice::All)
                     return;
                 if (!extent)
                     return fail(extent.error());
                 if (*extent)
                     m_oldest = (*extent)->from;
                 m_window.choose(RangeChoice::All, m_clock.utcNow(), m_oldest);
                 windowMoved();
             });
}

void DeviceHistory::windowMoved()
{
    ++m_windowGeneration;
    updateJoinLimits();
    emit windowChanged();
    requestPoints();
}

void DeviceHistory::requestPoints()
{
    if (m_id.empty())
        return;
    if (m_asking) {
        m_askAgain = true; // the newest window wins; those in between are never asked for
        return;
    }
    m_asking = true;
    m_askedAt = m_clock.utcNow();
    if (m_status != Status::Ready)
        setStatus(Status::Loading);
    const std::vector<SeriesKey> keys = seriesOf(m_charts);
    whenDone(m_engine.query(m_id, keys, m_window.range(), m_resolution), this,
             [this, keys, generation = m_generation, window = m_windowGeneration](Result<Lines> lines) {
                 if (generation != m_generation)
                     return;
                 if (!lines)
                     fail(lines.error());
                 else
                     receivePoints(keys, std::move(*lines), window == m_windowGeneration);
                 finishRequest();
             });
    requestEvents();
}

void DeviceHistory::receivePoints(const std::vector<SeriesKey> &keys, Lines lines, bool windowIsCurrent)
{
    if (!windowIsCurrent)
        return; // another one is wanted by now, and asked for next
    lines.resize(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        std::vector<history::Point> &points = m_lines[keys[i]].points;
        points = std::move(lines[i]);
        if (m_window.follows())
            appendNewer(points, m_live[keys[i]], m_window.range().from);
    }
    updateJoinLimits();
    m_error.reset();
    setStatus(Status::Ready);
    emit pointsChanged();
}

void DeviceHistory::requestEvents()
{
    whenDone(m_engine.events(m_id, m_window.range(), kMostEvents), this,
             [this, generation = m_generation, window = m_windowGeneration](Result<std::vector<Event>> events) {
                 // The charts say what is wrong with the history; marks that fail to load need no second message.
                 if (generation != m_generation || window != m_windowGeneration || !events)
                     return;
                 m_events = std::move(*events);
                 emit pointsChanged();
             });
}

void DeviceHistory::finishRequest()
{
    m_asking = false;
    if (std::exchange(m_askAgain, false))
        requestPoints();
}

void DeviceHistory::fail(const Error &error)
{
    m_error = error;
    setStatus(Status::Failed);
}

void DeviceHistory::setStatus(Status status)
{
    m_status = status;
    emit statusChanged();
}

void DeviceHistory::onChanged(const fleet::FleetChange &change)
{
    for (const DeviceStatePtr &state : change.updated) {
        if (state->config.id == m_id)
            takeState(state);
    }
}

void DeviceHistory::takeState(DeviceStatePtr state)
{
    const bool newReading = state->everRead && (!m_state || state->latest.receivedAt > m_state->latest.receivedAt);
    m_state = std::move(state);
    if (!newReading)
        return;
    addSeries(keysOf(m_state->latest));
    appendLive(m_state->latest);
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
    m_charts = chartsFor(m_available);
    emit chartsChanged();
}

void DeviceHistory::appendLive(const Reading &reading)
{
    for (const Sample &sample : reading.samples) {
        Line &line = m_lines[sample.series];
        // The newest reading repeats what the slow cadence told minutes ago; that is no new point.
        if (!reading.slow && typicalInterval(line.points) > kSlowSeries)
            continue;
        std::vector<history::Point> &live = m_live[sample.series];
        if (live.size() >= kMostLivePoints)
            live.erase(live.begin(), live.begin() + kMostLivePoints / 2);
        live.push_back({reading.receivedAt, sample.value, sample.value, sample.value});
        if (m_window.follows())
            appendNewer(line.points, {live.back()}, m_window.range().from);
    }
    m_liveArrived = true;
}

void DeviceHistory::updateJoinLimits()
{
    const Milliseconds poll = m_state ? m_state->pollInterval : Seconds{10};
    for (auto &[key, line] : m_lines)
        line.joinLimit = presentation::joinLimit(line.points, poll, slot());
}

void DeviceHistory::tick()
{
    if (m_id.empty() || !m_window.follows())
        return;
    const UtcTime now = m_clock.utcNow();
    const bool arrived = std::exchange(m_liveArrived, false);
    if (arrived || now - m_window.range().to >= slot()) {
        m_window.advance(now);
        emit windowChanged();
    }
    if (arrived) {
        updateJoinLimits();
        emit pointsChanged();
    }
    if (now - m_askedAt >= requeryInterval() && m_status == Status::Ready)
        requestPoints();
}

Milliseconds DeviceHistory::slot() const
{
    return m_window.length() / static_cast<Milliseconds::rep>(std::max<std::size_t>(m_resolution, 1));
}

Milliseconds DeviceHistory::requeryInterval() const
{
    return std::max(kLeastRequeryInterval, slot() * kSlotsBetweenQueries);
}

} // namespace piuptime::presentation
