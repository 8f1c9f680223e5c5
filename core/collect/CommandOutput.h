// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace piuptime::collect {

/// What a command of the probe printed, and how it ended.
struct CommandOutput {
    std::string_view text;
    std::optional<int> status; ///< empty when the output was cut

    [[nodiscard]] bool succeeded() const { return status == 0; }
    /// Whether `timeout` ended it: 124 by coreutils, 143 by busybox.
    [[nodiscard]] bool timedOut() const { return status == 124 || status == 143; }
};

/// Takes the last line `exit STATUS` off a section.
[[nodiscard]] CommandOutput parseCommandOutput(std::string_view section);

} // namespace piuptime::collect
