// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/LogFile.h"

#include "core/history/Replacement.h"
#include "core/history/codec/LogMending.h"

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
    const int code =
        sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    // Whoever reads meanwhile keeps the log from being emptied, a full disk the file from growing; by then it is
    // synced.
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY && (code & 0xFF) != SQLITE_FULL)
        throw SqliteError(sqlite3_extended_errcode(connection.handle()), sqlite3_errmsg(connection.handle()));
}

} // namespace piuptime::history
