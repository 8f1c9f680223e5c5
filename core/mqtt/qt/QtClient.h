// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <memory>

namespace piuptime::mqtt {

/// A client made of Qt MQTT, with a thread of its own and an event loop in it. Needs an application object.
/// \retval InvalidInput the options cannot be used: a file of TLS, a key of a kind that Qt does not know
[[nodiscard]] Result<std::unique_ptr<Client>> makeQtClient(ClientOptions options, ClientEvents events);

} // namespace piuptime::mqtt
