// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/PiProbe.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::simulation {

class PiHost;
class SshConnection;

/// A channel of a connection and the command that runs in it: the probe, or one that changes the Pi.
/// Gives its output the way the fault of the Pi wants it.
class SshCommand
{
public:
    /// \return null when libssh has no channel
    [[nodiscard]] static std::unique_ptr<SshCommand> open(SshConnection &connection, PiHost &host, ssh_session session);
    SshCommand(const SshCommand &) = delete;
    SshCommand &operator=(const SshCommand &) = delete;

    [[nodiscard]] ssh_channel channel() const { return m_channel; }
    /// Writes what waits as far as the peer takes it. \return whether more could be written once the socket takes it
    [[nodiscard]] bool flush();
    /// Whether it has come to its end and all its output is written; then `finish` tells the peer.
    [[nodiscard]] bool isDone() const { return m_exitStatus && m_output.empty() && !m_endless; }
    void finish();

private:
    SshCommand(SshConnection &connection, PiHost &host);

    void execute(std::string_view text);
    void takeInput(std::string_view input);
    void deliver(std::string answer);
    void deliverLater(std::string answer);

    static int onExec(ssh_session, ssh_channel, const char *text, void *self);
    static int onShell(ssh_session, ssh_channel, void *self);
    static int onPty(ssh_session, ssh_channel, const char *, int, int, int, int, void *);
    static int onData(ssh_session, ssh_channel, void *bytes, std::uint32_t length, int isError, void *self);
    static void onEof(ssh_session, ssh_channel, void *self);
    static void onClose(ssh_session, ssh_channel, void *self);

    SshConnection &m_connection;
    PiHost &m_host;
    ssh_channel m_channel = nullptr; ///< libssh frees it with the session
    ssh_channel_callbacks_struct m_callbacks{};
    std::optional<PiProbe> m_probe;
    std::string m_output;
    bool m_endless = false;
    bool m_killed = false;
    std::optional<int> m_exitStatus;
    std::shared_ptr<char> m_alive = std::make_shared<char>(); ///< for timers that may outlive the command
};

} // namespace piuptime::simulation
