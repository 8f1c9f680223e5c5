// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/base/UniqueFd.h"
#include "core/ssh/SessionOptions.h"

#include <QCoroTask>

namespace piuptime::ssh {

/// Opens a TCP connection without blocking: looks the name up, then tries its addresses one after the other.
/// The socket is non-blocking, sends small packets at once and notices a dead peer.
///
/// \retval NotFound the name has no address   \retval Unreachable refused, or no route
/// \retval Timeout the look-up or the connection took too long: the host is off, or a firewall drops packets
[[nodiscard]] QCoro::Task<Result<UniqueFd>> connectTcp(SshEndpoint endpoint, StepTimeouts timeouts, Deadline deadline);

} // namespace piuptime::ssh
