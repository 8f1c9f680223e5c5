// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/SshConnection.h"

#include "core/base/Text.h"
#include "core/collect/Probe.h"
#include "core/simulation/Shell.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace piuptime::simulation {
namespace {

constexpr int kMaxRefusals = 6;
constexpr std::size_t kMaxCommands = 8;
constexpr std::size_t kMaxOutput = 4 * collect::kMaxRecordBytes; ///< waiting for a client that does not read
constexpr std::size_t kChunk = 32 * 1024;
constexpr int kKilled = 137;

} // namespace

std::unique_ptr<SshConnection> SshConnection::open(PiHost &host, int fd)
{
    std::unique_ptr<SshConnection> connection(new SshConnection(host));
    if (!connection->start(fd))
        return nullptr;
    return connection;
}

SshConnection::SshConnection(PiHost &host)
    : m_host(host)
    , m_session(ssh_new())
    , m_event(ssh_event_new())
{
}

SshConnection::~SshConnection()
{
    *m_alive = false;
    m_host.loop().remove(m_watch);
    ssh_event_remove_session(m_event, m_session);
    ssh_event_free(m_event);
    ssh_set_message_callback(m_session, nullptr, nullptr);
    ssh_free(m_session); // with its channels and its socket
}

bool SshConnection::start(int fd)
{
    const ssh_bind bind = m_host.bind();
    if (!bind || ssh_bind_accept_fd(bind, m_session, fd) != SSH_OK) {
        close(fd);
        return false;
    }
    ssh_set_blocking(m_session, 0);
    m_callbacks.userdata = this;
    m_callbacks.auth_password_function = onPassword;
    m_callbacks.auth_none_function = onNone;
    m_callbacks.auth_pubkey_function = onKey;
    m_callbacks.channel_open_request_session_function = onChannel;
    ssh_callbacks_init(&m_callbacks);
    ssh_set_server_callbacks(m_session, &m_callbacks);
    ssh_set_message_callback(m_session, onMessage, this);
    const bool passwords = !m_host.settings().signIn.password.empty();
    ssh_set_auth_methods(m_session, SSH_AUTH_METHOD_PUBLICKEY
                                        | (passwords ? SSH_AUTH_METHOD_PASSWORD | SSH_AUTH_METHOD_INTERACTIVE : 0));
    if (ssh_handle_key_exchange(m_session) == SSH_ERROR)
        return false;
    ssh_event_add_session(m_event, m_session);
    // The first event comes at once: whatever the key exchange has read or left to write so far is seen to.
    m_watch = m_host.loop().add(fd, EPOLLIN | EPOLLOUT, [this](std::uint32_t) { serve(); });
    return true;
}

void SshConnection::fallSilent()
{
    m_silent = true;
    m_host.loop().change(m_watch, 0);
}

