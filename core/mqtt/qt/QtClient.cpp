// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qt/QtClient.h"

#include "core/mqtt/SessionClient.h"
#include "core/mqtt/qt/QtSession.h"
#include "core/mqtt/qt/TlsSettings.h"

namespace piuptime::mqtt {

Result<std::unique_ptr<Client>> makeQtClient(ClientOptions options, ClientEvents events)
{
    const auto prepare = [](const ClientOptions &given, const Endpoint &endpoint) -> Result<SessionOpener> {
        std::optional<TlsSettings> tls;
        if (given.tls) {
            auto made = tlsSettings(*given.tls, endpoint.host);
            if (!made)
                return tl::unexpected(std::move(made).error());
            tls = std::move(*made);
        }
        return [tls](const ClientOptions &used, Protocol protocol, const ClientEvents &told) {
            return std::make_unique<QtSession>(used, tls, protocol, told);
        };
    };
    return makeSessionClient(std::move(options), std::move(events), prepare);
}

} // namespace piuptime::mqtt
