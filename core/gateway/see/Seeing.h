// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/see/AccessLog.h"
#include "core/gateway/see/RecordRing.h"
#include "core/gateway/see/RequestFilter.h"
#include "core/gateway/see/TrafficHistory.h"

namespace piuptime::gateway {

/// What one worker sees of its requests: written by its thread, read by any.
struct Sight {
    explicit Sight(std::size_t kept)
        : last(kept)
        , notable(kept)
    {
    }

    TallyCounters all;
    std::atomic<std::int64_t> connections{0}; ///< of clients, now
    std::atomic<std::int64_t> underWay{0};    ///< requests, now
    RecordRing last;
    RecordRing notable; ///< that failed or were slow: a flood of good ones does not wash them away
};

/// What a gateway sees of its requests: counters, the recent past, the last requests, and its log. Outlives all
/// configurations. Thread-safe; a worker's thread never waits for one that reads.
class Seeing
{
public:
    /// \param inspect how many requests are kept, which does not change later
    Seeing(unsigned workers, const InspectConfig &inspect, const LogConfig &log);
    /// Ends the log, for some seconds at most.
    ~Seeing();
    Seeing(const Seeing &) = delete;
    Seeing &operator=(const Seeing &) = delete;

    // For workers.
    /// A request has ended; it gets its number.
    void finished(unsigned worker, RequestRecord &record, RouteTraffic &route, const LogConfig &log,
                  const InspectConfig &inspect);
    [[nodiscard]] Sight &of(unsigned worker) { return *m_sights[worker]; }

    // For those who look.
    [[nodiscard]] Tally total() const;
    [[nodiscard]] std::int64_t connections() const;
    [[nodiscard]] std::int64_t underWay() const;
    [[nodiscard]] const TrafficHistory &history() const { return m_history; }
    /// Newest first.
    [[nodiscard]] std::vector<RequestRecord> requests(const RequestFilter &filter) const;
    [[nodiscard]] AccessLog &log() { return m_log; }
    [[nodiscard]] const AccessLog &log() const { return m_log; }

private:
    void watch();

    std::vector<std::unique_ptr<Sight>> m_sights;
    std::atomic<std::uint64_t> m_lastId{0};
    TrafficHistory m_history;
    AccessLog m_log;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isEnding = false; ///< under the mutex
    std::thread m_watcher;   ///< last, since it uses all of it
};

} // namespace piuptime::gateway
