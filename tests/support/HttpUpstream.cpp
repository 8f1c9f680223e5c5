// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/HttpUpstream.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <optional>

namespace piuptime {

namespace {

std::optional<std::size_t> lengthIn(const std::string &head)
{
    constexpr std::string_view kName = "\r\nContent-Length: ";
    const std::size_t at = head.find(kName);
    return at == std::string::npos ? std::nullopt : std::optional(std::stoul(head.substr(at + kName.size())));
}

} // namespace

void HttpUpstream::Peer::send(std::string_view bytes)
{
    while (!bytes.empty() && m_isOpen) {
        const auto sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            m_isOpen = false;
        else
            bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void HttpUpstream::Peer::answer(std::string_view body, std::string_view status, std::string_view fields)
{
    std::string message = "HTTP/1.1 ";
    message.append(status).append("\r\n").append(fields);
    message.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    send(message);
}

void HttpUpstream::Peer::close(bool abruptly)
{
    m_isOpen = false;
    if (abruptly) {
        const linger now{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    } else {
        ::shutdown(m_fd, SHUT_WR);
    }
}

std::string HttpUpstream::Peer::receive()
{
    if (!m_received.empty())
        return std::exchange(m_received, {});
    std::array<char, 65536> bytes{};
    const auto count = ::recv(m_fd, bytes.data(), bytes.size(), 0);
    if (count <= 0) {
        m_isOpen = false;
        return {};
    }
    return {bytes.data(), static_cast<std::size_t>(count)};
}

/// \return false when the connection ends before a request is complete
bool HttpUpstream::Peer::readRequest(Request &request)
{
    std::string bytes;
    const auto more = [&] {
        const std::string piece = receive();
        bytes += piece;
        return !piece.empty();
    };
    std::size_t headEnd = std::string::npos;
    while ((headEnd = bytes.find("\r\n\r\n")) == std::string::npos) {
        if (!more())
            return false;
    }
    request = {.connection = m_number, .head = bytes.substr(0, headEnd + 4), .body = {}};
    std::size_t end = headEnd + 4;
    if (const auto length = lengthIn(request.head)) {
        end += *length;
        while (bytes.size() < end) {
            if (!more())
                return false;
        }
    } else if (request.head.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos) {
        std::size_t last = std::string::npos; // the chunk that ends it, and the empty line behind it
        while (true) {
            const std::string_view body = std::string_view(bytes).substr(headEnd + 2); // with a line end before it
            last = body.find("\r\n0\r\n");
            const std::size_t stop = last == std::string_view::npos ? last : body.find("\r\n\r\n", last + 3);
            if (stop != std::string_view::npos) {
                end = headEnd + 2 + stop + 4;
                break;
            }
            if (!more())
                return false;
        }
    }
    request.body = bytes.substr(headEnd + 4, end - headEnd - 4);
    m_received = bytes.substr(end);
    return true;
}

HttpUpstream::HttpUpstream(Script script, std::function<void(Peer &)> onConnect)
    : m_script(std::move(script))
    , m_onConnect(std::move(onConnect))
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(m_listener.get(), reinterpret_cast<sockaddr *>(&address), length);
    ::listen(m_listener.get(), 512);
    ::getsockname(m_listener.get(), reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

HttpUpstream::~HttpUpstream()
{
    ::shutdown(m_listener.get(), SHUT_RDWR);
    m_acceptor.join();
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
        for (const int fd : m_open)
            ::shutdown(fd, SHUT_RDWR);
    }
    for (std::thread &thread : m_threads)
        thread.join();
}

std::vector<HttpUpstream::Request> HttpUpstream::requests() const
{
    const std::scoped_lock lock(m_mutex);
    return m_requests;
}

void HttpUpstream::accept()
{
    while (true) {
        const int fd = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            return;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const std::scoped_lock lock(m_mutex);
        m_open.push_back(fd);
        m_threads.emplace_back([this, fd, number = m_connections++] { serve(Peer(fd, number, {})); });
    }
}

void HttpUpstream::serve(Peer peer)
{
    if (m_onConnect)
        m_onConnect(peer);
    Request request;
    while (peer.isOpen() && peer.readRequest(request)) {
        {
            const std::scoped_lock lock(m_mutex);
            m_requests.push_back(request);
        }
        if (m_script)
            m_script(peer, request);
        else
            peer.answer("hello");
    }
    const std::scoped_lock lock(m_mutex);
    std::erase(m_open, peer.m_fd);
    ::close(peer.m_fd);
}

} // namespace piuptime
