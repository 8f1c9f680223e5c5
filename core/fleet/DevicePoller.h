// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/Alarm.h"
#include "core/async/Wait.h"
#include "core/base/Backoff.h"
#include "core/base/CircuitBreaker.h"
#include "core/fleet/AgentInstaller.h"
#include "core/fleet/DeviceRecord.h"
#include "core/fleet/Engine.h"
#include "core/fleet/GatewayMeter.h"
#include "core/fleet/Link.h"
#include "core/fleet/ProbeClient.h"

#include <QCoroTask>
#include <QObject>

#include <memory>
#include <optional>

namespace piuptime::fleet {

struct PollingOptions {
    Seconds fast{10};   ///< between readings
    Seconds watched{1}; ///< the same while somebody looks at the device
    Seconds slow{300};  ///< between readings of what changes seldom
    Milliseconds fastDeadline{15'000};
    Milliseconds slowDeadline{90'000};
    Milliseconds shellDeadline{20'000}; ///< to open the shell and start the probe
    Milliseconds actionDeadline{60'000};
    Milliseconds gatewayDeadline{15'000};
    Backoff::Policy backoff;
    CircuitBreaker::Policy breaker;
};

/// Keeps one device connected and read: connects, asks at its cadence, waits longer after each failure. Takes what the
/// device reports by itself as well, and asks seldom then. Thread: the collector thread it was made in.
class DevicePoller : public QObject
{
    Q_OBJECT
public:
    struct Services {
        std::shared_ptr<const Clock> clock;
        LinkOpener openLink;
        StateBoard *board = nullptr;
        history::HistoryStore *history = nullptr; ///< null: nothing is kept
        PollingOptions polling;
        HealthThresholds thresholds;
    };

    /// \param remembered newest values of an earlier run, shown until the first answer
    DevicePoller(DeviceConfig config, Services services, std::optional<Reading> remembered = {});
    ~DevicePoller() override;

    /// Starts after `delay`, so that a large fleet does not sign in within one instant.
    void start(Milliseconds delay);
    /// Ends the connection and the loop; `stopped` follows, then the object may go.
    void stop();
    void setWatched(bool watched);
    /// Tries again at once, whatever the breaker and the backoff say.
    void reconnect();
    /// A person has to answer before the connection goes on, or has answered.
    void setWaitingForAnswer(bool waiting);
    /// Changes name, site, tags and notes without touching the connection.
    void relabel(const DeviceConfig &config);
    /// Temperatures of an earlier run, in time order, to go on from.
    void recallTemperatures(const std::vector<history::Point> &past);
    /// The device has told these by itself; the history has them already.
    void takeReported(const std::vector<Reading> &readings);
    /// Values that a person bound to the device; the history has them already.
    void takeBound(const std::vector<Reading> &readings) { m_record.showBound(readings); }
    /// \param retained nobody knows from when it is: a device that was heard of meanwhile is not taken for dead
    void takeAvailability(bool isOnline, bool retained);
    /// How often it reports.
    void setReportInterval(Seconds interval);
    /// Somebody did something to the device, not over this connection. \param line for the audit log
    void noteAction(const std::string &line, bool succeeded);
    /// \retval Unreachable there is no connection   \retval InvalidInput not a unit name
    [[nodiscard]] QCoro::Task<Result<ActionResult>> act(Action action);

    /// Asks the gateway on the device. \retval Unreachable there is no connection   \retval …  as of `GatewayLine`
    [[nodiscard]] QCoro::Task<Result<GatewayAnswer>> askGateway(GatewayRequest request);

    /// `services.link` and `services.ending` are set here. Errors as of `fleet::installAgent`.
    [[nodiscard]] QCoro::Task<Result<InstalledAgent>> installAgent(InstallServices services, AgentFiles files);
    [[nodiscard]] QCoro::Task<Result<void>> removeAgent(InstallServices services);

    [[nodiscard]] const DeviceId &id() const { return m_record.id(); }

signals:
    void stopped();

private:
    QCoro::Task<void> run(Milliseconds delay);
    QCoro::Task<void> waitForTurn();
    QCoro::Task<Result<void>> connectAndPoll();
    QCoro::Task<Result<void>> poll(std::shared_ptr<ProbeClient> probe);
    QCoro::Task<void> rest(MonoTime until);
    void connectionEnded(const Error &error);
    [[nodiscard]] InstallServices completed(InstallServices services);
    /// Tells that it has stopped, once nothing runs any more.
    void endIfIdle();
    [[nodiscard]] Seconds interval() const;
    void learnInterval(Seconds pause);
    /// Whether the device reports by itself, so that asking it tells little more.
    [[nodiscard]] bool isReporting() const;
    [[nodiscard]] bool hasConnection() const { return m_record.config().source != DeviceConfig::Source::Mqtt; }

    Services m_services;
    DeviceRecord m_record;
    Backoff m_backoff;
    CircuitBreaker m_breaker;
    async::Gate m_nudge; ///< opened when a wait should look again
    std::shared_ptr<Link> m_link;
    std::shared_ptr<GatewayLine> m_gateway = std::make_shared<GatewayLine>();
    std::shared_ptr<GatewayMeter> m_gatewayMeter = std::make_shared<GatewayMeter>(m_gateway);
    std::optional<MonoTime> m_nextAttempt; ///< empty: at once
    std::optional<MonoTime> m_reportedAt;  ///< when it told something by itself, last
    Seconds m_reportInterval{10};
    std::stop_source m_ending;
    int m_installing = 0; ///< installations under way
    bool m_watched = false;
    bool m_running = false;
    bool m_stopping = false;
    bool m_retryNow = false;
};

} // namespace piuptime::fleet
