// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/Host.h"

#include "core/gateway/control/AdminApi.h"

namespace piuptime::gateway::control {

Result<std::unique_ptr<Host>> Host::start(Options options)
{
    auto admin = AdminServer::open(std::move(options.admin));
    if (!admin)
        return tl::unexpected(admin.error());
    auto service = Service::start(std::move(options.places));
    if (!service)
        return tl::unexpected(service.error());
    std::unique_ptr<Host> host(new Host(std::move(*service), std::move(*admin)));
    host->m_admin->serve(
        [raw = host->m_service.get()](const AdminRequest &request) { return answerAdmin(*raw, request); });
    return host;
}

} // namespace piuptime::gateway::control
