// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/StoreFile.h"

#include "core/history/DamageCheck.h"
#include "core/history/FirstPage.h"
#include "core/history/LogFile.h"
#include "core/history/Migrations.h"
#include "core/history/Replacement.h"
#include "core/history/Salvage.h"

#include <fcntl.h>
#include <filesystem>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace piuptime::history {
namespace {

namespace fs = std::filesystem;
using FileStatus = struct stat;

/// The size to which the log is cut after it was moved into the file. That it is moved is our own doing: the longer it
/// waits, the more pages of the journal are used for chunks meanwhile and need not be moved.
constexpr const char *kWriterPragmas =
    "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; "
    "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 33554432; "
    "PRAGMA temp_store = MEMORY";
constexpr std::int64_t kPageBytes = 4096;
constexpr std::int64_t kFrameBytes = kPageBytes + 24;
constexpr std::int64_t kLongLog = 8192; // frames

/// Not an error of SQLite: the file must stay as it is and not be used.
struct Refused {
    std::string reason;
};

void makeFolder(const std::string &path)
{
    const fs::path folder = fs::path(path).parent_path();
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error))
        return;
    fs::create_directories(folder, error);
    if (!error)
        fs::permissions(folder, fs::perms::owner_all, error); // of the last one, which is ours alone
}

/// SQLite gives its log the permissions of the file, so the file is made before SQLite does. A file that exists is not
/// touched: closing it here would drop the locks that SQLite holds on it in this process.
void makeFile(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        close(descriptor);
}

/// \return the schema version of a history that this version of the program can use; 0 for an empty file
int usableVersion(Connection &connection)
{
    const SchemaState schema = schemaOf(connection);
    const int newest = allMigrations().back().version;
    if (schema.kind == SchemaKind::Foreign)
        throw Refused{"is a database of another program: choose another file for the history"};
    if (schema.kind == SchemaKind::Inconsistent)
        throw damage("the version of the schema is not told consistently");
    if (schema.version > newest)
        throw Refused{"was written by a newer version of Pi Uptime (schema " + std::to_string(schema.version)
                      + ", this one knows " + std::to_string(newest) + "): update Pi Uptime, or choose another file"};
    return schema.version;
}

/// Only a writer can bring an older file up to date.
void checkVersionForReading(Connection &connection, OlderSchema older)
{
    if (usableVersion(connection) < allMigrations().back().version && older == OlderSchema::Refused)
        throw Refused{
            "was written by an older version of Pi Uptime: start the console once, which brings it up to date"};
}

Connection openSound(const SqliteOptions &options, CheckForDamage check)
{
    makeFile(options.path);
    Connection connection = asDamage([&] { return connectForWriting(options.path, options.vfs); });
    const int version = asDamage([&] { return usableVersion(connection); });
    if (version > 0 && check != CheckForDamage::No)
        asDamage([&] { lookWithin(options.checkTime, connection, [&] { checkPages(connection); }); });
    migrate(connection, version, allMigrations(), options.path + ".schema-" + std::to_string(version) + ".backup");
    if (!asDamage([&] { return hasNewestSchema(connection); }))
        throw damage("the schema is not what it should be");
    if (check != CheckForDamage::No) {
        asDamage([&] { checkJournal(connection); });
        asDamage([&] { lookWithin(options.checkTime, connection, [&] { checkChunks(connection); }); });
    }
    return connection;
}

/// Copies what is readable into `target`, which is made anew.
std::string saveInto(const std::string &target, const SqliteOptions &options)
{
    for (const char *suffix : {"", "-wal", "-shm"})
        ::unlink((target + suffix).c_str());
    makeFile(target);
    Connection saved = connectForWriting(target, options.vfs);
    migrate(saved, 0, allMigrations(), {});
    saved.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    std::optional<LentFirstPage> firstPage; // nobody goes on with the damaged file, so its locks may be dropped
    if (LentFirstPage::isOfUse(options.path, saved, options.vfs))
        firstPage.emplace(options.path, target);
    Salvaged salvaged;
    try {
        Connection damaged(options.path, Connection::Mode::ReadOnly, options.vfs);
        salvaged = salvage(damaged, saved, Deadline::in(options.salvageTime));
    } catch (const SqliteError &error) {
        if (!error.isDamage())
            throw;
    }
    saved.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return std::to_string(salvaged.readings) + " readings and " + std::to_string(salvaged.events)
           + " events could be saved" + (salvaged.timeRanOut ? " before the time for that ran out" : "");
}

/// Puts the damaged file aside and what could be read of it into its place.
DamageReport replaceDamaged(const SqliteOptions &options)
{
    const std::string fresh = options.path + kSalvageSuffix;
    DamageReport report;
    const std::string saved = saveInto(fresh, options);
    report.putAsideAs = putInPlace(fresh, options.path, kDamaged);
    report.summary = "the history file was damaged; " + saved + "; the damaged file is kept as " + report.putAsideAs;
    return report;
}

} // namespace

