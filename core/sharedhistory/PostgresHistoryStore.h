// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/sharedhistory/HistoryNames.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace piuptime::sharedhistory {

/// How long history is kept, by the clock of the server; whole days go. There is no bound by size: the file that a
/// deletion leaves stays as large as it was, so that size says nothing about what is kept.
struct SharedRetention {
    std::chrono::days readings{400}; ///< every reading; also events and facts that no longer hold
    std::chrono::days rollUps{3650}; ///< minimum, maximum, mean and count of every 10 minutes and 2 hours
};

struct PostgresOptions {
    enum class Role {
        Collector, ///< writes, and makes and migrates the tables
        Visitor,   ///< only reads; `append` is ignored
    };

    std::string address; ///< `postgresql://user@host:5432/name`, without a password
    Role role = Role::Collector;
    /// The password if it is known by now; asked for at each attempt to connect, from several threads; must not wait.
    std::function<std::optional<Secret>()> password;
    Milliseconds commitInterval{1000};
    SharedRetention retention;
    std::size_t queueBytes = std::size_t{32} << 20U; ///< bound on what waits in memory for the server
    Milliseconds connectTime{5000};
    Milliseconds statementTime{15'000};
    Milliseconds firstRetry{1000}; ///< waiting times while the server is gone
    Milliseconds longestRetry{60'000};
    Seconds sealInterval{60};           ///< how often what lies back is rolled up
    std::shared_ptr<const Clock> clock; ///< null: the system's
};

/// History in a PostgreSQL database that several consoles share, in a schema `piuptime` of its own.
///
/// The server may be away, also at the start: then `state` says why and what to do, readings wait in memory, and the
/// store comes back by itself. Queries fail meanwhile; they answer what is committed, by whichever console, and what
/// waits in this one. `StoreState::bytesWrittenPerDay` counts the statements and values that this console sends to
/// write and to roll up: what the server writes for them, with indices and log, only it knows. Backups are made where
/// the database is.
class PostgresHistoryStore
{
public:
    /// \retval InvalidInput the address is not one, or holds a password
    /// As Visitor also: \retval Unreachable, Unauthorized, Timeout the server   \retval NotFound there is no history
    /// yet
    [[nodiscard]] static Result<std::unique_ptr<HistoryStore>> open(PostgresOptions options);
};

} // namespace piuptime::sharedhistory
