// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/SharedPlaces.h"

#include <algorithm>
#include <bit>

namespace piuptime::gateway::share {

using guard::Standing;

namespace {

constexpr Milliseconds kComeAgain{1000};         ///< nobody knows when a request ends
constexpr std::int64_t kFreshNs = 1'500'000'000; ///< for so long an answer says what is left
/// For so long a lease is believed in, since it was answered: by then it may have begun a second ago.
constexpr std::int64_t kHeldNs = std::chrono::nanoseconds(SharedPlaces::kLease - Seconds(1)).count();

} // namespace

SharedPlaces::SharedPlaces(const std::string &name, guard::LimitConfig config, std::size_t places,
                           std::shared_ptr<LoanDesk> desk)
    : Limit(std::move(config))
    , m_desk(std::move(desk))
    , m_name(m_desk->nameOf(name, this->config()))
    , m_ahead(m_desk->aheadOf(this->config().amount))
    , m_sets(std::bit_ceil(std::max<std::size_t>(1, (places + kWays - 1) / kWays)))
{
}

Standing SharedPlaces::take(std::uint64_t key, MonoTime now)
{
    const std::scoped_lock lock(mutexOf(key));
    Slot *const slot = place(key);
    if (slot == nullptr)
        return {.isGranted = false, .retryAfter = kComeAgain};
    enterTerm(*slot);
    noteWant(*slot);
    const std::uint64_t most = mostFor(*slot, nsOf(now));
    const bool isGranted = slot->inUse < most;
    slot->isRefusing = slot->isRefusing || !isGranted;
    if (isGranted) {
        ++slot->inUse;
        m_inUse.fetch_add(1, std::memory_order_relaxed);
    }
    wish(*slot);
    return {.isGranted = isGranted,
            .remaining = most - std::min(most, slot->inUse),
            .retryAfter = isGranted ? Milliseconds(0) : kComeAgain};
}

void SharedPlaces::giveBack(std::uint64_t key, MonoTime)
{
    const std::scoped_lock lock(mutexOf(key));
    Slot *const slot = find(key);
    if (slot == nullptr || slot->inUse == 0)
        return;
    --slot->inUse;
    m_inUse.fetch_sub(1, std::memory_order_relaxed);
    enterTerm(*slot);
    slot->leased = std::min(slot->leased, std::max(slot->inUse, slot->fair));
    wish(*slot);
}

Account::Terms SharedPlaces::terms() const
{
    return {.kind = "places", .amount = config().amount, .per = kLease, .quota = config().amount};
}

SharedPlaces::Slot *SharedPlaces::find(std::uint64_t key)
{
    Set &set = m_sets[setOf(key)];
    const auto found = std::ranges::find(set, key, &Slot::key);
    return found != set.end() ? &*found : nullptr;
}

/// Null where everybody in the set has a request under way: those must be found again. A lease that is forgotten ends
/// by itself.
SharedPlaces::Slot *SharedPlaces::place(std::uint64_t key)
{
    if (Slot *const known = find(key))
        return known;
    Set &set = m_sets[setOf(key)];
    Slot *oldest = nullptr;
    for (Slot &slot : set) {
        if (slot.inUse == 0 && (oldest == nullptr || slot.answeredNs < oldest->answeredNs))
            oldest = &slot;
    }
    if (oldest != nullptr)
        *oldest = {.key = key};
    return oldest;
}

/// What was leased before Redis was gone is void; what is in use is not.
void SharedPlaces::enterTerm(Slot &slot) const
{
    if (const std::uint16_t term = m_desk->term(); slot.term != term)
        slot = {.key = slot.key, .inUse = slot.inUse, .term = term};
}

void SharedPlaces::noteWant(Slot &slot)
{
    slot.hasMoreCome = slot.hasCome;
    slot.hasCome = true;
    slot.peak = std::max(slot.peak, slot.inUse + 1);
}

/// How many may be in use.
std::uint64_t SharedPlaces::mostFor(const Slot &slot, std::int64_t ns) const
{
    const std::uint64_t amount = config().amount;
    if (slot.term == 0 || m_desk->isLate(ns))
        return amount;
    const std::int64_t age = ns - slot.answeredNs;
    const bool isFresh = slot.answeredNs != 0 && age < kFreshNs;
    const std::uint64_t leased = age < kHeldNs ? slot.leased : 0;
    const std::uint64_t room = std::min(slot.left, slot.fair - std::min(slot.fair, leased));
    return std::min(amount, leased + (isFresh ? std::min(room, m_ahead) : m_ahead));
}

void SharedPlaces::wish(Slot &slot)
{
    if (!slot.isWished && slot.term != 0)
        slot.isWished = m_desk->wish(shared_from_this(), slot.key);
}

Account::Demand SharedPlaces::demand(std::uint64_t key)
{
    const std::scoped_lock lock(mutexOf(key));
    Slot *const slot = find(key);
    if (slot == nullptr)
        return {};
    enterTerm(*slot);
    slot->isWished = false; // what changes from now on is of the next round

    const bool isBusy = std::exchange(slot->hasMoreCome, false); // who comes once may not come again
    const std::uint64_t peak = std::exchange(slot->peak, slot->inUse);
    const std::uint64_t needed = std::exchange(slot->hasCome, false) ? peak : slot->inUse;
    slot->leased = std::min(slot->leased, needed); // what Redis does not hear of is not to be had while it answers
    const std::uint64_t owed = std::max(slot->inUse, slot->leased);
    const std::uint64_t wanted = std::min(config().amount, isBusy ? needed + needed / 2 : needed);
    return {.owed = owed, .wanted = std::max(owed, wanted), .isRefusing = std::exchange(slot->isRefusing, false)};
}

bool SharedPlaces::settle(std::uint64_t key, const Demand &, const Answer &answer, MonoTime now)
{
    const std::scoped_lock lock(mutexOf(key));
    Slot *const slot = find(key);
    if (slot == nullptr)
        return false;
    slot->fair = static_cast<std::uint64_t>(answer.slice);
    slot->leased = std::min(answer.granted, std::max(slot->inUse, slot->fair));
    slot->left = answer.left;
    slot->answeredNs = nsOf(now);
    const bool isAgain = !slot->isWished && slot->leased > slot->inUse;
    slot->isWished = slot->isWished || isAgain;
    return isAgain;
}

void SharedPlaces::forget(std::uint64_t key)
{
    const std::scoped_lock lock(mutexOf(key));
    if (Slot *const slot = find(key))
        slot->isWished = false;
}

void SharedPlaces::renew()
{
    if (m_inUse.load(std::memory_order_relaxed) == 0)
        return;
    for (std::size_t i = 0; i < m_sets.size(); ++i) {
        const std::scoped_lock lock(m_locks[i % kLocks].mutex);
        for (Slot &slot : m_sets[i]) {
            if (slot.inUse > 0) {
                enterTerm(slot);
                wish(slot);
            }
        }
    }
}

} // namespace piuptime::gateway::share
