// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace piuptime::simulation {

/// A thread's wait for sockets, timers and posted work, over epoll: waking up for one of a thousand costs the same as
/// for one of two. Everything but `post` and `stop` belongs to the thread that runs it.
class EventLoop
{
public:
    /// Called with the `EPOLL…` bits that are ready.
    using Handler = std::function<void(std::uint32_t)>;

    [[nodiscard]] static Result<std::unique_ptr<EventLoop>> create();
    ~EventLoop();
    EventLoop(const EventLoop &) = delete;
    EventLoop &operator=(const EventLoop &) = delete;

    /// Watches `fd`, which stays the caller's. \return what to call it; never used twice
    [[nodiscard]] std::uint64_t add(int fd, std::uint32_t events, Handler handler);
    void change(std::uint64_t id, std::uint32_t events);
    /// Call before closing the descriptor. An unknown id changes nothing.
    void remove(std::uint64_t id);
    void after(Milliseconds time, std::function<void()> work);

    /// Until `stop`.
    void run();
    /// Thread-safe: runs `work` in the loop's thread, soon.
    void post(std::function<void()> work);
    /// Thread-safe.
    void stop();

private:
    EventLoop() = default;

    struct Watch {
        int fd = -1;
        std::uint32_t events = 0;
        std::shared_ptr<Handler> handler; ///< shared, because it may remove itself while it runs
    };

    void runPosted();
    void runDueTimers();
    [[nodiscard]] int timeout() const;

    int m_epoll = -1;
    int m_wake = -1;
    std::uint64_t m_nextId = 1; ///< 0 is the wake-up
    std::unordered_map<std::uint64_t, Watch> m_watches;
    /// Whose a descriptor is now. libssh closes its socket by itself, and the number may serve a new connection before
    /// the old one's watch is removed, which then must not touch the new one's.
    std::unordered_map<int, std::uint64_t> m_owners;
    std::multimap<MonoTime, std::function<void()>> m_timers;
    bool m_stopped = false;
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_posted; ///< guarded by m_mutex
};

} // namespace piuptime::simulation
