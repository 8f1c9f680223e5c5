// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/SshdServer.h"

#include <QTemporaryDir>

#include <memory>

namespace piuptime::test {

/// A machine that looks like this one and is reached by OpenSSH: packages can be installed on it, and all of it goes
/// when the object goes. Its network is this machine's. Where it has no systemd, a script stands in for that.
/// Only root can make one. For tests only: its methods wait.
class StagedMachine
{
public:
    /// \retval Unauthorized this needs root and namespaces   \retval NotFound, Internal as of `SshdServer::start`
    [[nodiscard]] static Result<std::unique_ptr<StagedMachine>> start();

    [[nodiscard]] SshdServer &server() { return *m_server; }
    /// The same folder there and here.
    [[nodiscard]] QString sharedFolder() const { return m_server->directory(); }
    /// What a command of the shell prints there.
    [[nodiscard]] QByteArray run(const QString &command) const;

private:
    StagedMachine() = default;

    QTemporaryDir m_root;
    std::unique_ptr<SshdServer> m_server;
};

} // namespace piuptime::test
