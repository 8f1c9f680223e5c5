// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"
#include "core/history/Sources.h"

#include <functional>
#include <optional>

namespace piuptime::history {

/// Tells all readings of one device, a day at a time. Throws SqliteError.
class ReadingScan
{
public:
    using Visit = std::function<bool(const Reading &)>;

    ReadingScan(Sources &sources, const DeviceId &device);

    /// Calls `visit` with each reading in the range, in time order, until it returns false.
    void run(TimeRange range, const Visit &visit);

private:
    /// The first day from `dayMs` on in which there may be readings.
    [[nodiscard]] std::optional<std::int64_t> nextDay(std::int64_t dayMs);
    /// \return whether to go on
    bool readDay(std::int64_t dayMs, TimeRange range, const Visit &visit);

    Sources &m_sources;
    const DeviceId m_device;
    const std::optional<std::int64_t> m_row;
};

} // namespace piuptime::history
