// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/SharedLimit.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace piuptime::gateway::share {

using guard::LimitKind;
using guard::Standing;

namespace {

constexpr std::int64_t kNsOfMs = 1'000'000;
constexpr std::int64_t kFreshNs = 1'000 * kNsOfMs; ///< for so long an answer says what is left

std::uint64_t quotaOf(const guard::LimitConfig &config)
{
    return config.kind == LimitKind::Rate ? config.burst : config.amount;
}

std::uint32_t shortOf(std::uint64_t number)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, std::numeric_limits<std::uint32_t>::max()));
}

/// Rounded up, so that nobody is told to come back too early.
Milliseconds msOf(std::int64_t ns)
{
    return std::chrono::ceil<Milliseconds>(std::chrono::nanoseconds(std::max<std::int64_t>(0, ns)));
}

} // namespace

SharedLimit::SharedLimit(const std::string &name, guard::LimitConfig config, std::size_t places,
                         std::shared_ptr<LoanDesk> desk)
    : Limit(std::move(config))
    , m_alone(this->config(), places)
    , m_desk(std::move(desk))
    , m_name(m_desk->nameOf(name, this->config()))
    , m_ahead(m_desk->aheadOf(quota()))
    , m_sets(std::bit_ceil(std::max<std::size_t>(1, (places + kWays - 1) / kWays)))
{
}

std::uint64_t SharedLimit::quota() const
{
    return quotaOf(config());
}

Account::Terms SharedLimit::terms() const
{
    return {.kind = config().kind == LimitKind::Rate ? "rate" : "window",
            .amount = config().amount,
            .per = config().per,
            .quota = quota()};
}

Standing SharedLimit::take(std::uint64_t key, MonoTime now)
{
    const Standing alone = m_alone.take(key, now);
    const std::uint16_t term = m_desk->term();
    if (!alone.isGranted || term == 0)
        return alone;
    const std::int64_t ns = nsOf(now);
    Standing standing;
    {
        const std::scoped_lock lock(m_locks[setOf(key) % kLocks].mutex);
        Slot *const slot = place(key, term);
        if (slot == nullptr)
            return alone;
        const bool isGranted = spend(*slot, ns);
        standing = stand(*slot, alone, ns);
        standing.isGranted = isGranted;
        if (isGranted)
            wish(*slot);
    }
    if (!standing.isGranted)
        m_alone.giveBack(key, now);
    return standing;
}

void SharedLimit::giveBack(std::uint64_t key, MonoTime now)
{
    m_alone.giveBack(key, now);
    if (config().kind == LimitKind::Bytes)
        return;
    const std::scoped_lock lock(m_locks[setOf(key) % kLocks].mutex);
    Slot *const slot = find(key, m_desk->term());
    if (slot != nullptr && slot->used > 0) {
        --slot->used;
        ++slot->credit; // Redis knows of it, or will: it may pass once more, or is returned
    }
}

void SharedLimit::charge(std::uint64_t key, std::uint64_t bytes, MonoTime now)
{
    if (config().kind != LimitKind::Bytes)
        return;
    m_alone.charge(key, bytes, now);
    const std::uint16_t term = m_desk->term();
    if (term == 0)
        return;
    const std::scoped_lock lock(m_locks[setOf(key) % kLocks].mutex);
    Slot *const slot = place(key, term);
    if (slot == nullptr)
        return;
    slot->owed += bytes;
    wish(*slot);
}

SharedLimit::Slot *SharedLimit::find(std::uint64_t key, std::uint16_t term)
{
    Set &set = m_sets[setOf(key)];
    const auto found = std::ranges::find_if(
        set, [key, term](const Slot &slot) { return slot.key == key && slot.term == term && term != 0; });
    return found != set.end() ? &*found : nullptr;
}

/// Null where all places are taken by keys whose accounts are not settled: such a key counts here alone.
SharedLimit::Slot *SharedLimit::place(std::uint64_t key, std::uint16_t term)
{
    if (Slot *const known = find(key, term))
        return known;
    Set &set = m_sets[setOf(key)];
    Slot *oldest = nullptr;
    for (Slot &slot : set) {
        const bool isFree = slot.term != term || (!slot.isWished && slot.owed == 0 && slot.credit == 0);
        const auto age = [term](const Slot &one) { return one.term == term ? one.answeredNs : 0; };
        if (isFree && (oldest == nullptr || age(slot) < age(*oldest)))
            oldest = &slot;
    }
    if (oldest != nullptr)
        *oldest = {.key = key, .term = term};
    return oldest;
}

