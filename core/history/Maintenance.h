// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/ChunkTable.h"
#include "core/history/Ingest.h"
#include "core/history/Retention.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::history {

/// Keeps the file small and fast, a little at a time: turns old rows into chunks, hours into days with their roll-ups,
/// drops what is too old or too much, gives free pages back. Each step is a transaction of its own, so that nobody
/// waits for long. Lives on the writer's connection and in its thread. Throws SqliteError.
class Maintenance
{
public:
    Maintenance(Connection &connection, Ingest &ingest, Retention retention);

    /// \param now the time that deletions go by   \return whether there is more to do at once
    bool step(UtcTime now);
    /// Drops a chunk that cannot be decoded. \return what was lost, for people
    [[nodiscard]] std::string dropDamaged(const ChunkEntry &entry);
    /// What could not be read while hours became days, for people; empty when all could.
    [[nodiscard]] std::vector<std::string> takeLosses() { return std::exchange(m_losses, {}); }

private:
    bool convertSome();
    bool compactSome(UtcTime now);
    /// \return false when something of that day was damaged
    bool compact(std::int64_t device, std::int64_t dayMs, std::array<ChunkWriter, 1 + kRollUps.size()> &writers);
    [[nodiscard]] std::vector<std::int64_t> devicesToCompact(std::int64_t dayMs);
    bool dropOld(UtcTime now);
    /// Drops the oldest period from `fromMs` on if it ends before `beforeMs`. \return whether there was one
    bool dropOldest(Tier tier, std::int64_t fromMs, std::int64_t beforeMs);
    /// Drops what was stored before the oldest reading that is still kept, of that of which the time is not known.
    bool dropOldOfUnknownTime(std::array<Tier, 2> tiers, std::int64_t beforeMs);
    [[nodiscard]] std::int64_t bytesOf(Tier tier);
    int dropOldEvents(std::int64_t beforeMs);
    void dropOldFacts(std::int64_t beforeMs);
    bool vacuumSome();
    void remove(ChunkKey key);

    Connection &m_connection;
    Ingest &m_ingest;
    Retention m_retention;
    std::vector<std::string> m_losses;
};

} // namespace piuptime::history
