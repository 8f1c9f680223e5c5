// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/Retention.h"

#include <memory>
#include <optional>
#include <string>

namespace piuptime::history {

enum class Access {
    ReadWrite, ///< the one process that collects
    ReadOnly,  ///< beside a running console; `append` is ignored
};

struct SqliteOptions {
    std::string path; ///< of the database file; its folder is made if it does not exist
    Access access = Access::ReadWrite;
    std::optional<Milliseconds>
        commitInterval;                        ///< readings are committed together this often; empty: as suits the disk
    Retention retention;                       ///< what is older or more is deleted, little by little
    Milliseconds maintenanceInterval{600'000}; ///< between rounds of compaction and deletion
    Milliseconds quiet{600'000}; ///< an hour or day into which late readings come is closed when none came for so long
    std::size_t queueBytes = std::size_t{32} << 20U; ///< bound on what waits in memory for the disk
    Milliseconds checkTime{300}; ///< how long the check for damage may take at start; bounds what a start waits for
    Milliseconds salvageTime{10'000}; ///< how long saving rows out of a damaged file may take
    Milliseconds firstRetry{1000};    ///< waiting times while the disk refuses
    Milliseconds longestRetry{60'000};
    std::shared_ptr<const Clock> clock; ///< null: the system's
    std::string vfs; ///< of SQLite, under which the file is opened; empty: the usual one. For tests of failing disks
};

/// History in one SQLite file, in WAL mode with every commit synced, written by one thread of its own.
///
/// What can go wrong with the disk does not end it: a damaged file is put aside, what is readable of it saved, and a
/// new one begun; a full, read-only or failing disk, also one where the file cannot even be created yet, puts the
/// store into `Mode::Buffering`, from which it comes back by itself. What waits in memory is part of every answer.
class SqliteHistoryStore
{
public:
    /// Thread: any; reads the disk, so not one that paints.
    /// \retval Conflict another process has it open, it was written by a newer version, or is not a history at all
    /// \retval NotFound ReadOnly and there is no file
    [[nodiscard]] static Result<std::unique_ptr<HistoryStore>> open(SqliteOptions options);
};

} // namespace piuptime::history
