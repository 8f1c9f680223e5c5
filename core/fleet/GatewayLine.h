// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Link.h"
#include "core/model/GatewayCall.h"

#include <string>

namespace piuptime::fleet {

/// The way to the admin API of the gateway on a device: its Unix socket, so that whoever may sign in to the account
/// needs no further secret and no port is open. Where the SSH server forwards no sockets, `piuptime-gateway relay` is
/// run there, which takes a request to the socket. Held by shared pointer, so it stays while a call is under way. One
/// thread.
class GatewayLine : public std::enable_shared_from_this<GatewayLine>
{
public:
    /// \param socket where it is known to be; empty: it is looked for
    explicit GatewayLine(std::string socket = {})
        : m_known(std::move(socket))
        , m_socket(m_known)
    {
    }

    /// Asks once. The first time it looks where the socket is.
    /// \retval NotFound no gateway of this account runs there   \retval Unreachable nobody answers at its socket, or
    /// neither way leads to it   \retval Timeout   \retval Corrupt what answers is no admin API   \retval Overloaded it
    /// says too much
    [[nodiscard]] QCoro::Task<Result<GatewayAnswer>> ask(std::shared_ptr<Link> link, GatewayRequest request,
                                                         Deadline deadline);

private:
    [[nodiscard]] static QCoro::Task<Result<std::string>> findSocket(std::shared_ptr<Link> link, Deadline deadline);
    [[nodiscard]] static QCoro::Task<Result<GatewayAnswer>> relay(std::shared_ptr<Link> link, std::string socket,
                                                                  QByteArray request, Deadline deadline);
    [[nodiscard]] static QCoro::Task<Result<GatewayAnswer>>
    askOnce(std::shared_ptr<GatewayLine> self, std::shared_ptr<Link> link, GatewayRequest request, Deadline deadline);

    std::string m_known;
    std::string m_socket;  ///< empty: not found yet
    bool m_relays = false; ///< since sockets are not forwarded
};

} // namespace piuptime::fleet
