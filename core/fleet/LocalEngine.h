// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Collector.h"
#include "core/fleet/Engine.h"
#include "core/fleet/QuestionDesk.h"
#include "core/fleet/StateBoard.h"

#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <stop_token>

namespace piuptime::fleet {

/// The engine in this process: collector threads, the state board, the history, the questions.
class LocalEngine final : public Engine
{
    Q_OBJECT
public:
    struct Setup {
        std::shared_ptr<const Clock> clock;
        std::shared_ptr<history::HistoryStore> history;
        /// Makes the opener that all collector threads share; it asks through the desk.
        std::function<LinkOpener(QuestionDesk &)> makeLinkOpener;
        /// Writes the configured devices; called in a worker thread, one call at a time.
        std::function<Result<void>(const std::vector<DeviceConfig> &)> storeDevices;
        /// Replaces the known key of a device's server; called in a worker thread.
        std::function<Result<void>(const DeviceConfig &, const std::string &fingerprint)> replaceHostKey;
        std::vector<DeviceConfig> devices;
        PollingOptions polling;
        HealthThresholds thresholds;
        int collectorThreads = 2;
        /// Time over which the first sign-ins of a fleet are spread, at most.
        Milliseconds startSpread{10'000};
    };

    explicit LocalEngine(Setup setup, QObject *parent = nullptr);
    ~LocalEngine() override;

    [[nodiscard]] std::vector<DeviceStatePtr> states() const override;
    [[nodiscard]] std::vector<Question> questions() const override;
    [[nodiscard]] history::StoreState historyState() const override;
    QFuture<Result<std::vector<DeviceId>>> saveDevices(std::vector<DeviceConfig> devices) override;
    QFuture<Result<void>> removeDevices(std::vector<DeviceId> ids) override;
    void answer(std::uint64_t questionId, Answer answer) override;
    void reconnect(const DeviceId &id) override;
    void watch(std::vector<DeviceId> ids) override;
    QFuture<Result<void>> replaceHostKey(const DeviceId &id, std::string fingerprint) override;
    QFuture<Result<ActionResult>> act(const DeviceId &id, Action action) override;
    QFuture<Result<std::vector<std::vector<history::Point>>>>
    query(const DeviceId &id, std::vector<SeriesKey> series, history::TimeRange range, std::size_t maxPoints) override;
    QFuture<Result<std::vector<history::Ranked>>> top(Metric metric, history::TimeRange range, history::RankBy by,
                                                      std::size_t count) override;
    QFuture<Result<std::vector<SeriesKey>>> series(const DeviceId &id) override;
    QFuture<Result<std::optional<history::TimeRange>>> extent(const DeviceId &id) override;
    QFuture<Result<std::vector<Event>>> events(const DeviceId &id, history::TimeRange range,
                                               std::size_t limit) override;

private:
    void deliver();
    void applyDevices(std::vector<DeviceConfig> devices);
    [[nodiscard]] std::vector<DeviceConfig> configured() const;
    /// Reads in the query threads what the sparklines of `devices` showed, up to the given times.
    void recallTemperatures(std::map<DeviceId, UtcTime> devices);
    /// Runs `work(history)` in the query threads.
    template <class Work>
    auto withHistory(Work work);

    Setup m_setup;
    QuestionDesk m_desk;
    std::shared_ptr<StateBoard> m_board;
    std::unique_ptr<Collector> m_collector;
    std::map<DeviceId, DeviceConfig> m_devices;
    std::vector<DeviceId> m_watched;
    QTimer m_deliveryTimer;
    std::stop_source m_ending;
    QThreadPool m_queries;
    QThreadPool m_storing; ///< one thread: changes of the configuration follow one another
};

} // namespace piuptime::fleet
