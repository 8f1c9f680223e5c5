// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/gateway/route/Config.h"

#include <map>

namespace piuptime::gateway::portal {

/// A page, or a document that goes with one.
struct Page {
    std::string_view type;
    std::string text;                    ///< with `Html::kBase` in it
    bool hasForm = false;                ///< which is sent to the page itself
    std::string api = {};                ///< to which that asks for access; empty: it asks what became of that
    std::vector<std::string> plans = {}; ///< that can be asked for
};

/// All pages of a configuration, made once. Immutable, for any number of threads.
class Portal
{
public:
    /// Reads the OpenAPI documents; may block.
    /// \retval NotFound one cannot be read   \retval InvalidInput it is none
    [[nodiscard]] static Result<Portal> make(const Config &config);

    /// \param path normalized; a slash at its end does not matter \return null where there is none
    [[nodiscard]] const Page *find(std::string_view path) const;
    /// A page for somebody who has reached the gateway there. \param host with its port, as it came
    [[nodiscard]] std::string textOf(const Page &page, std::string_view scheme, std::string_view host) const;
    /// Whether a form of ours was sent from here. \param origin as browsers tell it \param host as it came
    [[nodiscard]] bool isOwn(std::string_view origin, std::string_view host) const;
    [[nodiscard]] const std::string &path() const { return m_path; }
    /// Whole lines for each answer: a page may load nothing, run nothing, send its forms to us alone, and be framed by
    /// nobody.
    [[nodiscard]] const std::string &fields() const { return m_fields; }
    /// What stands for it in records and counters, and where a request names the wrong method. No route of the
    /// configuration.
    [[nodiscard]] const RouteConfig &asRoute() const { return m_route; }

private:
    explicit Portal(const Config &config);

    std::string m_path;
    std::string m_url;
    std::string m_fields;
    RouteConfig m_route;
    std::map<std::string, Page, std::less<>> m_pages; ///< by path
};

} // namespace piuptime::gateway::portal
