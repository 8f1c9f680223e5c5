// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/Subscriptions.h"

#include "core/config/AtomicFile.h"
#include "core/gateway/control/SubscriptionFile.h"
#include "core/gateway/guard/Network.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace piuptime::gateway::control {

namespace fs = std::filesystem;
using portal::Filing;
using portal::Standing;

namespace {

constexpr std::string_view kSuffix = ".json";
constexpr std::size_t kMaxFileBytes = std::size_t{64} * 1024;

bool isWaiting(const Subscription &subscription)
{
    return subscription.standing == Standing::Waiting;
}

/// Whether one client may have both addresses.
bool isOneClient(const std::string &a, const std::string &b)
{
    const auto first = guard::IpAddress::parse(a);
    const auto second = guard::IpAddress::parse(b);
    return first && second ? first->asOneClient() == second->asOneClient() : a == b;
}

} // namespace

Subscriptions::Subscriptions(std::string folder, std::shared_ptr<const Clock> clock)
    : m_folder(std::move(folder))
    , m_clock(std::move(clock))
{
}

Subscriptions::~Subscriptions()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

Result<std::shared_ptr<Subscriptions>> Subscriptions::open(std::string folder, std::shared_ptr<const Clock> clock)
{
    std::shared_ptr<Subscriptions> opened(new Subscriptions(std::move(folder), std::move(clock)));
    std::error_code error;
    fs::directory_iterator files(opened->m_folder, error);
    if (error && error != std::errc::no_such_file_or_directory)
        return fail(ErrorKind::Internal, opened->m_folder + " cannot be read: " + error.message());
    for (; !error && files != fs::directory_iterator(); files.increment(error)) {
        const std::string name = files->path().filename().string();
        const auto file = name.ends_with(kSuffix) ? config::readFile(files->path().string(), kMaxFileBytes)
                                                  : Result<std::string>(tl::unexpected(Error{}));
        auto subscription = file ? readSubscription(*file) : std::optional<Subscription>();
        if (subscription && subscription->asked.id + std::string(kSuffix) == name)
            opened->m_all.push_back(std::move(*subscription));
    }
    std::ranges::sort(opened->m_all, {}, &Subscription::at);
    opened->m_thread = std::thread([raw = opened.get()] { raw->work(); });
    return opened;
}

std::string Subscriptions::fileOf(const std::string &id) const
{
    return m_folder + "/" + id + std::string(kSuffix);
}

/// \param address empty: all
std::size_t Subscriptions::countWaiting(const std::string &address) const
{
    const auto counts = [&address](const Subscription &one) {
        return isWaiting(one) && (address.empty() || isOneClient(one.asked.address, address));
    };
    const auto isHanded = [&counts](const Handed &one) { return counts(one.subscription); };
    return static_cast<std::size_t>(std::ranges::count_if(m_all, counts) + std::ranges::count_if(m_handed, isHanded));
}

std::shared_ptr<const Filing> Subscriptions::hand(portal::Application application)
{
    auto filing = std::make_shared<Filing>();
    const auto refuse = [&filing](Filing::Outcome outcome) {
        filing->outcome = outcome;
        filing->isOver.store(true, std::memory_order_release);
        return filing;
    };
    const std::scoped_lock lock(m_mutex);
    if (countWaiting({}) >= kMostWaiting)
        return refuse(Filing::Outcome::DeskFull);
    if (countWaiting(application.address) >= kMostWaitingOfOne)
        return refuse(Filing::Outcome::AddressFull);
    m_handed.push_back({{.asked = std::move(application), .at = m_clock->utcNow()}, filing});
    m_wake.notify_one();
    return filing;
}

/// Writes what is handed in, one after another; it counts as waiting all the while.
void Subscriptions::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_handed.empty(); });
        if (m_handed.empty())
            return;
        const Handed handed = m_handed.front();
        lock.unlock();
        const auto written = write(handed.subscription);
        lock.lock();
        m_handed.pop_front();
        if (written)
            m_all.push_back(handed.subscription);
        handed.filing->outcome = written ? Filing::Outcome::Kept : Filing::Outcome::Failed;
        handed.filing->isOver.store(true, std::memory_order_release);
    }
}

std::optional<portal::Desk::Told> Subscriptions::find(const guard::KeyHash &hash) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_all, hash, [](const Subscription &each) { return each.asked.hash; });
    if (found == m_all.end())
        return std::nullopt;
    return Told{found->asked.api, found->standing, found->reason};
}

std::vector<Subscription> Subscriptions::all() const
{
    const std::scoped_lock lock(m_mutex);
    return m_all;
}

std::size_t Subscriptions::waitingCount() const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<std::size_t>(std::ranges::count(m_all, portal::Standing::Waiting, &Subscription::standing));
}

Result<Subscription> Subscriptions::waiting(std::string_view id) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = std::ranges::find(m_all, id, [](const Subscription &each) { return each.asked.id; });
    if (found == m_all.end())
        return fail(ErrorKind::NotFound, "nobody has asked for access by this id", id);
    if (!isWaiting(*found))
        return fail(ErrorKind::Conflict, std::string("it is decided already: ") + wordOf(found->standing), id);
    return *found;
}

Result<Subscription> Subscriptions::reject(std::string_view id, const std::string &by, const std::string &reason)
{
    auto rejected = waiting(id);
    if (!rejected)
        return rejected;
    rejected->standing = Standing::Rejected;
    rejected->by = by;
    rejected->reason = reason;
    if (const auto written = write(*rejected); !written)
        return fail(written.error(), "keeping what was decided");
    settle(*rejected);
    return rejected;
}

void Subscriptions::noteConsumers(const std::vector<guard::ConsumerConfig> &consumers, const std::string &by)
{
    const auto isConsumers = [&consumers](const guard::KeyHash &hash) {
        return std::ranges::any_of(consumers, [&hash](const guard::ConsumerConfig &consumer) {
            return std::ranges::find(consumer.keys, hash, &guard::KeyConfig::hash) != consumer.keys.end();
        });
    };
    for (Subscription &each : all()) {
        if (!isWaiting(each) || !isConsumers(each.asked.hash))
            continue;
        each.standing = Standing::Approved;
        each.by = by;
        if (const auto written = write(each); !written)
            std::fprintf(stderr, "gateway: who asked as %s has access, but %s\n", each.asked.id.c_str(),
                         written.error().describe().c_str());
        settle(each);
    }
}

Result<void> Subscriptions::write(const Subscription &subscription) const
{
    return config::writeFileAtomically(fileOf(subscription.asked.id), fileText(subscription));
}

void Subscriptions::settle(const Subscription &decided)
{
    const std::scoped_lock lock(m_mutex);
    const auto found =
        std::ranges::find(m_all, decided.asked.id, [](const Subscription &each) { return each.asked.id; });
    *found = decided; // of one that waits nothing is ever forgotten
    forgetOldest();
}

void Subscriptions::forgetOldest()
{
    const auto isDecided = [](const Subscription &one) { return !isWaiting(one); };
    while (static_cast<std::size_t>(std::ranges::count_if(m_all, isDecided)) > kMostDecided) {
        const auto oldest = std::ranges::find_if(m_all, isDecided);
        std::error_code ignored; // it comes again with the next start, and goes then
        fs::remove(fileOf(oldest->asked.id), ignored);
        m_all.erase(oldest);
    }
}

} // namespace piuptime::gateway::control
