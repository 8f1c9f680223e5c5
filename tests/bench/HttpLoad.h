// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/PinnedServer.h"

namespace piuptime::bench {

/// One run of wrk, whose requests have an API key.
struct Run {
    double requestsPerSecond = 0;
    double p99Milliseconds = 0;
    double cpuMicroseconds = 0; ///< of the server, a request
    bool isSound = false;       ///< no errors, and all answers with 200
};
[[nodiscard]] Run runLoad(const PinnedServer &server, int core, int connections, int seconds);
/// One run of h2load: HTTP/2, with so many requests at once on each connection. Without a latency.
[[nodiscard]] Run runHttp2Load(const PinnedServer &server, int core, int connections, int streams, int seconds);

} // namespace piuptime::bench
