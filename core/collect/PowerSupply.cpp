// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/PowerSupply.h"

#include "core/base/Text.h"

#include <cmath>

namespace piuptime::collect {
namespace {

std::string_view property(const Directory &supply, std::string_view name)
{
    constexpr std::string_view prefix = "POWER_SUPPLY_";
    for (const Attribute &line : supply.attributes) {
        std::string_view text = line.value;
        if (!text.starts_with(prefix))
            continue;
        text.remove_prefix(prefix.size());
        if (text.starts_with(name) && text.size() > name.size() && text[name.size()] == '=')
            return trimmed(text.substr(name.size() + 1));
    }
    return {};
}

/// Millionths, as the kernel gives volts and amperes.
std::optional<double> fromMicro(std::string_view text)
{
    const auto micro = toSigned(text);
    return micro ? std::optional(static_cast<double>(*micro) / 1e6) : std::nullopt;
}

} // namespace

void readPowerSupply(const Directory &supply, Draft &draft)
{
    const std::string_view type = property(supply, "TYPE");
    if ((type != "Battery" && type != "UPS") || property(supply, "SCOPE") == "Device")
        return;
    const std::string_view name = supply.name();
    const std::string_view status = property(supply, "STATUS");
    const bool discharging = status == "Discharging";
    const auto charge = toNumber(property(supply, "CAPACITY"));
    if (charge && *charge >= 0 && *charge <= 100)
        draft.sample(Metric::UpsCharge, *charge, name);
    draft.sample(Metric::UpsVoltage, fromMicro(property(supply, "VOLTAGE_NOW")), name);
    if (const auto amperes = fromMicro(property(supply, "CURRENT_NOW"))) // drivers disagree about its sign
        draft.sample(Metric::UpsCurrent, discharging ? -std::abs(*amperes) : std::abs(*amperes), name);
    if (discharging)
        draft.sample(Metric::UpsRuntime, toNumber(property(supply, "TIME_TO_EMPTY_NOW")), name);
    if (!status.empty() && status != "Unknown")
        draft.sample(Metric::UpsOnBattery, discharging ? 1.0 : 0.0, name);
    draft.fact(FactKey::UpsStatus, status, name);
    draft.fact(FactKey::UpsModel, property(supply, "MODEL_NAME"), name);
}

} // namespace piuptime::collect
