// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Store.h"

#include <algorithm>

namespace piuptime::gateway::cache {

namespace {

/// Of a slot, its place in the list and in the map; about.
constexpr std::size_t kSlotBytes = 256;

} // namespace

std::string_view name(Outcome outcome)
{
    constexpr std::array<std::string_view, 4> kNames{"hit", "miss", "revalidated", "stale"};
    return kNames[static_cast<std::size_t>(outcome)];
}

Store::Shard &Store::shardOf(const std::string &uri)
{
    return m_shards[std::hash<std::string_view>()(uri) % kShards];
}

void Store::setMost(std::size_t bytes)
{
    m_most = bytes;
    for (Shard &shard : m_shards) {
        const std::scoped_lock lock(shard.mutex);
        shrink(shard, bytes / kShards);
    }
}

SharedEntry Store::find(const std::string &uri, std::string_view who, std::string_view anybody,
                        const http::HeadParser &request)
{
    Shard &shard = shardOf(uri);
    const std::scoped_lock lock(shard.mutex);
    const auto found = shard.byUri.find(uri);
    if (found == shard.byUri.end())
        return {};
    shard.recency.splice(shard.recency.begin(), shard.recency, found->second);
    const std::vector<SharedEntry> &variants = found->second->variants;
    const auto match = std::find_if(variants.rbegin(), variants.rend(), [&](const SharedEntry &entry) {
        return (entry->who == who || entry->who == anybody)
               && entry->selector == selectorOf(request, entry->policy.vary);
    });
    return match == variants.rend() ? SharedEntry() : *match;
}

std::uint64_t Store::epochOf(const std::string &uri)
{
    Shard &shard = shardOf(uri);
    const std::scoped_lock lock(shard.mutex);
    return shard.epoch;
}

void Store::put(const std::string &uri, SharedEntry entry, std::uint64_t epoch)
{
    const std::size_t most = m_most / kShards;
    const std::size_t bytes = entry->bytes();
    if (bytes + uri.size() + kSlotBytes > most)
        return;
    Shard &shard = shardOf(uri);
    const std::scoped_lock lock(shard.mutex);
    if (shard.epoch != epoch)
        return;
    Slot &slot = slotFor(shard, uri);
    std::size_t left = slot.bytes;
    std::erase_if(slot.variants, [&](const SharedEntry &old) {
        const bool isReplaced =
            old->who == entry->who && old->selector == entry->selector && old->policy.vary == entry->policy.vary;
        left -= isReplaced ? old->bytes() : 0;
        return isReplaced;
    });
    if (slot.variants.size() == kMostVariants) {
        left -= slot.variants.front()->bytes();
        slot.variants.erase(slot.variants.begin());
        ++m_evicted;
    }
    slot.variants.push_back(std::move(entry));
    resize(shard, slot, left + bytes);
    ++m_stored;
    shrink(shard, most);
}

void Store::invalidate(const std::string &uri)
{
    Shard &shard = shardOf(uri);
    const std::scoped_lock lock(shard.mutex);
    ++shard.epoch;
    if (const auto found = shard.byUri.find(uri); found != shard.byUri.end())
        drop(shard, found->second);
}

bool Store::reserve(std::size_t bytes)
{
    if (m_reserved.fetch_add(bytes, std::memory_order_relaxed) + bytes <= m_most)
        return true;
    giveBack(bytes);
    return false;
}

Store::Slot &Store::slotFor(Shard &shard, const std::string &uri)
{
    if (const auto found = shard.byUri.find(uri); found != shard.byUri.end()) {
        shard.recency.splice(shard.recency.begin(), shard.recency, found->second);
        return shard.recency.front();
    }
    Slot &slot = shard.recency.emplace_front(Slot{.uri = uri, .variants = {}});
    shard.byUri.emplace(slot.uri, shard.recency.begin());
    resize(shard, slot, slot.uri.capacity() + kSlotBytes);
    return slot;
}

void Store::drop(Shard &shard, std::list<Slot>::iterator slot)
{
    resize(shard, *slot, 0);
    shard.byUri.erase(slot->uri);
    shard.recency.erase(slot);
}

void Store::resize(Shard &shard, Slot &slot, std::size_t bytes)
{
    shard.bytes += bytes - slot.bytes; // unsigned: also less
    m_bytes += bytes - slot.bytes;
    slot.bytes = bytes;
}

/// The slot used last may go too: one URI with many variants could fill the whole.
void Store::shrink(Shard &shard, std::size_t most)
{
    while (shard.bytes > most && !shard.recency.empty()) {
        m_evicted += shard.recency.back().variants.size();
        drop(shard, std::prev(shard.recency.end()));
    }
}

Numbers Store::numbers() const
{
    const auto of = [this](Outcome outcome) { return m_outcomes[static_cast<std::size_t>(outcome)].load(); };
    return {.hits = of(Outcome::Hit),
            .misses = of(Outcome::Miss),
            .revalidated = of(Outcome::Revalidated),
            .stale = of(Outcome::Stale),
            .stored = m_stored,
            .evicted = m_evicted,
            .bytes = m_bytes};
}

} // namespace piuptime::gateway::cache
