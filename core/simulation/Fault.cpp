// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Fault.h"

#include <algorithm>
#include <array>

namespace piuptime::simulation {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Fault::Count)> kNames{
    "none",           "refuse",         "slow",           "half-open", "stall",      "endless-banner", "not-ssh",
    "garbage-record", "endless-output", "hostile-values", "truncated", "probe-dies", "changed-key",    "refuse-sign-in",
};
static_assert(!kNames.back().empty(), "every fault has a name");

} // namespace

std::string_view name(Fault fault)
{
    return kNames[static_cast<std::size_t>(fault)];
}

std::optional<Fault> findFault(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Fault>(found - kNames.begin());
}

} // namespace piuptime::simulation
