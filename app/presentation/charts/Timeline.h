// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ChartSpec.h"
#include "app/presentation/charts/DeviceFeed.h"
#include "app/presentation/charts/TimeWindow.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace piuptime::presentation {

/// Charts on one time axis: which charts there are, the window of time they share, the points of their lines and the
/// events beside them. What the charts are about is decided by those who derive from it.
///
/// Moving the window takes effect at once on the points at hand; better ones follow (`DeviceFeed`).
class Timeline : public QObject
{
    Q_OBJECT
public:
    enum class Status : std::uint8_t { Loading, Ready, Failed };

    Timeline(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

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
    /// Moves the window, as long as it is, to the oldest sample.
    void showOldest();
    /// Asks for the window again, to take in what the store has by now.
    void refresh();
    /// Asks again after a failure.
    Q_INVOKABLE void retry();

    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Whether better points for the window are under way.
    [[nodiscard]] bool isRefining() const;
    [[nodiscard]] const TimeWindow &window() const { return m_window; }
    /// What the window's present is.
    [[nodiscard]] UtcTime now() const { return m_clock.utcNow(); }
    [[nodiscard]] const std::vector<ChartSpec> &charts() const { return m_charts; }
    /// In time order, also beyond the window; empty when there are none.
    [[nodiscard]] Points points(const SeriesId &id) const;
    /// See `DeviceFeed::pieces`.
    [[nodiscard]] std::vector<Piece> pieces(const SeriesId &id) const;
    /// See `presentation::joinLimit`.
    [[nodiscard]] Milliseconds joinLimit(const SeriesId &id) const;
    /// Events around the window, in time order.
    [[nodiscard]] const std::vector<Event> &events() const { return m_events; }
    /// Whether any series has a point within the window.
    [[nodiscard]] bool hasPoints() const;
    /// What to call a device; its id when it is no longer in the fleet.
    [[nodiscard]] QString nameOf(const DeviceId &id) const;
    /// Whether these charts are about more than one device.
    [[nodiscard]] bool hasSeveralDevices() const { return m_feeds.size() > m_beside.size() + 1; }

signals:
    void statusChanged();
    void chartsChanged(); ///< other charts than before; also their points
    void windowChanged();
    void pointsChanged();

protected:
    /// Finds out which series there are, calls `setCharts`, then `opened` or `fail`.
    virtual void load() = 0;
    /// A device of these charts changed; its reading is appended to the charts after this.
    virtual void deviceChanged(const DeviceStatePtr &state);

    [[nodiscard]] fleet::Engine &engine() const { return m_engine; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] RangeChoice wantedRange() const { return m_wanted; }
    [[nodiscard]] DeviceStatePtr stateOf(const DeviceId &id) const;

    /// Forgets everything and shows these devices from now on; nothing is asked yet.
    void restart(const std::vector<DeviceId> &devices);
    /// Shows these devices from now on; what is known of those that were shown before stays.
    /// \param beside of these the series that are shown, but not what happened to them
    void setDevices(const std::vector<DeviceId> &devices, const std::vector<DeviceId> &beside = {});
    void chooseWindow(RangeChoice choice);
    void setCharts(std::vector<ChartSpec> charts);
    /// Takes in what a device of these charts tells about itself.
    void takeState(const DeviceStatePtr &state);
    void setStatus(Status status);
    void fail(const Error &error);
    /// What there is to show is known: asks for the window, or first for how far back `All` goes.
    void opened();

private:
    void addFeed(const DeviceId &id);
    void loadExtent();
    void takeExtent(history::TimeRange extent);
    void windowMoved();
    void feedsChanged();
    void gatherEvents();
    void onChanged(const fleet::FleetChange &change);
    void onEvent(const Event &event);
    void tick();
    [[nodiscard]] Milliseconds slot() const;
    [[nodiscard]] Milliseconds requeryInterval() const;
    [[nodiscard]] const DeviceFeed *feed(const DeviceId &id) const;

    fleet::Engine &m_engine;
    const Clock &m_clock;
    std::map<DeviceId, std::unique_ptr<DeviceFeed>> m_feeds;
    std::set<DeviceId> m_beside;
    TimeWindow m_window;
    RangeChoice m_wanted = RangeChoice::Hour1; ///< what a person last chose
    std::size_t m_resolution = 800;
    Status m_status = Status::Ready;
    std::optional<Error> m_error;
    std::vector<ChartSpec> m_charts;
    std::vector<Event> m_events;
    UtcTime m_oldest{};
    std::uint64_t m_generation = 0; ///< answers to former devices are dropped
    bool m_liveArrived = false;
    bool m_toOldest = false; ///< the window goes to the oldest sample once that is known
    QTimer m_timer;
};

} // namespace piuptime::presentation
