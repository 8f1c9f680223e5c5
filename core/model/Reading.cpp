// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Reading.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace piuptime {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(FactKey::Count)> kFactNames{
    "model",
    "revision",
    "serial",
    "host_name",
    "operating_system",
    "kernel",
    "architecture",
    "core_count",
    "boot_id",
    "root_device",
    "boot_medium",
    "bootloader_date",
    "bootloader_update",
    "governor",
    "supply_current_milliampere",
    "usb_power_delivery",
    "usb_max_current_enabled",
    "usb_over_current_at_boot",
    "reset_reason",
    "time_synchronised",
    "network_mac",
    "network_address",
    "wifi_network",
    "disk_model",
    "disk_kind",
    "disk_health",
    "disk_pre_eol",
    "filesystem_read_only",
    "failed_unit",
    "ups_status",
    "ups_model",
    "problem",
};
static_assert(!kFactNames.back().empty(), "every FactKey has a name");

} // namespace

std::string_view name(FactKey key)
{
    return kFactNames[static_cast<std::size_t>(key)];
}

std::optional<FactKey> findFact(std::string_view name)
{
    const auto found = std::ranges::find(kFactNames, name);
    if (found == kFactNames.end())
        return std::nullopt;
    return static_cast<FactKey>(found - kFactNames.begin());
}

void Reading::add(Sample sample)
{
    const auto place = std::ranges::lower_bound(samples, sample.series, {}, &Sample::series);
    samples.insert(place, std::move(sample));
}

std::optional<double> Reading::value(Metric metric, std::string_view instance) const
{
    const auto before = [](const Sample &sample, const auto &wanted) {
        return std::tuple(sample.series.metric, std::string_view(sample.series.instance)) < wanted;
    };
    const auto found = std::lower_bound(samples.begin(), samples.end(), std::tuple(metric, instance), before);
    if (found == samples.end() || found->series.metric != metric || found->series.instance != instance)
        return std::nullopt;
    return found->value;
}

const std::string *Reading::fact(FactKey key, std::string_view instance) const
{
    const auto found =
        std::ranges::find_if(facts, [&](const Fact &fact) { return fact.key == key && fact.instance == instance; });
    return found == facts.end() ? nullptr : &found->text;
}

} // namespace piuptime
