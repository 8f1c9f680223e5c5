// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/model/Broker.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::broker {

/// Supervises a mosquitto of its own: starts it, starts it again when it ends, stops it. Thread: the one it was made
/// in.
class LocalBroker final : public QObject
{
    Q_OBJECT
public:
    struct Options {
        std::string folder; ///< for all it keeps; made when it is not there, for this user only
        std::uint16_t port = kMqttTlsPort;
        std::string agentsTopic = BrokerConfig{}.topic;
        std::string program; ///< empty: mosquitto as it is installed
        Backoff::Policy backoff{Milliseconds{1000}, Milliseconds{60'000}, 2.0};
        Milliseconds addressesEvery{60'000}; ///< how often it is looked whether this computer has other addresses
        Milliseconds saveEvery{60'000};      ///< how long what it holds may be in memory alone
    };
    enum class State : std::uint8_t { Stopped, Starting, Running, Waiting };

    /// Makes or reads accounts and certificates. Takes some milliseconds of disk and CPU.
    /// \retval NotFound mosquitto is not installed   \retval Corrupt, Internal a file in the folder; the detail says
    /// which
    [[nodiscard]] static Result<std::unique_ptr<LocalBroker>> open(Options options);
    /// Stops it.
    ~LocalBroker() override;

    void start();
    /// Asks it to end, and waits up to five seconds for what it writes.
    void stop();

    [[nodiscard]] State state() const { return m_state; }
    /// Why it is not running; while it waits to be started again.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// In the order of `BrokerAccount::Purpose`.
    [[nodiscard]] const std::vector<BrokerAccount> &accounts() const { return m_accounts; }
    /// What a client must trust.
    [[nodiscard]] std::string authorityFile() const { return path("ca.pem"); }
    /// How this console reaches it.
    [[nodiscard]] BrokerConfig config(const std::string &name) const;

signals:
    void changed();

private:
    explicit LocalBroker(Options options);
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> readAccounts();
    [[nodiscard]] Result<void> makePasswordFile() const;
    [[nodiscard]] Result<void> readAuthority();
    [[nodiscard]] Result<void> makeServerCertificate();
    [[nodiscard]] Result<void> writeConfiguration() const;
    [[nodiscard]] std::string path(const char *name) const { return m_options.folder + '/' + name; }
    void launch();
    void readLog();
    void ended();
    void renewAddresses();
    void signal(int number);
    void setState(State state);

    Options m_options;
    std::string m_passwordTool;
    std::vector<BrokerAccount> m_accounts;
    std::string m_authority;          ///< PEM
    std::string m_authorityKey;       ///< PEM
    std::vector<std::string> m_hosts; ///< that the certificate is made out to
    QProcess m_process;
    QTimer m_again;
    QTimer m_addresses;
    QTimer m_save;
    Backoff m_backoff;
    QByteArray m_lastLine; ///< of what it said
    std::optional<Error> m_problem;
    State m_state = State::Stopped;
};

} // namespace piuptime::broker
