// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/net/EventLoop.h"

#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace piuptime::gateway::net {

namespace {

constexpr int kEventsPerTurn = 256;

} // namespace

Result<std::unique_ptr<EventLoop>> EventLoop::open()
{
    UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    UniqueFd wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!epoll.isOpen() || !wake.isOpen())
        return fail(ErrorKind::Internal, std::string("no event loop: ") + std::strerror(errno));
    epoll_event event{};
    event.events = EPOLLIN; // without a handler: the wake-up itself
    if (::epoll_ctl(epoll.get(), EPOLL_CTL_ADD, wake.get(), &event) != 0)
        return fail(ErrorKind::Internal, std::string("no wake-up: ") + std::strerror(errno));
    return std::unique_ptr<EventLoop>(new EventLoop(std::move(epoll), std::move(wake)));
}

EventLoop::EventLoop(UniqueFd epoll, UniqueFd wake)
    : m_epoll(std::move(epoll))
    , m_wake(std::move(wake))
    , m_now(std::chrono::steady_clock::now())
    , m_timers(m_now)
{
}

void EventLoop::run()
{
    std::array<epoll_event, kEventsPerTurn> events{};
    while (!m_isStopped) {
        const auto wait = m_timers.untilNext(std::chrono::steady_clock::now());
        const int timeout = !m_again.empty() ? 0 : wait ? static_cast<int>(wait->count()) : -1;
        const int count = ::epoll_wait(m_epoll.get(), events.data(), kEventsPerTurn, timeout);
        m_now = std::chrono::steady_clock::now();
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            if (event.data.ptr != nullptr)
                static_cast<EventHandler *>(event.data.ptr)->onEvents(event.events);
            else
                runTasks();
        }
        runAgain();
        m_timers.advance(m_now);
        m_retired.clear();
    }
}

void EventLoop::post(std::function<void()> task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake.get(), &one, sizeof one); // full: it is awake already
}

void EventLoop::runTasks()
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto taken = ::read(m_wake.get(), &count, sizeof count);
    std::vector<std::function<void()>> tasks;
    {
        const std::scoped_lock lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (const auto &task : tasks)
        task();
}

void EventLoop::runAgain()
{
    for (std::size_t left = m_again.size(); left > 0; --left) { // what is added now is for the next turn
        EventHandler *const handler = m_again.front();
        m_again.pop_front();
        if (handler != nullptr)
            handler->onEvents(0);
    }
}

void EventLoop::retire(std::unique_ptr<EventHandler> handler)
{
    std::ranges::replace(m_again, handler.get(), static_cast<EventHandler *>(nullptr));
    m_retired.push_back(std::move(handler));
}

Result<void> EventLoop::watch(int fd, EventHandler &handler, std::uint32_t events)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = &handler;
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0)
        return fail(ErrorKind::Internal, std::string("cannot watch a descriptor: ") + std::strerror(errno));
    return {};
}

void EventLoop::rewatch(int fd, EventHandler &handler, std::uint32_t events)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = &handler;
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event);
}

void EventLoop::unwatch(int fd)
{
    ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, fd, nullptr);
}

} // namespace piuptime::gateway::net
