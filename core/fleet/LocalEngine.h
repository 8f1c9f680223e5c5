// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/broker/LocalBroker.h"
#include "core/fleet/Brokers.h"
#include "core/fleet/Collector.h"
#include "core/fleet/Commander.h"
#include "core/fleet/Engine.h"
#include "core/fleet/GatewayLine.h"
#include "core/fleet/Installer.h"
#include "core/fleet/QuestionDesk.h"
#include "core/fleet/Reports.h"
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
        /// How brokers are reached and what is kept for them; without a way to make clients there are none.
        struct Mqtt {
            std::vector<BrokerConfig> brokers;
            std::vector<Binding> bindings;
            Brokers::MakeClient makeClient;
            reporting::AgentIntake::Options limits;
            std::function<QFuture<std::optional<Secret>>(const BrokerConfig &)> password;
            /// Writes brokers and bindings, and the new passwords by the brokers' names; called in a worker thread.
            std::function<Result<void>(const std::vector<BrokerConfig> &, const std::vector<Binding> &,
                                       const std::map<std::string, Secret> &)>
                store;
            std::function<QFuture<Result<Secret>>()> commandSecret;
            /// The package of the agent for an architecture; called in a worker thread.
            std::function<Result<AgentPackage>(const std::string &architecture)> agentPackage;
            /// Where the broker that the console runs keeps its files; empty: none can be run.
            std::string localBrokerFolder;
            Seconds installPatience = InstallServices().patience;
        } mqtt;
        /// Of the gateway on this machine; empty: it is looked for where it usually is.
        std::string gatewaySocket;
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
    QFuture<Result<GatewayAnswer>> askGateway(const DeviceId &id, GatewayRequest request) override;
    QFuture<Result<std::vector<std::vector<history::Point>>>>
    query(const DeviceId &id, std::vector<SeriesKey> series, history::TimeRange range, std::size_t maxPoints) override;
    QFuture<Result<std::vector<history::Ranked>>> top(Metric metric, history::TimeRange range, history::RankBy by,
                                                      std::size_t count) override;
    QFuture<Result<std::vector<SeriesKey>>> series(const DeviceId &id) override;
    QFuture<Result<std::optional<history::TimeRange>>> extent(const DeviceId &id) override;
    QFuture<Result<std::vector<Event>>> events(const DeviceId &id, history::TimeRange range,
                                               std::size_t limit) override;
    [[nodiscard]] std::vector<BrokerConfig> brokers() const override;
    [[nodiscard]] std::vector<BrokerState> brokerStates() const override;
    QFuture<Result<void>> saveBrokers(std::vector<BrokerConfig> brokers,
                                      std::map<std::string, Secret> passwords) override;
    QFuture<Result<std::string>> setUpLocalBroker(std::uint16_t port) override;
    QFuture<Result<std::vector<BrokerAccount>>> localAccounts() override;
    QFuture<Result<BrokerTraffic>> traffic(const std::string &broker) override;
    [[nodiscard]] std::vector<Binding> bindings() const override { return m_bindings; }
    QFuture<Result<void>> saveBindings(std::vector<Binding> bindings) override;
    QFuture<Result<TopicMessage>> follow(const std::string &broker, const std::string &topic) override;
    void survey(const std::string &broker, Seconds time) override;
    QFuture<Result<std::string>> commandKey() override;
    QFuture<Result<InstalledAgent>> installAgent(const DeviceId &id, AgentInstall install) override;
    QFuture<Result<void>> removeAgent(const DeviceId &id) override;
    void cancelInstall(const DeviceId &id) override;

private:
    [[nodiscard]] QFuture<Result<ActionResult>> actByAgent(const DeviceId &id, const Action &action);
    void listen();
    /// The brokers are these from now on; runs the one that is ours.
    void useBrokers(const std::vector<BrokerConfig> &brokers, const std::vector<std::string> &renewed = {});
    [[nodiscard]] Result<void> runLocalBroker(const BrokerConfig &broker);
    [[nodiscard]] QFuture<std::optional<Secret>> passwordOf(const BrokerConfig &broker) const;
    /// Adds those who report and are not known yet, a few times a second at most.
    void welcome();
    [[nodiscard]] bool takeOver(const reporting::Reporter &reporter, DeviceConfig &device);
    void detachFrom(const DeviceId &pi, const DeviceId &other = {});
    void recognise(const std::string &reporter, const DeviceId &id);
    /// Has the brokers read what is bound, each value for the device that has it now.
    void bind();
    /// Else their first message would bring the devices back.
    void forgetBindingsOf(const std::vector<DeviceId> &devices);
    void moveBindings(const DeviceId &from, const DeviceId &to);
    void keep(std::vector<Binding> bindings);
    [[nodiscard]] QFuture<Result<void>> storeMqtt(std::vector<BrokerConfig> brokers, std::vector<Binding> bindings,
                                                  std::map<std::string, Secret> passwords);
    /// Two Pis may have one name: whether they are the same, only a person knows.
    void askWhetherSame(const reporting::Reporter &reporter);
    void store(std::vector<DeviceConfig> devices);
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
    std::unique_ptr<Reports> m_reports;
    std::unique_ptr<broker::LocalBroker> m_localBroker; ///< null: none is run here
    std::optional<Error> m_localProblem;                ///< why it cannot be run at all
    std::unique_ptr<Brokers> m_brokers;
    std::unique_ptr<Commander> m_commander;
    std::unique_ptr<Installer> m_installer;
    std::shared_ptr<GatewayLine> m_gateway; ///< of this machine
    QTimer m_welcomeTimer;
    std::map<DeviceId, DeviceConfig> m_devices;
    std::vector<Binding> m_bindings;
    std::vector<DeviceId> m_watched;
    QTimer m_deliveryTimer;
    std::stop_source m_ending;
    QThreadPool m_queries;
    QThreadPool m_storing; ///< one thread: changes of the configuration follow one another
};

} // namespace piuptime::fleet
