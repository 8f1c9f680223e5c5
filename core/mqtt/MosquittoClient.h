// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <memory>

namespace piuptime::mqtt {

/// A client made of libmosquitto, with a thread of its own.
/// \retval InvalidInput the options cannot be used: a file of TLS, a user or client id that is no text
[[nodiscard]] Result<std::unique_ptr<Client>> makeMosquittoClient(ClientOptions options, ClientEvents events);

} // namespace piuptime::mqtt
