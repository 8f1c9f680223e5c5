// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/history/HistoryStore.h"
#include "core/model/Action.h"
#include "core/model/AgentInstall.h"
#include "core/model/Binding.h"
#include "core/model/Broker.h"
#include "core/model/DeviceState.h"
#include "core/model/Event.h"
#include "core/model/GatewayCall.h"

#include <QFuture>
#include <QObject>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace piuptime::fleet {

/// Which devices changed since the last message. States are immutable and shared.
struct FleetChange {
    std::vector<DeviceStatePtr> updated;
    std::vector<DeviceId> removed;
};

/// Something only a person can decide or knows. Asked once; open until answered, withdrawn or timed out.
struct Question {
    enum class Kind : std::uint8_t {
        HostKey,
        Password,
        Passphrase,
        KeyboardInteractive,
        Vault,
        SameDevice, ///< whether `device`, which reports over MQTT as `identity`, is the Pi at `endpoint`
    };
    struct Prompt {
        std::string text; ///< printable, from the server
        bool echo = false;
    };

    std::uint64_t id = 0;
    Kind kind = Kind::Password;
    DeviceId device;
    std::string deviceName;
    SshEndpoint endpoint;        ///< the server that asks: the Pi itself or one of its jump hosts
    std::string keyType;         ///< HostKey: such as `ssh-ed25519`
    std::string fingerprint;     ///< HostKey: `SHA256:…`
    std::string identity;        ///< Passphrase: the key file; SameDevice: the reporter
    std::string instruction;     ///< KeyboardInteractive: from the server, printable
    std::vector<Prompt> prompts; ///< KeyboardInteractive
    bool retry = false;          ///< the previous answer was not accepted
};

struct Answer {
    bool accepted = false;       ///< false: cancelled or key refused
    bool remember = false;       ///< put the secret into the keyring
    std::vector<Secret> secrets; ///< one for Password, Passphrase and Vault; one a prompt for KeyboardInteractive
};

struct ActionResult {
    bool succeeded = false;
    int exitStatus = -1;
    std::string output; ///< printable, capped
};

