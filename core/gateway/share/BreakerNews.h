// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/share/Redis.h"
#include "core/gateway/upstream/GroupState.h"

namespace piuptime::gateway::share {

/// What gateways tell each other of breakers. Each leaves word in Redis when its own opens, which goes by itself when
/// the breaker's pause is over, and opens its own at the word of another. What was heard is not told on. Belongs to the
/// thread that talks to Redis.
class BreakerNews
{
public:
    struct Watched {
        std::string name;      ///< the same for all who ask the same upstream
        Milliseconds pause{0}; ///< of the breaker
        std::shared_ptr<GroupState> state;
    };

    /// \param prefix of names in Redis   \param gateway id of this one
    BreakerNews(std::string prefix, std::string gateway)
        : m_prefix(std::move(prefix))
        , m_gateway(std::move(gateway))
    {
    }

    /// From now on these, in place of those before.
    void watch(std::vector<Watched> breakers);
    [[nodiscard]] bool isEmpty() const { return m_breakers.empty(); }
    /// Adds commands that tell of what opened, and ask for what others tell.
    void add(Redis &redis);
    /// Takes the replies to them. \retval Corrupt they are none
    [[nodiscard]] Result<void> take(const std::vector<Reply> &replies, MonoTime now);

private:
    struct Known {
        Watched breaker = {};
        std::string key;
        std::uint64_t told = 0;    ///< openings
        std::uint64_t telling = 0; ///< likewise, once Redis has confirmed it
        std::string heard = {};    ///< the last word of another
    };

    const std::string m_prefix;
    const std::string m_gateway;
    std::vector<Known> m_breakers;
};

} // namespace piuptime::gateway::share
