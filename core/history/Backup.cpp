// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Backup.h"

#include "core/history/ChunkTable.h"
#include "core/history/FileLock.h"
#include "core/history/Ingest.h"
#include "core/history/Migrations.h"
#include "core/history/Replacement.h"
#include "core/history/Sqlite.h"
#include "core/history/StoreFile.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <unistd.h>

namespace piuptime::history {
namespace {

namespace fs = std::filesystem;

/// Between them others may write.
constexpr int kPagesPerStep = 256;
constexpr int kBusyWaitMs = 20;

struct CloseBackup {
    void operator()(sqlite3_backup *backup) const { sqlite3_backup_finish(backup); }
};

Result<void> syncToDisk(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    const int problem = errno;
    if (descriptor >= 0)
        close(descriptor);
    if (!synced)
        return fail(ErrorKind::Internal, "cannot write " + path + ": " + std::strerror(problem));
    return {};
}

void removeLogs(const std::string &path)
{
    for (const char *suffix : {"-wal", "-shm", "-journal"})
        ::unlink((path + suffix).c_str());
}

void removeFiles(const std::string &path)
{
    ::unlink(path.c_str());
    removeLogs(path);
}

/// \return false when `progress` ended it
bool copyPages(Connection &from, Connection &to, const std::function<bool(double)> &progress)
{
    const std::unique_ptr<sqlite3_backup, CloseBackup> backup(
        sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
    if (!backup)
        throw SqliteError(sqlite3_extended_errcode(to.handle()), sqlite3_errmsg(to.handle()));
    for (;;) {
        const int code = sqlite3_backup_step(backup.get(), kPagesPerStep);
        const int total = sqlite3_backup_pagecount(backup.get());
        const int left = sqlite3_backup_remaining(backup.get());
        if (code == SQLITE_DONE)
            return !progress || progress(1);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
            sqlite3_sleep(kBusyWaitMs);
        else if (code != SQLITE_OK)
            throw SqliteError(code, sqlite3_errstr(code));
        if (progress && total > 0 && !progress(1 - static_cast<double>(left) / total))
            return false;
    }
}

void verifyContents(Connection &connection)
{
    if (const std::string verdict = connection.text("PRAGMA integrity_check(1)"); verdict != "ok")
        throw SqliteError(SQLITE_CORRUPT, verdict);
    Head head;
    loadHead(connection, head, nullptr);
    ChunkTable chunks(connection);
    for (const Tier tier : {Tier::Hours, Tier::Days, Tier::TenMinutes, Tier::TwoHours}) {
        Statement devices = connection.prepare("SELECT DISTINCT start_ms, device FROM chunk WHERE tier = ?1");
        devices.bind(1, static_cast<std::int64_t>(tier));
        while (devices.step()) {
            for (const ChunkEntry &entry : chunks.find({tier, devices.number(0), devices.number(1)})) {
                if (!chunks.read(entry))
                    throw SqliteError(SQLITE_CORRUPT, "a chunk cannot be decoded");
            }
        }
    }
}

/// Copies the history at `from` into `draft`, in the newest schema; what is there when this succeeds is verified and
/// synced.
Result<void> makeCopy(const std::string &from, const std::string &draft, const std::function<bool(double)> &progress,
                      OlderSchema older)
{
    const auto connect = findWayToRead(from, older);
    if (!connect)
        return tl::unexpected(connect.error());
    try {
        Connection source = (*connect)(from);
        source.execute("BEGIN"); // one moment, whatever is written meanwhile
        const auto version = static_cast<int>(source.number("PRAGMA user_version"));
        Connection target(draft, Connection::Mode::ReadWrite);
        if (!copyPages(source, target, progress))
            return fail(ErrorKind::Cancelled, "the backup was stopped");
        migrate(target, version, allMigrations(), {});
    } catch (const SqliteError &error) {
        return fail(error.toError(), "copying " + from);
    }
    if (const auto verified = verifyHistory(draft); !verified)
        return fail(verified.error(), "checking the copy");
    return syncToDisk(draft);
}

/// Brings the log of a history that is to be put aside into its file, as far as it can be read: the two are renamed one
/// after the other.
void emptyLog(const std::string &path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return;
    try {
        connectForWriting(path).execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SqliteError &) { // damaged, or no history at all: a reason to restore one
        return;
    }
}

} // namespace

Result<void> verifyHistory(const std::string &path)
{
    const auto connect = findWayToRead(path);
    if (!connect)
        return tl::unexpected(connect.error());
    try {
        Connection connection = (*connect)(path);
        verifyContents(connection);
        return {};
    } catch (const SqliteError &error) {
        return fail(error.toError(), "verifying " + path);
    }
}

Result<void> backUp(const std::string &from, const std::string &to, const std::function<bool(double)> &progress)
{
    std::error_code ignored; // the comparison is for files that exist
    if (fs::equivalent(from, to, ignored))
        return fail(ErrorKind::InvalidInput, to + " is the history itself: choose another file for its copy");
    const std::string draft = to + ".part";
    removeFiles(draft);
    auto result = makeCopy(from, draft, progress, OlderSchema::Refused);
    if (!result)
        result = fail(result.error(), "backing up to " + to);
    else if (removeLogs(to); std::rename(draft.c_str(), to.c_str()) != 0) // logs of an older copy do not belong to it
        result = fail(ErrorKind::Internal, "cannot make " + to + ": " + std::strerror(errno));
    else
        syncFolderOf(to);
    removeFiles(draft);
    return result;
}

Result<std::string> restore(const std::string &backup, const std::string &path)
{
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error); // what cannot be made shows at once
    const auto lock = FileLock::take(path + ".lock");
    if (!lock)
        return fail(lock.error(), "restoring the history");
    const std::string fresh = path + kRestoreSuffix;
    const std::string draft = fresh + ".part"; // under its own name it would be put in place after a power cut
    try {
        finishReplacement(path);
        removeFiles(fresh);
        removeFiles(draft);
        if (const auto copied = makeCopy(backup, draft, {}, OlderSchema::Allowed); !copied) {
            removeFiles(draft);
            return fail(copied.error(), "restoring the history");
        }
        emptyLog(path);
        if (std::rename(draft.c_str(), fresh.c_str()) != 0)
            return fail(ErrorKind::Internal, "cannot make " + fresh + ": " + std::strerror(errno));
        removeLogs(draft);
        syncFolderOf(path);
        return putInPlace(fresh, path, kBeforeRestore);
    } catch (const SqliteError &failure) {
        return fail(failure.toError(), "restoring the history");
    }
}

} // namespace piuptime::history
