// SPDX-License-Identifier: GPL-3.0-or-later
// For the reader of what is guarded.
#pragma once

#include "core/config/TableReader.h"
#include "core/gateway/guard/GuardConfig.h"

#include <algorithm>

namespace piuptime::gateway {

/// Each list of named tables: no name twice.
template <class Named>
void noteIfNameTaken(config::TableReader &reader, const toml::node &entry, const std::vector<Named> &others,
                     const std::string &name)
{
    if (!name.empty() && std::ranges::find(others, name, &Named::name) != others.end())
        reader.note(entry, "the name “" + name + "” is taken: give each a name of its own");
}

/// `[[issuer]]`
void readIssuers(config::TableReader &reader, std::vector<guard::IssuerConfig> &issuers,
                 std::vector<config::Problem> &problems);
/// `[[consumer]]`, whose plans and issuers are known by now
void readConsumers(config::TableReader &reader, guard::GuardConfig &guard, std::vector<config::Problem> &problems);
/// A list such as `["10.0.0.0/8", "2001:db8::/32"]`
void readNetworks(config::TableReader &reader, const toml::table &table, std::string_view key,
                  std::vector<guard::Network> &networks);

} // namespace piuptime::gateway
