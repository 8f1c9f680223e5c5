// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Probe.h"
#include "core/simulation/DemoFleet.h"

#include <QProcess>
#include <QTemporaryDir>

#include <optional>

/// The OpenSSH client of this machine, talking to one simulated Pi.
class OpenSsh
{
public:
    OpenSsh(const piuptime::simulation::DemoFleet &fleet, std::size_t index);
    ~OpenSsh();

    /// Instead of with the key of the fleet. \param method as OpenSSH names it
    void signInWith(const QString &method, const QString &password);

    /// Runs `command` to its end. \return its exit status; 255 when there was no connection
    int run(const QString &command);

    /// Starts the probe and waits for its greeting.
    bool startProbe();
    void sendAsk(const piuptime::collect::Ask &ask);
    /// Asks and waits for the whole answer.
    std::optional<piuptime::Reading> ask(const piuptime::collect::Ask &ask);
    /// What comes within `milliseconds`; empty when nothing did.
    QByteArray read(int milliseconds);

    bool waitForEnd();
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    int exitStatus() const { return m_process.exitCode(); }
    QByteArray errors();

private:
    QStringList arguments() const;

    QTemporaryDir m_directory;
    QProcess m_process;
    QString m_keyFile;
    QString m_address;
    quint16 m_port;
    QString m_method = QStringLiteral("publickey");
    std::string m_nonce = piuptime::collect::freshNonce();
    piuptime::collect::ReadingBuilder m_builder;
    QByteArray m_errors;
};
