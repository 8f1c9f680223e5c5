// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/HeadParser.h"
#include "core/gateway/route/Config.h"

namespace piuptime::gateway {

/// What a request may expect of an API. Immutable, for any number of threads.
class Api
{
public:
    /// \param config must outlive it \param all the others, among which its successor may be
    Api(const ApiConfig &config, const Config &all);

    [[nodiscard]] const ApiConfig &config() const { return *m_config; }
    /// Whether the request may know of it: a draft is there for previews alone.
    [[nodiscard]] bool isVisibleTo(const http::RequestParser &request) const;
    /// Whether the request names this version, or none where this one is meant then. By path, its route says so.
    [[nodiscard]] bool isMeantBy(const http::RequestParser &request) const;
    [[nodiscard]] bool isRetired(UtcTime now) const
    {
        return m_config->state == ApiState::Retired || (m_config->sunset && now >= *m_config->sunset);
    }
    /// Whole lines for each answer: `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and the successor's `Link`.
    [[nodiscard]] const std::string &answerFields() const { return m_answerFields; }
    /// What is told of it once it is retired. Needs no escapes in JSON.
    [[nodiscard]] const std::string &retiredDetail() const { return m_retiredDetail; }

private:
    const ApiConfig *m_config;
    std::string m_answerFields;
    std::string m_retiredDetail;
};

/// The versions of a family that are served to everybody: `1, 2`.
[[nodiscard]] std::string versionsOf(std::string_view family, const std::vector<ApiConfig> &apis);

} // namespace piuptime::gateway
