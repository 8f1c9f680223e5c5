// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Asking.h"

#include "core/base/Text.h"
#include "core/gateway/portal/Html.h"
#include "core/gateway/portal/Words.h"

#include <algorithm>
#include <array>

namespace piuptime::gateway::portal {

using guard::AccessConfig;
using guard::Credential;

namespace {

bool takesOn(const RouteConfig &route, Credential credential)
{
    return std::ranges::find(route.guard.access.require, credential) != route.guard.access.require.end();
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

std::string credentialsText(const AccessConfig &access)
{
    constexpr std::array<std::string_view, 4> kNames{"a key", "a token", "a password", "a certificate"};
    std::string text;
    for (const Credential credential : access.require)
        text.append(text.empty() ? "" : " or ").append(kNames.at(static_cast<std::size_t>(credential)));
    return access.allowsAnonymous && !text.empty() ? "may come with " + text : text;
}

} // namespace

Asking::Asking(const Config &config, const ApiConfig &api)
    : m_config(config)
    , m_api(api)
{
    for (const RouteConfig &route : config.routes) {
        if (route.api == api.name)
            m_routes.push_back(&route);
    }
}

/// That of a host with a name, where a route is at one alone.
std::string Asking::originOf(const RouteConfig &route) const
{
    const auto host =
        std::ranges::find_if(route.hosts, [](const std::string &name) { return !name.starts_with("*."); });
    if (host == route.hosts.end())
        return {Html::kBase};
    return (m_config.listeners.empty() ? "http://" : "https://") + *host;
}

std::string Asking::baseUrl() const
{
    const std::string origin = m_routes.empty() ? std::string{Html::kBase} : originOf(*m_routes.front());
    return origin + (m_api.versionIn == VersionIn::Path ? "/v" + m_api.version : "");
}

std::string Asking::methodOf(const RouteConfig &route)
{
    const bool hasGet = std::ranges::find(route.methods, "GET") != route.methods.end();
    return route.methods.empty() || hasGet ? "GET" : route.methods.front();
}

std::string Asking::curl(const RouteConfig &route) const
{
    constexpr std::string_view kNext = " \\\n    ";
    std::string command = "curl";
    const auto add = [&command, kNext](const std::string &option, const std::string &value) {
        command.append(" ").append(option).append(" ").append(shellQuoted(value)).append(kNext);
    };
    const std::string method = methodOf(route);
    if (method == "HEAD")
        command += " --head";
    else if (method != "GET")
        command.append(" -X ").append(method);
    if (takesOn(route, Credential::Key))
        add("-H", m_config.guard.keyField + ": YOUR-KEY");
    else if (takesOn(route, Credential::Token))
        add("-H", "Authorization: Bearer YOUR-TOKEN");
    else if (takesOn(route, Credential::Basic))
        add("-u", "USER:PASSWORD");
    else if (takesOn(route, Credential::Certificate))
        command.append(" --cert client.pem --key client.key").append(kNext);
    if (m_api.versionIn == VersionIn::Field)
        add("-H", m_api.versionField + ": " + m_api.version);
    for (const FieldMatch &field : route.fields)
        add("-H", field.name + ": " + (field.value.empty() ? "VALUE" : field.value));
    if (method == "POST" || method == "PUT" || method == "PATCH") {
        add("-H", "Content-Type: application/json");
        add("-d", "{}");
    }
    if (command.ends_with(kNext))
        return command + shellQuoted(originOf(route) + route.pathPrefix);
    return command + " " + shellQuoted(originOf(route) + route.pathPrefix);
}

std::string Asking::needs(const RouteConfig &route) const
{
    const AccessConfig &access = route.guard.access;
    std::string text = credentialsText(access);
    const auto add = [&text](std::string_view what, const std::string &words) {
        if (!words.empty())
            text.append(text.empty() ? "" : "; ").append(what).append(words);
    };
    add(access.scopes.size() == 1 ? "scope " : "scopes ", joined(access.scopes));
    add(access.plans.size() == 1 ? "plan " : "plans ", joined(access.plans));
    add("at ", joined(route.hosts));
    for (const FieldMatch &field : route.fields)
        add("with the field ", field.name + (field.value.empty() ? "" : ": " + field.value));
    return text;
}

bool Asking::takes(Credential credential) const
{
    return std::ranges::any_of(m_routes,
                               [credential](const RouteConfig *route) { return takesOn(*route, credential); });
}

std::vector<Asking::Way> Asking::ways() const
{
    std::vector<Way> ways;
    if (takes(Credential::Key))
        ways.push_back({"API key",
                        std::string(m_api.contact.empty() ? "" : "Ask the contact above for one. ")
                            + "A key is a secret: keep it out of pages, repositories and URLs. It may also come as "
                              "Authorization: Bearer.",
                        m_config.guard.keyField + ": YOUR-KEY"});
    if (takes(Credential::Token)) {
        std::vector<std::string> issuers;
        for (const guard::IssuerConfig &issuer : m_config.guard.issuers)
            issuers.push_back(issuer.rule.issuer.empty() ? issuer.name : issuer.rule.issuer);
        ways.push_back({"Token", "A JSON Web Token that is still good, of " + joined(issuers) + ".",
                        "Authorization: Bearer YOUR-TOKEN"});
    }
    if (takes(Credential::Basic))
        ways.push_back({"Password", "A user name and a password, as HTTP's Basic authentication has it.",
                        "Authorization: Basic BASE64(USER:PASSWORD)"});
    if (takes(Credential::Certificate))
        ways.push_back({"Certificate", "A client certificate, shown when the connection is made by TLS.", {}});
    return ways;
}

/// Plans matter to those who show who they are; where routes name some, these alone.
bool Asking::isForPlan(const std::string &plan) const
{
    return std::ranges::any_of(m_routes, [&plan](const RouteConfig *route) {
        const AccessConfig &access = route->guard.access;
        return !access.require.empty()
               && (access.plans.empty() || std::ranges::find(access.plans, plan) != access.plans.end());
    });
}

std::vector<std::string> Asking::plans() const
{
    std::vector<std::string> names;
    for (const guard::PlanConfig &plan : m_config.guard.plans) {
        if (isForPlan(plan.name))
            names.push_back(plan.name);
    }
    return names;
}

std::vector<std::string> Asking::scopes(const std::string &plan) const
{
    std::vector<std::string> scopes;
    for (const RouteConfig *const route : m_routes) {
        const AccessConfig &access = route->guard.access;
        if (!access.plans.empty() && std::ranges::find(access.plans, plan) == access.plans.end())
            continue;
        for (const std::string &scope : access.scopes) {
            if (std::ranges::find(scopes, scope) == scopes.end())
                scopes.push_back(scope);
        }
    }
    return scopes;
}

std::vector<Asking::Held> Asking::limits() const
{
    std::vector<Held> all;
    for (const guard::PlanConfig &plan : m_config.guard.plans) {
        for (std::size_t i = 0; isForPlan(plan.name) && i < plan.limits.size(); ++i)
            all.push_back({"Plan " + plan.name, limitText(plan.limits[i])});
    }
    for (const RouteConfig *const route : m_routes) {
        for (const guard::LimitConfig &limit : route->guard.limits)
            all.push_back({"Route " + route->pathPrefix, limitText(limit)});
    }
    for (const guard::LimitConfig &limit : m_config.guard.limits)
        all.push_back({"Everybody", limitText(limit)});
    return all;
}

} // namespace piuptime::gateway::portal
