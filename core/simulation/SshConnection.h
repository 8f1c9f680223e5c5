// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/PiHost.h"
#include "core/simulation/PiProbe.h"

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

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

private:
    /// A command that runs, or will.
    struct Command {
        SshConnection *connection = nullptr;
        ssh_channel channel = nullptr;
        ssh_channel_callbacks_struct callbacks{};
        std::optional<PiProbe> probe;
        std::string output;
        bool endless = false;
        bool killed = false;
        std::optional<int> exitStatus; ///< set: ends when all output is written
    };

    explicit SshConnection(PiHost &host);
    [[nodiscard]] bool start(int fd);

    void serve();
    void flush();
    [[nodiscard]] bool flush(Command &command);
    void finish(Command &command);
    [[nodiscard]] bool canWrite() const;
    [[nodiscard]] bool checkSignIn(bool accepted);
    void execute(Command &command, std::string_view text);
    void takeInput(Command &command, std::string_view input);
    void deliver(Command &command, std::string answer);

    static int onPassword(ssh_session, const char *user, const char *password, void *self);
    static int onNone(ssh_session, const char *user, void *self);
    static int onKey(ssh_session, const char *user, ssh_key_struct *key, char signature, void *self);
    static ssh_channel onChannel(ssh_session, void *self);
    static int onMessage(ssh_session, ssh_message message, void *self);
    static int onExec(ssh_session, ssh_channel, const char *text, void *command);
    static int onShell(ssh_session, ssh_channel, void *command);
    static int onPty(ssh_session, ssh_channel, const char *, int, int, int, int, void *command);
    static int onData(ssh_session, ssh_channel, void *bytes, std::uint32_t length, int isError, void *command);
    static void onEof(ssh_session, ssh_channel, void *command);
    static void onClose(ssh_session, ssh_channel, void *command);

    PiHost &m_host;
    ssh_session m_session = nullptr;
    ssh_event m_event = nullptr;
    ssh_server_callbacks_struct m_callbacks{};
    std::uint64_t m_watch = 0;
    int m_refusals = 0;
    bool m_silent = false;
    bool m_closing = false; ///< ends when all output is written
    std::list<std::unique_ptr<Command>> m_commands;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true); ///< for timers that outlive the connection
};

} // namespace piuptime::simulation
