// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/NameLookup.h"

#include <algorithm>
#include <list>

namespace piuptime::gateway {

namespace {

/// An endpoint, and when it is looked up next.
struct Followed {
    std::weak_ptr<Endpoint> endpoint;
    MonoTime due{};
    Milliseconds pause{0}; ///< after the last failure
    bool wasLookedUp = false;
};

} // namespace

struct NameLookup::Shared {
    Shared(Resolve resolving, Pauses waits)
        : resolve(std::move(resolving))
        , pauses(waits)
    {
    }

    const Resolve resolve;
    const Pauses pauses;
    std::mutex mutex; ///< of what follows
    std::condition_variable changed;
    std::list<Followed> followed; ///< whose places stay while others are added; the thread alone takes some away
    bool hasThread = false;
    bool isEnding = false;

    void run();
    void hurry();
    void lookUp(Followed &one, std::unique_lock<std::mutex> &lock);
};

NameLookup::NameLookup(Resolve resolve, Pauses pauses)
    : m_shared(std::make_shared<Shared>(std::move(resolve), pauses))
{
}

NameLookup::NameLookup()
    : NameLookup([](const std::string &address) { return net::Address::resolve(address); }, {})
{
}

NameLookup::~NameLookup()
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->isEnding = true;
    m_shared->changed.notify_all();
}

void NameLookup::follow(const std::shared_ptr<Endpoint> &endpoint)
{
    const std::scoped_lock lock(m_shared->mutex);
    m_shared->followed.push_back({.endpoint = endpoint});
    m_shared->changed.notify_all();
    if (std::exchange(m_shared->hasThread, true))
        return;
    std::thread([shared = m_shared] { shared->run(); }).detach();
}

bool NameLookup::waitForFirst(Milliseconds most)
{
    std::unique_lock lock(m_shared->mutex);
    return m_shared->changed.wait_for(
        lock, most, [this] { return std::ranges::all_of(m_shared->followed, &Followed::wasLookedUp); });
}

void NameLookup::Shared::run()
{
    std::unique_lock lock(mutex);
    while (!isEnding) {
        std::erase_if(followed, [](const Followed &one) { return one.endpoint.expired(); });
        const auto next = std::ranges::min_element(followed, {}, &Followed::due);
        if (next == followed.end())
            changed.wait(lock);
        else if (next->due <= std::chrono::steady_clock::now())
            lookUp(*next, lock);
        else if (changed.wait_until(lock, std::min(next->due, std::chrono::steady_clock::now() + pauses.failed))
                 == std::cv_status::timeout)
            hurry();
    }
}

/// Those that fail are looked up now. Workers only leave word of it, so that they never wait.
void NameLookup::Shared::hurry()
{
    for (Followed &one : followed) {
        const std::shared_ptr<Endpoint> endpoint = one.endpoint.lock();
        if (endpoint && endpoint->takeFailed())
            one.due = std::chrono::steady_clock::now();
    }
}

void NameLookup::Shared::lookUp(Followed &one, std::unique_lock<std::mutex> &lock)
{
    const std::shared_ptr<Endpoint> endpoint = one.endpoint.lock();
    if (!endpoint)
        return;
    lock.unlock();
    const auto address = resolve(endpoint->name());
    if (address) // else it is where it was, for all that is known
        endpoint->place(*address);
    lock.lock();
    one.pause = address ? Milliseconds(0) : std::clamp(one.pause * 2, pauses.unknown, pauses.longest);
    one.due = std::chrono::steady_clock::now() + (address ? pauses.known : one.pause);
    one.wasLookedUp = true;
    changed.notify_all();
}

} // namespace piuptime::gateway
