// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/GuardConfig.h"
#include "core/gateway/http/HeadParser.h"

namespace piuptime::gateway::guard {

/// What a request says of the page that sends it.
struct CorsRequest {
    std::string_view origin;
    std::string_view wantedMethod; ///< of a preflight
    std::string_view wantedFields; ///< likewise
    bool isPreflight = false;
};
[[nodiscard]] CorsRequest corsOf(const http::RequestParser &request);

/// Tells browsers what pages of other origins may do on a route. Immutable, for any number of threads.
class Cors
{
public:
    /// \param config must outlive it
    explicit Cors(const CorsConfig &config);

    [[nodiscard]] bool isOn() const { return !m_config.origins.empty(); }
    [[nodiscard]] bool allows(std::string_view origin) const;
    /// Adds the fields for an answer to a page of this origin, and `Vary` in any case.
    void addFields(std::string &fields, std::string_view origin) const;
    /// Adds the fields of the answer to a preflight of an allowed origin.
    void addPreflight(std::string &fields, const CorsRequest &request) const;

private:
    const CorsConfig &m_config;
    bool m_allowsAny;
    std::string m_exposed; ///< whole lines, as the rest
    std::string m_preflight;
    bool m_echoesFields;
};

} // namespace piuptime::gateway::guard
