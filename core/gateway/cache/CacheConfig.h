// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <cstddef>

namespace piuptime::gateway::cache {

/// Memory for the answers of all routes.
struct CacheConfig {
    std::size_t mostBytes = std::size_t{16} * 1024 * 1024;
};

/// How the answers of one route are kept.
struct RouteCache {
    bool isOn = false;
    std::size_t maxEntryBytes = std::size_t{256} * 1024; ///< of an answer's body
    Milliseconds defaultTtl{0};                          ///< of answers that do not say; 0: they are not kept
    Milliseconds staleIfError{0}; ///< so long after it went stale, an answer still stands in for a failing upstream
};

} // namespace piuptime::gateway::cache
