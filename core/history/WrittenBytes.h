// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <array>
#include <cstdint>

namespace piuptime::history {

/// What was written in the last 24 hours, in steps of an hour. Not thread-safe.
class WrittenBytes
{
public:
    void add(std::uint64_t bytes, MonoTime now);
    /// Bytes a day: of the last 24 hours, or stretched to a day from what there is since a minute after the first call;
    /// 0 in the first eleven minutes.
    [[nodiscard]] std::uint64_t perDay(MonoTime now) const;

private:
    static constexpr std::int64_t kHours = 24;

    [[nodiscard]] std::int64_t hourOf(MonoTime now) const;

    std::array<std::uint64_t, kHours + 1> m_hours{}; ///< the last one is not full yet
    std::int64_t m_hour = 0;
    MonoTime m_start{};
    bool m_started = false;
};

} // namespace piuptime::history
