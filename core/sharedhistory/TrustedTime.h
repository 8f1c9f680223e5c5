// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/TrustedClock.h"

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace piuptime::sharedhistory {

/// The `TrustedClock` that those who append and the writer go by. Thread-safe.
class TrustedTime
{
public:
    explicit TrustedTime(std::shared_ptr<const Clock> clock)
        : m_clock(std::move(clock))
    {
    }

    /// Empty while the clock was never set.
    [[nodiscard]] std::optional<UtcTime> now()
    {
        const std::lock_guard lock(m_mutex);
        return m_clock.now();
    }
    /// Whether a reading can be from `at`.
    [[nodiscard]] bool isPlausible(UtcTime at)
    {
        const std::lock_guard lock(m_mutex);
        return m_clock.isPlausible(at);
    }

private:
    std::mutex m_mutex;
    history::TrustedClock m_clock;
};

} // namespace piuptime::sharedhistory
