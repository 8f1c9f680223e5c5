// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace piuptime::history {

/// How much history is kept. What is older or more goes, the oldest day first.
struct Retention {
    std::chrono::days readings{400}; ///< every reading; also events and facts that no longer hold
    std::chrono::days rollUps{3650}; ///< minimum, maximum, mean and count of every 10 minutes and 2 hours
    std::uint64_t readingsBytes = 0; ///< of all devices together; 0: no bound
    std::uint64_t rollUpsBytes = 0;
};

} // namespace piuptime::history
