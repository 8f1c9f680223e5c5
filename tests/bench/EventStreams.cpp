// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/EventStreams.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

namespace piuptime::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kMark = "data: ";
constexpr int kTimeDigits = 19;
constexpr int kPatienceMs = 2000;

std::int64_t nanoseconds()
{
    return Clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

void pin(int core)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(static_cast<std::size_t>(core), &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

void sendAtOnce(int fd)
{
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

} // namespace

EventStreams::EventStreams(Options options)
    : m_options(options)
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    ::bind(m_listener.get(), reinterpret_cast<sockaddr *>(&address), length);
    ::listen(m_listener.get(), m_options.streams);
    ::getsockname(m_listener.get(), reinterpret_cast<sockaddr *>(&address), &length);
    m_port = ntohs(address.sin_port);
}

EventStreams::~EventStreams() = default;

std::vector<double> EventStreams::run(std::uint16_t port, const std::function<void()> &whileOpen)
{
    std::thread source([this] { send(); });
    std::vector<UniqueFd> sinks;
    const sockaddr_in address = loopback(port);
    for (int i = 0; i < m_options.streams; ++i) {
        sinks.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        ::connect(sinks.back().get(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
        constexpr std::string_view kRequest = "GET / HTTP/1.1\r\nHost: pi\r\nAccept: text/event-stream\r\n\r\n";
        ::send(sinks.back().get(), kRequest.data(), kRequest.size(), MSG_NOSIGNAL);
    }
    std::vector<double> delays;
    std::thread sink([&] { delays = receive(sinks); });
    if (whileOpen) {
        std::this_thread::sleep_for(std::chrono::seconds(m_options.seconds) / 2);
        whileOpen();
    }
    source.join();
    sink.join();
    return delays;
}

/// Evenly spread: one event of one stream after another.
void EventStreams::send()
{
    pin(m_options.core);
    std::vector<UniqueFd> streams;
    std::array<char, 2048> request{};
    for (int i = 0; i < m_options.streams; ++i) {
        streams.emplace_back(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        sendAtOnce(streams.back().get());
        ::recv(streams.back().get(), request.data(), request.size(), 0);
        constexpr std::string_view kHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Accel-Buffering: "
                                           "no\r\nTransfer-Encoding: chunked\r\n\r\n";
        ::send(streams.back().get(), kHead.data(), kHead.size(), MSG_NOSIGNAL);
    }
    const int perSecond = m_options.streams * m_options.eventsPerSecond;
    const auto step = std::chrono::nanoseconds(std::chrono::seconds(1)) / perSecond;
    auto due = Clock::now();
    for (int i = 0; i < perSecond * m_options.seconds; ++i) {
        due += step;
        std::this_thread::sleep_until(due);
        std::array<char, 64> chunk{};
        const int length = std::snprintf(chunk.data(), chunk.size(), "1b\r\n%s%0*lld\n\n\r\n", kMark.data(),
                                         kTimeDigits, static_cast<long long>(nanoseconds()));
        ::send(streams[static_cast<std::size_t>(i % m_options.streams)].get(), chunk.data(),
               static_cast<std::size_t>(length), MSG_NOSIGNAL);
    }
    for (const UniqueFd &stream : streams)
        ::send(stream.get(), "0\r\n\r\n", 5, MSG_NOSIGNAL);
}

std::vector<double> EventStreams::receive(const std::vector<UniqueFd> &sinks)
{
    pin(m_options.core);
    const UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    for (const UniqueFd &sink : sinks) {
        epoll_event event{.events = EPOLLIN, .data = {.fd = sink.get()}};
        ::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, sink.get(), &event);
    }
    std::vector<double> delays;
    const std::size_t all = static_cast<std::size_t>(m_options.streams * m_options.eventsPerSecond * m_options.seconds);
    delays.reserve(all);
    std::array<epoll_event, 128> events{};
    std::array<char, 16384> bytes{};
    while (delays.size() < all) {
        const int count = ::epoll_wait(epoll.get(), events.data(), static_cast<int>(events.size()), kPatienceMs);
        if (count <= 0)
            return {};
        for (int i = 0; i < count; ++i) {
            const auto length = ::recv(events[static_cast<std::size_t>(i)].data.fd, bytes.data(), bytes.size(), 0);
            const std::int64_t now = nanoseconds();
            if (length <= 0)
                return {};
            std::string_view text(bytes.data(), static_cast<std::size_t>(length));
            for (std::size_t at = text.find(kMark); at != std::string_view::npos; at = text.find(kMark)) {
                text.remove_prefix(at + kMark.size());
                std::int64_t sent = 0;
                std::from_chars(text.data(), text.data() + std::min<std::size_t>(text.size(), kTimeDigits), sent);
                delays.push_back(static_cast<double>(now - sent) / 1e6);
            }
        }
    }
    return delays;
}

} // namespace piuptime::bench
