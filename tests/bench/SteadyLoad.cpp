// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/SteadyLoad.h"

#include "core/base/UniqueFd.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>

namespace piuptime::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: pi\r\n\r\n";
constexpr std::chrono::seconds kPatience{2};

/// One kept connection, with at most one request under way.
struct Link {
    UniqueFd fd;
    std::string received;
    Clock::time_point due;
};

/// The status of a complete answer with a length; 0: more must come.
int statusOf(std::string_view received)
{
    constexpr std::string_view kLength = "ontent-Length: "; // either case
    constexpr std::string_view kLengthInLowerCase = "ontent-length: ";
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    const std::string_view head = received.substr(0, end);
    std::size_t at = head.find(kLength);
    if (at == std::string_view::npos)
        at = head.find(kLengthInLowerCase);
    std::size_t length = 0;
    if (at != std::string_view::npos)
        std::from_chars(head.data() + at + kLength.size(), head.data() + head.size(), length);
    if (received.size() < end + 4 + length)
        return 0;
    int status = 0;
    std::from_chars(head.data() + 9, head.data() + 12, status);
    return status;
}

class Runner
{
public:
    Runner(std::uint16_t port, const SteadyLoad &load)
        : m_port(port)
        , m_load(load)
        , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    {
    }

    SteadyAnswers run()
    {
        const auto step =
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / m_load.perSecond));
        const auto end = Clock::now() + std::chrono::seconds(m_load.seconds);
        for (auto due = Clock::now() + step; due < end; due += step) {
            do // once at least: who is late must not miss the answers, too
                await(due);
            while (Clock::now() < due);
            ask(due);
        }
        for (const auto last = Clock::now() + kPatience; m_underWay > 0 && Clock::now() < last;)
            await(last);
        m_answers.lost += m_underWay;
        return std::move(m_answers);
    }

private:
    void ask(Clock::time_point due)
    {
        if (m_free.empty() && !connect()) {
            ++m_answers.lost;
            return;
        }
        Link &link = m_links[m_free.back()];
        m_free.pop_back();
        link.due = due;
        ++m_underWay;
        ::send(link.fd.get(), kRequest.data(), kRequest.size(), MSG_NOSIGNAL); // a failure comes as an end
    }

    bool connect()
    {
        if (m_links.size() >= static_cast<std::size_t>(m_load.mostConnections))
            return false;
        UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(m_port);
        if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            return false;
        const int on = 1;
        ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{.events = EPOLLIN, .data = {.u64 = m_links.size()}};
        ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd.get(), &event);
        m_free.push_back(m_links.size());
        m_links.push_back({std::move(fd), {}, {}});
        return true;
    }

    /// Takes what comes until then.
    void await(Clock::time_point until)
    {
        const auto left = std::max(until - Clock::now(), Clock::duration::zero());
        const auto whole = std::chrono::floor<std::chrono::seconds>(left);
        const timespec most{.tv_sec = whole.count(), .tv_nsec = std::chrono::nanoseconds(left - whole).count()};
        std::array<epoll_event, 64> events{};
        const int count = ::epoll_pwait2(m_epoll.get(), events.data(), static_cast<int>(events.size()), &most, nullptr);
        for (int i = 0; i < count; ++i)
            read(events[static_cast<std::size_t>(i)].data.u64);
    }

    void read(std::size_t number)
    {
        Link &link = m_links[number];
        std::array<char, 16384> bytes{};
        const auto length = ::recv(link.fd.get(), bytes.data(), bytes.size(), 0);
        if (length <= 0) {
            if (!std::erase(m_free, number)) {
                --m_underWay;
                ++m_answers.lost;
            }
            link.fd.reset();
            return;
        }
        link.received.append(bytes.data(), static_cast<std::size_t>(length));
        const int status = statusOf(link.received);
        if (status == 0)
            return;
        const std::chrono::duration<double, std::milli> taken = Clock::now() - link.due;
        (status / 100 == 2 ? m_answers.served : m_answers.refused).push_back(taken.count());
        link.received.clear();
        m_free.push_back(number);
        --m_underWay;
    }

    std::uint16_t m_port;
    SteadyLoad m_load;
    UniqueFd m_epoll;
    std::vector<Link> m_links;
    std::vector<std::size_t> m_free;
    SteadyAnswers m_answers;
    int m_underWay = 0;
};

} // namespace

SteadyAnswers runSteadily(std::uint16_t port, const SteadyLoad &load)
{
    SteadyAnswers answers;
    std::thread thread([&] { // of its own, so that the caller is not pinned
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(static_cast<std::size_t>(load.core), &cores);
        ::sched_setaffinity(0, sizeof cores, &cores);
        if (::sched_getscheduler(0) == SCHED_RR) { // who answers on the same core comes first
            const sched_param lowest{.sched_priority = ::sched_get_priority_min(SCHED_RR)};
            ::sched_setscheduler(0, SCHED_RR, &lowest);
        }
        answers = Runner(port, load).run();
    });
    thread.join();
    return answers;
}

} // namespace piuptime::bench
