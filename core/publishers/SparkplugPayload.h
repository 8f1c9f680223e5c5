// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

inline constexpr std::size_t kMaxSparkplugMetrics = 4096;

/// One metric of a payload. The views live as long as the payload's bytes.
struct SparkplugMetric {
    std::string_view name; ///< empty: the alias stands for it
    std::optional<std::uint64_t> alias;
    std::optional<UtcTime> at;
    std::uint32_t datatype = 0; ///< 0: not told here, but at birth
    bool isHistorical = false;
    bool isNull = false;

    /// The value as a number; signed values travel in unsigned fields, so it depends on the type.
    /// \return empty for null, text, bytes, data sets and templates
    [[nodiscard]] std::optional<double> number(std::uint32_t datatypeAtBirth) const;

    enum class Field : std::uint8_t { None, Integer, Float, Double, Boolean };
    Field field = Field::None; ///< which of the payload's value fields is set
    std::uint64_t raw = 0;
};

struct SparkplugPayload {
    std::optional<UtcTime> at;
    std::optional<std::uint64_t> sequence;
    std::vector<SparkplugMetric> metrics;

    [[nodiscard]] const SparkplugMetric *find(std::string_view name) const;
};

/// \retval Corrupt it is no payload of Sparkplug B
/// \retval Overloaded it has more than 4096 metrics
[[nodiscard]] Result<SparkplugPayload> parseSparkplugPayload(std::string_view bytes);

/// The command by which a node is asked to send its births again.
[[nodiscard]] std::string sparkplugRebirthRequest(UtcTime now);

} // namespace piuptime::publishers
