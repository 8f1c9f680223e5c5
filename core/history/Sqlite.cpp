// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Sqlite.h"

#include <sqlite3.h>
#include <unordered_map>

namespace piuptime::history {
namespace {

constexpr int kBusyMs = 2000;
constexpr int kInstructionsBetweenDeadlineChecks = 10'000;

int flagsOf(Connection::Mode mode)
{
    const int access =
        mode == Connection::Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    return access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
}

/// `path` as a URI, so that `?` and `%` in it stay part of the name.
std::string uriOf(const std::string &path, Connection::Mode mode)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            const auto byte = static_cast<unsigned char>(c);
            uri += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
        } else {
            uri += c;
        }
    }
    return mode == Connection::Mode::Immutable ? uri + "?immutable=1" : uri;
}

[[noreturn]] void throwLast(sqlite3 *handle)
{
    throw SqliteError(sqlite3_extended_errcode(handle), sqlite3_errmsg(handle));
}

} // namespace

SqliteError::SqliteError(int extendedCode, const std::string &message)
    : std::runtime_error(message)
    , m_extendedCode(extendedCode)
{
}

bool SqliteError::isDamage() const
{
    return code() == SQLITE_CORRUPT || code() == SQLITE_NOTADB || code() == SQLITE_FORMAT || breaksARule()
           || m_extendedCode == SQLITE_IOERR_SHORT_READ;
}

bool SqliteError::breaksARule() const
{
    return code() == SQLITE_CONSTRAINT;
}

bool SqliteError::isAboutTheRow() const
{
    return code() == SQLITE_TOOBIG || code() == SQLITE_MISMATCH || code() == SQLITE_RANGE;
}

Error SqliteError::toError() const
{
    const auto because = [this](std::string_view text) { return std::string(text) + " (" + what() + ")"; };
    switch (code()) {
    case SQLITE_FULL:
        return {ErrorKind::Internal, because("the disk that holds the history is full: free some space on it"), {}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::Internal, because("the history file is read-only: make it and its folder writable"), {}};
    case SQLITE_CANTOPEN:
        return {ErrorKind::Internal,
                because("the history file cannot be opened: check that its folder exists and is writable"),
                {}};
    case SQLITE_IOERR:
        return {ErrorKind::Internal, because("the disk that holds the history reports errors: check the disk"), {}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Overloaded, because("another program is writing to the history file: close it"), {}};
    case SQLITE_NOMEM:
        return {ErrorKind::Overloaded, because("there is too little memory to work on the history"), {}};
    case SQLITE_INTERRUPT:
        return {ErrorKind::Timeout, "the history did not answer in time", {}};
    default:
        break;
    }
    if (isDamage())
        return {ErrorKind::Corrupt, because("the history file is damaged"), {}};
    return {ErrorKind::Internal, because("the history failed"), {}};
}

void Connection::Closer::operator()(sqlite3 *handle) const
{
    sqlite3_close_v2(handle);
}

