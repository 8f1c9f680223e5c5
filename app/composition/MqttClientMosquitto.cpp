// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/MqttClient.h"

#include "core/mqtt/MosquittoClient.h"

namespace piuptime::composition {

Result<std::unique_ptr<mqtt::Client>> makeMqttClient(mqtt::ClientOptions options, mqtt::ClientEvents events)
{
    return mqtt::makeMosquittoClient(std::move(options), std::move(events));
}

} // namespace piuptime::composition
