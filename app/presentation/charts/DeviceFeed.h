// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/QueryPlan.h"
#include "app/presentation/charts/Segments.h"
#include "core/fleet/Engine.h"

#include <QObject>

#include <map>
#include <optional>
#include <vector>

namespace piuptime::presentation {

/// The points of some series of one device around a time window, and the events there.
///
/// Holds three layers and shows them as one line: the detail of the window, a coarse overview of what lies around it,
/// and what the live device told since. Whatever is at hand stays until something better arrives, so moving the window
/// never empties it. One question is under way at a time, the next is the newest wanted; those in between are never
/// asked. Thread: its own; never waits.
class DeviceFeed final : public QObject
{
    Q_OBJECT
public:
    DeviceFeed(fleet::Engine &engine, const Clock &clock, DeviceId id, QObject *parent = nullptr);

    /// Which series to hold, sorted; those no longer wanted are forgotten.
    void setSeries(std::vector<SeriesKey> keys);
    /// Asks for this window, unless what is at hand serves it.
    void show(history::TimeRange window, std::size_t resolution);
    /// Asks for this window even so, to take in what the store has by now.
    void refresh(history::TimeRange window);
    /// A state of this device: appends its reading if it is a new one.
    void take(const DeviceStatePtr &state);
    void take(const Event &event);

    [[nodiscard]] const DeviceId &device() const { return m_id; }
    /// All points at hand in time order, coarse ones outside of the detail.
    [[nodiscard]] Points points(const SeriesKey &key) const;
    /// The same, cut where the joining limit changes; neighbours share a point.
    [[nodiscard]] std::vector<Piece> pieces(const SeriesKey &key) const;
    /// See `presentation::joinLimit`; that of the detail.
    [[nodiscard]] Milliseconds joinLimit(const SeriesKey &key) const;
    [[nodiscard]] const std::vector<Event> &events() const { return m_events; }
    /// Whether detail for the window is still to come.
    [[nodiscard]] bool isLoading() const { return m_asking || m_wanted; }
    [[nodiscard]] bool hasAnswered() const { return m_answered; }
    /// Why the last question failed, until one succeeds.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] UtcTime askedAt() const { return m_askedAt; }

signals:
    void pointsChanged();
    /// Loading began or ended, or failed.
    void statusChanged();

private:
    struct Line {
        std::vector<history::Point> detail;
        std::vector<history::Point> overview;
        std::vector<history::Point> live; ///< newest readings; the store may not have them yet
        std::vector<history::Point> all;  ///< the three as one
        std::size_t detailFirst = 0;      ///< of `all`: where the detail begins …
        std::size_t detailEnd = 0;        ///< … and ends, live points included
        Milliseconds detailLimit{};
        Milliseconds overviewLimit{};
    };
    using Lines = std::vector<std::vector<history::Point>>;

    void ask();
    void askDetail();
    void askOverview();
    void askEvents(history::TimeRange range);
    void receive(const std::vector<SeriesKey> &keys, Lines lines, std::vector<history::Point> Line::*part,
                 const QueryPlan &plan);
    void finish();
    void compose(Line &line) const;
    void updateLimits(Line &line) const;
    void appendLive(const DeviceState &state);

    fleet::Engine &m_engine;
    const Clock &m_clock;
    DeviceId m_id;
    DeviceStatePtr m_state;
    std::vector<SeriesKey> m_keys;
    std::map<SeriesKey, Line> m_lines;
    std::vector<Event> m_events;
    history::TimeRange m_window;
    std::size_t m_resolution = 0;
    QueryPlan m_detail;   ///< what `Line::detail` answers
    QueryPlan m_overview; ///< what `Line::overview` answers
    UtcTime m_askedAt{};
    std::optional<Error> m_error;
    std::uint64_t m_generation = 0; ///< of the wanted series; answers about former ones are dropped
    bool m_asking = false;
    bool m_wanted = false; ///< detail is to be asked for as soon as nothing else is under way
    bool m_answered = false;
    bool m_isOld = false;  ///< what is at hand does not count as an answer, though it is shown until there is one
    bool m_gaveUp = false; ///< after a failure: asks again when somebody wants something, not in circles
};

} // namespace piuptime::presentation
