// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace piuptime::kiosk {

/// The light on the first sensor for it that this machine has, in lux, from `/sys/bus/iio/devices`. A sensor on I2C
/// measures when it is asked, which takes up to half a second.
/// \param root the folder that holds `sys`
/// \return nothing where there is no sensor or it does not answer
[[nodiscard]] std::optional<double> readLux(const std::string &root);

} // namespace piuptime::kiosk
