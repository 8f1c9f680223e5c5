// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/SshConfig.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::ssh {

/// The block a setting stands in: it applies to the hosts that fit the patterns of this block and of all blocks around
/// it, which an included file inherits.
struct ConfigBlock {
    std::shared_ptr<const ConfigBlock> around;
    std::vector<std::string> patterns;
    bool never = false; ///< a Match block, which is left out

    [[nodiscard]] bool appliesTo(std::string_view host) const;
};

/// One setting: `keyword` in lower case and its arguments.
struct ConfigLine {
    std::shared_ptr<const ConfigBlock> block;
    std::string file;
    std::size_t number = 0;
    std::string keyword;
    std::vector<std::string> arguments;
};

/// The settings of a configuration and of what it includes, in order; `Host` lines among them, `Include` and `Match`
/// lines not. Problems are added to `imported`.
[[nodiscard]] std::vector<ConfigLine> readConfigLines(const ConfigText &config, const IncludeReader &include,
                                                      Imported &imported);

} // namespace piuptime::ssh
