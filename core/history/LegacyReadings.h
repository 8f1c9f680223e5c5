// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"
#include "core/history/codec/Columns.h"

#include <cstdint>
#include <optional>

namespace piuptime::history {

/// Readings as the first version of the file kept them, a row each. They are turned into chunks little by little.
/// Throws SqliteError.
class LegacyReadings
{
public:
    explicit LegacyReadings(Connection &connection)
        : m_connection(connection)
    {
    }

    [[nodiscard]] bool any();
    /// The rows of `device` in [fromMs, toMs), the oldest `limit` of them, settled.
    [[nodiscard]] Columns rows(std::int64_t device, std::int64_t fromMs, std::int64_t toMs, std::int64_t limit = -1);
    /// Some device that has rows.
    [[nodiscard]] std::optional<std::int64_t> nextDevice();
    void remove(std::int64_t device, std::int64_t upToMs);

private:
    Connection &m_connection;
};

} // namespace piuptime::history
