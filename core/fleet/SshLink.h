// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Link.h"
#include "core/ssh/Prompter.h"
#include "core/ssh/SessionOptions.h"

#include <memory>

namespace piuptime::fleet {

/// Opens the way to `device` over SSH, through its jump hosts.
/// \param common  what all sessions share: host keys, identities, agent, time limits; the rest is the device's
[[nodiscard]] QCoro::Task<Result<std::shared_ptr<Link>>> openSshLink(DeviceConfig device, ssh::SessionOptions common,
                                                                     std::shared_ptr<ssh::Prompter> prompter);

} // namespace piuptime::fleet
