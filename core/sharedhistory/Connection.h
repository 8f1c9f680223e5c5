// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Error.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct pg_conn;
struct pg_result;

namespace piuptime::sharedhistory {

/// What the server or the way to it answered instead of a result. Travels inside this module only.
class ServerError final : public std::exception
{
public:
    ServerError(ErrorKind kind, std::string detail, std::string sqlState = {});

    [[nodiscard]] Error toError() const { return {m_kind, m_detail, {}}; }
    [[nodiscard]] const char *what() const noexcept override { return m_detail.c_str(); }
    /// Whether the values themselves were refused, so that trying again cannot help.
    [[nodiscard]] bool isAboutTheData() const;

private:
    ErrorKind m_kind;
    std::string m_detail;
    std::string m_sqlState;
};

/// The rows of an answer. Columns count from 0; integers of any width are read as 64 bits.
class Rows
{
public:
    explicit Rows(pg_result *result);

    [[nodiscard]] int count() const;
    [[nodiscard]] bool isNull(int row, int column) const;
    [[nodiscard]] std::int64_t integer(int row, int column) const;
    /// Text or bytes; a view into the answer.
    [[nodiscard]] std::string_view bytes(int row, int column) const;
    [[nodiscard]] std::string text(int row, int column) const { return std::string(bytes(row, column)); }

private:
    struct Clear {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

/// Values of a statement: integers, texts, NULL and arrays, as PostgreSQL reads them.
class Values
{
public:
    Values &add(std::int64_t value);
    Values &add(std::string_view text);
    Values &addNull();
    Values &add(const std::vector<std::int64_t> &values);
    Values &add(const std::vector<std::optional<std::int64_t>> &values);
    /// Arrays of texts, and of bytes.
    Values &add(const std::vector<std::string> &texts);
    Values &addBytes(const std::vector<std::string> &blobs);

    [[nodiscard]] const std::vector<std::optional<std::string>> &all() const { return m_values; }

private:
    std::vector<std::optional<std::string>> m_values;
};

/// One connection to the database. Everything it does ends at a deadline, also when the server stops answering.
/// Not thread-safe.
class Connection
{
public:
    struct Target {
        std::string address; ///< URI without the password
        std::optional<Secret> password;
        Milliseconds connectTime{5000};
        Milliseconds statementTime{15'000}; ///< for each statement, kept by the server and by us
    };

    /// Connects. Throws ServerError.
    explicit Connection(const Target &target);
    ~Connection();
    Connection(Connection &&) noexcept = default;
    Connection &operator=(Connection &&) noexcept = default;

    /// Runs one statement. Throws ServerError.
    Rows run(const char *sql, const Values &values = {});
    /// Several statements separated by semicolons, without values or results.
    void runScript(const char *sql);
    /// The bytes of statements and their values that were sent since this was called last; what frames and encrypts
    /// them is not counted.
    [[nodiscard]] std::uint64_t takeSentBytes() { return std::exchange(m_sentBytes, 0); }
    /// Whether it is worth keeping: connected, and not in the middle of something.
    [[nodiscard]] bool isSound() const;

private:
    [[nodiscard]] pg_result *await(MonoTime deadline);
    void connect(MonoTime deadline);
    [[noreturn]] void giveUp(ErrorKind kind, std::string detail);

    struct Finish {
        void operator()(pg_conn *connection) const;
    };
    std::unique_ptr<pg_conn, Finish> m_connection;
    Milliseconds m_statementTime;
    std::uint64_t m_sentBytes = 0;
};

/// Undone unless it is committed.
class Transaction
{
public:
    enum class Kind { ReadWrite, Snapshot }; ///< Snapshot: read only, all statements see the state at its beginning
    Transaction(Connection &connection, Kind kind);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    void commit();

private:
    Connection &m_connection;
    bool m_isOpen = true;
};

} // namespace piuptime::sharedhistory
