// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/cache/Store.h"
#include "core/gateway/share/CacheDesk.h"

#include <utility>

namespace piuptime::gateway {

/// What the cache has to do with one request. Belongs to its exchange.
struct CacheTurn {
    explicit CacheTurn(cache::Store &keeper)
        : store(keeper)
    {
    }
    ~CacheTurn() { stopKeeping(); }
    CacheTurn(const CacheTurn &) = delete;
    CacheTurn &operator=(const CacheTurn &) = delete;

    /// By which what comes may be shared with other gateways; none: it may not.
    [[nodiscard]] std::optional<std::uint64_t> generation() const
    {
        return fetch && fetch->isOver.load(std::memory_order_acquire) ? fetch->generation : std::nullopt;
    }
    /// The answer is not kept after all.
    void stopKeeping()
    {
        store.giveBack(std::exchange(reserved, 0));
        kept.reset();
    }

    cache::Store &store;
    cache::Asked asked;
    bool isUnsafe = false; ///< its success makes void what is stored
    std::string uri = {};
    std::string who = {};
    std::string anybody = {};
    std::string request = {};        ///< its head: the bytes it came in are gone when the answer comes
    std::string_view forwarded = {}; ///< why the upstream is asked, in the words of RFC 9211
    std::uint64_t epoch = 0;

    cache::SharedEntry stale = {};
    bool revalidates = false;      ///< it asks whether `stale` still holds
    http::FieldNames dropped = {}; ///< of such a request

    std::shared_ptr<cache::Entry> kept = {}; ///< what comes, until it is complete
    std::size_t reserved = 0;                ///< for its body

    std::shared_ptr<share::CacheDesk::Fetch> fetch = {}; ///< of an answer of another gateway
    MonoTime fetchUntil{};

    cache::SharedEntry hit = {}; ///< the answer
    std::size_t passed = 0;      ///< of its body
};

} // namespace piuptime::gateway
