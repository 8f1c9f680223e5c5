// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace piuptime::gateway::guard {

/// What another thread finds out for a request, which looks now and then whether it is there.
struct Awaited {
    std::atomic<bool> isOver{false};
    bool isRight = false; ///< to be read once it is over
};

} // namespace piuptime::gateway::guard
