// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RawClient.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>
#include <utility>

namespace piuptime {

namespace {

constexpr std::chrono::seconds kPatience{10};

std::string valueOf(const std::string &head, const std::string &name)
{
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos)
        return {};
    const std::size_t begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

} // namespace

RawClient::RawClient(std::uint16_t port, int receiveBuffer)
    : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (receiveBuffer > 0)
        ::setsockopt(m_fd.get(), SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
    const int on = 1;
    ::setsockopt(m_fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setPatience(kPatience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    m_isConnected = ::connect(m_fd.get(), reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    m_hasEnded = !m_isConnected;
}

void RawClient::setPatience(std::chrono::milliseconds patience)
{
    const timeval time{.tv_sec = patience.count() / 1000, .tv_usec = patience.count() % 1000 * 1000};
    ::setsockopt(m_fd.get(), SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(m_fd.get(), SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

void RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto sent = ::send(m_fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return; // what there is to read tells why
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool RawClient::more()
{
    std::array<char, 65536> bytes{};
    const auto count = m_hasEnded ? 0 : ::recv(m_fd.get(), bytes.data(), bytes.size(), 0);
    if (count <= 0) {
        m_hasLostPatience = count < 0 && errno == EAGAIN;
        m_hasEnded = true;
        return false;
    }
    m_received.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

std::string RawClient::line()
{
    while (m_received.find("\r\n") == std::string::npos) {
        if (!more())
            return {};
    }
    const std::size_t end = m_received.find("\r\n");
    std::string line = m_received.substr(0, end);
    m_received.erase(0, end + 2);
    return line;
}

std::string RawClient::readBytes(std::size_t atLeast)
{
    while (m_received.size() < atLeast && more()) {
    }
    return std::exchange(m_received, {});
}

RawClient::Answer RawClient::read(bool toHead)
{
    Answer answer;
    std::size_t end = std::string::npos;
    while ((end = m_received.find("\r\n\r\n")) == std::string::npos) {
        if (!more())
            return answer;
    }
    answer.head = m_received.substr(0, end + 4);
    m_received.erase(0, end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    if (toHead || answer.status < 200 || answer.status == 204 || answer.status == 304) {
        answer.isWhole = true;
    } else if (const std::string length = valueOf(answer.head, "Content-Length"); !length.empty()) {
        const std::size_t count = std::stoul(length);
        while (m_received.size() < count && more()) {
        }
        answer.isWhole = m_received.size() >= count;
        answer.body = m_received.substr(0, count);
        m_received.erase(0, answer.body.size());
    } else if (valueOf(answer.head, "Transfer-Encoding") == "chunked") {
        std::string size;
        while (!(size = line()).empty() && size != "0") {
            const std::size_t count = std::stoul(size, nullptr, 16) + 2;
            while (m_received.size() < count && more()) {
            }
            if (m_received.size() < count)
                return answer;
            answer.body += m_received.substr(0, count - 2);
            m_received.erase(0, count);
        }
        if (size != "0")
            return answer;
        std::string trailer;
        while (!(trailer = line()).empty())
            answer.trailers += trailer + ";";
        answer.isWhole = true;
    } else {
        while (more()) {
        }
        answer.body = std::exchange(m_received, {});
        answer.isWhole = true;
    }
    return answer;
}

bool RawClient::isClosedByPeer()
{
    if (!m_received.empty() || m_hasEnded)
        return m_received.empty();
    std::array<char, 1> byte{};
    m_hasEnded = ::recv(m_fd.get(), byte.data(), byte.size(), 0) <= 0 && errno != EAGAIN;
    return m_hasEnded;
}

} // namespace piuptime
