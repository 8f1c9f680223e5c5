// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/ssh/Import.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace piuptime::ssh {

/// A file of OpenSSH's client configuration.
struct ConfigText {
    std::string file; ///< its name, for messages
    std::string text;
};

/// Gives the files that the pattern of an `Include` line means; none when there are none.
using IncludeReader = std::function<std::vector<ConfigText>(const std::string &pattern)>;

/// The hosts that a client configuration names without wildcards, each with what applies to it: HostName, User, Port,
/// IdentityFile and ProxyJump, the first value winning, as ssh_config(5) has it. Blocks with wildcards give defaults.
/// Jump hosts that are named in the configuration themselves are resolved through it. `Match` blocks are left out with
/// a note. Pure but for `include`; bounded in depth, size and time.
[[nodiscard]] Imported parseSshConfig(const ConfigText &config, const IncludeReader &include);

/// Reads a client configuration with the files it includes.
/// \retval NotFound it cannot be read   \retval Overloaded it is larger than 4 MiB
[[nodiscard]] Result<Imported> importConfig(const std::filesystem::path &path);

} // namespace piuptime::ssh
