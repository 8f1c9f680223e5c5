// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Backup.h"

#include "core/history/ChunkTable.h"
#include "core/history/FileLock.h"
#include "core/history/Ingest.h"
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
    bool whole = false;
    try {
        const auto connect = findWayToRead(from);
        if (!connect)
            return tl::unexpected(connect.error());
        Connection source = (*connect)(from);
        source.execute("BEGIN"); // one moment, whatever is written meanwhile
        (void)source.number("SELECT count(*) FROM meta");
        Connection target(draft, Connection::Mode::ReadWrite);
        whole = copyPages(source, target, progress);
    } catch (const SqliteError &error) {
        removeFiles(draft);
        return fail(error.toError(), "backing up to " + to);
    }
    Result<void> result;
    if (!whole)
        result = fail(ErrorKind::Cancelled, "the backup was stopped");
    else if (auto verified = verifyHistory(draft); !verified)
        result = fail(verified.error(), "checking the copy");
    else if (auto synced = syncToDisk(draft); !synced)
        result = synced;
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
    if (const auto verified = verifyHistory(backup); !verified)
        return tl::unexpected(verified.error());
    const std::string fresh = path + ".restored";
    removeFiles(fresh);
    if (const auto copied = backUp(backup, fresh, {}); !copied)
        return tl::unexpected(copied.error());
    std::string aside;
    if (fs::exists(path, error)) {
        aside = freeName(path, ".before-restore-");
        for (const char *suffix : {"-wal", "-shm", ""}) {
            if (std::rename((path + suffix).c_str(), (aside + suffix).c_str()) != 0 && errno != ENOENT)
                return fail(ErrorKind::Internal, "cannot move " + path + suffix + " aside: " + std::strerror(errno));
        }
    }
    if (std::rename(fresh.c_str(), path.c_str()) != 0)
        return fail(ErrorKind::Internal, "cannot put the backup in place: " + std::string(std::strerror(errno)));
    syncFolderOf(path);
    return aside;
}

} // namespace piuptime::history