void SshConnection::serve()
{
    if (m_silent)
        return m_host.end(*this); // only a dead socket wakes a silent connection
    const int result = ssh_event_dopoll(m_event, 0);
    flush();
    const bool gone = result == SSH_ERROR || (ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0;
    if (gone || (m_closing && canWrite()) || m_refusals >= kMaxRefusals)
        m_host.end(*this);
}

bool SshConnection::canWrite() const
{
    return (ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING) == 0;
}

/// Writes what waits, as far as the peer takes it, and asks to be woken for the rest.
void SshConnection::flush()
{
    if (m_silent)
        return;
    bool more = false;
    for (auto command = m_commands.begin(); command != m_commands.end();) {
        const bool waiting = flush(**command);
        more = more || waiting;
        if (!waiting && (*command)->exitStatus) {
            finish(**command);
            command = m_commands.erase(command);
        } else {
            ++command;
        }
    }
    m_host.loop().change(m_watch, more || !canWrite() || m_closing ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

/// \return whether more could be written once the socket takes it
bool SshConnection::flush(Command &command)
{
    static const std::string kLine(kChunk, 'x');
    if (command.endless && command.output.empty() && canWrite())
        command.output = kLine;
    while (!command.output.empty() && canWrite()) {
        const std::size_t room = std::min<std::size_t>(ssh_channel_window_size(command.channel), kChunk);
        if (room == 0)
            return false; // the peer's window opens with a packet, which wakes us
        const auto length = static_cast<std::uint32_t>(std::min(room, command.output.size()));
        const int written = ssh_channel_write(command.channel, command.output.data(), length);
        if (written <= 0)
            return false;
        command.output.erase(0, static_cast<std::size_t>(written));
    }
    return !command.output.empty() || command.endless;
}

void SshConnection::finish(Command &command)
{
    if (command.killed)
        ssh_channel_request_send_exit_signal(command.channel, "KILL", 0, "", "");
    else
        ssh_channel_request_send_exit_status(command.channel, *command.exitStatus);
    ssh_remove_channel_callbacks(command.channel, &command.callbacks);
    ssh_channel_send_eof(command.channel);
    ssh_channel_close(command.channel);
    ssh_channel_free(command.channel);
}

bool SshConnection::checkSignIn(bool accepted)
{
    const bool in = accepted && m_host.fault() != Fault::RefuseSignIn;
    ServerCounters &counters = m_host.settings().counters;
    ++(in ? counters.signIns : counters.refusedSignIns);
    m_refusals += in ? 0 : 1;
    return in;
}

int SshConnection::onPassword(ssh_session, const char *, const char *password, void *self)
{
    auto &connection = *static_cast<SshConnection *>(self);
    const std::string &expected = connection.m_host.settings().signIn.password;
    const bool accepted = connection.checkSignIn(!expected.empty() && expected == password);
    return accepted ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
}

int SshConnection::onNone(ssh_session, const char *, void *self)
{
    auto &connection = *static_cast<SshConnection *>(self);
    // Every client asks for `none` first, to learn the methods: that is no refusal.
    if (!connection.m_host.settings().signIn.none)
        return SSH_AUTH_DENIED;
    return connection.checkSignIn(true) ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
}

int SshConnection::onKey(ssh_session, const char *, ssh_key_struct *key, char signature, void *self)
{
    auto &connection = *static_cast<SshConnection *>(self);
    const auto &keys = connection.m_host.settings().signIn.authorisedKeys;
    const bool known = std::ranges::any_of(
        keys, [&](const SignIn::Key &one) { return ssh_key_cmp(one.get(), key, SSH_KEY_CMP_PUBLIC) == 0; });
    if (signature == SSH_PUBLICKEY_STATE_NONE && known && connection.m_host.fault() != Fault::RefuseSignIn)
        return SSH_AUTH_SUCCESS; // only asks whether the key would do
    const bool accepted = connection.checkSignIn(known && signature == SSH_PUBLICKEY_STATE_VALID);
    return accepted ? SSH_AUTH_SUCCESS : SSH_AUTH_DENIED;
}

/// Keyboard-interactive has no callback of its own in libssh 0.10.
int SshConnection::onMessage(ssh_session session, ssh_message message, void *self)
{
    if (ssh_message_type(message) != SSH_REQUEST_AUTH || ssh_message_subtype(message) != SSH_AUTH_METHOD_INTERACTIVE)
        return 1; // libssh refuses it
    auto &connection = *static_cast<SshConnection *>(self);
    const std::string &expected = connection.m_host.settings().signIn.password;
    if (expected.empty())
        return 1;
    if (!ssh_message_auth_kbdint_is_response(message)) {
        const char *prompt = "Password: ";
        char echo = 0;
        ssh_message_auth_interactive_request(message, "", "", 1, &prompt, &echo);
        return 0;
    }
    const char *answer = ssh_userauth_kbdint_getnanswers(session) == 1 ? ssh_userauth_kbdint_getanswer(session, 0) : "";
    if (!connection.checkSignIn(answer && expected == answer))
        return 1;
    ssh_message_auth_reply_success(message, 0);
    return 0;
}

ssh_channel SshConnection::onChannel(ssh_session session, void *self)
{
    auto &connection = *static_cast<SshConnection *>(self);
    if (connection.m_commands.size() >= kMaxCommands)
        return nullptr;
    auto command = std::make_unique<Command>();
    command->connection = &connection;
    command->channel = ssh_channel_new(session);
    if (!command->channel)
        return nullptr;
    command->callbacks.userdata = command.get();
    command->callbacks.channel_exec_request_function = onExec;
    command->callbacks.channel_shell_request_function = onShell;
    command->callbacks.channel_pty_request_function = onPty;
    command->callbacks.channel_data_function = onData;
    command->callbacks.channel_eof_function = onEof;
    command->callbacks.channel_close_function = onClose;
    ssh_callbacks_init(&command->callbacks);
    ssh_set_channel_callbacks(command->channel, &command->callbacks);
    connection.m_commands.push_back(std::move(command));
    return connection.m_commands.back()->channel;
}

int SshConnection::onExec(ssh_session, ssh_channel, const char *text, void *userData)
{
    auto &command = *static_cast<Command *>(userData);
    command.connection->execute(command, text);
    return 0;
}

int SshConnection::onShell(ssh_session, ssh_channel, void *userData)
{
    auto &command = *static_cast<Command *>(userData);
    command.output = "This Raspberry Pi is simulated: it answers Pi Uptime, and has no shell.\r\n";
    command.exitStatus = 0;
    return 0;
}

int SshConnection::onPty(ssh_session, ssh_channel, const char *, int, int, int, int, void *)
{
    return 0;
}

int SshConnection::onData(ssh_session, ssh_channel, void *bytes, std::uint32_t length, int, void *userData)
{
    auto &command = *static_cast<Command *>(userData);
    command.connection->takeInput(command, {static_cast<const char *>(bytes), length});
    return static_cast<int>(length);
}

void SshConnection::onEof(ssh_session, ssh_channel, void *userData)
{
    auto &command = *static_cast<Command *>(userData);
    if (!command.exitStatus)
        command.exitStatus = 0; // the shell ends with its input
}

void SshConnection::onClose(ssh_session, ssh_channel, void *userData)
{
    auto &command = *static_cast<Command *>(userData);
    command.output.clear();
    command.endless = false;
    command.exitStatus = 0;
}

void SshConnection::execute(Command &command, std::string_view text)
{
    if (text == collect::kProbeCommand || text == "exec sh" || text == "sh") {
        command.probe.emplace();
        return;
    }
    const ShellResult result = runOnPi(text, m_host.pi());
    command.output = result.output;
    command.exitStatus = result.exitStatus;
    if (result.effect != ShellResult::Effect::None)
        ++m_host.settings().counters.actions;
    if (result.effect == ShellResult::Effect::Reboot || result.effect == ShellResult::Effect::PowerOff) {
        // The answer still gets out, as it does when systemd takes a moment to stop the SSH server.
        const bool reboot = result.effect == ShellResult::Effect::Reboot;
        m_host.loop().after(Milliseconds(200), [host = &m_host, reboot] {
            if (reboot)
                host->reboot();
            else
                host->powerOff();
        });
    }
}

void SshConnection::takeInput(Command &command, std::string_view input)
{
    if (!command.probe || command.exitStatus || command.endless)
        return;
    const bool greeted = command.probe->isGreeted();
    const Honesty honesty = m_host.fault() == Fault::HostileValues ? Honesty::Hostile : Honesty::Plain;
    std::string answer;
    const bool runs = command.probe->feed(input, m_host.pi(), honesty, answer);
    if (!answer.empty() && !greeted)
        command.output += answer; // no fault spoils the greeting
    else if (!answer.empty())
        deliver(command, std::move(answer));
    if (!runs && !command.exitStatus)
        command.exitStatus = 2;
    if (command.output.size() > kMaxOutput)
        m_host.end(*this);
}

/// Gives the answer the way the fault of the Pi wants it.
void SshConnection::deliver(Command &command, std::string answer)
{
    ++m_host.settings().counters.answers;
    const std::size_t half = answer.size() / 2;
    switch (m_host.fault()) {
    case Fault::Stall:
        return;
    case Fault::Slow:
        m_host.loop().after(m_host.delay(), [this, alive = m_alive, which = &command, answer = std::move(answer)] {
            const auto isIt = [&](const std::unique_ptr<Command> &one) { return one.get() == which; };
            if (!*alive || std::ranges::none_of(m_commands, isIt))
                return;
            which->output += answer;
            flush();
        });
        return;
    case Fault::GarbageRecord:
        for (std::size_t i = 0; i < answer.size(); ++i)
            answer[i] = static_cast<char>(Noise(m_host.pi().profile().seed).bits("garbage", i));
        break;
    case Fault::EndlessOutput:
        command.endless = true;
        return;
    case Fault::TruncatedRecord:
        answer.resize(half);
        m_closing = true;
        break;
    case Fault::ProbeDies:
        answer.resize(half);
        command.killed = true;
        command.exitStatus = kKilled;
        break;
    default:
        break;
    }
    command.output += answer;
}

} // namespace piuptime::simulation
