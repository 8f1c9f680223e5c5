// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/fleet/Engine.h"
#include "core/history/codec/Bytes.h"

#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace piuptime::remote {

class Frames;

/// The engine of another process of this user, `piuptimed`, seen through its socket.
///
/// While that process cannot be reached `absence` says why, requests fail with Unreachable, and what was known stays,
/// marked stale after a while; it is looked for again until it is there. All waits end: who says nothing for ten
/// seconds has gone. Thread: the front end's.
class RemoteEngine final : public fleet::Engine
{
    Q_OBJECT
public:
    struct Patience {
        Milliseconds silence{10'000};    ///< without a word from the server, which sends one every two seconds
        Milliseconds untilStale{10'000}; ///< after it was lost
        Backoff::Policy retry{Milliseconds{200}, Milliseconds{2'000}};
    };

    /// Begins to look for the server at once. \param path of its socket
    RemoteEngine(std::string path, const Clock &clock);
    RemoteEngine(std::string path, const Clock &clock, Patience patience);
    ~RemoteEngine() override;

    /// Waits until all is known that the server knows, for a start with a full picture; without an event loop.
    /// \retval NotFound no process answers at the path   \retval Conflict it is of another version
    /// \retval Timeout, Unreachable it does not say what it knows
    [[nodiscard]] Result<void> waitUntilWhole(Milliseconds time);

    [[nodiscard]] std::optional<Error> absence() const override { return m_absence; }
    [[nodiscard]] std::vector<DeviceStatePtr> states() const override;
    [[nodiscard]] std::vector<fleet::Question> questions() const override { return m_questions; }
    [[nodiscard]] history::StoreState historyState() const override { return m_historyState; }
    QFuture<Result<std::vector<DeviceId>>> saveDevices(std::vector<DeviceConfig> devices) override;
    QFuture<Result<void>> removeDevices(std::vector<DeviceId> ids) override;
    void answer(std::uint64_t questionId, fleet::Answer answer) override;
    void reconnect(const DeviceId &id) override;
    void watch(std::vector<DeviceId> ids) override;
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
    void survey(const std::string &broker, Seconds time) override;
    QFuture<Result<GatewayAnswer>> askGateway(const DeviceId &id, GatewayRequest request) override;
    QFuture<Result<std::string>> commandKey() override;
    QFuture<Result<InstalledAgent>> installAgent(const DeviceId &id, AgentInstall install) override;
    QFuture<Result<void>> removeAgent(const DeviceId &id) override;
    void cancelInstall(const DeviceId &id) override;

private:
    /// What becomes of a request: the bytes of its outcome, or why there are none.
    using Settle = std::function<void(const Result<std::string_view> &)>;
    struct Hearing; ///< what is done with each kind of notice

    template <auto Method, class... Arguments>
    auto call(const Arguments &...arguments);
    void connectToServer();
    void onMessage(const QByteArray &message);
    void onHello(history::ByteReader &in);
    void lose(Error why);
    void setAbsence(std::optional<Error> absence);
    void markStale();

    std::string m_path;
    const Clock &m_clock;
    Patience m_patience;
    std::optional<Error> m_absence;
    std::unique_ptr<Frames> m_frames; ///< null: not connected
    bool m_everConnected = false;
    bool m_greeted = false;
    QTimer m_silenceTimer;
    QTimer m_staleTimer;
    QTimer m_retryTimer;
    Backoff m_backoff;
    std::uint64_t m_lastCall = 0;
    std::map<std::uint64_t, Settle> m_calls;

    std::map<DeviceId, DeviceStatePtr> m_states;
    std::vector<fleet::Question> m_questions;
    history::StoreState m_historyState;
    std::vector<BrokerConfig> m_brokers;
    std::vector<BrokerState> m_brokerStates;
    std::vector<Binding> m_bindings;
    std::vector<DeviceId> m_watched;
};

} // namespace piuptime::remote
