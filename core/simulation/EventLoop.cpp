// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/EventLoop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace piuptime::simulation {

Result<std::unique_ptr<EventLoop>> EventLoop::create()
{
    std::unique_ptr<EventLoop> loop(new EventLoop);
    loop->m_epoll = epoll_create1(EPOLL_CLOEXEC);
    loop->m_wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    if (loop->m_epoll < 0 || loop->m_wake < 0 || epoll_ctl(loop->m_epoll, EPOLL_CTL_ADD, loop->m_wake, &event) != 0)
        return fail(ErrorKind::Internal, "no file descriptors left for an event loop");
    return loop;
}

EventLoop::~EventLoop()
{
    if (m_wake >= 0)
        close(m_wake);
    if (m_epoll >= 0)
        close(m_epoll);
}

std::uint64_t EventLoop::add(int fd, std::uint32_t events, Handler handler)
{
    const std::uint64_t id = m_nextId++;
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    m_owners[fd] = id;
    m_watches.emplace(id, Watch{fd, events, std::make_shared<Handler>(std::move(handler))});
    return id;
}

void EventLoop::change(std::uint64_t id, std::uint32_t events)
{
    const auto watch = m_watches.find(id);
    if (watch == m_watches.end() || watch->second.events == events)
        return;
    watch->second.events = events;
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (m_owners[watch->second.fd] == id)
        epoll_ctl(m_epoll, EPOLL_CTL_MOD, watch->second.fd, &event);
}

void EventLoop::remove(std::uint64_t id)
{
    const auto watch = m_watches.find(id);
    if (watch == m_watches.end())
        return;
    const auto owner = m_owners.find(watch->second.fd);
    if (owner != m_owners.end() && owner->second == id) {
        epoll_ctl(m_epoll, EPOLL_CTL_DEL, watch->second.fd, nullptr);
        m_owners.erase(owner);
    }
    m_watches.erase(watch);
}

void EventLoop::after(Milliseconds time, std::function<void()> work)
{
    m_timers.emplace(std::chrono::steady_clock::now() + time, std::move(work));
}

void EventLoop::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_posted.push_back(std::move(work));
    }
    const std::uint64_t one = 1;
    // Can only fail when the counter is full, and then the loop is about to wake anyway.
    [[maybe_unused]] const ssize_t written = write(m_wake, &one, sizeof one);
}

void EventLoop::stop()
{
    post([this] { m_stopped = true; });
}

void EventLoop::run()
{
    std::array<epoll_event, 256> ready{};
    while (!m_stopped) {
        const int count = epoll_wait(m_epoll, ready.data(), static_cast<int>(ready.size()), timeout());
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = ready[static_cast<std::size_t>(i)];
            const auto watch = m_watches.find(event.data.u64);
            if (watch == m_watches.end())
                continue;
            const std::shared_ptr<Handler> handler = watch->second.handler;
            (*handler)(event.events);
        }
        runPosted();
        runDueTimers();
    }
    m_timers.clear(); // what they hold may need the loop to go
}

void EventLoop::runPosted()
{
    std::uint64_t wakeUps = 0;
    [[maybe_unused]] const ssize_t got = read(m_wake, &wakeUps, sizeof wakeUps);
    std::vector<std::function<void()>> posted;
    {
        const std::lock_guard lock(m_mutex);
        posted.swap(m_posted);
    }
    for (const auto &work : posted)
        work();
}

void EventLoop::runDueTimers()
{
    const MonoTime now = std::chrono::steady_clock::now();
    while (!m_timers.empty() && m_timers.begin()->first <= now) {
        const auto due = m_timers.extract(m_timers.begin());
        due.mapped()();
    }
}

int EventLoop::timeout() const
{
    if (m_timers.empty())
        return -1;
    const auto left =
        std::chrono::ceil<Milliseconds>(m_timers.begin()->first - std::chrono::steady_clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

} // namespace piuptime::simulation
