// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Link.h"

#include "core/base/Text.h"
#include "core/ssh/SessionOptions.h"

#include <fcntl.h>
#include <libssh/server.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace piuptime::ssh {
namespace {

constexpr int kRoundsPerTurn = 16;          // then the other sessions have their turn
constexpr std::uint64_t kRoundBytes = 4096; // libssh reads as much at a time
constexpr std::uint64_t kMaxGreetingBytes = 64 * 1024;
/// By what a small packet costs here: OpenSSL sets up GCM in a fraction of the time that ChaCha20 with Poly1305 takes.
constexpr const char *kCiphers = "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,"
                                 "aes256-ctr,aes192-ctr,aes128-ctr";

/// Key types we ask for, those on record first: otherwise a server that has two would show us the unknown one.
std::string hostKeyPreference(const std::vector<std::string> &onRecord)
{
    std::vector<std::string> types;
    const auto add = [&types](const std::string &type) {
        if (std::ranges::find(types, type) == types.end())
            types.push_back(type);
    };
    for (const std::string &type : onRecord) {
        if (type == "ssh-rsa") { // the key type; signatures of it are asked for with SHA-2 only
            add("rsa-sha2-512");
            add("rsa-sha2-256");
        } else if (type == "ssh-ed25519" || type.starts_with("ecdsa-sha2-nistp")) {
            add(type);
        }
    }
    for (const char *type : {"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
                             "rsa-sha2-512", "rsa-sha2-256"})
        add(type);
    std::string list;
    for (const std::string &type : types)
        list += (list.empty() ? "" : ",") + type;
    return list;
}

/// A server may ask its client for things, such as channels; ours grants none and queues nothing.
int refuseRequest(ssh_session, ssh_message, void *)
{
    return 1;
}

} // namespace

Result<std::shared_ptr<Link>> Link::create(UniqueFd socket, SshEndpoint server,
                                           const std::vector<std::string> &hostKeyTypes)
{
    const ssh_session session = ssh_new();
    if (!session)
        return piuptime::fail(ErrorKind::Internal, "libssh has no memory for a session");
    const int no = 0;
    const int fd = socket.get();
    const unsigned port = server.port;
    const std::string types = hostKeyPreference(hostKeyTypes);
    const std::array options{
        // Neither OpenSSH's configuration nor its known_hosts: both are read by this application itself.
        ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no),
        ssh_options_set(session, SSH_OPTIONS_HOST, server.host.c_str()),
        ssh_options_set(session, SSH_OPTIONS_PORT, &port),
        ssh_options_set(session, SSH_OPTIONS_USER, server.user.c_str()),
        ssh_options_set(session, SSH_OPTIONS_KNOWNHOSTS, "/dev/null"),
        ssh_options_set(session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null"),
        ssh_options_set(session, SSH_OPTIONS_HOSTKEYS, types.c_str()),
        ssh_options_set(session, SSH_OPTIONS_CIPHERS_C_S, kCiphers),
        ssh_options_set(session, SSH_OPTIONS_CIPHERS_S_C, kCiphers),
        ssh_options_set(session, SSH_OPTIONS_FD, &fd),
    };
    const bool accepted = std::ranges::all_of(options, [](int result) { return result == SSH_OK; });
    std::shared_ptr<Link> link(new Link(session, std::move(server)));
    if (!accepted)
        return piuptime::fail(ErrorKind::InvalidInput, "not a usable address: " + link->lastError());
    (void)socket.release(); // libssh closes it, on an error or with the session
    link->m_watch = std::make_unique<async::FdWatch>(fd, [raw = link.get()](unsigned) { raw->pump(); });
    return link;
}

Link::Link(ssh_session session, SshEndpoint server)
    : m_session(session)
    , m_server(std::move(server))
{
    ssh_set_blocking(m_session, 0);
    ssh_set_counters(m_session, &m_socketCounter, nullptr);
    ssh_set_message_callback(m_session, refuseRequest, nullptr);
}

Link::~Link()
{
    m_watch.reset();
    if (m_event)
        ssh_event_free(m_event);
    ssh_free(m_session);
}

QCoro::Task<Result<HostKey>> Link::handshake(std::shared_ptr<Link> link, Deadline deadline)
{
    const int fd = ssh_get_fd(link->m_session);
    // The first call only takes the socket over and sends our banner. It also makes the socket blocking.
    ssh_connect(link->m_session);
    ::fcntl(fd, F_SETFL, O_NONBLOCK);
    link->m_event = ssh_event_new();
    ssh_event_add_session(link->m_event, link->m_session);

    const std::string step = "key exchange with " + hostAndPort(link->m_server);
    const std::function<int()> connect = [raw = link.get()] { return ssh_connect(raw->m_session); };
    const auto result = co_await repeat(link, connect, SSH_AGAIN, deadline, step);
    if (!result)
        co_return tl::unexpected(result.error());
    co_return link->hostKey();
}

QCoro::Task<Result<int>> Link::repeat(std::shared_ptr<Link> link, std::function<int()> operation, int again,
                                      Deadline deadline, std::string step)
{
    for (;;) {
        if (link->m_ended)
            co_return piuptime::fail(*link->m_ended, step);
        const int result = operation();
        link->settle();
        if (result != again && !link->m_ended)
            co_return result;
        if (link->m_ended)
            continue;
        const async::Woken woken = co_await link->m_activity.wait(deadline);
        if (woken == async::Woken::Timeout)
            co_return piuptime::fail(
                Error{ErrorKind::Timeout,
                      hostAndPort(link->m_server) + " did not answer in time; it may be overloaded or hung",
                      {}},
                step);
    }
}

