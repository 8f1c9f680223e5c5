// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/Timeline.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/WhenDone.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

constexpr std::chrono::milliseconds kTick{1000};
constexpr Milliseconds kLeastRequeryInterval{30'000};
constexpr Milliseconds kMostRequeryInterval{300'000};
constexpr int kSlotsBetweenQueries = 5;

} // namespace

Timeline::Timeline(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    connect(&m_engine, &fleet::Engine::changed, this, &Timeline::onChanged);
    connect(&m_engine, &fleet::Engine::eventHappened, this, &Timeline::onEvent);
    connect(&m_timer, &QTimer::timeout, this, &Timeline::tick);
    m_timer.setInterval(kTick);
    m_window.choose(RangeChoice::Hour1, m_clock.utcNow(), m_clock.utcNow());
}

void Timeline::restart(const std::vector<DeviceId> &devices)
{
    m_feeds.clear();
    m_charts.clear();
    m_events.clear();
    m_liveArrived = false;
    setDevices(devices);
}

void Timeline::setDevices(const std::vector<DeviceId> &devices, const std::vector<DeviceId> &beside)
{
    m_beside = {beside.begin(), beside.end()};
    ++m_generation;
    m_error.reset();
    m_toOldest = false;
    m_oldest = m_clock.utcNow();
    std::set<DeviceId> wanted = m_beside;
    wanted.insert(devices.begin(), devices.end());
    std::erase_if(m_feeds, [&](const auto &entry) { return !wanted.contains(entry.first); });
    for (const DeviceId &id : wanted) {
        if (!m_feeds.contains(id))
            addFeed(id);
    }
}

void Timeline::addFeed(const DeviceId &id)
{
    auto added = std::make_unique<DeviceFeed>(m_engine, m_clock, id);
    connect(added.get(), &DeviceFeed::pointsChanged, this, [this] {
        gatherEvents();
        emit pointsChanged();
    });
    connect(added.get(), &DeviceFeed::statusChanged, this, &Timeline::feedsChanged);
    m_feeds[id] = std::move(added);
}

DeviceStatePtr Timeline::stateOf(const DeviceId &id) const
{
    const std::vector<DeviceStatePtr> states = m_engine.states();
    const auto found = std::ranges::find_if(states, [&](const auto &state) { return state->config.id == id; });
    return found == states.end() ? DeviceStatePtr{} : *found;
}

QString Timeline::nameOf(const DeviceId &id) const
{
    const DeviceStatePtr state = stateOf(id);
    return shown(state ? state->config.name : id, 64);
}

void Timeline::setCharts(std::vector<ChartSpec> charts)
{
    m_charts = std::move(charts);
    std::map<DeviceId, std::vector<SeriesKey>> keys;
    for (const SeriesId &id : seriesOf(m_charts))
        keys[id.device].push_back(id.key);
    for (const auto &[id, each] : m_feeds)
        each->setSeries(std::move(keys[id]));
    emit chartsChanged();
}

void Timeline::chooseWindow(RangeChoice choice)
{
    m_window.choose(choice, m_clock.utcNow(), m_oldest);
}

void Timeline::setResolution(std::size_t points)
{
    if (points == m_resolution)
        return;
    m_resolution = points;
    for (const auto &[id, each] : m_feeds)
        each->show(m_window.range(), m_resolution);
}

void Timeline::setFollowing(bool following)
{
    if (!following) {
        m_timer.stop();
        return;
    }
    if (m_timer.isActive())
        return;
    m_timer.start();
    if (m_feeds.empty() || !m_window.follows())
        return;
    m_window.advance(m_clock.utcNow());
    emit windowChanged();
    refresh();
}

void Timeline::refresh()
{
    for (const auto &[id, each] : m_feeds)
        each->refresh(m_window.range());
}

void Timeline::chooseRange(RangeChoice choice)
{
    m_wanted = choice;
    m_toOldest = false;
    chooseWindow(choice);
    opened();
}

void Timeline::showRange(history::TimeRange range)
{
    m_toOldest = false;
    m_window.show(range, m_clock.utcNow());
    windowMoved();
}

void Timeline::zoom(double factor, UtcTime around)
{
    m_toOldest = false;
    m_window.zoom(factor, around, m_clock.utcNow());
    windowMoved();
}

void Timeline::pan(double part)
{
    m_toOldest = false;
    m_window.pan(part, m_clock.utcNow());
    windowMoved();
}

void Timeline::showOldest()
{
    m_toOldest = true;
    loadExtent();
}

void Timeline::retry()
{
    if (!m_feeds.empty())
        load();
}

void Timeline::opened()
{
    if (m_window.choice() == RangeChoice::All && !m_feeds.empty())
        loadExtent();
    else
        windowMoved();
}

void Timeline::loadExtent()
{
    for (const auto &[id, each] : m_feeds) {
        whenDone(m_engine.extent(id), this,
                 [this, generation = m_generation](const Result<std::optional<history::TimeRange>> &extent) {
                     if (generation != m_generation)
                         return;
                     if (!extent)
                         return fail(extent.error());
                     takeExtent(extent->value_or(history::TimeRange{m_clock.utcNow(), m_clock.utcNow()}));
                 });
    }
}

void Timeline::takeExtent(history::TimeRange extent)
{
    m_oldest = std::min(m_oldest, extent.from);
    if (m_toOldest)
        m_window.show({m_oldest, m_oldest + m_window.length()}, m_clock.utcNow());
    else if (m_window.choice() == RangeChoice::All)
        chooseWindow(RangeChoice::All);
    windowMoved();
}

void Timeline::windowMoved()
{
    emit windowChanged();
    for (const auto &[id, each] : m_feeds)
        each->show(m_window.range(), m_resolution);
}

void Timeline::feedsChanged()
{
    m_error.reset();
    bool answered = true;
    for (const auto &[id, each] : m_feeds) {
        answered = answered && each->hasAnswered();
        if (each->error())
            m_error = each->error();
    }
    setStatus(m_error ? Status::Failed : answered ? Status::Ready : Status::Loading);
}

void Timeline::fail(const Error &error)
{
    m_error = error;
    setStatus(Status::Failed);
}

void Timeline::setStatus(Status status)
{
    m_status = status;
    emit statusChanged();
}

bool Timeline::isRefining() const
{
    return std::ranges::any_of(m_feeds, [](const auto &entry) { return entry.second->isLoading(); });
}

void Timeline::gatherEvents()
{
    m_events.clear();
    for (const auto &[id, each] : m_feeds) {
        if (!m_beside.contains(id))
            m_events.insert(m_events.end(), each->events().begin(), each->events().end());
    }
    std::ranges::stable_sort(m_events, {}, &Event::at);
}

const DeviceFeed *Timeline::feed(const DeviceId &id) const
{
    const auto found = m_feeds.find(id);
    return found == m_feeds.end() ? nullptr : found->second.get();
}

Points Timeline::points(const SeriesId &id) const
{
    const DeviceFeed *of = feed(id.device);
    return of ? of->points(id.key) : Points{};
}

std::vector<Piece> Timeline::pieces(const SeriesId &id) const
{
    const DeviceFeed *of = feed(id.device);
    return of ? of->pieces(id.key) : std::vector<Piece>{};
}

Milliseconds Timeline::joinLimit(const SeriesId &id) const
{
    const DeviceFeed *of = feed(id.device);
    return of ? of->joinLimit(id.key) : Milliseconds::zero();
}

bool Timeline::hasPoints() const
{
    const std::vector<SeriesId> all = seriesOf(m_charts);
    return std::ranges::any_of(all, [&](const SeriesId &id) { return !within(points(id), m_window.range()).empty(); });
}

void Timeline::onChanged(const fleet::FleetChange &change)
{
    for (const DeviceStatePtr &state : change.updated) {
        if (m_feeds.contains(state->config.id))
            takeState(state);
    }
}

void Timeline::takeState(const DeviceStatePtr &state)
{
    deviceChanged(state);
    m_feeds.at(state->config.id)->take(state);
    m_liveArrived = true;
}

void Timeline::deviceChanged(const DeviceStatePtr &) {}

void Timeline::onEvent(const Event &event)
{
    const auto found = m_feeds.find(event.device);
    if (found == m_feeds.end())
        return;
    found->second->take(event);
    gatherEvents();
    emit pointsChanged();
}

void Timeline::tick()
{
    if (m_feeds.empty() || !m_window.follows())
        return;
    const UtcTime now = m_clock.utcNow();
    const bool arrived = std::exchange(m_liveArrived, false);
    if (arrived || now - m_window.range().to >= slot()) {
        m_window.advance(now);
        emit windowChanged();
    }
    if (arrived)
        emit pointsChanged();
    for (const auto &[id, each] : m_feeds) {
        if (now - each->askedAt() >= requeryInterval() && !each->isLoading() && !each->error())
            each->refresh(m_window.range());
    }
}

Milliseconds Timeline::slot() const
{
    return m_window.length() / static_cast<Milliseconds::rep>(std::max<std::size_t>(m_resolution, 1));
}

Milliseconds Timeline::requeryInterval() const
{
    return std::clamp(slot() * kSlotsBetweenQueries, kLeastRequeryInterval, kMostRequeryInterval);
}

} // namespace piuptime::presentation
