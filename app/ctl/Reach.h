// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Arguments.h"
#include "core/config/Paths.h"
#include "core/config/Settings.h"
#include "core/fleet/Link.h"

namespace piuptime::ctl {

/// The device that is meant: this machine, a configured one, or an address as typed.
/// \retval InvalidInput it is none of these, or cannot be asked
[[nodiscard]] Result<DeviceConfig> deviceFor(const ReachArguments &arguments, const config::Settings &settings);

/// The way to it, signed in; asks on the terminal where it may. Errors as of `ssh::Session::open`
[[nodiscard]] QCoro::Task<Result<std::shared_ptr<fleet::Link>>> openLink(DeviceConfig device, ReachArguments arguments,
                                                                         config::Paths paths);

} // namespace piuptime::ctl
