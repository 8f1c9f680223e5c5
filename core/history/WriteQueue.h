// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/PendingReading.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace piuptime::history {

/// What waits for the writer, bounded by bytes: the oldest reading falls out first, events only when no reading is
/// left. Not thread-safe; its owner holds a mutex.
class WriteQueue
{
public:
    explicit WriteQueue(std::size_t maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    void push(const DeviceId &device, Reading reading);
    void push(Event event);

    struct Batch {
        std::vector<PendingReading> readings;
        std::vector<PendingEvent> events;
        [[nodiscard]] bool empty() const { return readings.empty() && events.empty(); }
    };
    /// About `maxBytes` of the oldest entries. They stay in the queue, to be found by queries, until `remove`.
    [[nodiscard]] Batch oldest(std::size_t maxBytes) const;
    /// Forgets what was committed; entries that fell out meanwhile are gone already.
    void remove(const Batch &committed);
    void countDropped(std::uint64_t readings) { m_dropped += readings; }

    [[nodiscard]] bool isHalfFull() const { return m_bytes > m_maxBytes / 2; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    /// Oldest first.
    [[nodiscard]] const std::deque<PendingReading> &readings() const { return m_readings; }
    [[nodiscard]] const std::deque<PendingEvent> &events() const { return m_events; }
    [[nodiscard]] std::uint64_t readingsDropped() const { return m_dropped; }
    /// The order of the newest append so far.
    [[nodiscard]] AppendOrder lastOrder() const { return m_order; }
    /// Whether nothing that was appended up to `order` waits any more.
    [[nodiscard]] bool isSettledUpTo(AppendOrder order) const;

private:
    template <class T>
    void popFront(std::deque<T> &entries);
    void enforceBound();

    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    AppendOrder m_order = 0;
    std::uint64_t m_dropped = 0;
    std::unordered_map<DeviceId, std::shared_ptr<const ReadingShape>> m_shapes; ///< of the last reading of each
    std::deque<PendingReading> m_readings;
    std::deque<PendingEvent> m_events;
};

} // namespace piuptime::history
