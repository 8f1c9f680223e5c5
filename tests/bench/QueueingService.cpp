// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/QueueingService.h"

#include <netinet/in.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <string_view>
#include <vector>

namespace piuptime::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
constexpr std::chrono::milliseconds kTurn{20};

struct Work {
    int fd;
    Clock::time_point done;
};

} // namespace

QueueingService::QueueingService(Options options)
    : m_options(options)
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(m_listener.get(), reinterpret_cast<sockaddr *>(&address), length);
    ::listen(m_listener.get(), SOMAXCONN);
    ::getsockname(m_listener.get(), reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

QueueingService::~QueueingService()
{
    m_isEnding = true;
    m_thread.join();
}

double QueueingService::capacity() const
{
    return m_options.hands / std::chrono::duration<double>(m_options.each).count();
}

void QueueingService::serve()
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(static_cast<std::size_t>(m_options.core), &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);

    const UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    const auto watch = [&epoll](int fd) {
        epoll_event event{.events = EPOLLIN, .data = {.fd = fd}};
        ::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, fd, &event);
    };
    watch(m_listener.get());
    std::map<int, UniqueFd> clients;
    std::vector<Clock::time_point> hands(static_cast<std::size_t>(m_options.hands)); // when each is free, in a ring
    std::size_t next = 0;
    std::deque<Work> queue; // by the time at which it is done, as all take the same
    std::array<epoll_event, 128> events{};
    std::array<char, 4096> bytes{};
    while (!m_isEnding) {
        const auto wake = queue.empty() ? Clock::now() + kTurn : queue.front().done;
        const auto left = std::clamp<Clock::duration>(wake - Clock::now(), Clock::duration::zero(), kTurn);
        const timespec most{.tv_sec = 0, .tv_nsec = std::chrono::nanoseconds(left).count()};
        const int count = ::epoll_pwait2(epoll.get(), events.data(), static_cast<int>(events.size()), &most, nullptr);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (fd == m_listener.get()) {
                for (int client = ::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC); client >= 0;
                     client = ::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC)) {
                    clients.emplace(client, client);
                    watch(client);
                }
            } else if (::recv(fd, bytes.data(), bytes.size(), 0) <= 0) { // else: one whole request, for it is small
                std::erase_if(queue, [fd](const Work &work) { return work.fd == fd; });
                clients.erase(fd);
            } else {
                hands[next] = std::max(hands[next], Clock::now()) + m_options.each;
                queue.push_back({fd, hands[next]});
                next = (next + 1) % hands.size();
            }
        }
        for (; !queue.empty() && queue.front().done <= Clock::now(); queue.pop_front())
            ::send(queue.front().fd, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
    }
}

} // namespace piuptime::bench
