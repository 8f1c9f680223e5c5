// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/TableReader.h"
#include "core/model/Binding.h"
#include "core/model/Broker.h"
#include "core/model/Device.h"

#include <vector>

namespace piuptime::config {

/// The topics that were bound by hand, of the key `binding`, without those that have faults. A device that is known
/// comes back as its id.
[[nodiscard]] std::vector<Binding> readBindings(TableReader &reader, const std::vector<BrokerConfig> &brokers,
                                                const std::vector<DeviceConfig> &devices,
                                                std::vector<Problem> &problems);

} // namespace piuptime::config
