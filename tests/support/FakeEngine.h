// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"

#include <QFuture>

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace piuptime::testsupport {

/// An engine made of memory: holds the states a test sets, records what a front end asks for, and answers history
/// queries with smooth made-up curves that have one gap. Thread: the one it was made in.
class FakeEngine : public fleet::Engine
{
    Q_OBJECT
public:
    explicit FakeEngine(std::vector<DeviceState> states = {}, QObject *parent = nullptr);

    /// Adds or replaces devices and tells about it in one change.
    void set(std::vector<DeviceState> states);
    void set(DeviceState state);
    void forget(std::vector<DeviceId> ids);
    /// Moves heat, load and memory of `count` devices (0: all) by small random steps, in one change.
    void walk(std::size_t count = 0);
    void ask(fleet::Question question);
    void withdraw(std::uint64_t questionId);
    void setHistoryState(history::StoreState state);
    void happen(Event event);
    /// Whether what collects can be reached from now on.
    void setAbsence(std::optional<Error> absence);
    /// What `act`, `saveDevices` and `removeDevices` end with from now on.
    void setActionResult(Result<fleet::ActionResult> result) { m_actionResult = std::move(result); }
    void failSavesWith(Error error) { m_saveError = std::move(error); }

    using Series = std::map<SeriesKey, std::vector<history::Point>>;
    /// Gives a device a history of its own instead of made-up curves; it is merged into slots as a store would.
    void stage(const DeviceId &id, Series series) { m_staged[id] = std::move(series); }
    /// What `top` answers from now on, in this order, whatever it is asked for.
    void setRanking(std::vector<history::Ranked> ranking) { m_ranking = std::move(ranking); }
    /// From now on questions about history (`query`, `top`, `series`, `extent`, `events`) wait for `releaseHistory`.
    void holdHistory() { m_holding = true; }
    /// Answers what waits, oldest first, and no longer holds.
    void releaseHistory();
    /// What `query`, `top` and `series` end with from now on; empty: they succeed again.
    void failHistoryWith(std::optional<Error> error) { m_historyError = std::move(error); }

    /// The brokers there are from now on, and how they stand.
    void setBrokers(std::vector<BrokerConfig> brokers, std::vector<BrokerState> states);
    void setBindings(std::vector<Binding> bindings);
    /// What `follow` answers from now on; the number tells whether it is another one.
    void setFollowed(Result<TopicMessage> message) { m_followed = std::move(message); }
    /// What `traffic` answers from now on.
    void setTraffic(Result<BrokerTraffic> traffic) { m_traffic = std::move(traffic); }

    /// Has the installation under way go on, or end.
    void advanceInstall(InstallProgress progress);
    void endInstall(Result<InstalledAgent> result);

    [[nodiscard]] const DeviceState *find(const DeviceId &id) const;

    // What the front end asked for, in order.
    std::vector<std::pair<std::uint64_t, fleet::Answer>> answers;
    std::vector<std::vector<DeviceConfig>> saves;
    std::vector<DeviceId> removals;
    std::vector<DeviceId> reconnects;
    std::vector<DeviceId> watched;
    std::vector<std::pair<DeviceId, std::string>> replacedKeys;
    std::vector<std::pair<DeviceId, Action>> actions;
    std::vector<std::pair<std::string, Seconds>> surveys;
    std::vector<std::map<std::string, Secret>> savedPasswords;
    std::size_t trafficQueries = 0;
    std::vector<std::pair<DeviceId, AgentInstall>> installs;
    std::vector<DeviceId> cancelledInstalls;
    std::vector<DeviceId> removedAgents;
    std::vector<std::uint16_t> localBrokers; ///< ports
    std::vector<std::vector<Binding>> savedBindings;
    std::vector<std::pair<std::string, std::string>> follows;
    std::vector<std::pair<DeviceId, GatewayRequest>> gatewayCalls;
    /// What the gateway of a device answers.
    std::function<Result<GatewayAnswer>(const DeviceId &, const GatewayRequest &)> answerGateway;
    struct HistoryQuery {
        DeviceId device;
        std::vector<SeriesKey> series;
        history::TimeRange range;
        std::size_t maxPoints = 0;
    };
    std::vector<HistoryQuery> queries;
    struct RankingQuery {
        Metric metric;
        history::TimeRange range;
        history::RankBy by;
        std::size_t count = 0;
    };
    std::vector<RankingQuery> rankingQueries;

    [[nodiscard]] std::optional<Error> absence() const override { return m_absence; }
    [[nodiscard]] std::vector<DeviceStatePtr> states() const override;
    [[nodiscard]] std::vector<fleet::Question> questions() const override { return m_questions; }
    [[nodiscard]] history::StoreState historyState() const override { return m_historyState; }
    QFuture<Result<std::vector<DeviceId>>> saveDevices(std::vector<DeviceConfig> devices) override;
    QFuture<Result<void>> removeDevices(std::vector<DeviceId> ids) override;
    void answer(std::uint64_t questionId, fleet::Answer answer) override;
    void reconnect(const DeviceId &id) override { reconnects.push_back(id); }
    void watch(std::vector<DeviceId> ids) override { watched = std::move(ids); }
    QFuture<Result<void>> replaceHostKey(const DeviceId &id, std::string fingerprint) override;
    QFuture<Result<fleet::ActionResult>> act(const DeviceId &id, Action action) override;
    QFuture<Result<std::vector<std::vector<history::Point>>>>
    query(const DeviceId &id, std::vector<SeriesKey> series, history::TimeRange range, std::size_t maxPoints) override;
    QFuture<Result<std::vector<history::Ranked>>> top(Metric metric, history::TimeRange range, history::RankBy by,
                                                      std::size_t count) override;
    QFuture<Result<std::vector<SeriesKey>>> series(const DeviceId &id) override;
    QFuture<Result<std::optional<history::TimeRange>>> extent(const DeviceId &id) override;
    QFuture<Result<std::vector<Event>>> events(const DeviceId &id, history::TimeRange range,
                                               std::size_t limit) override;
    [[nodiscard]] std::vector<BrokerConfig> brokers() const override { return m_brokers; }
    [[nodiscard]] std::vector<BrokerState> brokerStates() const override { return m_brokerStates; }
    QFuture<Result<void>> saveBrokers(std::vector<BrokerConfig> brokers,
                                      std::map<std::string, Secret> passwords) override;
    QFuture<Result<std::string>> setUpLocalBroker(std::uint16_t port) override;
    QFuture<Result<std::vector<BrokerAccount>>> localAccounts() override;
    QFuture<Result<BrokerTraffic>> traffic(const std::string &broker) override;
    [[nodiscard]] std::vector<Binding> bindings() const override { return m_bindings; }
    QFuture<Result<void>> saveBindings(std::vector<Binding> bindings) override;
    QFuture<Result<TopicMessage>> follow(const std::string &broker, const std::string &topic) override;
    void survey(const std::string &broker, Seconds time) override { surveys.emplace_back(broker, time); }
    QFuture<Result<GatewayAnswer>> askGateway(const DeviceId &id, GatewayRequest request) override;
    QFuture<Result<std::string>> commandKey() override;
    QFuture<Result<InstalledAgent>> installAgent(const DeviceId &id, AgentInstall install) override;
    QFuture<Result<void>> removeAgent(const DeviceId &id) override;
    void cancelInstall(const DeviceId &id) override;

private:
    void dropQuestion(std::uint64_t questionId);
    /// Answers at once, or on release.
    template <class T>
    QFuture<Result<T>> answerHistory(Result<T> value);
    [[nodiscard]] std::vector<history::Point> pointsOf(const DeviceId &id, const SeriesKey &key,
                                                       history::TimeRange range, std::size_t maxPoints) const;

    std::map<DeviceId, DeviceStatePtr> m_states;
    std::vector<fleet::Question> m_questions;
    std::shared_ptr<QPromise<Result<InstalledAgent>>> m_install;
    std::vector<Event> m_events;
    std::optional<Error> m_absence;
    history::StoreState m_historyState;
    std::vector<BrokerConfig> m_brokers;
    std::vector<BrokerState> m_brokerStates;
    Result<BrokerTraffic> m_traffic;
    std::vector<Binding> m_bindings;
    Result<TopicMessage> m_followed;
    Result<fleet::ActionResult> m_actionResult = fleet::ActionResult{true, 0, ""};
    std::optional<Error> m_saveError;
    std::map<DeviceId, Series> m_staged;
    std::vector<history::Ranked> m_ranking;
    std::optional<Error> m_historyError;
    bool m_holding = false;
    std::vector<std::function<void()>> m_held;
    std::uint32_t m_random = 1;
};

/// `count` believable Pis in several sites, models and states; the first is this machine. The same for each call.
[[nodiscard]] std::vector<DeviceState> exampleFleet(std::size_t count);

/// A healthy Pi 4 named `name` that was read just now.
[[nodiscard]] DeviceState examplePi(const DeviceId &id, std::string name);

/// Sets or replaces one value of `state.latest`, keeping the order.
void setValue(DeviceState &state, Metric metric, double value, std::string instance = {});
void setFact(DeviceState &state, FactKey key, std::string text, std::string instance = {});

} // namespace piuptime::testsupport
