// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/upstream/Endpoint.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <thread>

namespace piuptime::gateway {

/// Finds out where endpoints are whose hosts are given by name, and again as long as they exist: a Pi may get another
/// address, and a gateway be up before the name server is. In a thread of its own, since the resolver blocks.
/// Thread-safe.
class NameLookup
{
public:
    /// Errors as of `net::Address::resolve`. Called in the thread of its own.
    using Resolve = std::function<Result<net::Address>(const std::string &)>;
    struct Pauses {
        Milliseconds known{30'000};   ///< until a name is looked up again
        Milliseconds unknown{1'000};  ///< likewise after a failure; twice as long each time
        Milliseconds longest{30'000}; ///< likewise, at most
        Milliseconds failed{1'000};   ///< likewise, at least, when requests have failed meanwhile
    };

    NameLookup();
    NameLookup(Resolve resolve, Pauses pauses);
    /// Does not wait for the resolver, which nobody can interrupt.
    ~NameLookup();
    NameLookup(const NameLookup &) = delete;
    NameLookup &operator=(const NameLookup &) = delete;

    /// From now on, until nobody else has it.
    void follow(const std::shared_ptr<Endpoint> &endpoint);
    /// Waits until each name was looked up once, at most so long. \return whether they were
    bool waitForFirst(Milliseconds most);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; ///< with the thread, which may outlive this
};

} // namespace piuptime::gateway
