// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace piuptime::gateway::share {

/// A limit of whose keys Redis keeps account: what the thread that asks has to do with it.
class Account
{
public:
    /// By what Redis counts, as `kScript` has it.
    struct Terms {
        std::string_view kind;
        std::uint64_t amount = 0;
        std::chrono::microseconds per{0};
        std::uint64_t quota = 0;
    };
    /// What Redis is to be told of a key, and asked.
    struct Demand {
        std::uint64_t owed = 0;     ///< passed, and Redis does not know of it yet; of places: needed
        std::uint64_t returned = 0; ///< was borrowed and is not needed
        std::int64_t slice = 0;     ///< of which it was borrowed
        std::uint64_t wanted = 0;   ///< to be borrowed; of places: to be had, with those needed
        bool isRefusing = false;    ///< of places: somebody found none
    };
    struct Answer {
        std::uint64_t granted = 0; ///< of what was wanted
        std::uint64_t left = 0;
        Milliseconds wait{0};   ///< until something is left
        Milliseconds reset{0};  ///< until everything is
        std::int64_t slice = 0; ///< of places: that one may have, as long as others find none
    };

    Account() = default;
    virtual ~Account() = default;
    Account(const Account &) = delete;
    Account &operator=(const Account &) = delete;

    /// Of its counts in Redis, before the key.
    [[nodiscard]] virtual const std::string &name() const = 0;
    [[nodiscard]] virtual Terms terms() const = 0;
    [[nodiscard]] virtual Demand demand(std::uint64_t key) = 0;
    /// \return whether the key is to be asked for in the next round too
    [[nodiscard]] virtual bool settle(std::uint64_t key, const Demand &demand, const Answer &answer, MonoTime now) = 0;
    /// It was not answered, although Redis is there: the key may be wished for again.
    virtual void forget(std::uint64_t key) = 0;
};

} // namespace piuptime::gateway::share
