// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/PiHost.h"

#include "core/simulation/Ed25519Key.h"
#include "core/simulation/RawConnection.h"
#include "core/simulation/SshConnection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace piuptime::simulation {
namespace {

constexpr int kBacklog = 64;
constexpr std::size_t kMaxConnections = 64; ///< of one Pi

constexpr std::uint64_t kOtherKey = 1; ///< the salt of the key that `ChangedHostKey` presents

bool isRaw(Fault fault)
{
    return fault == Fault::HalfOpen || fault == Fault::EndlessBanner || fault == Fault::NotSsh;
}

/// Whether connections made before the fault began must go for it to show.
bool endsConnections(Fault fault)
{
    return fault == Fault::EndlessBanner || fault == Fault::NotSsh || fault == Fault::ChangedHostKey
           || fault == Fault::RefuseSignIn;
}

} // namespace

PiHost::PiHost(PiProfile profile, std::string address, ServerSettings &settings, EventLoop &loop)
    : m_pi(std::move(profile), settings.clock->utcNow())
    , m_address(std::move(address))
    , m_settings(settings)
    , m_loop(loop)
{
}

PiHost::~PiHost()
{
    m_connections.clear();
    stopListening();
    ssh_bind_free(m_bind);
}

Result<std::uint16_t> PiHost::listen(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    if (inet_pton(AF_INET, m_address.c_str(), &address.sin_addr) != 1)
        return fail(ErrorKind::InvalidInput, "not an IPv4 address", m_address);
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_listener < 0)
        return fail(ErrorKind::Overloaded, "no file descriptor left for " + m_address);
    const int yes = 1;
    setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    socklen_t length = sizeof address;
    if (::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), length) != 0
        || ::listen(m_listener, kBacklog) != 0
        || getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length) != 0) {
        const std::string reason = std::strerror(errno);
        stopListening();
        return fail(ErrorKind::Conflict, "listening on " + m_address + " port " + std::to_string(port) + ": " + reason);
    }
    m_port = ntohs(address.sin_port);
    m_watch = m_loop.add(m_listener, EPOLLIN, [this](std::uint32_t) { accept(); });
    return m_port;
}

void PiHost::stopListening()
{
    if (m_listener < 0)
        return;
    m_loop.remove(m_watch);
    close(m_listener);
    m_listener = -1;
}

SimulatedPi &PiHost::pi()
{
    m_pi.advanceTo(m_settings.clock->utcNow());
    return m_pi;
}

bool PiHost::isReachable()
{
    return m_fault != Fault::Refuse && pi().isUp();
}

void PiHost::refresh()
{
    const bool reachable = isReachable();
    if (reachable && m_listener < 0) {
        // A port lost to somebody else meanwhile is tried again at the next change.
        [[maybe_unused]] const auto port = listen(m_port);
    } else if (!reachable && m_listener >= 0) {
        stopListening();
        dropConnections();
    }
}

void PiHost::setFault(Fault fault, Milliseconds delay)
{
    const bool keyChanged = (fault == Fault::ChangedHostKey) != (m_fault == Fault::ChangedHostKey);
    m_fault = fault;
    m_delay = delay;
    if (keyChanged) {
        ssh_bind_free(m_bind);
        m_bind = nullptr;
    }
    if (fault == Fault::HalfOpen) {
        for (const auto &[connection, owner] : m_connections)
            connection->fallSilent();
    }
    if (endsConnections(fault))
        dropConnections();
    refresh();
}

void PiHost::reboot()
{
    pi().reboot();
    refresh();
    m_loop.after(SimulatedPi::kBootTime + Seconds(1), [this] { refresh(); });
}

void PiHost::powerOff()
{
    pi().powerOff();
    refresh();
}

void PiHost::dropConnections()
{
    while (!m_connections.empty())
        end(*m_connections.begin()->first);
}

void PiHost::end(Connection &connection)
{
    const auto found = m_connections.find(&connection);
    if (found == m_connections.end())
        return;
    // It may be in the middle of a callback of its own: it goes when the stack is empty.
    std::shared_ptr<Connection> leaving = std::move(found->second);
    leaving->fallSilent();
    m_connections.erase(found);
    --m_settings.counters.connections;
    m_loop.after(Milliseconds(0), [leaving] {});
}

ssh_bind PiHost::bind()
{
    if (m_bind)
        return m_bind;
    const std::uint64_t salt = m_fault == Fault::ChangedHostKey ? kOtherKey : 0;
    const std::string file = Ed25519Key::derived(m_pi.profile().seed, salt).privateFile();
    ssh_key key = nullptr;
    if (ssh_pki_import_privkey_base64(file.c_str(), nullptr, nullptr, nullptr, &key) != SSH_OK)
        return nullptr;
    m_bind = ssh_bind_new();
    const bool readConfiguration = false;
    ssh_bind_options_set(m_bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &readConfiguration);
    if (ssh_bind_options_set(m_bind, SSH_BIND_OPTIONS_IMPORT_KEY, key) != SSH_OK)
        ssh_key_free(key);
    return m_bind;
}

/// Out of descriptors: who waits stays in the queue, and we do not spin meanwhile.
void PiHost::pauseAccepting()
{
    m_loop.change(m_watch, 0);
    m_loop.after(Seconds(1), [this, watch = m_watch] { m_loop.change(watch, EPOLLIN); });
}

void PiHost::accept()
{
    for (;;) {
        const int fd = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EMFILE || errno == ENFILE)
                pauseAccepting();
            return;
        }
        ++m_settings.counters.accepted;
        const int yes = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (m_connections.size() >= kMaxConnections) {
            close(fd);
            continue;
        }
        std::unique_ptr<Connection> connection;
        if (isRaw(m_fault))
            connection = std::make_unique<RawConnection>(*this, fd);
        else
            connection = SshConnection::open(*this, fd);
        if (!connection)
            continue;
        ++m_settings.counters.connections;
        m_connections.emplace(connection.get(), std::move(connection));
    }
}

} // namespace piuptime::simulation
