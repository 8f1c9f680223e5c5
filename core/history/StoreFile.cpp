// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/StoreFile.h"

#include "core/history/FirstPage.h"
#include "core/history/Migrations.h"
#include "core/history/Salvage.h"
#include "core/history/codec/Journal.h"
#include "core/history/codec/LogMending.h"

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
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
constexpr const char *kDamaged = ".damaged-";
constexpr std::int64_t kPageBytes = 4096;
constexpr std::int64_t kFrameBytes = kPageBytes + 24;
constexpr std::int64_t kLongLog = 8192; // frames

/// Not an error of SQLite: the file must stay as it is and not be used.
struct Refused {
    std::string reason;
};

SqliteError damage(const std::string &message)
{
    return {SQLITE_CORRUPT, message};
}

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

void move(const std::string &from, const std::string &to)
{
    if (std::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT)
        throw SqliteError(SQLITE_READONLY, "cannot rename " + from);
}

std::string timeStamp()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::string text(32, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts));
    return text;
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

/// Looks for damage as far as the time allows; a large file is checked in part only.
void checkQuickly(Connection &connection, Milliseconds time)
{
    connection.setDeadline(Deadline::in(time));
    std::string verdict = "ok";
    try {
        // Names stand in a table and in its index; only the full check compares the two.
        for (const char *check : {"PRAGMA integrity_check(device)", "PRAGMA integrity_check(boot)",
                                  "PRAGMA integrity_check(series)", "PRAGMA quick_check(1)"}) {
            if (verdict == "ok")
                verdict = connection.text(check);
        }
    } catch (const SqliteError &error) {
        if (error.code() != SQLITE_INTERRUPT)
            throw;
    }
    connection.setDeadline(std::nullopt);
    if (verdict != "ok")
        throw damage(verdict);
}

/// Rows of chunks have no checksum; but what they say must fit together and with the packs.
void checkChunks(Connection &connection)
{
    const std::int64_t misfits = connection.number(
        "SELECT count(*) FROM chunk LEFT JOIN pack ON pack.id = chunk.pack LEFT JOIN device ON device.id = "
        "chunk.device "
        "WHERE device.id IS NULL OR pack.id IS NULL OR pack.tier <> chunk.tier OR pack.start_ms <> chunk.start_ms OR "
        "offset < 0 OR header < 0 OR size < header OR offset + size > length(bytes) OR first_ms < chunk.start_ms OR "
        "last_ms < first_ms OR last_ms >= chunk.start_ms + CASE chunk.tier WHEN 0 THEN 3600000 ELSE 86400000 END");
    if (misfits > 0)
        throw damage(std::to_string(misfits) + " rows of chunks do not fit the chunks");
}

/// What is committed and in no chunk yet must be readable; damage in a chunk costs that chunk only, when it is met.
void checkJournal(Connection &connection)
{
    Statement rows = connection.prepare("SELECT bytes FROM journal");
    while (rows.step()) {
        if (!decodeJournal(rows.blob(0)))
            throw damage("a commit in the journal cannot be decoded");
    }
}

/// Runs statements that any sound file can answer: even an error that SQLite takes for ours comes from the file.
template <class Look>
auto asDamage(Look look)
{
    try {
        return look();
    } catch (const SqliteError &error) {
        if (error.code() == SQLITE_ERROR)
            throw damage(error.what());
        throw;
    }
}

Connection openSound(const SqliteOptions &options, CheckForDamage check)
{
    makeFile(options.path);
    Connection connection = asDamage([&] { return connectForWriting(options.path, options.vfs); });
    const int version = asDamage([&] { return usableVersion(connection); });
    if (version > 0 && check != CheckForDamage::No)
        asDamage([&] { return checkQuickly(connection, options.checkTime); });
    migrate(connection, version, allMigrations(), options.path + ".schema-" + std::to_string(version) + ".backup");
    if (!asDamage([&] { return hasNewestSchema(connection); }))
        throw damage("the schema is not what it should be");
    if (check != CheckForDamage::No)
        asDamage([&] {
            checkJournal(connection);
            checkChunks(connection);
        });
    return connection;
}

/// Brings what stands in the log into the file. A killed process and a failed sync leave whole commits in the log that
/// were never synced: they are about to be taken for stored, so they have to be.
void settleLog(Connection &connection)
{
    const int code =
        sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    // Whoever reads meanwhile keeps the log from being emptied, a full disk the file from growing; by then it is
    // synced.
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY && (code & 0xFF) != SQLITE_FULL)
        throw SqliteError(sqlite3_extended_errcode(connection.handle()), sqlite3_errmsg(connection.handle()));
}

/// A name beside `path` that nothing has: the path, `word` and the time.
std::string freeName(const std::string &path, const std::string &word)
{
    const std::string wanted = path + word + timeStamp();
    std::string name = wanted;
    std::error_code error;
    for (int n = 2; fs::exists(name, error); ++n)
        name = wanted + "-" + std::to_string(n);
    return name;
}

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

/// Mends the log where it can be; as it was it is kept beside the file.
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

void syncFolderOf(const std::string &path)
{
    const fs::path folder = fs::path(path).parent_path();
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

Connection connectForWriting(const std::string &path, const std::string &vfs)
{
    Connection connection(path, Connection::Mode::ReadWrite, vfs);
    const bool isNew = connection.number("PRAGMA page_count") == 0;
    if (isNew)
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL");
    if (connection.text("PRAGMA journal_mode = WAL") != "wal")
        throw SqliteError(SQLITE_CANTOPEN, "the file system does not support a write-ahead log");
    if (isNew)
        syncFolderOf(path); // the name of the file, and that the journal that made it is gone
    connection.execute(kWriterPragmas);
    return connection;
}

std::string putInPlace(const std::string &fresh, const std::string &path, const std::string &word)
{
    std::error_code error;
    std::string aside;
    if (fs::exists(path, error)) {
        aside = freeName(path, word);
        for (const char *suffix : {"", "-wal", "-shm"}) // in this order: what is not finished begins with the file gone
            move(path + suffix, aside + suffix);
    }
    move(fresh, path);
    syncFolderOf(path);
    return aside;
}

void finishReplacement(const std::string &path)
{
    std::error_code error;
    for (const char *suffix : {kSalvageSuffix, kRestoreSuffix}) {
        if (fs::exists(path, error) || !fs::exists(path + suffix, error))
            continue;
        // A log that stayed behind must not be taken for the log of the new file.
        const std::string aside = freeName(path, kDamaged);
        for (const char *log : {"-wal", "-shm"})
            move(path + log, aside + log);
        move(path + suffix, path);
    }
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
