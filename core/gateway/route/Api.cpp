// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/route/Api.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Date.h"

#include <algorithm>

namespace piuptime::gateway {

namespace {

/// Where a successor is found: as it is, or at its first route when it is one of ours.
std::string addressOf(const std::string &successor, const Config &all)
{
    const auto route = std::ranges::find(all.routes, successor, &RouteConfig::api);
    const bool isOurs = std::ranges::find(all.apis, successor, &ApiConfig::name) != all.apis.end();
    if (!isOurs)
        return successor;
    return route != all.routes.end() ? route->pathPrefix : std::string();
}

std::string_view valueOf(const http::RequestParser &request, std::string_view name)
{
    for (std::size_t i = 0; i < request.fieldCount(); ++i) {
        if (const http::FieldView field = request.field(i); http::equalsIgnoringCase(field.name, name))
            return field.value;
    }
    return {};
}

/// The parameter `version` of a media type.
std::string_view versionIn(std::string_view accept)
{
    constexpr std::string_view kName = "version=";
    while (!accept.empty()) {
        const std::size_t end = std::min(accept.find_first_of(";,"), accept.size());
        const std::string_view part = http::withoutBlanks(accept.substr(0, end));
        if (http::equalsIgnoringCase(part.substr(0, kName.size()), kName))
            return part.substr(kName.size());
        accept.remove_prefix(std::min(end + 1, accept.size()));
    }
    return {};
}

} // namespace

Api::Api(const ApiConfig &config, const Config &all)
    : m_config(&config)
{
    const std::string address = addressOf(config.successor, all);
    if (config.state == ApiState::Deprecated && config.deprecatedAt) {
        const auto seconds = std::chrono::floor<Seconds>(*config.deprecatedAt).time_since_epoch().count();
        m_answerFields.append("Deprecation: @").append(std::to_string(seconds)).append("\r\n");
    }
    if (config.sunset)
        m_answerFields.append("Sunset: ").append(http::httpDate(*config.sunset)).append("\r\n");
    if (!address.empty() && config.state != ApiState::Published)
        m_answerFields.append("Link: <").append(address).append(">; rel=\"successor-version\"\r\n");
    m_retiredDetail = "The API " + config.name + " is retired";
    if (!config.successor.empty())
        m_retiredDetail.append("; its successor is ").append(address.empty() ? config.successor : address);
}

bool Api::isVisibleTo(const http::RequestParser &request) const
{
    if (m_config->state != ApiState::Draft)
        return true;
    return !m_config->previewField.empty() && valueOf(request, m_config->previewField) == m_config->previewValue;
}

bool Api::isMeantBy(const http::RequestParser &request) const
{
    if (m_config->versionIn != VersionIn::Field)
        return true;
    std::string_view version = valueOf(request, m_config->versionField);
    if (version.empty())
        version = versionIn(valueOf(request, "Accept"));
    return version.empty() ? m_config->isDefault : version == m_config->version;
}

std::string versionsOf(std::string_view family, const std::vector<ApiConfig> &apis)
{
    std::string list;
    for (const ApiConfig &api : apis) {
        if (api.family == family && api.state != ApiState::Draft && api.state != ApiState::Retired)
            list.append(list.empty() ? "" : ", ").append(api.version);
    }
    return list;
}

} // namespace piuptime::gateway