std::string Link::lastError() const
{
    return printable(ssh_get_error(m_session), 200);
}

bool Link::isCongested() const
{
    return (ssh_get_status(m_session) & SSH_WRITE_PENDING) != 0;
}

void Link::pump()
{
    const auto self = shared_from_this();
    if (!m_greeted)
        peekGreeting();
    for (int round = 0; round < kRoundsPerTurn && !m_ended; ++round) {
        const std::uint64_t before = m_socketCounter.in_bytes;
        ssh_event_dopoll(m_event, 0);
        settle();
        if (m_socketCounter.in_bytes - before < kRoundBytes) // the socket is empty, or else it will be told again
            break;
    }
    m_activity.open();
}

/// Looks at the first bytes without taking them, to say later what answered in place of an SSH server.
void Link::peekGreeting()
{
    m_greeted = ssh_get_serverbanner(m_session) != nullptr;
    if (m_greeted || !m_greeting.empty())
        return;
    std::array<char, 256> bytes;
    const auto count = ::recv(ssh_get_fd(m_session), bytes.data(), bytes.size(), MSG_PEEK | MSG_DONTWAIT);
    if (count > 0)
        m_greeting.assign(bytes.data(), static_cast<std::size_t>(count));
}

void Link::settle()
{
    if (m_ended)
        return;
    if ((ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0 || ssh_get_fd(m_session) < 0) {
        fail(reasonOfEnd());
    } else if (!m_greeted && m_socketCounter.in_bytes > kMaxGreetingBytes && !ssh_get_serverbanner(m_session)) {
        fail(Error{ErrorKind::Corrupt,
                   hostAndPort(m_server) + " is not an SSH server: it greets without end; check the port",
                   {}});
    } else if (m_watch) {
        unsigned interest = async::FdWatch::Read;
        if (isCongested())
            interest |= async::FdWatch::Write;
        m_watch->setInterest(interest);
    }
}

void Link::fail(Error error)
{
    if (m_ended)
        return;
    m_ended = std::move(error);
    m_watch.reset();
    // The session itself is freed with the link: this may be running inside one of its callbacks.
    if (const int fd = ssh_get_fd(m_session); fd >= 0)
        ::shutdown(fd, SHUT_RDWR);
    m_activity.open();
    if (m_onEnd)
        m_onEnd();
}

void Link::pause()
{
    if (m_watch)
        m_watch->setInterest(async::FdWatch::Nothing);
}

void Link::resume()
{
    settle();
}

Error Link::reasonOfEnd() const
{
    const std::string where = hostAndPort(m_server);
    const std::string text = lastError();
    if (!ssh_get_serverbanner(m_session)) {
        if (m_greeting.starts_with("Exceeded MaxStartups") || m_greeting.starts_with("Not allowed at this time"))
            return piuptime::fail(ErrorKind::Overloaded,
                                  where
                                      + " turns callers away for a while, after many or failed sign-ins (MaxStartups, "
                                        "PerSourcePenalties of its sshd)",
                                  m_greeting)
                .value();
        if (!m_greeting.empty())
            return piuptime::fail(ErrorKind::Corrupt, where + " is not an SSH server; check the port. It says",
                                  m_greeting)
                .value();
        if (m_socketCounter.in_bytes > 0) // libssh took the bytes before they could be looked at
            return {ErrorKind::Corrupt, where + " is not an SSH server; check the port", {}};
        return {ErrorKind::Unreachable,
                where
                    + " closed the connection before it said who it is; it may limit connections, or be no SSH server",
                {}};
    }
    if (text.find("no match for method") != std::string::npos)
        return {ErrorKind::Unauthorized,
                where + " offers only algorithms that are not considered safe any more (" + text
                    + "); update its system",
                {}};
    if (text.find("Too many authentication failures") != std::string::npos)
        return {ErrorKind::Unauthorized,
                where + " ended the sign-in after too many failed attempts; name the right key or password",
                {}};
    if (text.find("SSH_MSG_DISCONNECT") != std::string::npos)
        return {ErrorKind::Unreachable, where + " ended the connection: " + text, {}};
    if (text.find("Socket error") != std::string::npos)
        return {ErrorKind::Unreachable, where + " closed the connection", {}};
    return {ErrorKind::Corrupt, where + " broke the SSH protocol: " + text, {}};
}

Result<HostKey> Link::hostKey() const
{
    ssh_key key = nullptr;
    char *base64 = nullptr;
    if (ssh_get_server_publickey(m_session, &key) != SSH_OK || ssh_pki_export_pubkey_base64(key, &base64) != SSH_OK) {
        ssh_key_free(key);
        return piuptime::fail(ErrorKind::Corrupt, hostAndPort(m_server) + " showed no usable host key");
    }
    const char *type =
        ssh_key_type(key) == SSH_KEYTYPE_ECDSA ? ssh_pki_key_ecdsa_name(key) : ssh_key_type_to_char(ssh_key_type(key));
    HostKey hostKey{type ? type : "", base64};
    ssh_string_free_char(base64);
    ssh_key_free(key);
    return hostKey;
}

} // namespace piuptime::ssh
