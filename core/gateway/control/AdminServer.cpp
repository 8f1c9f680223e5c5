// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/AdminServer.h"

#include "core/config/AtomicFile.h"
#include "core/gateway/control/AdminConnection.h"

#include <openssl/rand.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace piuptime::gateway::control {
namespace {

constexpr int kBacklog = 16;
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kMaxTokenFileBytes = 256;

tl::unexpected<Error> failBecause(int reason, const std::string &what)
{
    return fail(ErrorKind::Internal, what + ": " + std::generic_category().message(reason));
}

/// Whether the process at the other end may do what it likes with this one anyway.
bool isTrusted(int fd)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && (peer.uid == geteuid() || peer.uid == 0);
}

bool isLoopback(const net::Address &address)
{
    const std::string host = address.host();
    return host == "::1" || host.starts_with("127.");
}

/// Whether somebody answers at a socket; one that was left behind by a process that died does not.
bool isAnswered(const sockaddr_un &address)
{
    const UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    return ::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 || errno == EAGAIN;
}

/// The token in a file, which is made when there is none.
Result<std::string> tokenFrom(const std::string &file)
{
    auto known = config::readFile(file, kMaxTokenFileBytes);
    if (known && known->size() > 2 * kTokenBytes)
        return known->substr(0, known->find('\n'));
    if (!known && known.error().kind != ErrorKind::NotFound)
        return known;
    std::array<unsigned char, kTokenBytes> bytes{};
    if (::RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        return fail(ErrorKind::Internal, "the system gives no random numbers");
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string token;
    for (const unsigned char byte : bytes) {
        token += kDigits[byte >> 4U];
        token += kDigits[byte & 15U];
    }
    if (const Result<void> written = config::writeFileAtomically(file, token + "\n"); !written)
        return fail(written.error(), "keeping the token of the admin API");
    return token;
}

} // namespace

/// A socket that listens.
class AdminServer::Door final : public net::EventHandler
{
public:
    enum class Kind : std::uint8_t { Socket, Address };

    Door(AdminServer &server, UniqueFd fd, Kind kind)
        : m_server(server)
        , m_fd(std::move(fd))
        , m_kind(kind)
    {
    }
    [[nodiscard]] Result<void> open() { return m_server.m_loop->watch(m_fd.get(), *this, EPOLLIN); }
    void onEvents(std::uint32_t) override
    {
        UniqueFd client(::accept4(m_fd.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (client.isOpen() && (m_kind == Kind::Address || isTrusted(client.get())))
            m_server.admit(std::move(client), m_kind == Kind::Address);
    }

private:
    AdminServer &m_server;
    UniqueFd m_fd;
    Kind m_kind;
};

AdminServer::AdminServer(Options options, std::unique_ptr<net::EventLoop> loop)
    : m_options(std::move(options))
    , m_loop(std::move(loop))
{
}

AdminServer::~AdminServer()
{
    if (m_thread.joinable()) {
        m_loop->post([this] { m_loop->stop(); });
        m_thread.join();
    }
    if (m_hasSocket)
        ::unlink(m_options.socket.c_str());
}

Result<std::unique_ptr<AdminServer>> AdminServer::open(Options options)
{
    auto loop = net::EventLoop::open();
    if (!loop)
        return tl::unexpected(loop.error());
    std::unique_ptr<AdminServer> server(new AdminServer(std::move(options), std::move(*loop)));
    if (const Result<void> opened = server->openSocket(); !opened)
        return tl::unexpected(opened.error());
    if (const Result<void> opened = server->m_options.address ? server->openAddress() : Result<void>(); !opened)
        return tl::unexpected(opened.error());
    return server;
}

void AdminServer::serve(Answer answer)
{
    m_answer = std::move(answer);
    m_thread = std::thread([this] {
        m_loop->run();
        m_connections.clear();
        m_doors.clear();
    });
}

Result<void> AdminServer::openSocket()
{
    const std::string &path = m_options.socket;
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return fail(ErrorKind::InvalidInput, "the path of the admin API's socket is too long", path);
    std::ranges::copy(path, address.sun_path);
    if (isAnswered(address))
        return fail(ErrorKind::Conflict, "another gateway of this user runs already: it answers at " + path);
    ::unlink(path.c_str());
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // The file has the mode of the socket, so nobody else can ever connect.
    if (!fd.isOpen() || ::fchmod(fd.get(), 0600) != 0
        || ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return failBecause(errno, path + " cannot be listened at");
    m_hasSocket = true;
    if (::listen(fd.get(), kBacklog) != 0)
        return failBecause(errno, path + " cannot be listened at");
    m_doors.push_back(std::make_unique<Door>(*this, std::move(fd), Door::Kind::Socket));
    return m_doors.back()->open();
}

Result<void> AdminServer::openAddress()
{
    const auto address = net::Address::resolve(*m_options.address);
    if (!address)
        return tl::unexpected(address.error());
    if (!isLoopback(*address))
        return fail(ErrorKind::InvalidInput,
                    "the admin API listens at addresses of this machine alone, such as 127.0.0.1:9180",
                    *m_options.address);
    auto token = tokenFrom(m_options.tokenFile);
    if (!token)
        return tl::unexpected(token.error());
    m_token = std::move(*token);
    auto fd = net::listenOn(*address, net::Sharing::No);
    if (!fd)
        return fail(fd.error(), "listening at " + *m_options.address);
    m_port = net::Address::ofSocket(fd->get()).port();
    m_doors.push_back(std::make_unique<Door>(*this, std::move(*fd), Door::Kind::Address));
    return m_doors.back()->open();
}

void AdminServer::admit(UniqueFd fd, bool needsToken)
{
    if (m_connections.size() >= static_cast<std::size_t>(m_options.mostClients))
        return;
    m_connections.push_back(std::make_unique<AdminConnection>(*this, std::move(fd), needsToken));
    AdminConnection &connection = *m_connections.back();
    if (!m_loop->watch(connection.fd(), connection, net::Stream::kEvents))
        dismiss(connection);
}

void AdminServer::dismiss(AdminConnection &connection)
{
    const auto found = std::ranges::find(m_connections, &connection, &std::unique_ptr<AdminConnection>::get);
    if (found == m_connections.end())
        return;
    m_loop->retire(std::move(*found));
    m_connections.erase(found);
}

} // namespace piuptime::gateway::control
