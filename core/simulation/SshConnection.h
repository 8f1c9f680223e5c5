// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/PiHost.h"
#include "core/simulation/SshCommand.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <list>
#include <memory>

namespace piuptime::simulation {

/// One SSH connection to a simulated Pi: key exchange, sign-in and any number of commands, without ever blocking.
/// libssh does the protocol; the loop says when there is something to do.
class SshConnection final : public Connection
{
public:
    /// Takes `fd` over. \return null when libssh refuses; `fd` is closed then
    [[nodiscard]] static std::unique_ptr<SshConnection> open(PiHost &host, int fd);
    ~SshConnection() override;
    void fallSilent() override;

    /// Whether the socket takes more; libssh would buffer without bound.
    [[nodiscard]] bool canWrite() const;
    /// Writes what waits, as far as the peer takes it, and asks to be woken for the rest.
    void flush();
    void closeWhenWritten() { m_closing = true; }

private:
    explicit SshConnection(PiHost &host);
    [[nodiscard]] bool start(int fd);

    void serve();
    [[nodiscard]] bool checkSignIn(bool accepted);

    static int onPassword(ssh_session, const char *user, const char *password, void *self);
    static int onNone(ssh_session, const char *user, void *self);
    static int onKey(ssh_session, const char *user, ssh_key_struct *key, char signature, void *self);
    static ssh_channel onChannel(ssh_session, void *self);
    static int onMessage(ssh_session, ssh_message message, void *self);

    PiHost &m_host;
    ssh_session m_session = nullptr;
    ssh_event m_event = nullptr;
    ssh_server_callbacks_struct m_callbacks{};
    std::uint64_t m_watch = 0;
    int m_refusals = 0;
    bool m_silent = false;
    bool m_closing = false; ///< ends when all output is written
    std::list<std::unique_ptr<SshCommand>> m_commands;
};

} // namespace piuptime::simulation