/// The fleet as every front end sees it: snapshots in, requests as futures, everything by value, so that the
/// implementation may live in other threads or another process.
///
/// The object lives in the front end's thread; its signals arrive there, `changed` at most ten times a second.
class Engine : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Why what collects cannot be reached; empty while it can, which it always can in this process. Until it is there
    /// again, what is known grows old, and requests fail with Unreachable.
    [[nodiscard]] virtual std::optional<Error> absence() const { return std::nullopt; }
    /// Every device as of now, sorted by nothing in particular. Cheap: copies pointers.
    [[nodiscard]] virtual std::vector<DeviceStatePtr> states() const = 0;
    /// Questions still open.
    [[nodiscard]] virtual std::vector<Question> questions() const = 0;
    [[nodiscard]] virtual history::StoreState historyState() const = 0;

    /// Adds or changes devices and stores the configuration. Devices with an empty id get a new one.
    /// \return the ids in the order given   \retval InvalidInput with the device and the field   \retval Conflict
    virtual QFuture<Result<std::vector<DeviceId>>> saveDevices(std::vector<DeviceConfig> devices) = 0;
    /// Forgets devices; their history stays. \retval NotFound
    virtual QFuture<Result<void>> removeDevices(std::vector<DeviceId> ids) = 0;

    virtual void answer(std::uint64_t questionId, Answer answer) = 0;
    /// Tries a waiting or blocked device again at once.
    virtual void reconnect(const DeviceId &id) = 0;
    /// Polls these devices every second while somebody looks at them; replaces the previous set.
    virtual void watch(std::vector<DeviceId> ids) = 0;
    /// Accepts the changed key that blocks `id`, after the front end made the person confirm the fingerprint.
    virtual QFuture<Result<void>> replaceHostKey(const DeviceId &id, std::string fingerprint) = 0;
    virtual QFuture<Result<ActionResult>> act(const DeviceId &id, Action action) = 0;
    /// Asks the gateway that runs on a device, over the connection to it. \param id empty: the machine of the engine
    /// \retval NotFound no such device, or no gateway of this account runs there   \retval Unreachable, Timeout,
    /// Corrupt, Overloaded as of `GatewayLine`
    virtual QFuture<Result<GatewayAnswer>> askGateway(const DeviceId &id, GatewayRequest request) = 0;

    virtual QFuture<Result<std::vector<std::vector<history::Point>>>>
    query(const DeviceId &id, std::vector<SeriesKey> series, history::TimeRange range, std::size_t maxPoints) = 0;
    /// The `count` series of `metric`, over all devices with a history, also removed ones, that come first by `by`.
    virtual QFuture<Result<std::vector<history::Ranked>>> top(Metric metric, history::TimeRange range,
                                                              history::RankBy by, std::size_t count) = 0;
    virtual QFuture<Result<std::vector<SeriesKey>>> series(const DeviceId &id) = 0;
    virtual QFuture<Result<std::optional<history::TimeRange>>> extent(const DeviceId &id) = 0;
    virtual QFuture<Result<std::vector<Event>>> events(const DeviceId &id, history::TimeRange range,
                                                       std::size_t limit) = 0;

    /// The brokers that are listened to, in the order in which they are configured.
    [[nodiscard]] virtual std::vector<BrokerConfig> brokers() const = 0;
    /// How they stand; without those that are not enabled.
    [[nodiscard]] virtual std::vector<BrokerState> brokerStates() const = 0;
    /// Replaces the brokers and stores them; what is bound on one that is gone is forgotten. \param password of a
    /// broker by its name, where it is new; empty: forgotten \retval InvalidInput with the broker and the field \retval
    /// Conflict two have one name
    virtual QFuture<Result<void>> saveBrokers(std::vector<BrokerConfig> brokers,
                                              std::map<std::string, Secret> passwords) = 0;
    /// Sets up a broker that the console runs on this computer from now on, and listens to it.
    /// \return its name   \retval NotFound mosquitto is not installed, or there is nowhere to keep its files
    /// \retval Conflict there is one already   \retval InvalidInput not a port that a user may take
    virtual QFuture<Result<std::string>> setUpLocalBroker(std::uint16_t port) = 0;
    /// With what clients sign in to it. \retval NotFound none is run here
    virtual QFuture<Result<std::vector<BrokerAccount>>> localAccounts() = 0;
    /// What was seen on a broker. \retval NotFound there is none of this name that is enabled
    virtual QFuture<Result<BrokerTraffic>> traffic(const std::string &broker) = 0;
    /// The topics that were bound by hand.
    [[nodiscard]] virtual std::vector<Binding> bindings() const = 0;
    /// Replaces the bindings and stores them. A device named by none of the fleet is made with its first value.
    /// \retval InvalidInput with the topic and what is wrong   \retval Overloaded there are more than can be
    virtual QFuture<Result<void>> saveBindings(std::vector<Binding> bindings) = 0;
    /// The latest message of a topic since somebody asked first: asking has the broker listened to for the topic, for
    /// ten seconds after each time. \retval NotFound there is no broker of this name that is enabled
    virtual QFuture<Result<TopicMessage>> follow(const std::string &broker, const std::string &topic) = 0;
    /// Listens to everything on a broker for so long, not only to what is known.
    virtual void survey(const std::string &broker, Seconds time) = 0;
    /// The public key with which agents recognise the commands of this console, for `agent.toml`.
    /// \retval NotFound there is nowhere to keep its secret
    virtual QFuture<Result<std::string>> commandKey() = 0;

    /// Puts the agent on a Pi over its connection, so that it reports to a broker; `installAdvanced` tells how it goes.
    /// It is there when the first reading has come; whatever fails before that, the Pi undoes all of it.
    /// \retval NotFound no such device or broker, or no package for this Pi   \retval Unreachable not connected to the
    /// Pi or the broker   \retval Conflict an installation is under way   \retval Unauthorized, Timeout, Cancelled,
    /// Internal with words on whether all is as it was
    virtual QFuture<Result<InstalledAgent>> installAgent(const DeviceId &id, AgentInstall install) = 0;
    /// Removes it, with its settings and the readings it kept. Errors as of `installAgent`.
    virtual QFuture<Result<void>> removeAgent(const DeviceId &id) = 0;
    /// Has an installation under way undone.
    virtual void cancelInstall(const DeviceId &id) = 0;

signals:
    void absenceChanged();
    void installAdvanced(const piuptime::DeviceId &id, const piuptime::InstallProgress &progress);
    /// The state of a broker changed, or the brokers.
    void brokersChanged();
    void bindingsChanged();
    void changed(const piuptime::fleet::FleetChange &change);
    void eventHappened(const piuptime::Event &event);
    void questionAsked(const piuptime::fleet::Question &question);
    /// Answered elsewhere, or no longer needed.
    void questionWithdrawn(quint64 questionId);
    void historyStateChanged(const piuptime::history::StoreState &state);
};

} // namespace piuptime::fleet
