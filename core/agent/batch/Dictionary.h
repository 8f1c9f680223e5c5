// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Sender.h"
#include "core/base/Result.h"
#include "core/model/Reading.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::agent {

/// What a row need not say because it was said once: who sends, since when, which series there are and what their
/// values are like. A row names it by `id`.
struct Dictionary {
    struct Series {
        std::optional<SeriesKey> key; ///< empty, once decoded: a metric that this version does not know
        unsigned decimals = 0;        ///< of its values, at most 9
        std::int64_t base = 0;        ///< a usual value, in units of the last decimal
    };

    std::uint64_t id = 0; ///< random
    Sender sender;
    UtcTime startedAt{};              ///< the Pi's clock at some reading of the run
    std::int64_t startedUptimeMs = 0; ///< the time since boot at that reading
    std::vector<Series> series;
    std::vector<Fact> facts; ///< all of the latest slow reading, without the boot id
};

/// \param dictionary all of its series have their keys
[[nodiscard]] std::string encodeDictionary(const Dictionary &dictionary);
/// \retval Corrupt it is none, or holds more than a dictionary may
[[nodiscard]] Result<Dictionary> decodeDictionary(std::string_view message);

/// `value` in units of the last decimal; empty when it does not come back from that bit by bit.
[[nodiscard]] std::optional<std::int64_t> toUnits(double value, unsigned decimals);
[[nodiscard]] double fromUnits(std::int64_t units, unsigned decimals);

} // namespace piuptime::agent
