// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/protocol/Reply.h"
#include "core/base/Clock.h"
#include "core/history/HistoryStore.h"

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace piuptime::reporting {

/// Tells the agents on one broker which of their readings are durable. What is measured now may wait for its word, so
/// that one message answers several readings; what comes out of a spool is answered at once, as the agent waits for it.
/// Thread-safe.
class Acknowledger
{
public:
    struct Options {
        Milliseconds patience{20'000}; ///< that a live reading may wait for its answer
        std::size_t mostBoots = 20'000;
    };
    using Send = std::function<void(const std::string &agent, const agent::Reply &reply)>;

    Acknowledger(Options options, Send send);

    /// Readings of this boot of `agent` are on their way into the history. \param urgent they came out of a spool
    void expect(const std::string &agent, const std::string &bootId, bool urgent);
    /// These readings are durable; whoever waits for them hears of it when it is time.
    void stored(const std::vector<history::StoredReadings> &runs, MonoTime now);

private:
    struct Boot {
        std::string agent;
        std::map<std::uint64_t, std::uint64_t> untold; ///< first to last number of each run
        MonoTime since{};                              ///< when the first of them was stored
        bool urgent = false;
    };
    static void add(Boot &boot, std::uint64_t first, std::uint64_t last);
    [[nodiscard]] bool isDue(const Boot &boot, MonoTime now) const;

    Options m_options;
    Send m_send;
    std::mutex m_mutex;
    std::unordered_map<std::string, Boot> m_boots; ///< by boot id
};

} // namespace piuptime::reporting
