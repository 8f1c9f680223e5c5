// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <memory>

namespace piuptime::composition {

/// The console's MQTT client, of the library that PIUPTIME_MQTT names.
/// \retval InvalidInput the options cannot be used
[[nodiscard]] Result<std::unique_ptr<mqtt::Client>> makeMqttClient(mqtt::ClientOptions options,
                                                                   mqtt::ClientEvents events);

} // namespace piuptime::composition
