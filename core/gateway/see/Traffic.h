// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"
#include "core/gateway/see/Histogram.h"
#include "core/gateway/see/RequestRecord.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace piuptime::gateway {

/// What came of requests, as plain numbers.
struct Tally {
    std::array<std::uint64_t, 6> byClass{}; ///< by the first digit of the status; 0: nothing was answered
    std::array<std::uint64_t, kCauseCount> byCause{};
    std::uint64_t retries = 0;
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    Histogram latency; ///< from the first byte of the request to the end of its answer

    [[nodiscard]] std::uint64_t requests() const;
    [[nodiscard]] std::uint64_t of(Fault fault) const;
    Tally &operator+=(const Tally &other);
    Tally &operator-=(const Tally &earlier);
};

/// The same as one worker counts it: written by its thread, read by any.
class alignas(64) TallyCounters
{
public:
    void add(const RequestRecord &record);
    void addTo(Tally &tally) const;

private:
    using Counter = std::atomic<std::uint64_t>;

    std::array<Counter, 6> m_byClass{};
    std::array<Counter, kCauseCount> m_byCause{};
    Counter m_retries{0};
    Counter m_bytesIn{0};
    Counter m_bytesOut{0};
    SharedHistogram m_latency;
};

/// What came of the requests of one route, counted by each worker for itself.
class RouteTraffic
{
public:
    explicit RouteTraffic(unsigned workers)
        : m_workers(workers)
    {
    }
    [[nodiscard]] TallyCounters &of(unsigned worker) { return m_workers[worker]; }
    [[nodiscard]] Tally tally() const;

private:
    std::vector<TallyCounters> m_workers;
};

/// What came of the attempts at one endpoint. Thread-safe.
class EndpointTraffic
{
public:
    void began() { m_attempts.fetch_add(1, std::memory_order_relaxed); }
    /// The head of an answer came after so long.
    void answered(std::chrono::microseconds latency) { m_latency.add(latency); }
    void failed(Cause cause) { m_byCause[static_cast<std::size_t>(cause)].fetch_add(1, std::memory_order_relaxed); }

    struct Numbers {
        std::uint64_t attempts = 0;
        std::uint64_t failures = 0;
        std::array<std::uint64_t, kCauseCount> byCause{};
        Histogram latency; ///< to the heads of answers
    };
    [[nodiscard]] Numbers numbers() const;

private:
    std::atomic<std::uint64_t> m_attempts{0};
    std::array<std::atomic<std::uint64_t>, kCauseCount> m_byCause{};
    SharedHistogram m_latency;
};

/// Traffic by the names of routes, so that a new configuration goes on counting where the old one ended. Only names of
/// configurations are counted by, whatever clients ask for. One thread at a time.
class TrafficRegistry
{
public:
    /// \param route empty: what no route took
    [[nodiscard]] std::shared_ptr<RouteTraffic> route(const std::string &route, unsigned workers);
    /// Forgets routes that no configuration names any more.
    void forgetUnused();
    [[nodiscard]] std::vector<std::pair<std::string, Tally>> tallies() const;

private:
    std::map<std::string, std::shared_ptr<RouteTraffic>> m_routes;
};

} // namespace piuptime::gateway
