// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/control/AdminServer.h"
#include "core/gateway/control/Service.h"

namespace piuptime::gateway::control {

/// A gateway with its admin API: what a program holds that has one.
class Host
{
public:
    struct Options {
        Places places;
        AdminServer::Options admin;
    };

    /// \retval Conflict another process of this user has it already   \retval …  as of `Service` and `AdminServer`
    [[nodiscard]] static Result<std::unique_ptr<Host>> start(Options options);
    /// Lets what is under way end, at most so long. \return whether everything had
    bool stop(Milliseconds grace) { return m_service->stop(grace); }

    [[nodiscard]] Service &service() { return *m_service; }
    /// Of the admin API's loopback address; 0 without one.
    [[nodiscard]] std::uint16_t adminPort() const { return m_admin->port(); }

private:
    Host(std::unique_ptr<Service> service, std::unique_ptr<AdminServer> admin)
        : m_service(std::move(service))
        , m_admin(std::move(admin))
    {
    }

    std::unique_ptr<Service> m_service;
    std::unique_ptr<AdminServer> m_admin;
};

} // namespace piuptime::gateway::control
