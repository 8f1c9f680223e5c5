// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Broker.h"
#include "core/reporting/BrokerLink.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace piuptime::fleet {

/// The brokers that are listened to. Thread: the engine's, in which the signal is emitted.
class Brokers final : public QObject
{
    Q_OBJECT
public:
    using MakeClient = std::function<Result<std::unique_ptr<mqtt::Client>>(mqtt::ClientOptions, mqtt::ClientEvents)>;
    struct Services {
        std::shared_ptr<const Clock> clock;
        std::shared_ptr<history::HistoryStore> history;
        reporting::Sink *sink = nullptr; ///< outlives it
        MakeClient makeClient;
        /// The password of a broker, once it can be had; null: there are none.
        std::function<QFuture<std::optional<Secret>>(const BrokerConfig &)> password;
        reporting::AgentIntake::Options limits;
    };

    explicit Brokers(Services services);
    /// Says goodbye to all of them and waits for that.
    ~Brokers() override;

    /// Listens to these from now on. Those that stay as they are keep their connection, unless `renewed` names them.
    void set(std::vector<BrokerConfig> brokers, const std::vector<std::string> &renewed = {});
    [[nodiscard]] const std::vector<BrokerConfig> &configured() const { return m_configs; }
    [[nodiscard]] std::vector<BrokerState> states() const;
    /// Reading it takes milliseconds: `read` is for another thread. Empty: there is none of this name.
    [[nodiscard]] std::function<BrokerTraffic()> trafficOf(const std::string &broker) const;
    void survey(const std::string &broker, Seconds time);
    /// Reads what is bound by hand like this from now on; valid ones.
    void bind(std::vector<Binding> bindings);
    /// See `reporting::BrokerLink::follow`. \retval NotFound there is no such broker
    [[nodiscard]] Result<TopicMessage> follow(const std::string &broker, const std::string &topic);
    /// \retval NotFound there is no such broker   \retval Unreachable, Overloaded it takes no messages
    [[nodiscard]] Result<void> command(const std::string &broker, const std::string &agent, std::string message);

signals:
    void changed();

private:
    struct Entry {
        BrokerConfig config;
        std::shared_ptr<reporting::BrokerLink> link; ///< null: not open yet, or not to be opened
        std::optional<Error> error;                  ///< why it cannot be opened
    };
    void open(const std::string &name, const std::optional<Secret> &password);
    void release(std::shared_ptr<reporting::BrokerLink> link);
    void shareLinks();
    [[nodiscard]] std::vector<Binding> bindingsOf(const std::string &broker) const;
    [[nodiscard]] Entry *find(const std::string &name);

    Services m_services;
    std::vector<BrokerConfig> m_configs;
    std::vector<Binding> m_bindings;
    std::vector<Entry> m_entries; ///< of the enabled ones
    /// For the history's thread, which tells what is stored.
    struct Links {
        std::mutex mutex;
        std::vector<std::weak_ptr<reporting::BrokerLink>> links;
    };
    std::shared_ptr<Links> m_links = std::make_shared<Links>();
    QThreadPool m_ending; ///< connections that say goodbye
};

} // namespace piuptime::fleet
