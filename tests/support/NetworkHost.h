// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QProcess>
#include <QStringList>

#include <memory>

namespace piuptime::test {

/// A host of its own in a test: a network namespace with one interface, `cable`, which leads to a switch. It has no
/// name and is held by a process that dies with the test, so nothing of it can stay behind. Needs iproute2.
/// For tests only: its methods wait.
class NetworkHost
{
public:
    /// Gives this process a network of its own for good: a switch with this address, to which all hosts are connected.
    /// Called once, before there are other threads. \param address such as `10.77.0.1/24`
    /// \retval Unauthorized the system lets nobody but root do that   \retval NotFound it lacks what it takes
    [[nodiscard]] static Result<void> makeSwitch(const QString &address);

    /// \param name at most ten letters   \param address with the length of its network, as above
    [[nodiscard]] static Result<std::unique_ptr<NetworkHost>> make(const QString &name, const QString &address);
    ~NetworkHost();

    /// What is started by `process` from now on runs on this host.
    void adopt(QProcess &process) const;
    /// Runs a tool on this host. \retval NotFound there is none of this name \retval Internal it fails; with its words
    [[nodiscard]] Result<void> run(const QStringList &command) const;

    /// Pulls the cable out of the switch, and puts it in again.
    [[nodiscard]] Result<void> unplug() const;
    [[nodiscard]] Result<void> plugIn() const;
    /// The host's place at the switch, an interface there.
    [[nodiscard]] QString port() const { return m_port; }

private:
    explicit NetworkHost(const QString &name)
        : m_port(QStringLiteral("to-") + name)
    {
    }

    QString m_port;
    QProcess m_holder;
};

/// Runs a tool in the network of this process. \retval NotFound, Internal as `NetworkHost::run`
[[nodiscard]] Result<void> runAtSwitch(const QStringList &command);

} // namespace piuptime::test
