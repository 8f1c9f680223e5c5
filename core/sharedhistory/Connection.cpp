// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/Connection.h"

#include "core/base/Text.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

constexpr std::size_t kMaxMessageBytes = 300;

MonoTime after(Milliseconds time)
{
    return std::chrono::steady_clock::now() + time;
}

/// Waits until the socket is ready for `events`. \return false at the deadline
bool waitFor(int socket, short events, MonoTime deadline)
{
    for (;;) {
        const auto left = std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd watched{socket, events, 0};
        const int ready = ::poll(&watched, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        if (ready > 0)
            return true;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

/// SQLSTATE classes that a caller can act on.
ErrorKind kindOf(std::string_view sqlState)
{
    if (sqlState.starts_with("28")) // invalid authorization
        return ErrorKind::Unauthorized;
    if (sqlState == "57014" || sqlState == "55P03") // cancelled by its timeout, lock not available
        return ErrorKind::Timeout;
    if (sqlState.starts_with("08") || sqlState.starts_with("57P")) // connection, shutdown
        return ErrorKind::Unreachable;
    if (sqlState == "42501") // insufficient privilege
        return ErrorKind::Unauthorized;
    return ErrorKind::Internal;
}

/// The server's message without the word that starts it, on one line.
std::string messageOf(const char *message)
{
    return printable(message == nullptr ? "" : message, kMaxMessageBytes);
}

std::string arrayOf(const auto &values, auto format)
{
    std::string out = "{";
    for (const auto &value : values) {
        if (out.size() > 1)
            out += ',';
        format(out, value);
    }
    return out + '}';
}

} // namespace

ServerError::ServerError(ErrorKind kind, std::string detail, std::string sqlState)
    : m_kind(kind)
    , m_detail(std::move(detail))
    , m_sqlState(std::move(sqlState))
{
}

bool ServerError::isAboutTheData() const
{
    return m_sqlState.starts_with("22") || m_sqlState.starts_with("23") || m_sqlState.starts_with("54");
}

void Rows::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

Rows::Rows(pg_result *result)
    : m_result(result)
{
}

int Rows::count() const
{
    return PQntuples(m_result.get());
}

bool Rows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) != 0;
}

std::int64_t Rows::integer(int row, int column) const
{
    const std::string_view big = bytes(row, column); // big-endian, two's complement
    std::uint64_t value =
        !big.empty() && (static_cast<unsigned char>(big.front()) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
    for (const char byte : big)
        value = (value << 8U) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(value);
}

std::string_view Rows::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column),
            static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

Values &Values::add(std::int64_t value)
{
    m_values.emplace_back(std::to_string(value));
    return *this;
}

Values &Values::add(std::string_view text)
{
    m_values.emplace_back(text);
    return *this;
}

Values &Values::addNull()
{
    m_values.emplace_back(std::nullopt);
    return *this;
}

Values &Values::add(const std::vector<std::int64_t> &values)
{
    m_values.emplace_back(arrayOf(values, [](std::string &out, std::int64_t value) { out += std::to_string(value); }));
    return *this;
}

Values &Values::add(const std::vector<std::optional<std::int64_t>> &values)
{
    m_values.emplace_back(arrayOf(values, [](std::string &out, const std::optional<std::int64_t> &value) {
        out += value ? std::to_string(*value) : "NULL";
    }));
    return *this;
}

Values &Values::add(const std::vector<std::string> &texts)
{
    m_values.emplace_back(arrayOf(texts, [](std::string &out, const std::string &text) {
        out += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\')
                out += '\\';
            out += c;
        }
        out += '"';
    }));
    return *this;
}

Values &Values::addBytes(const std::vector<std::string> &blobs)
{
    m_values.emplace_back(arrayOf(blobs, [](std::string &out, const std::string &blob) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        out += "\"\\\\x";
        for (const char c : blob) {
            const auto byte = static_cast<unsigned char>(c);
            out += {kDigits[byte >> 4U], kDigits[byte & 15U]};
        }
        out += '"';
    }));
    return *this;
}

