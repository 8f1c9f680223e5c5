// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"
#include "core/sharedhistory/Connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::sharedhistory {

/// What tells a reading apart from the others of its device: its boot and number, or, where one of two has no number,
/// its time, and the boot as far as it is told.
struct Identity {
    std::int64_t atMs = 0;
    std::string bootId;                    ///< empty: not told
    std::optional<std::uint64_t> sequence; ///< says nothing without a boot
};

/// The places of those readings of a device that are to be stored, in order: that the tables do not hold, and that no
/// earlier one repeats. What comes after its stretch of time was reduced to a roll-up is not: nobody knows whether the
/// roll-up has it. Throws ServerError.
/// \param device its row; empty: the tables do not know it
[[nodiscard]] std::vector<std::size_t> findNew(Connection &connection, std::optional<std::int64_t> device,
                                               const std::vector<Identity> &readings);

/// How `TimeQuality::Doubtful` stands in the tables.
inline constexpr auto kDoubtful = static_cast<std::int64_t>(TimeQuality::Doubtful);

/// The time of the newest reading of a device that tells about now (`history::tellsAboutNow`), in ms since 1970.
/// Throws ServerError.
[[nodiscard]] std::optional<std::int64_t> newestReadingMs(Connection &connection, std::int64_t device);

} // namespace piuptime::sharedhistory
