// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/UniqueFd.h"
#include "core/gateway/net/TimerWheel.h"

#include <sys/epoll.h>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace piuptime::gateway::net {

/// Hears what happens to a descriptor.
class EventHandler
{
public:
    virtual ~EventHandler() = default;
    /// \param events of `epoll_event`. May still come once in the turn in which the descriptor was closed.
    virtual void onEvents(std::uint32_t events) = 0;
};

/// One thread's descriptors and timers, on epoll.
///
/// All of it belongs to the thread that runs it, except `post`.
class EventLoop
{
public:
    /// \retval Internal the system gives no descriptors
    [[nodiscard]] static Result<std::unique_ptr<EventLoop>> open();
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

    /// Runs until `stop`.
    void run();
    void stop() { m_isStopped = true; }
    /// Has a function called in the loop's thread, soon. Any thread.
    void post(std::function<void()> task);

    /// Tells a handler of events until `unwatch`. \param events such as `EPOLLIN | EPOLLET`
    [[nodiscard]] Result<void> watch(int fd, EventHandler &handler, std::uint32_t events);
    /// Changes for which events it is told.
    void rewatch(int fd, EventHandler &handler, std::uint32_t events);
    /// To be called before the descriptor is closed: a process that is being started may hold a copy of it for a
    /// moment, and as long as there is one, epoll goes on telling.
    void unwatch(int fd);
    /// Tells a handler of no events in the next turn: it could do more, but others are to have theirs first.
    void again(EventHandler &handler) { m_again.push_back(&handler); }
    /// Destroys a handler once nothing of this turn can reach it any more.
    void retire(std::unique_ptr<EventHandler> handler);

    [[nodiscard]] TimerWheel &timers() { return m_timers; }
    /// Time at the start of this turn.
    [[nodiscard]] MonoTime now() const { return m_now; }

private:
    EventLoop(UniqueFd epoll, UniqueFd wake);
    void runTasks();
    void runAgain();

    UniqueFd m_epoll;
    UniqueFd m_wake;
    MonoTime m_now;
    TimerWheel m_timers;
    std::deque<EventHandler *> m_again; ///< null where one was retired meanwhile
    std::vector<std::unique_ptr<EventHandler>> m_retired;
    bool m_isStopped = false;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_tasks; ///< under the mutex
};

} // namespace piuptime::gateway::net
