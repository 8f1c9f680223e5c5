// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/DeviceFeed.h"

#include "app/presentation/WhenDone.h"

#include <algorithm>

namespace piuptime::presentation {
namespace {

constexpr std::size_t kMostEvents = 2000;
constexpr std::size_t kMostLivePoints = 900;
constexpr Milliseconds kSlowSeries{60'000};
constexpr Milliseconds kUsualPollInterval{10'000};

void appendNewer(std::vector<history::Point> &points, Points more)
{
    const UtcTime newest = points.empty() ? UtcTime::min() : points.back().at;
    const auto first = std::ranges::upper_bound(more, newest, {}, &history::Point::at);
    points.insert(points.end(), first, more.end());
}

} // namespace

DeviceFeed::DeviceFeed(fleet::Engine &engine, const Clock &clock, DeviceId id, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_id(std::move(id))
{
}

void DeviceFeed::setSeries(std::vector<SeriesKey> keys)
{
    if (keys == m_keys)
        return;
    const bool more = !std::ranges::includes(m_keys, keys);
    m_keys = std::move(keys);
    std::erase_if(m_lines, [this](const auto &entry) { return !std::ranges::binary_search(m_keys, entry.first); });
    for (const SeriesKey &key : m_keys)
        m_lines.try_emplace(key);
    if (!more)
        return;
    ++m_generation;
    m_asking = false;
    m_isOld = true;
    m_overview.maxPoints = 0;
    if (m_resolution > 0)
        ask();
}

void DeviceFeed::show(history::TimeRange window, std::size_t resolution)
{
    m_window = window;
    m_resolution = resolution;
    m_gaveUp = false;
    ask();
}

void DeviceFeed::refresh(history::TimeRange window)
{
    m_window = window;
    m_isOld = true;
    m_gaveUp = false;
    ask();
}

void DeviceFeed::ask()
{
    const UtcTime now = m_clock.utcNow();
    m_wanted = !m_gaveUp && (m_isOld || m_error || !serves(m_detail, m_window, m_resolution, now));
    if (m_asking || m_gaveUp || m_resolution == 0)
        return;
    if (m_wanted)
        askDetail();
    else if (!surrounds(m_overview, m_window, now))
        askOverview();
}

void DeviceFeed::askDetail()
{
    m_asking = true;
    m_wanted = m_isOld = false;
    m_askedAt = m_clock.utcNow();
    emit statusChanged();
    const QueryPlan plan = detailPlan(m_window, m_resolution, m_askedAt);
    whenDone(m_engine.query(m_id, m_keys, plan.range, plan.maxPoints), this,
             [this, plan, keys = m_keys, generation = m_generation](Result<Lines> lines) {
                 if (generation != m_generation)
                     return;
                 m_answered = true;
                 if (lines) {
                     m_error.reset();
                     receive(keys, std::move(*lines), &Line::detail, plan);
                 } else {
                     m_error = lines.error();
                     m_gaveUp = true;
                 }
                 finish();
             });
}

/// Nobody waits for the overview, so that it fails needs no message: the detail says what is wrong.
void DeviceFeed::askOverview()
{
    m_asking = true;
    const QueryPlan plan = overviewPlan(m_window, m_resolution, m_clock.utcNow());
    m_overview = plan;
    whenDone(m_engine.query(m_id, m_keys, plan.range, plan.maxPoints), this,
             [this, plan, keys = m_keys, generation = m_generation](Result<Lines> lines) {
                 if (generation != m_generation)
                     return;
                 if (lines)
                     receive(keys, std::move(*lines), &Line::overview, plan);
                 finish();
             });
    askEvents(plan.range);
}

void DeviceFeed::askEvents(history::TimeRange range)
{
    whenDone(m_engine.events(m_id, range, kMostEvents), this,
             [this, overview = m_overview](Result<std::vector<Event>> events) {
                 if (!events || !(overview == m_overview))
                     return;
                 m_events = std::move(*events);
                 emit pointsChanged();
             });
}

void DeviceFeed::receive(const std::vector<SeriesKey> &keys, Lines lines, std::vector<history::Point> Line::*part,
                         const QueryPlan &plan)
{
    (part == &Line::detail ? m_detail : m_overview) = plan;
    lines.resize(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto line = m_lines.find(keys[i]);
        if (line == m_lines.end())
            continue; // no longer wanted
        line->second.*part = std::move(lines[i]);
        updateLimits(line->second);
        compose(line->second);
    }
    emit pointsChanged();
}

void DeviceFeed::finish()
{
    m_asking = false;
    ask();
    emit statusChanged();
}

/// Lays the detail into the overview and the live points behind both.
void DeviceFeed::compose(Line &line) const
{
    line.all.clear();
    const bool detailed = m_detail.maxPoints > 0;
    const UtcTime cut = detailed ? m_detail.range.from : UtcTime::max();
    const Points before = within(line.overview, {UtcTime::min(), cut});
    line.all.assign(before.begin(), before.end());
    line.detailFirst = line.all.size();
    line.all.insert(line.all.end(), line.detail.begin(), line.detail.end());
    line.detailEnd = line.all.size();
    if (detailed)
        appendNewer(line.all, within(line.overview, {m_detail.range.to, UtcTime::max()}));
    const bool detailIsNewest = line.detailEnd == line.all.size();
    appendNewer(line.all, line.live);
    if (detailIsNewest)
        line.detailEnd = line.all.size();
}

void DeviceFeed::updateLimits(Line &line) const
{
    const Milliseconds poll = m_state ? m_state->pollInterval : kUsualPollInterval;
    line.detailLimit = presentation::joinLimit(line.detail, poll, m_detail.slot);
    line.overviewLimit = std::max(line.detailLimit, presentation::joinLimit(line.overview, poll, m_overview.slot));
}

void DeviceFeed::take(const DeviceStatePtr &state)
{
    const bool newReading = state->everRead && (!m_state || state->latest.receivedAt > m_state->latest.receivedAt);
    m_state = state;
    if (newReading)
        appendLive(*state);
}

void DeviceFeed::appendLive(const DeviceState &state)
{
    const Reading &reading = state.latest;
    for (const Sample &sample : reading.samples) {
        const auto found = m_lines.find(sample.series);
        if (found == m_lines.end())
            continue;
        Line &line = found->second;
        // The newest reading repeats what the slow cadence told minutes ago; that is no new point.
        if (!reading.slow && typicalInterval(line.detail) > kSlowSeries)
            continue;
        const auto bound = state.boundAt.find(sample.series);
        const UtcTime at = bound == state.boundAt.end() ? reading.receivedAt : bound->second;
        if (!line.all.empty() && at <= line.all.back().at)
            continue;
        if (line.live.size() >= kMostLivePoints)
            line.live.erase(line.live.begin(), line.live.begin() + kMostLivePoints / 2);
        line.live.push_back({at, sample.value, sample.value, sample.value});
        updateLimits(line);
        const bool detailIsNewest = line.detailEnd == line.all.size();
        appendNewer(line.all, Points{line.live}.last(1));
        if (detailIsNewest)
            line.detailEnd = line.all.size();
    }
}

void DeviceFeed::take(const Event &event)
{
    m_events.insert(std::ranges::upper_bound(m_events, event.at, {}, &Event::at), event);
}

Points DeviceFeed::points(const SeriesKey &key) const
{
    const auto found = m_lines.find(key);
    return found == m_lines.end() ? Points{} : Points{found->second.all};
}

std::vector<Piece> DeviceFeed::pieces(const SeriesKey &key) const
{
    const auto found = m_lines.find(key);
    if (found == m_lines.end())
        return {};
    const Line &line = found->second;
    const Points all{line.all};
    std::vector<Piece> pieces;
    // A line goes on from one piece into the next, unless there is no detail where there could be.
    const std::size_t shared = line.detailEnd > line.detailFirst ? 1 : 0;
    if (line.detailFirst > 0)
        pieces.push_back({all.first(line.detailFirst + shared), line.overviewLimit});
    if (shared > 0)
        pieces.push_back({all.subspan(line.detailFirst, line.detailEnd - line.detailFirst), line.detailLimit});
    if (line.detailEnd < all.size())
        pieces.push_back({all.subspan(line.detailEnd - shared), line.overviewLimit});
    return pieces;
}

Milliseconds DeviceFeed::joinLimit(const SeriesKey &key) const
{
    const auto found = m_lines.find(key);
    return found == m_lines.end() ? Milliseconds::zero() : found->second.detailLimit;
}

} // namespace piuptime::presentation
