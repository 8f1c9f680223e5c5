// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Catalog.h"
#include "core/history/Head.h"
#include "core/history/NewestValues.h"
#include "core/history/Tiers.h"
#include "core/history/TrustedClock.h"
#include "core/history/WriteQueue.h"

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace piuptime::history {

/// Takes readings and events into the file: each commit is a row of the journal, whose readings also go into the head;
/// hours that are over are sealed as chunks. Lives on the writer's connection and in its thread; to be made anew when a
/// transaction fails. Throws SqliteError.
class Ingest
{
public:
    static constexpr std::size_t kMaxFactsPerDevice = 4096;

    /// What the readers see. Both are filled from the file.
    struct Shared {
        std::shared_ptr<Head> head;
        std::shared_ptr<NewestValues> newest;
    };

    /// \param quiet an hour into which late readings came is sealed when none came for this long
    Ingest(Connection &connection, Shared shared, std::shared_ptr<const Clock> clock, Milliseconds quiet);

    /// Stores a batch, and seals the hours that are over, in one transaction; durable when this returns.
    /// \return readings left out because SQLite refuses what comes with them
    std::uint64_t write(const WriteQueue::Batch &batch);
    /// Seals hours that are over though nothing is to be written. \return whether there were any
    bool sealDue();

    /// Whether readings of `device` from that day are in no chunk yet.
    [[nodiscard]] bool isDayOpen(std::int64_t device, std::int64_t dayMs) const
    {
        const auto hour = m_shared.head->nextHour(device, dayMs);
        return hour && *hour < dayMs + kDayMs;
    }
    /// Whether nothing of that day was sealed for a while.
    [[nodiscard]] bool isDayQuiet(std::int64_t dayMs) const;
    /// Whether `device` has sent readings from `atMs` or later since the file was opened.
    [[nodiscard]] bool isPast(std::int64_t device, std::int64_t atMs) const;
    /// Looks up which numbered readings of a device are stored, after some were lost. Within a transaction.
    void recountSeen(std::int64_t device);

    [[nodiscard]] Catalog &catalog() { return m_catalog; }
    [[nodiscard]] TrustedClock &clock() { return m_trusted; }

private:
    void take(const PendingReading &waiting);
    [[nodiscard]] bool isStored(const Catalog::Device &device, const RowHead &head);
    /// Where the rows of `hour` are put until they are committed.
    [[nodiscard]] Columns &draftOf(OpenHour hour);
    void writeJournal();
    void writeFacts(Catalog::Device &device, std::int64_t atMs, const Reading &reading);
    void writeEvent(const Event &event);
    [[nodiscard]] std::vector<OpenHour> dueHours(MonoTime now);
    void seal(const std::vector<OpenHour> &hours);

    Connection &m_connection;
    Shared m_shared;
    std::shared_ptr<const Clock> m_clock;
    Milliseconds m_quiet;
    TrustedClock m_trusted;
    Catalog m_catalog;
    Statement m_insertJournal;
    Statement m_insertEvent;
    Statement m_insertFact;
    using Drafts = std::map<OpenHour, Columns>;
    Drafts m_drafts;                              ///< rows of this commit
    std::vector<Drafts::node_type> m_spareDrafts; ///< without rows, for their memory: most Pis measure the same
    std::vector<double> m_row;                    ///< values of the reading that is taken
    std::int64_t m_lastJournal = 0;
    std::unordered_map<std::int64_t, std::int64_t> m_watermarks; ///< newest reading by device, as far as it is believed
    std::optional<MonoTime> m_dueLooked;                         ///< when hours that are over were looked for last
    std::map<std::int64_t, MonoTime> m_sealedAt;                 ///< when an hour of a day was sealed last
    std::map<OpenHour, std::vector<RowHead>> m_storedInHour; ///< of hours that late readings fall into; of one batch
};

/// Fills the head from the journal, leaving out what is in chunks already. Throws SqliteError.
/// \param catalog told about what is found, if given   \param device 0: all
void loadHead(Connection &connection, Head &head, Catalog *catalog, std::int64_t device = 0);

} // namespace piuptime::history
