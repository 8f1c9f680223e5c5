// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/SshCommand.h"

#include "core/collect/Probe.h"
#include "core/simulation/PiHost.h"
#include "core/simulation/Shell.h"
#include "core/simulation/SshConnection.h"

#include <algorithm>

namespace piuptime::simulation {
namespace {

constexpr std::size_t kMaxOutput = 4 * collect::kMaxRecordBytes; ///< waiting for a client that does not read
constexpr std::size_t kChunk = 32 * 1024;
constexpr int kKilled = 137;
constexpr int kNotAnAsk = 2;
constexpr Milliseconds kTimeToSayGoodbye{200}; ///< as systemd takes a moment to stop the SSH server

} // namespace

std::unique_ptr<SshCommand> SshCommand::open(SshConnection &connection, PiHost &host, ssh_session session)
{
    std::unique_ptr<SshCommand> command(new SshCommand(connection, host));
    command->m_channel = ssh_channel_new(session);
    if (!command->m_channel)
        return nullptr;
    ssh_set_channel_callbacks(command->m_channel, &command->m_callbacks);
    return command;
}

SshCommand::SshCommand(SshConnection &connection, PiHost &host)
    : m_connection(connection)
    , m_host(host)
{
    m_callbacks.userdata = this;
    m_callbacks.channel_exec_request_function = onExec;
    m_callbacks.channel_shell_request_function = onShell;
    m_callbacks.channel_pty_request_function = onPty;
    m_callbacks.channel_data_function = onData;
    m_callbacks.channel_eof_function = onEof;
    m_callbacks.channel_close_function = onClose;
    ssh_callbacks_init(&m_callbacks);
}

bool SshCommand::flush()
{
    if (m_endless && m_output.empty() && m_connection.canWrite())
        m_output.assign(kChunk, 'x');
    while (!m_output.empty() && m_connection.canWrite()) {
        const std::size_t room = std::min<std::size_t>(ssh_channel_window_size(m_channel), kChunk);
        if (room == 0)
            return false; // the peer's window opens with a packet, which wakes us
        const auto length = static_cast<std::uint32_t>(std::min(room, m_output.size()));
        const int written = ssh_channel_write(m_channel, m_output.data(), length);
        if (written <= 0)
            return false;
        m_output.erase(0, static_cast<std::size_t>(written));
    }
    return !m_output.empty() || m_endless;
}

void SshCommand::finish()
{
    if (m_killed)
        ssh_channel_request_send_exit_signal(m_channel, "KILL", 0, "", "");
    else
        ssh_channel_request_send_exit_status(m_channel, *m_exitStatus);
    ssh_remove_channel_callbacks(m_channel, &m_callbacks);
    ssh_channel_send_eof(m_channel);
    ssh_channel_close(m_channel);
    ssh_channel_free(m_channel);
}

int SshCommand::onExec(ssh_session, ssh_channel, const char *text, void *self)
{
    static_cast<SshCommand *>(self)->execute(text);
    return 0;
}

int SshCommand::onShell(ssh_session, ssh_channel, void *self)
{
    auto &command = *static_cast<SshCommand *>(self);
    command.m_output = "This Raspberry Pi is simulated: it answers Pi Uptime, and has no shell.\r\n";
    command.m_exitStatus = 0;
    return 0;
}

int SshCommand::onPty(ssh_session, ssh_channel, const char *, int, int, int, int, void *)
{
    return 0;
}

int SshCommand::onData(ssh_session, ssh_channel, void *bytes, std::uint32_t length, int, void *self)
{
    static_cast<SshCommand *>(self)->takeInput({static_cast<const char *>(bytes), length});
    return static_cast<int>(length);
}

void SshCommand::onEof(ssh_session, ssh_channel, void *self)
{
    auto &command = *static_cast<SshCommand *>(self);
    if (!command.m_exitStatus)
        command.m_exitStatus = 0; // a shell ends with its input
}

void SshCommand::onClose(ssh_session, ssh_channel, void *self)
{
    auto &command = *static_cast<SshCommand *>(self);
    command.m_output.clear();
    command.m_endless = false;
    command.m_exitStatus = 0;
}

void SshCommand::execute(std::string_view text)
{
    if (text == collect::kProbeCommand || text == "exec sh" || text == "sh") {
        m_probe.emplace();
        return;
    }
    const ShellResult result = runOnPi(text, m_host.pi());
    m_output = result.output;
    m_exitStatus = result.exitStatus;
    using enum ShellResult::Effect;
    if (result.effect != None)
        ++m_host.settings().counters.actions;
    if (result.effect == Reboot)
        m_host.loop().after(kTimeToSayGoodbye, [host = &m_host] { host->reboot(); });
    if (result.effect == PowerOff)
        m_host.loop().after(kTimeToSayGoodbye, [host = &m_host] { host->powerOff(); });
}

void SshCommand::takeInput(std::string_view input)
{
    if (!m_probe || m_exitStatus || m_endless)
        return;
    const bool greeted = m_probe->isGreeted();
    const Honesty honesty = m_host.fault() == Fault::HostileValues ? Honesty::Hostile : Honesty::Plain;
    std::string answer;
    const bool runs = m_probe->feed(input, m_host.pi(), honesty, answer);
    if (!answer.empty() && !greeted)
        m_output += answer; // no fault spoils the greeting
    else if (!answer.empty())
        deliver(std::move(answer));
    if (!runs && !m_exitStatus)
        m_exitStatus = kNotAnAsk;
    if (m_output.size() > kMaxOutput)
        m_host.end(m_connection);
}

void SshCommand::deliver(std::string answer)
{
    ++m_host.settings().counters.answers;
    const std::size_t half = answer.size() / 2;
    switch (m_host.fault()) {
    case Fault::Stall:
        return;
    case Fault::Slow:
        return deliverLater(std::move(answer));
    case Fault::EndlessOutput:
        m_endless = true;
        return;
    case Fault::GarbageRecord:
        for (std::size_t i = 0; i < answer.size(); ++i)
            answer[i] = static_cast<char>(m_host.pi().noise().bits("garbage", i));
        break;
    case Fault::TruncatedRecord:
        answer.resize(half);
        m_connection.closeWhenWritten();
        break;
    case Fault::ProbeDies:
        answer.resize(half);
        m_killed = true;
        m_exitStatus = kKilled;
        break;
    default:
        break;
    }
    m_output += answer;
}

void SshCommand::deliverLater(std::string answer)
{
    const std::weak_ptr<char> alive = m_alive;
    m_host.loop().after(m_host.delay(), [this, alive, answer = std::move(answer)] {
        if (alive.expired())
            return;
        m_output += answer;
        m_connection.flush();
    });
}

} // namespace piuptime::simulation
