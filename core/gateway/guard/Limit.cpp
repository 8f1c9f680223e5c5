// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/LimitSource.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace piuptime::gateway::guard {

namespace {

using Nanoseconds = std::chrono::nanoseconds;

std::int64_t nsOf(MonoTime time)
{
    return std::chrono::duration_cast<Nanoseconds>(time.time_since_epoch()).count();
}

/// Rounded up, so that nobody is told to come back too early.
Milliseconds msOf(std::int64_t ns)
{
    return std::chrono::ceil<Milliseconds>(Nanoseconds(ns));
}

/// Rounded up, so that no more pass than should.
std::int64_t intervalOf(const LimitConfig &config)
{
    const std::int64_t per = Nanoseconds(config.per).count();
    const std::int64_t parts = config.kind == LimitKind::Rate ? static_cast<std::int64_t>(config.amount) : 5;
    return std::max<std::int64_t>(1, (per + parts - 1) / parts);
}

} // namespace

LocalLimit::LocalLimit(LimitConfig config, std::size_t places)
    : Limit(std::move(config))
    , m_interval(intervalOf(this->config()))
    , m_sets(std::bit_ceil(std::max<std::size_t>(1, (places + kWays - 1) / kWays)))
{
}

Standing LocalLimit::take(std::uint64_t key, MonoTime now)
{
    const std::int64_t ns = nsOf(now);
    const std::size_t set = setOf(key);
    const std::scoped_lock lock(m_locks[set % kLocks].mutex);
    Slot *const slot = place(m_sets[set], key, ns);
    if (slot == nullptr)
        return {.isGranted = false, .retryAfter = Milliseconds(1000)};
    switch (config().kind) {
    case LimitKind::Rate:
        return takeRate(*slot, ns);
    case LimitKind::Concurrency:
        return takeConcurrency(*slot);
    default:
        return takeWindow(*slot, ns);
    }
}

LocalLimit::Slot *LocalLimit::find(Set &set, std::uint64_t key)
{
    const auto found = std::ranges::find(set, key, &Slot::key);
    return found != set.end() ? &*found : nullptr;
}

/// Null where the limit is of Concurrency and everybody in the set has a request under way: those must be found again.
LocalLimit::Slot *LocalLimit::place(Set &set, std::uint64_t key, std::int64_t ns) const
{
    Slot *slot = find(set, key);
    if (slot == nullptr) {
        for (Slot &each : set)
            advance(each, ns);
        slot = &*std::ranges::min_element(set, {}, [this](const Slot &each) { return use(each); });
        if (config().kind == LimitKind::Concurrency && slot->counts[0] > 0)
            return nullptr;
        slot->key = key;
    }
    advance(*slot, ns);
    return slot;
}

/// Forgets slices that no window reaches any more.
void LocalLimit::advance(Slot &slot, std::int64_t ns) const
{
    if (config().kind != LimitKind::Window && config().kind != LimitKind::Bytes)
        return;
    const std::int64_t newest = ns / m_interval;
    for (std::int64_t slice = std::max(slot.stamp + 1, newest - kSlices + 1); slice <= newest; ++slice)
        slot.counts[static_cast<std::size_t>(slice % kSlices)] = 0;
    slot.stamp = std::max(slot.stamp, newest);
}

std::uint64_t LocalLimit::use(const Slot &slot) const
{
    if (config().kind == LimitKind::Rate)
        return static_cast<std::uint64_t>(slot.stamp);
    return std::accumulate(slot.counts.begin(), slot.counts.end(), std::uint64_t{0});
}

/// The generic cell rate algorithm: one number says how full a bucket is.
Standing LocalLimit::takeRate(Slot &slot, std::int64_t ns) const
{
    const std::int64_t room = static_cast<std::int64_t>(config().burst) * m_interval;
    const std::int64_t fullAt = std::max(slot.stamp, ns) + m_interval;
    if (fullAt - ns > room)
        return {.isGranted = false, .reset = msOf(slot.stamp - ns), .retryAfter = msOf(fullAt - room - ns)};
    slot.stamp = fullAt;
    return {.remaining = static_cast<std::uint64_t>((room - (fullAt - ns)) / m_interval), .reset = msOf(fullAt - ns)};
}

Standing LocalLimit::takeWindow(Slot &slot, std::int64_t ns) const
{
    std::uint64_t used = use(slot);
    const std::uint64_t amount = config().amount;
    const auto endOf = [this, ns](std::int64_t slice) { return msOf((slice + kSlices) * m_interval - ns); };
    if (used >= amount) {
        std::int64_t oldest = slot.stamp - kSlices + 1;
        const auto countAt = [&slot](std::int64_t slice) {
            return slice < 0 ? 0 : slot.counts[static_cast<std::size_t>(slice % kSlices)];
        };
        for (used -= countAt(oldest); used >= amount; used -= countAt(oldest))
            ++oldest;
        return {.isGranted = false, .reset = endOf(slot.stamp), .retryAfter = endOf(oldest)};
    }
    if (config().kind == LimitKind::Window)
        ++slot.counts[static_cast<std::size_t>(slot.stamp % kSlices)];
    const std::uint64_t taken = config().kind == LimitKind::Window ? 1 : 0;
    return {.remaining = amount - used - taken, .reset = endOf(slot.stamp)};
}

Standing LocalLimit::takeConcurrency(Slot &slot) const
{
    if (slot.counts[0] >= config().amount)
        return {.isGranted = false, .retryAfter = Milliseconds(1000)};
    ++slot.counts[0];
    return {.remaining = config().amount - slot.counts[0]};
}

void LocalLimit::giveBack(std::uint64_t key, MonoTime now)
{
    const std::size_t set = setOf(key);
    const std::scoped_lock lock(m_locks[set % kLocks].mutex);
    Slot *const slot = find(m_sets[set], key);
    if (slot == nullptr)
        return;
    advance(*slot, nsOf(now));
    std::uint64_t &count =
        slot->counts[static_cast<std::size_t>(config().kind == LimitKind::Window ? slot->stamp % kSlices : 0)];
    if (config().kind == LimitKind::Rate)
        slot->stamp -= m_interval;
    else if (config().kind != LimitKind::Bytes && count > 0)
        --count;
}

void LocalLimit::charge(std::uint64_t key, std::uint64_t bytes, MonoTime now)
{
    if (config().kind != LimitKind::Bytes)
        return;
    const std::size_t set = setOf(key);
    const std::scoped_lock lock(m_locks[set % kLocks].mutex);
    Slot *const slot = place(m_sets[set], key, nsOf(now));
    slot->counts[static_cast<std::size_t>(slot->stamp % kSlices)] += bytes;
}

std::shared_ptr<Limit> LimitMemory::limit(const std::string &scope, const LimitConfig &config, std::size_t places)
{
    std::erase_if(m_limits, [](const auto &entry) { return entry.second.expired(); });
    const std::string name = scope + '/' + config.name;
    std::weak_ptr<Limit> &known = m_limits[(m_source ? m_source->id() : std::string()) + ' ' + name];
    if (auto kept = known.lock(); kept && kept->config() == config)
        return kept;
    std::shared_ptr<Limit> made = m_source ? m_source->make(name, config, places) : nullptr;
    if (!made)
        made = std::make_shared<LocalLimit>(config, places);
    known = made;
    return made;
}

} // namespace piuptime::gateway::guard
