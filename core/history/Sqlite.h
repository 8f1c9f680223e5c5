// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/base/Error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_blob;
struct sqlite3_stmt;

namespace piuptime::history {

/// A failure of SQLite. Travels inside this module only; every public function turns it into an `Error`.
class SqliteError : public std::runtime_error
{
public:
    SqliteError(int extendedCode, const std::string &message);

    [[nodiscard]] int code() const { return m_extendedCode & 0xFF; }
    /// The content of the file is not what SQLite or we wrote. Rows that break a rule of the schema are of that kind:
    /// nothing that comes from outside can break one.
    [[nodiscard]] bool isDamage() const;
    [[nodiscard]] bool breaksARule() const;
    /// The row itself is refused; another try with it cannot succeed, and other rows are not concerned.
    [[nodiscard]] bool isAboutTheRow() const;
    /// What happened to the history file and what a person can do about it.
    [[nodiscard]] Error toError() const;

private:
    int m_extendedCode;
};

class Statement;
struct StatementCache;

/// One SQLite connection, used by one thread at a time. Failures throw SqliteError.
class Connection
{
public:
    enum class Mode { ReadWrite, ReadOnly, Immutable };

    /// \param vfs the layer under SQLite that reaches the disk, by the name under which it is registered; empty: the
    /// system's
    Connection(const std::string &path, Mode mode, const std::string &vfs = {});

    /// Runs statements that return nothing of interest.
    void execute(const std::string &sql);
    [[nodiscard]] Statement prepare(std::string_view sql);
    /// The same, but it is kept for the next time when the statement goes. For what is asked over and over.
    /// \param sql a literal: it is known again by its address
    [[nodiscard]] Statement cached(const char *sql);
    /// Rows changed by the last statement.
    [[nodiscard]] int changes() const;
    [[nodiscard]] std::int64_t lastInsertedRow() const;
    [[nodiscard]] sqlite3 *handle() const { return m_handle.get(); }
    /// The first column of the first row of `sql`.
    [[nodiscard]] std::int64_t number(std::string_view sql);
    [[nodiscard]] std::string text(std::string_view sql);
    /// Makes statements fail with SQLITE_INTERRUPT once `deadline` has passed; empty: no bound.
    void setDeadline(std::optional<Deadline> deadline);

private:
    struct Closer {
        void operator()(sqlite3 *handle) const;
    };
    std::unique_ptr<sqlite3, Closer> m_handle;
    std::unique_ptr<Deadline> m_deadline; ///< at a fixed address, for the callback
    std::shared_ptr<StatementCache> m_cache;
};

/// A prepared statement; indices of parameters count from 1, those of columns from 0.
class Statement
{
public:
    Statement(sqlite3 *connection, std::string_view sql);
    /// \param key under which it goes back into `cache`
    Statement(sqlite3 *connection, const char *key, std::shared_ptr<StatementCache> cache);

    Statement &bind(int index, std::int64_t value);
    /// The bytes must stay where they are until the statement has run.
    Statement &bind(int index, std::string_view text);
    Statement &bindBlob(int index, std::string_view bytes);
    Statement &bindNull(int index);
    Statement &bindNumber(int index, double value);
    /// A copy of what `row` holds in `column`.
    Statement &bindColumn(int index, const Statement &row, int column);

    /// Goes to the next row. \return false at the end, where the statement is reset
    bool step();
    /// Runs to the end and resets.
    void run();
    void reset();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;

private:
    void check(int code) const;

    struct Finalizer {
        const char *key; ///< where it is kept; only used with the cache
        std::weak_ptr<StatementCache> cache;
        void operator()(sqlite3_stmt *statement) const;
    };
    sqlite3 *m_connection;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// Reads parts of the blobs in one column, without loading the rest of them.
class BlobReader
{
public:
    /// \param table,column must outlive the reader
    BlobReader(Connection &connection, const char *table, const char *column);

    /// \return `length` bytes from `offset` of the blob in `row`. Throws SqliteError when they are not there.
    [[nodiscard]] std::string read(std::int64_t row, std::int64_t offset, std::int64_t length);

private:
    void open(std::int64_t row);

    struct Closer {
        void operator()(sqlite3_blob *blob) const;
    };
    sqlite3 *m_connection;
    const char *m_table;
    const char *m_column;
    std::unique_ptr<sqlite3_blob, Closer> m_blob;
    std::int64_t m_row = -1;
};

/// Rolls back when it goes unless `commit` was called.
class Transaction
{
public:
    explicit Transaction(Connection &connection);
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    ~Transaction();
    void commit();

private:
    Connection &m_connection;
    bool m_open = true;
};

} // namespace piuptime::history
