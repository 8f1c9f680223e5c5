// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/route/Config.h"

namespace piuptime::gateway::portal {

/// What somebody has to know to ask an API, as texts.
class Asking
{
public:
    Asking(const Config &config, const ApiConfig &api);

    /// Those that are parts of it.
    [[nodiscard]] const std::vector<const RouteConfig *> &routes() const { return m_routes; }
    /// Has `Html::kBase` where the gateway's address goes.
    [[nodiscard]] std::string baseUrl() const;
    /// A command line for a request to a route; likewise.
    [[nodiscard]] std::string curl(const RouteConfig &route) const;
    /// What a route asks for beside its path; may be empty.
    [[nodiscard]] std::string needs(const RouteConfig &route) const;
    /// Of a route's methods the one that an example has.
    [[nodiscard]] static std::string methodOf(const RouteConfig &route);

    /// How to show who asks.
    struct Way {
        std::string title;
        std::string text;
        std::string example; ///< may be empty
    };
    [[nodiscard]] std::vector<Way> ways() const;

    /// Those that somebody who asks for access can have; may be empty.
    [[nodiscard]] std::vector<std::string> plans() const;
    /// Those that its routes ask for, with this plan. \param plan empty: none
    [[nodiscard]] std::vector<std::string> scopes(const std::string &plan) const;

    /// A limit, and for whom it holds.
    struct Held {
        std::string who;
        std::string limit;
    };
    [[nodiscard]] std::vector<Held> limits() const;

private:
    [[nodiscard]] bool takes(guard::Credential credential) const;
    [[nodiscard]] std::string originOf(const RouteConfig &route) const;
    [[nodiscard]] bool isForPlan(const std::string &plan) const;

    const Config &m_config;
    const ApiConfig &m_api;
    std::vector<const RouteConfig *> m_routes;
};

} // namespace piuptime::gateway::portal
