// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Device.h"

namespace piuptime::presentation {

/// Whether somebody can sign in to it: only then there is a connection to renew, and a terminal to open.
[[nodiscard]] inline bool takesSignIn(const DeviceConfig &device)
{
    return device.source != DeviceConfig::Source::Mqtt;
}

/// Whether an agent of ours runs on it, whose cadence can be set. Other programs that report obey nobody.
[[nodiscard]] inline bool hasAgent(const DeviceConfig &device)
{
    return device.reporter.starts_with("agent ");
}

/// Whether it can be asked to restart a service, to reboot or to shut down.
[[nodiscard]] inline bool takesActions(const DeviceConfig &device)
{
    return takesSignIn(device) || hasAgent(device);
}

/// Whether it is a sensor that somebody attached to a Pi or to a site.
[[nodiscard]] inline bool isAttached(const DeviceConfig &device)
{
    return device.kind == DeviceConfig::Kind::Sensor && (!device.attachedTo.empty() || !device.site.empty());
}

} // namespace piuptime::presentation