Connection connectForWriting(const std::string &path, const std::string &vfs)
{
    Connection connection(path, Connection::Mode::ReadWrite, vfs);
    const bool isNew = connection.number("PRAGMA page_count") == 0;
    if (isNew)
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL");
    Statement toLog = connection.prepare("PRAGMA journal_mode = WAL");
    const bool hasLog = toLog.step() && toLog.text(0) == "wal";
    toLog.run(); // only its end commits the change, and may fail
    if (!hasLog)
        throw SqliteError(SQLITE_CANTOPEN, "the file system does not support a write-ahead log");
    if (isNew)
        syncFolderOf(path); // the name of the file, and that the journal that made it is gone
    connection.execute(kWriterPragmas);
    return connection;
}

Result<StoreFile> StoreFile::open(const SqliteOptions &options, CheckForDamage check)
{
    makeFolder(options.path);
    auto lock = FileLock::take(options.path + ".lock");
    if (!lock)
        return fail(lock.error(), "opening the history " + options.path);
    try {
        finishReplacement(options.path);
        if (check == CheckForDamage::AtStart)
            mendLogOf(options.path);
        std::optional<DamageReport> report;
        std::optional<Connection> connection;
        try {
            if (check != CheckForDamage::Found)
                connection = openSound(options, check);
        } catch (const SqliteError &error) {
            if (!error.isDamage())
                throw;
        }
        if (!connection) {
            report = replaceDamaged(options);
            connection = openSound(options, CheckForDamage::No);
        }
        settleLog(*connection);
        return StoreFile(options.path, std::move(*lock), std::move(*connection), std::move(report));
    } catch (const SqliteError &error) {
        return fail(error.toError(), "opening the history " + options.path);
    } catch (const Refused &refused) {
        return fail(ErrorKind::Conflict, options.path + " " + refused.reason);
    }
}

StoreFile::StoreFile(std::string path, FileLock lock, Connection connection, std::optional<DamageReport> damageReport)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
    , m_connection(std::move(connection))
    , m_damage(std::move(damageReport))
{
    FileStatus status{};
    if (stat(m_path.c_str(), &status) == 0) {
        m_disk = status.st_dev;
        m_inode = status.st_ino;
    }
    watchLog();
}

void StoreFile::watchLog()
{
    const auto onCommit = [](void *context, sqlite3 *, const char *, int frames) {
        auto *log = static_cast<Log *>(context);
        const std::int64_t added = frames >= log->frames ? frames - log->frames : frames; // the log may begin anew
        log->frames = frames;
        log->bytesWritten += static_cast<std::uint64_t>(added * kFrameBytes);
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_connection.handle(), onCommit, m_log.get());
}

std::uint64_t StoreFile::takeLoggedBytes()
{
    return std::exchange(m_log->bytesWritten, 0);
}

std::uint64_t StoreFile::checkpointIfDue()
{
    if (m_log->frames < kLongLog)
        return 0;
    int frames = 0;
    int moved = 0;
    const int code =
        sqlite3_wal_checkpoint_v2(m_connection.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);
    if (code != SQLITE_OK && code != SQLITE_BUSY)
        throw SqliteError(sqlite3_extended_errcode(m_connection.handle()), sqlite3_errmsg(m_connection.handle()));
    if (moved == frames)
        m_log->frames = 0; // the next commit begins at the front
    return static_cast<std::uint64_t>(std::max(moved, 0)) * kPageBytes;
}

bool StoreFile::isStillInPlace() const
{
    FileStatus status{};
    return stat(m_path.c_str(), &status) == 0 && status.st_dev == m_disk && status.st_ino == m_inode;
}

std::uint64_t StoreFile::bytesOnDisk() const
{
    std::uint64_t bytes = 0;
    for (const char *suffix : {"", "-wal"}) {
        std::error_code error;
        const auto size = fs::file_size(m_path + suffix, error);
        bytes += error ? 0 : size;
    }
    return bytes;
}

Connection connectForReading(const std::string &path, const std::string &vfs)
{
    return {path, Connection::Mode::ReadOnly, vfs};
}

Connection connectForReadingUnchanging(const std::string &path)
{
    return {path, Connection::Mode::Immutable};
}

Result<Connection (*)(const std::string &path)> findWayToRead(const std::string &path, OlderSchema older)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorKind::NotFound, "there is no history at " + path);
    const bool logIsEmpty = !fs::exists(path + "-wal", error) || fs::file_size(path + "-wal", error) == 0;
    try {
        try {
            Connection connection = connectForReading(path);
            checkVersionForReading(connection, older);
            return [](const std::string &at) { return connectForReading(at); };
        } catch (const SqliteError &) {
            if (!logIsEmpty)
                throw;
        }
        Connection connection = connectForReadingUnchanging(path);
        checkVersionForReading(connection, older);
        return &connectForReadingUnchanging;
    } catch (const SqliteError &failure) {
        return fail(failure.toError(), "opening the history " + path);
    } catch (const Refused &refused) {
        return fail(ErrorKind::Conflict, path + " " + refused.reason);
    }
}

} // namespace piuptime::history
