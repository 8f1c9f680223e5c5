// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/device/DeviceCharts.h"
#include "app/presentation/device/Segments.h"
#include "app/presentation/device/TimeWindow.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
#include <vector>

namespace piuptime::presentation {

/// The history of one device at a time, as the charts of its page need it: which charts there are, their points for one
/// shared time window, and the events in it. Asks the engine in batches, one question at a time, and appends what the
/// live device tells in between.
///
/// What arrives for a device or a window that is no longer shown is dropped.
class DeviceHistory final : public QObject
{
    Q_OBJECT
public:
    enum class Status : std::uint8_t { Loading, Ready, Failed };

    DeviceHistory(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    /// Forgets the former device at once and loads the new one.
    void setDevice(const DeviceId &id);
    /// The number of points a line may have: about the width of the plot in pixels.
    void setResolution(std::size_t points);
    /// Follows the present only while somebody looks.
    void setFollowing(bool following);

    void chooseRange(RangeChoice choice);
    /// Back to the present, over the length last chosen.
    void follow() { chooseRange(m_wanted); }
    void showRange(history::TimeRange range);
    void zoom(double factor, UtcTime around);
    void pan(double part);
    /// Asks again after a failure.
    void retry();

    [[nodiscard]] const DeviceId &device() const { return m_id; }
    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] const TimeWindow &window() const { return m_window; }
    [[nodiscard]] const std::vector<ChartSpec> &charts() const { return m_charts; }
    /// In time order; empty when there are none.
    [[nodiscard]] Points points(const SeriesKey &key) const;
    /// See `presentation::joinLimit`.
    [[nodiscard]] Milliseconds joinLimit(const SeriesKey &key) const;
    /// Events within the window, in time order.
    [[nodiscard]] const std::vector<Event> &events() const { return m_events; }
    /// Whether any series has a point within the window.
    [[nodiscard]] bool hasPoints() const;

signals:
    void statusChanged();
    void chartsChanged(); ///< other charts than before; also their points
    void windowChanged();
    void pointsChanged(); ///< at most once a second while following

private:
    struct Line {
        std::vector<history::Point> points;
        Milliseconds joinLimit{};
    };
    using Lines = std::vector<std::vector<history::Point>>;

    void openWindow();
    void loadSeries();
    void loadExtent();
    void requestPoints();
    void receivePoints(const std::vector<SeriesKey> &keys, Lines lines, bool windowIsCurrent);
    void requestEvents();
    void finishRequest();
    void fail(const Error &error);
    void setStatus(Status status);
    void windowMoved();
    void onChanged(const fleet::FleetChange &change);
    void takeState(DeviceStatePtr state);
    void addSeries(const std::vector<SeriesKey> &keys);
    void appendLive(const Reading &reading);
    void updateJoinLimits();
    void tick();
    [[nodiscard]] Milliseconds slot() const;
    [[nodiscard]] Milliseconds requeryInterval() const;

    fleet::Engine &m_engine;
    const Clock &m_clock;
    DeviceId m_id;
    DeviceStatePtr m_state;
    TimeWindow m_window;
    RangeChoice m_wanted = RangeChoice::Hour1; ///< what a person last chose, for this device and the next
    std::size_t m_resolution = 800;
    Status m_status = Status::Ready;
    std::optional<Error> m_error;
    std::vector<SeriesKey> m_available;
    std::vector<ChartSpec> m_charts;
    std::map<SeriesKey, Line> m_lines;
    std::map<SeriesKey, std::vector<history::Point>> m_live; ///< newest readings; the store may not have them yet
    std::vector<Event> m_events;
    UtcTime m_oldest{};
    UtcTime m_askedAt{};
    std::uint64_t m_generation = 0; ///< of the device; answers to former ones are dropped
    std::uint64_t m_windowGeneration = 0;
    bool m_asking = false;
    bool m_askAgain = false;
    bool m_liveArrived = false;
    QTimer m_timer;
};

} // namespace piuptime::presentation