Connection::Connection(const std::string &path, Mode mode, const std::string &vfs)
{
    sqlite3 *handle = nullptr;
    const int code =
        sqlite3_open_v2(uriOf(path, mode).c_str(), &handle, flagsOf(mode), vfs.empty() ? nullptr : vfs.c_str());
    m_handle.reset(handle);
    if (code != SQLITE_OK)
        throw SqliteError(code, handle == nullptr ? "out of memory" : sqlite3_errmsg(handle));
    sqlite3_busy_timeout(handle, kBusyMs);
    // A damaged file must not be able to run anything of its own making.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

void Connection::execute(const std::string &sql)
{
    if (sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throwLast(m_handle.get());
}

Statement Connection::prepare(std::string_view sql)
{
    return {m_handle.get(), sql};
}

int Connection::changes() const
{
    return sqlite3_changes(m_handle.get());
}

std::int64_t Connection::lastInsertedRow() const
{
    return sqlite3_last_insert_rowid(m_handle.get());
}

std::int64_t Connection::number(std::string_view sql)
{
    Statement statement = prepare(sql);
    return statement.step() ? statement.number(0) : 0;
}

std::string Connection::text(std::string_view sql)
{
    Statement statement = prepare(sql);
    return statement.step() ? std::string(statement.text(0)) : std::string();
}

void Connection::setDeadline(std::optional<Deadline> deadline)
{
    if (!deadline) {
        sqlite3_progress_handler(m_handle.get(), 0, nullptr, nullptr);
        return;
    }
    m_deadline = std::make_unique<Deadline>(*deadline);
    const auto hasPassed = [](void *context) { return static_cast<Deadline *>(context)->passed() ? 1 : 0; };
    sqlite3_progress_handler(m_handle.get(), kInstructionsBetweenDeadlineChecks, hasPassed, m_deadline.get());
}

/// Prepared statements that nobody uses at the moment. Goes before its connection.
struct StatementCache {
    std::unordered_multimap<const char *, sqlite3_stmt *> idle;

    StatementCache() = default;
    StatementCache(const StatementCache &) = delete;
    StatementCache &operator=(const StatementCache &) = delete;
    ~StatementCache()
    {
        for (const auto &[sql, statement] : idle)
            sqlite3_finalize(statement);
    }
};

void Statement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    const auto home = cache.lock();
    if (!home) {
        sqlite3_finalize(statement);
        return;
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    home->idle.emplace(key, statement);
}

Statement Connection::cached(const char *sql)
{
    if (!m_cache)
        m_cache = std::make_shared<StatementCache>();
    return {m_handle.get(), sql, m_cache};
}

Statement::Statement(sqlite3 *connection, const char *key, std::shared_ptr<StatementCache> cache)
    : m_connection(connection)
{
    sqlite3_stmt *statement = nullptr;
    const auto kept = cache->idle.find(key);
    if (kept != cache->idle.end()) {
        statement = kept->second;
        cache->idle.erase(kept);
    } else {
        check(sqlite3_prepare_v3(connection, key, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    }
    m_statement = {statement, Finalizer{key, cache}};
}

Statement::Statement(sqlite3 *connection, std::string_view sql)
    : m_connection(connection)
{
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    m_statement.reset(statement);
    check(code);
}

Statement &Statement::bind(int index, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement.get(), index, value));
    return *this;
}

Statement &Statement::bind(int index, std::string_view text)
{
    const char *data = text.data() == nullptr ? "" : text.data();
    check(sqlite3_bind_text64(m_statement.get(), index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement &Statement::bindBlob(int index, std::string_view bytes)
{
    check(sqlite3_bind_blob64(m_statement.get(), index, bytes.data(), bytes.size(), SQLITE_STATIC));
    return *this;
}

Statement &Statement::bindNull(int index)
{
    check(sqlite3_bind_null(m_statement.get(), index));
    return *this;
}

Statement &Statement::bindNumber(int index, double value)
{
    check(sqlite3_bind_double(m_statement.get(), index, value));
    return *this;
}

Statement &Statement::bindColumn(int index, const Statement &row, int column)
{
    check(sqlite3_bind_value(m_statement.get(), index, sqlite3_column_value(row.m_statement.get(), column)));
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        reset();
        return false;
    }
    const SqliteError error(sqlite3_extended_errcode(m_connection), sqlite3_errmsg(m_connection));
    reset();
    throw error;
}

void Statement::run()
{
    while (step()) {
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

std::string_view Statement::text(int column) const
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)));
}

std::string_view Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column)));
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK)
        throwLast(m_connection);
}

void BlobReader::Closer::operator()(sqlite3_blob *blob) const
{
    sqlite3_blob_close(blob);
}

BlobReader::BlobReader(Connection &connection, const char *table, const char *column)
    : m_connection(connection.handle())
    , m_table(table)
    , m_column(column)
{
}

void BlobReader::open(std::int64_t row)
{
    if (m_blob && m_row == row)
        return;
    m_row = -1;
    if (m_blob) {
        if (sqlite3_blob_reopen(m_blob.get(), row) != SQLITE_OK) {
            m_blob.reset();
            throw SqliteError(SQLITE_CORRUPT, "a blob is missing");
        }
    } else {
        sqlite3_blob *blob = nullptr;
        const int code = sqlite3_blob_open(m_connection, "main", m_table, m_column, row, 0, &blob);
        m_blob.reset(blob);
        if (code == SQLITE_ERROR)
            throw SqliteError(SQLITE_CORRUPT, "a blob is missing");
        if (code != SQLITE_OK)
            throwLast(m_connection);
    }
    m_row = row;
}

std::string BlobReader::read(std::int64_t row, std::int64_t offset, std::int64_t length)
{
    open(row);
    const std::int64_t size = sqlite3_blob_bytes(m_blob.get());
    if (offset < 0 || length < 0 || offset > size || length > size - offset)
        throw SqliteError(SQLITE_CORRUPT, "a blob is shorter than it should be");
    std::string bytes(static_cast<std::size_t>(length), '\0');
    const int code = sqlite3_blob_read(m_blob.get(), bytes.data(), static_cast<int>(length), static_cast<int>(offset));
    if (code == SQLITE_OK)
        return bytes;
    m_row = -1;
    m_blob.reset();
    if (code == SQLITE_ABORT) // the row was written to meanwhile
        return read(row, offset, length);
    throwLast(m_connection);
}

Transaction::Transaction(Connection &connection)
    : m_connection(connection)
{
    m_connection.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_connection.execute("ROLLBACK");
    } catch (const SqliteError &) {
        // SQLite has rolled back already, which it does after most errors of the disk.
    }
}

void Transaction::commit()
{
    m_connection.execute("COMMIT");
    m_open = false;
}

} // namespace piuptime::history
