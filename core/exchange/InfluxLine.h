// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace piuptime::exchange {

/// One line of InfluxDB's line protocol: `measurement,tag=… field=…,field=… 1790000000000000000`, escapes undone.
struct InfluxLine {
    struct Field {
        std::string name;
        std::variant<double, std::string> value; ///< finite; booleans are 0 and 1
    };
    std::string measurement; ///< empty: a blank line or a comment
    std::vector<std::pair<std::string, std::string>> tags;
    std::vector<Field> fields;
    UtcTime at{};

    /// The value of a tag; empty when there is none.
    [[nodiscard]] std::string_view tag(std::string_view key) const;
    /// Which device the line is about, by the first of the tags `id`, `device` and `host` that it has.
    [[nodiscard]] std::string_view device() const;
};

/// Reads a line whose time is in nanoseconds. Safe on any bytes.
/// \retval Corrupt it is no line of the protocol, or has no time; the detail says why
[[nodiscard]] Result<InfluxLine> parseInfluxLine(std::string_view text);

} // namespace piuptime::exchange
