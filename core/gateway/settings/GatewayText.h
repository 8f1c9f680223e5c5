// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/Problem.h"
#include "core/gateway/route/Config.h"

#include <tl/expected.hpp>

#include <filesystem>
#include <string_view>
#include <vector>

namespace piuptime::gateway {

inline constexpr std::size_t kMaxGatewayFileBytes = std::size_t{4} << 20U;

/// Reads the configuration of a gateway from TOML. Pure: no host is looked up and no port opened. Of faults in the
/// meaning all are reported, in the order of the file, among them names of upstreams that do not exist and keys that
/// are not known; a fault in the syntax ends the reading and is the only one.
/// \param folder that relative names of files in it are of, which is the folder of the file itself
[[nodiscard]] tl::expected<Config, std::vector<config::Problem>> parseGateway(std::string_view toml,
                                                                              const std::filesystem::path &folder = {});

} // namespace piuptime::gateway
