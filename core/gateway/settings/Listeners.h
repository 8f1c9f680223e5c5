// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/route/Config.h"

#include <filesystem>

namespace piuptime::gateway {

/// Reads the list `listen` and the tables under `[[listener]]`.
void readListeners(config::TableReader &reader, const toml::table &root, Config &config,
                   std::vector<config::Problem> &problems);
/// Reads a table `[upstream.tls]`.
void readUpstreamTls(const toml::table &table, UpstreamTls &tls, std::vector<config::Problem> &problems);
/// Makes the names of files that are relative ones of that folder.
void resolveFiles(Config &config, const std::filesystem::path &folder);

} // namespace piuptime::gateway