void Connection::Finish::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Connection::Connection(const Target &target)
    : m_statementTime(target.statementTime)
{
    const std::string milliseconds = std::to_string(target.statementTime.count());
    const std::string options = "-c search_path=piuptime -c statement_timeout=" + milliseconds
                                + " -c lock_timeout=" + milliseconds
                                + " -c idle_in_transaction_session_timeout=60000 -c client_min_messages=warning";
    std::vector<std::pair<const char *, const char *>> settings{
        {"dbname", target.address.c_str()}, {"application_name", "piuptime"}, {"client_encoding", "UTF8"},
        {"options", options.c_str()},       {"keepalives_idle", "10"},        {"keepalives_interval", "5"},
        {"keepalives_count", "3"},          {"tcp_user_timeout", "20000"},
    };
    if (target.password)
        settings.emplace_back("password", target.password->reveal().c_str());
    std::vector<const char *> keywords;
    std::vector<const char *> values;
    for (const auto &[keyword, value] : settings) {
        keywords.push_back(keyword);
        values.push_back(value);
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    m_connection.reset(PQconnectStartParams(keywords.data(), values.data(), 1));
    connect(after(target.connectTime));
}

Connection::~Connection() = default;

void Connection::connect(MonoTime deadline)
{
    PGconn *connection = m_connection.get();
    if (connection == nullptr || PQstatus(connection) == CONNECTION_BAD)
        throw ServerError(ErrorKind::Unreachable, messageOf(PQerrorMessage(connection)));
    for (PostgresPollingStatusType wanted = PGRES_POLLING_WRITING; wanted != PGRES_POLLING_OK;
         wanted = PQconnectPoll(connection)) {
        if (wanted == PGRES_POLLING_FAILED) {
            const std::string message = messageOf(PQerrorMessage(connection));
            const bool isRefused =
                PQconnectionNeedsPassword(connection) != 0 || PQconnectionUsedPassword(connection) != 0;
            throw ServerError(isRefused ? ErrorKind::Unauthorized : ErrorKind::Unreachable, message);
        }
        const short events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
        if (!waitFor(PQsocket(connection), events, deadline))
            throw ServerError(ErrorKind::Timeout, "the database server does not answer");
    }
    PQsetnonblocking(connection, 1);
}

Rows Connection::run(const char *sql, const Values &values)
{
    std::vector<const char *> pointers;
    m_sentBytes += std::strlen(sql);
    for (const auto &value : values.all()) {
        pointers.push_back(value ? value->c_str() : nullptr);
        m_sentBytes += value ? value->size() : 0;
    }
    constexpr int kBinary = 1;
    const int sent = PQsendQueryParams(m_connection.get(), sql, static_cast<int>(pointers.size()), nullptr,
                                       pointers.data(), nullptr, nullptr, kBinary);
    if (sent == 0)
        giveUp(ErrorKind::Unreachable, messageOf(PQerrorMessage(m_connection.get())));
    return Rows(await(after(m_statementTime)));
}

void Connection::runScript(const char *sql)
{
    if (PQsendQuery(m_connection.get(), sql) == 0)
        giveUp(ErrorKind::Unreachable, messageOf(PQerrorMessage(m_connection.get())));
    Rows(await(after(m_statementTime)));
}

pg_result *Connection::await(MonoTime deadline)
{
    PGconn *connection = m_connection.get();
    const MonoTime patience = deadline + Seconds(1); // so that the server's own timeout comes first and is told
    for (int unsent = PQflush(connection); unsent != 0 || PQisBusy(connection) != 0; unsent = PQflush(connection)) {
        const auto events = static_cast<short>(unsent == 1 ? POLLIN | POLLOUT : POLLIN);
        if (unsent < 0)
            giveUp(ErrorKind::Unreachable, messageOf(PQerrorMessage(connection)));
        if (!waitFor(PQsocket(connection), events, patience))
            giveUp(ErrorKind::Timeout, "the database server does not answer");
        if (PQconsumeInput(connection) == 0)
            giveUp(ErrorKind::Unreachable, messageOf(PQerrorMessage(connection)));
    }
    pg_result *last = nullptr;
    while (pg_result *next = PQgetResult(connection)) { // a script answers with one result a statement
        PQclear(std::exchange(last, next));
        const ExecStatusType status = PQresultStatus(last);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            const Rows failed(last);
            while (pg_result *rest = PQgetResult(connection))
                PQclear(rest);
            const char *sqlState = PQresultErrorField(last, PG_DIAG_SQLSTATE);
            const std::string state = sqlState == nullptr ? "" : sqlState;
            if (PQstatus(connection) != CONNECTION_OK)
                giveUp(ErrorKind::Unreachable, messageOf(PQresultErrorMessage(last)));
            throw ServerError(kindOf(state), messageOf(PQresultErrorMessage(last)), state);
        }
    }
    if (last == nullptr)
        giveUp(ErrorKind::Unreachable, "the connection to the database ended");
    return last;
}

void Connection::giveUp(ErrorKind kind, std::string detail)
{
    m_connection.reset();
    throw ServerError(kind, std::move(detail));
}

bool Connection::isSound() const
{
    return m_connection && PQstatus(m_connection.get()) == CONNECTION_OK
           && PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE;
}

Transaction::Transaction(Connection &connection, Kind kind)
    : m_connection(connection)
{
    // The state is that of the first question.
    m_connection.runScript(kind == Kind::Snapshot ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1"
                                                  : "BEGIN");
}

Transaction::~Transaction()
{
    if (!m_isOpen)
        return;
    try {
        m_connection.run("ROLLBACK");
    } catch (const ServerError &) { // the server undoes it when the connection ends
    }
}

void Transaction::commit()
{
    m_isOpen = false;
    m_connection.run("COMMIT");
}

} // namespace piuptime::sharedhistory