/// Of bytes nobody knows how many there will be: they are owed afterwards.
bool SharedLimit::spend(Slot &slot, std::int64_t ns) const
{
    ++slot.used;
    if (slot.credit > 0) {
        --slot.credit;
        return true;
    }
    if (slot.owed < room(slot, ns)) {
        slot.owed += config().kind == LimitKind::Bytes ? 0 : 1;
        return true;
    }
    --slot.used;
    return false;
}

/// How many may be owed.
std::uint64_t SharedLimit::room(const Slot &slot, std::int64_t ns) const
{
    const std::int64_t age = ns - slot.answeredNs;
    const std::int64_t wait = slot.waitMs * kNsOfMs;
    if (slot.answeredNs != 0 && age < wait)
        return 0;
    if (m_desk->isLate(ns))
        return quota();
    return isFresh(slot, ns) ? std::clamp<std::uint64_t>(slot.left, 1, m_ahead) : m_ahead;
}

/// Whether what is known of a key says something about now.
bool SharedLimit::isFresh(const Slot &slot, std::int64_t ns)
{
    return slot.answeredNs != 0 && ns - slot.answeredNs < slot.waitMs * kNsOfMs + kFreshNs;
}

Standing SharedLimit::stand(const Slot &slot, const Standing &alone, std::int64_t ns) const
{
    const Milliseconds soon = m_desk->config().borrow;
    if (!isFresh(slot, ns))
        return {.remaining = std::min(alone.remaining, m_ahead - std::min(m_ahead, slot.owed)),
                .reset = alone.reset,
                .retryAfter = soon};
    const std::uint64_t free = slot.left + slot.credit;
    const std::int64_t age = ns - slot.answeredNs;
    return {.remaining = std::min(alone.remaining, free - std::min(free, slot.owed)),
            .reset = std::max(alone.reset, msOf(slot.resetMs * kNsOfMs - age)),
            .retryAfter = std::max(soon, msOf(slot.waitMs * kNsOfMs - age))};
}

void SharedLimit::wish(Slot &slot)
{
    if (!slot.isWished)
        slot.isWished = m_desk->wish(shared_from_this(), slot.key);
}

SharedLimit::Demand SharedLimit::demand(std::uint64_t key)
{
    const std::scoped_lock lock(m_locks[setOf(key) % kLocks].mutex);
    Slot *const slot = find(key, m_desk->term());
    if (slot == nullptr)
        return {};
    slot->isWished = false; // who comes from now on is of the next round
    const std::uint32_t used = std::exchange(slot->used, 0);
    Demand demand{.owed = slot->owed, .slice = slot->slice};
    if (used == 0) {
        demand.returned = std::min(slot->credit, slot->ofSlice);
        slot->credit = 0;
        slot->ofSlice = 0;
    } else if (used > 1 && config().kind != LimitKind::Bytes) { // who comes once may not come again
        const std::uint64_t enough = std::min<std::uint64_t>(used + used / 2, quota());
        demand.wanted = enough - std::min<std::uint64_t>(enough, slot->credit);
    }
    return demand;
}

bool SharedLimit::settle(std::uint64_t key, const Demand &demand, const Answer &answer, MonoTime now)
{
    const std::scoped_lock lock(m_locks[setOf(key) % kLocks].mutex);
    Slot *const slot = find(key, m_desk->term());
    if (slot == nullptr)
        return false;
    slot->owed -= std::min(slot->owed, demand.owed);
    slot->credit += shortOf(answer.granted);
    if (answer.granted > 0) {
        slot->ofSlice = (slot->slice == answer.slice ? slot->ofSlice : 0) + shortOf(answer.granted);
        slot->slice = answer.slice;
    }
    slot->left = answer.left;
    slot->waitMs = shortOf(static_cast<std::uint64_t>(answer.wait.count()));
    slot->resetMs = shortOf(static_cast<std::uint64_t>(answer.reset.count()));
    slot->answeredNs = nsOf(now);
    const bool isAgain = !slot->isWished && (slot->credit > 0 || slot->owed > 0);
    slot->isWished = slot->isWished || isAgain;
    return isAgain;
}

void SharedLimit::forget(std::uint64_t key)
{
    const std::scoped_lock lock(m_locks[setOf(key) % kLocks].mutex);
    if (Slot *const slot = find(key, m_desk->term()))
        slot->isWished = false;
}

} // namespace piuptime::gateway::share
