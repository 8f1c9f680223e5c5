// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/SiegeCrowd.h"

#include "tests/bench/Precedence.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace piuptime::bench {

namespace {

constexpr std::uint32_t kFirstAddress = 0x7f010001; // 127.1.0.1
constexpr std::uint32_t kAddresses = 5'000;
constexpr std::chrono::microseconds kBetween{300}; ///< so that the load can be told from who makes it
constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: pi\r\n\r\n";

sockaddr_in addressOf(std::uint32_t host, std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(host);
    address.sin_port = htons(port);
    return address;
}

bool isAlive(const UniqueFd &fd)
{
    char byte = 0;
    return ::recv(fd.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

} // namespace

SiegeCrowd::SiegeCrowd(std::uint16_t port, Kind kind, std::size_t most)
    : m_port(port)
    , m_kind(kind)
    , m_most(most)
    , m_thread([this] {
        giveUpPrecedence();
        run();
    })
{
}

SiegeCrowd::~SiegeCrowd()
{
    end();
}

int SiegeCrowd::end()
{
    m_isEnding = true;
    if (m_thread.joinable())
        m_thread.join();
    return static_cast<int>(std::ranges::count_if(m_open, &isAlive));
}

UniqueFd SiegeCrowd::connectNext()
{
    const std::uint32_t host = kFirstAddress + static_cast<std::uint32_t>(m_made++) % kAddresses;
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{.tv_sec = 1, .tv_usec = 0};
    ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const int on = 1;
    ::setsockopt(fd.get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    const sockaddr_in from = addressOf(host, 0);
    const sockaddr_in to = addressOf(INADDR_LOOPBACK, m_port);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&from), sizeof from) != 0
        || ::connect(fd.get(), reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0)
        return {};
    if (m_kind == Kind::Idle) {
        std::array<char, 4096> answer{};
        ::send(fd.get(), kRequest.data(), kRequest.size(), MSG_NOSIGNAL);
        [[maybe_unused]] const auto came = ::recv(fd.get(), answer.data(), answer.size(), 0);
    }
    return fd;
}

void SiegeCrowd::run()
{
    while (!m_isEnding) {
        if (m_open.size() < m_most || m_kind == Kind::Flood) {
            if (UniqueFd fd = connectNext(); fd.isOpen())
                m_open.push_back(std::move(fd));
            if (m_open.size() > m_most)
                m_open.pop_front();
        }
        m_isComplete = m_open.size() >= m_most || m_kind == Kind::Flood;
        std::this_thread::sleep_for(kBetween);
    }
}

} // namespace piuptime::bench
