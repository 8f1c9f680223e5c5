// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/LightSensor.h"

#include "core/agent/Root.h"
#include "core/base/Text.h"

namespace piuptime::kiosk {
namespace {

using agent::Root;

constexpr const char *kDevices = "sys/bus/iio/devices";
constexpr std::string_view kChannel = "in_illuminance";
constexpr double kMostLux = 1e6; ///< ten times the sun; more is a fault

std::optional<double> numberIn(const Root &root, const std::string &path)
{
    return toNumber(root.firstLine(path));
}

/// Of a channel such as `…/in_illuminance0`: what it gives in lux, or raw with what makes lux of it.
std::optional<double> readProcessed(const Root &root, const std::string &device)
{
    for (const std::string &path : root.list(device, kChannel, "_input")) {
        if (const auto lux = numberIn(root, path))
            return lux;
    }
    return std::nullopt;
}

std::optional<double> readRaw(const Root &root, const std::string &device)
{
    constexpr std::string_view kRaw = "_raw";
    for (const std::string &path : root.list(device, kChannel, kRaw)) {
        const std::string channel = path.substr(0, path.size() - kRaw.size());
        const auto raw = numberIn(root, path);
        if (!raw)
            continue;
        // A driver gives scale and offset for the channel, or one for all channels of the kind, or none where they do
        // nothing.
        const std::string all = device + '/' + std::string(kChannel);
        const auto ownOrAll = [&](const char *what, double otherwise) {
            const auto own = numberIn(root, channel + what);
            return own ? *own : numberIn(root, all + what).value_or(otherwise);
        };
        return (*raw + ownOrAll("_offset", 0)) * ownOrAll("_scale", 1);
    }
    return std::nullopt;
}

} // namespace

std::optional<double> readLux(const std::string &folder)
{
    const auto root = Root::open(folder);
    if (!root)
        return std::nullopt;
    for (const std::string &device : root->list(kDevices, "iio:device")) {
        auto lux = readProcessed(*root, device);
        if (!lux)
            lux = readRaw(*root, device);
        if (lux && *lux >= 0 && *lux <= kMostLux)
            return lux;
    }
    return std::nullopt;
}

} // namespace piuptime::kiosk
