// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/MosquittoClient.h"

#include "core/mqtt/MosquittoSession.h"
#include "core/mqtt/SessionClient.h"

#include <mosquitto.h>

namespace piuptime::mqtt {

Result<std::unique_ptr<Client>> makeMosquittoClient(ClientOptions options, ClientEvents events)
{
    static const int initialised = mosquitto_lib_init();
    if (initialised != MOSQ_ERR_SUCCESS)
        return fail(ErrorKind::Internal, "libmosquitto cannot be used");
    const auto prepare = [](const ClientOptions &given, const Endpoint &endpoint) -> Result<SessionOpener> {
        std::shared_ptr<TlsContext> tls;
        if (given.tls) {
            auto made = TlsContext::make(*given.tls, endpoint.host);
            if (!made)
                return tl::unexpected(std::move(made).error());
            tls = std::move(*made);
        }
        return [tls](const ClientOptions &used, Protocol protocol, const ClientEvents &told) {
            return std::make_unique<MosquittoSession>(used, tls.get(), protocol, told);
        };
    };
    return makeSessionClient(std::move(options), std::move(events), prepare);
}

} // namespace piuptime::mqtt
