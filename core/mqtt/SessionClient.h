// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Session.h"

#include <functional>
#include <memory>

namespace piuptime::mqtt {

/// Makes a session at one address of a broker; called in the client's thread. Both references outlive the session.
/// The protocol is not Newest.
using SessionOpener = std::function<std::unique_ptr<Session>(const ClientOptions &options, Protocol protocol,
                                                             const ClientEvents &events)>;
/// Prepares what all sessions at one address need.
/// \retval InvalidInput the options cannot be used
using SessionPreparer = std::function<Result<SessionOpener>(const ClientOptions &options, const Endpoint &endpoint)>;

/// A client with a thread of its own, in which it makes one session after the other: the turns of addresses and
/// protocols, waiting, bounds and subscriptions, for every library of MQTT alike.
/// \retval InvalidInput the options cannot be used   \retval Internal the system has no more file descriptors
[[nodiscard]] Result<std::unique_ptr<Client>> makeSessionClient(ClientOptions options, ClientEvents events,
                                                                const SessionPreparer &prepare);

} // namespace piuptime::mqtt
