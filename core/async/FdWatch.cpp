// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/FdWatch.h"

#include "core/async/Alarm.h"
#include "core/async/Logging.h"
#include "core/base/UniqueFd.h"

#include <QSocketNotifier>

#include <sys/epoll.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <unordered_map>
#include <utility>

namespace piuptime::async {
namespace {

std::uint32_t epollEvents(unsigned interest)
{
    std::uint32_t events = 0;
    if (interest & FdWatch::Read)
        events |= EPOLLIN;
    if (interest & FdWatch::Write)
        events |= EPOLLOUT;
    return events;
}

unsigned readiness(std::uint32_t events)
{
    unsigned ready = FdWatch::Nothing;
    if (events & (EPOLLIN | EPOLLERR | EPOLLHUP))
        ready |= FdWatch::Read;
    if (events & (EPOLLOUT | EPOLLERR | EPOLLHUP))
        ready |= FdWatch::Write;
    return ready;
}

} // namespace

/// The epoll instance of one thread; lives as long as there are watches.
class FdHub
{
public:
    static std::shared_ptr<FdHub> ofThisThread()
    {
        thread_local std::weak_ptr<FdHub> hub;
        auto shared = hub.lock();
        if (!shared) {
            shared = std::make_shared<FdHub>();
            hub = shared;
        }
        return shared;
    }

    FdHub()
        : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
        , m_notifier(m_epoll.get(), QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { dispatch(); });
    }

    std::uint64_t add(FdWatch *watch)
    {
        m_watches.emplace(++m_lastId, watch);
        return m_lastId;
    }

    void remove(const FdWatch *watch)
    {
        m_watches.erase(watch->m_id);
        // Fails when the descriptor is closed already, which removed it from the set.
        if (watch->m_interest != FdWatch::Nothing)
            ::epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, watch->m_fd, nullptr);
    }

    /// A descriptor in which nobody is interested leaves the set: hang-ups would be reported without end otherwise.
    void change(const FdWatch *watch, unsigned before)
    {
        const int operation = before == FdWatch::Nothing              ? EPOLL_CTL_ADD
                              : watch->m_interest == FdWatch::Nothing ? EPOLL_CTL_DEL
                                                                      : EPOLL_CTL_MOD;
        epoll_event event{};
        event.events = epollEvents(watch->m_interest);
        event.data.u64 = watch->m_id;
        if (::epoll_ctl(m_epoll.get(), operation, watch->m_fd, &event) != 0)
            qCWarning(lcAsync, "cannot watch descriptor %d: %s", watch->m_fd, std::strerror(errno));
    }

private:
    void dispatch()
    {
        const auto self = ofThisThread(); // a callback may destroy the last watch
        const AlarmTurn turn;             // coroutines that are woken go on at its end
        std::array<epoll_event, 64> events;
        const int count = ::epoll_wait(m_epoll.get(), events.data(), static_cast<int>(events.size()), 0);
        for (int i = 0; i < count; ++i) {
            const auto &event = events[static_cast<std::size_t>(i)];
            const auto found = m_watches.find(event.data.u64); // gone when an earlier callback destroyed it
            if (found == m_watches.end())
                continue;
            const auto onReady = found->second->m_onReady; // outlives a watch that destroys itself
            onReady(readiness(event.events));
        }
    }

    UniqueFd m_epoll;
    QSocketNotifier m_notifier;
    std::unordered_map<std::uint64_t, FdWatch *> m_watches;
    std::uint64_t m_lastId = 0;
};

FdWatch::FdWatch(int fd, std::function<void(unsigned)> onReady)
    : m_hub(FdHub::ofThisThread())
    , m_fd(fd)
    , m_onReady(std::move(onReady))
{
    m_id = m_hub->add(this);
}

FdWatch::~FdWatch()
{
    m_hub->remove(this);
}

void FdWatch::setInterest(unsigned interest)
{
    if (interest == m_interest)
        return;
    const unsigned before = std::exchange(m_interest, interest);
    m_hub->change(this, before);
}

} // namespace piuptime::async
