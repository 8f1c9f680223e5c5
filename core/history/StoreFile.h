// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/history/FileLock.h"
#include "core/history/Sqlite.h"
#include "core/history/SqliteHistoryStore.h"

#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace piuptime::history {

/// What became of a damaged file.
struct DamageReport {
    std::string putAsideAs; ///< path of the damaged file now
    std::string summary;    ///< a sentence for people: what was saved
};

enum class CheckForDamage {
    AtStart, ///< as yes; and nobody in this process has the file open yet, so that its log can be mended
    Yes,
    No,
    Found, ///< the check passes and still there is damage: what is readable is saved without asking again
};

/// The history file, locked and opened for writing, in the newest schema.
class StoreFile
{
public:
    /// Makes the folder and the file if need be, locks, checks, salvages and migrates.
    /// \retval Conflict nothing that time heals: locked by another process, newer schema, or somebody else's database
    /// Any other failure comes from the disk and may be over at the next try.
    [[nodiscard]] static Result<StoreFile> open(const SqliteOptions &options, CheckForDamage check);

    [[nodiscard]] Connection &connection() { return m_connection; }
    [[nodiscard]] const std::optional<DamageReport> &damage() const { return m_damage; }
    /// Whether the path still leads to the file that is open: somebody may have deleted or replaced it.
    [[nodiscard]] bool isStillInPlace() const;
    /// Bytes of the database and its log.
    [[nodiscard]] std::uint64_t bytesOnDisk() const;
    /// Bytes that commits have written to the log since the last call.
    [[nodiscard]] std::uint64_t takeLoggedBytes();
    /// Moves the log into the file once it is long. \return bytes written to the file
    std::uint64_t checkpointIfDue();

private:
    StoreFile(std::string path, FileLock lock, Connection connection, std::optional<DamageReport> damage);

    /// At a fixed address, for SQLite's callback.
    struct Log {
        std::int64_t frames = 0; ///< in the log now
        std::uint64_t bytesWritten = 0;
    };
    void watchLog();

    std::string m_path;
    FileLock m_lock; ///< goes last
    std::unique_ptr<Log> m_log = std::make_unique<Log>();
    Connection m_connection;
    std::optional<DamageReport> m_damage;
    dev_t m_disk{};
    ino_t m_inode{};
};

/// Opens the history at `path` for reading only, beside a process that may be writing it. Throws SqliteError.
[[nodiscard]] Connection connectForReading(const std::string &path, const std::string &vfs = {});
/// The same for media that nobody can write to, where the log cannot be opened.
[[nodiscard]] Connection connectForReadingUnchanging(const std::string &path);

enum class OlderSchema { Refused, Allowed };

/// Whether there is a history at `path` that can be read, and how to connect to it.
/// \retval NotFound there is no file   \retval Conflict newer schema, or not a history   \retval Corrupt
[[nodiscard]] Result<Connection (*)(const std::string &path)> findWayToRead(const std::string &path,
                                                                            OlderSchema older = OlderSchema::Refused);

/// Opens the history at `path` for writing, as it is. Throws SqliteError.
[[nodiscard]] Connection connectForWriting(const std::string &path, const std::string &vfs = {});

} // namespace piuptime::history
