// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/LogFile.h"

#include "core/history/Replacement.h"
#include "core/history/codec/LogMending.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sqlite3.h>
#include <unistd.h>

namespace piuptime::history {
namespace {

namespace fs = std::filesystem;

/// Whether another process reads or writes the history: all that do hold a lock on this byte of the index of its log.
bool isOpenElsewhere(const std::string &path)
{
    constexpr off_t kLockedByAll = 128;
    const int descriptor = ::open((path + "-shm").c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return errno != ENOENT;
    struct flock lock {
    };
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = kLockedByAll;
    lock.l_len = 1;
    const bool isFree = fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type == F_UNLCK;
    close(descriptor);
    return !isFree;
}

void check(int code)
{
    if (code != SQLITE_OK)
        throw SqliteError(code, sqlite3_errstr(code));
}

/// Writes the log as it is and syncs it. To sync it alone is not enough: what a sync that failed was to write, Linux
/// does not write again.
void rewriteLog(Connection &connection)
{
    constexpr sqlite3_int64 kPieceBytes = 1 << 16U;                // SQLite writes no more than twice that in one go
    (void)connection.number("SELECT count(*) FROM sqlite_schema"); // opens the log
    sqlite3_file *log = nullptr;
    check(sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void *>(&log)));
    if (log == nullptr || log->pMethods == nullptr)
        return;
    sqlite3_int64 size = 0;
    check(log->pMethods->xFileSize(log, &size));
    if (size == 0)
        return;
    std::string piece;
    for (sqlite3_int64 at = 0; at < size; at += kPieceBytes) {
        piece.resize(static_cast<std::size_t>(std::min(kPieceBytes, size - at)));
        check(log->pMethods->xRead(log, piece.data(), static_cast<int>(piece.size()), at));
        check(log->pMethods->xWrite(log, piece.data(), static_cast<int>(piece.size()), at));
    }
    check(log->pMethods->xSync(log, SQLITE_SYNC_NORMAL));
}

} // namespace

void mendLogOf(const std::string &path)
{
    const std::string log = path + "-wal";
    std::error_code error;
    if (fs::file_size(log, error) == 0 || error || isOpenElsewhere(path))
        return;
    std::ifstream file(log, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto mended = mendLog(bytes);
    if (!mended)
        return;
    const std::string draft = log + ".mended";
    fs::copy_file(log, draft, fs::copy_options::overwrite_existing, error); // for its permissions
    std::ofstream(draft, std::ios::binary) << *mended;
    if (const int descriptor = ::open(draft.c_str(), O_RDONLY | O_CLOEXEC); descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    if (fs::file_size(draft, error) != mended->size() || error)
        throw SqliteError(SQLITE_FULL, "cannot write " + draft);
    fs::copy_file(log, freeName(path, kDamaged) + "-log", error); // a convenience: without it, too, the log is mended
    move(draft, log);
    syncFolderOf(path);
}

void settleLog(Connection &connection)
{
    rewriteLog(connection);
    const int code =
        sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    // Whoever reads meanwhile keeps the log from being emptied, a full disk the file from growing; it is synced anyway.
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY && (code & 0xFF) != SQLITE_FULL)
        throw SqliteError(sqlite3_extended_errcode(connection.handle()), sqlite3_errmsg(connection.handle()));
}

} // namespace piuptime::history
