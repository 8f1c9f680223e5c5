// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace piuptime::bench {

/// Requests at a pace that does not heed how fast answers come: who falls behind is not spared, as by a load that waits
/// for each answer.
struct SteadyLoad {
    double perSecond = 0;
    int seconds = 2;
    int core = 1;
    int mostConnections = 2'000; ///< a request that finds none of them free is lost
};

/// What became of them. Times in milliseconds, from the moment at which the request was due.
struct SteadyAnswers {
    std::vector<double> served;  ///< 2xx
    std::vector<double> refused; ///< any other status
    int lost = 0; ///< without a connection, or broken off, or without an answer two seconds after the last
};

/// \param port of this machine
[[nodiscard]] SteadyAnswers runSteadily(std::uint16_t port, const SteadyLoad &load);

} // namespace piuptime::bench
