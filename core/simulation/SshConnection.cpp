// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/SshConnection.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>

namespace piuptime::simulation {
namespace {

constexpr int kMaxRefusals = 6;
constexpr std::size_t kMaxCommands = 8;

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

void SshConnection::flush()
{
    if (m_silent)
        return;
    bool more = false;
    for (auto command = m_commands.begin(); command != m_commands.end();) {
        const bool waiting = (*command)->flush();
        more = more || waiting;
        if ((*command)->isDone()) {
            (*command)->finish();
            command = m_commands.erase(command);
        } else {
            ++command;
        }
    }
    m_host.loop().change(m_watch, more || !canWrite() || m_closing ? EPOLLIN | EPOLLOUT : EPOLLIN);
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
    auto command = SshCommand::open(connection, connection.m_host, session);
    if (!command)
        return nullptr;
    connection.m_commands.push_back(std::move(command));
    return connection.m_commands.back()->channel();
}

} // namespace piuptime::simulation
