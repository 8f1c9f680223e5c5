// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"
#include "core/gateway/Cause.h"
#include "core/gateway/portal/Asking.h"
#include "core/gateway/portal/Forms.h"
#include "core/gateway/portal/Frame.h"
#include "core/gateway/portal/Pages.h"
#include "core/gateway/portal/Words.h"

#include <algorithm>

namespace piuptime::gateway::portal {

namespace {

/// Whether a browser may follow it.
bool isAddress(std::string_view text)
{
    return text.starts_with("https://") || text.starts_with("http://") || text.starts_with('/');
}

class ApiPage
{
public:
    ApiPage(Html &html, const Config &config, const ApiConfig &api, const OpenApi *document)
        : m_html(html)
        , m_config(config)
        , m_api(api)
        , m_document(document)
        , m_asking(config, api)
    {
    }

    void write()
    {
        m_html.element("header", {{"class", "bar"}}, [this] {
            m_html.element("div", [this] {
                m_html.element("a", {{"href", m_config.portal.path}}, m_config.portal.title);
            });
        });
        m_html.element("div", {{"class", "page split"}}, [this] {
            m_html.element("div", {{"class", "side"}}, [this] { m_html.element("div", [this] { writeSide(); }); });
            m_html.element("main", {{"id", "main"}}, [this] {
                writeTitle();
                writeStart();
                if (m_document != nullptr)
                    writeOperations();
                writeRoutes();
                writeCredentials();
                if (m_config.portal.takesRequests)
                    writeAccess();
                writeLimits();
                writeErrors();
            });
        });
    }

private:
    using Section = std::pair<std::string_view, std::string_view>;
    static constexpr Section kStart{"start", "First request"};
    static constexpr Section kOperations{"operations", "Operations"};
    static constexpr Section kRoutes{"routes", "Routes"};
    static constexpr Section kCredentials{"credentials", "Credentials"};
    static constexpr Section kAccess{"access", "Ask for access"};
    static constexpr Section kLimits{"limits", "Limits"};
    static constexpr Section kErrors{"errors", "Errors"};

    void section(const Section &which, const Html::Content &content)
    {
        m_html.element("section", {{"id", which.first}}, [&] {
            m_html.element("h2", which.second);
            content();
        });
    }
    void link(const Section &which)
    {
        m_html.element("li", [&] { m_html.element("a", {{"href", "#" + std::string(which.first)}}, which.second); });
    }

    void writeSide()
    {
        m_html.element("nav", {{"aria-label", "On this page"}}, [this] {
            m_html.element("h2", "On this page");
            m_html.element("ul", [this] {
                link(kStart);
                if (m_document != nullptr)
                    link(kOperations);
                link(kRoutes);
                link(kCredentials);
                if (m_config.portal.takesRequests)
                    link(kAccess);
                link(kLimits);
                link(kErrors);
            });
        });
        m_html.element("nav", {{"aria-label", "Versions"}}, [this] {
            m_html.element("h2", "Versions");
            m_html.element("ul", [this] {
                for (auto other = m_config.apis.rbegin(); other != m_config.apis.rend(); ++other) { // the newest first
                    if (other->family == m_api.family && other->state != ApiState::Draft)
                        m_html.element("li", [&] { writeVersion(*other); });
                }
            });
        });
    }
    void writeVersion(const ApiConfig &other)
    {
        const std::string name = other.version.empty() ? other.name : "Version " + other.version;
        if (&other == &m_api)
            m_html.element("a", {{"href", pathOf(m_config, other)}, {"aria-current", "page"}}, name);
        else if (isTold(other))
            m_html.element("a", {{"href", pathOf(m_config, other)}}, name);
        else
            m_html.element("span", {{"class", "quiet"}}, name + ", retired");
    }

    void writeTitle()
    {
        m_html.element("h1", titleOf(m_api));
        m_html.element("div", {{"class", "meta"}}, [this] {
            if (!m_api.version.empty())
                m_html.element("span", "Version " + m_api.version);
            m_html.element("span", {{"class", "badge " + std::string(wordOf(m_api.state))}}, wordOf(m_api.state));
            if (!m_api.contact.empty())
                m_html.element("span", [this] { writeContact(); });
        });
        m_html.element("div", {{"class", "lead"}}, [this] { m_html.paragraphs(m_api.description); });
        if (m_api.state == ApiState::Deprecated || m_api.sunset)
            m_html.element("div", {{"class", "notice"}, {"role", "note"}}, [this] { writeEnd(); });
    }
    void writeContact()
    {
        const std::string &contact = m_api.contact;
        m_html.text("Contact: ");
        if (isAddress(contact))
            m_html.element("a", {{"href", contact}, {"rel", "noreferrer"}}, contact);
        else if (contact.find('@') != std::string::npos && contact.find_first_of(" ?&<>\"") == std::string::npos)
            m_html.element("a", {{"href", "mailto:" + contact}}, contact);
        else
            m_html.text(contact);
    }
    void writeEnd()
    {
        if (m_api.deprecatedAt)
            m_html.text("Deprecated since " + dayText(*m_api.deprecatedAt) + ". ");
        if (m_api.sunset)
            m_html.text("Served until " + dayText(*m_api.sunset) + "; from that day on it answers 410. ");
        if (m_api.successor.empty())
            return;
        const auto successor = std::ranges::find(m_config.apis, m_api.successor, &ApiConfig::name);
        const bool isOurs = successor != m_config.apis.end() && isTold(*successor);
        const std::string name = isOurs ? titleOf(*successor) + " " + successor->version : m_api.successor;
        m_html.text("Its successor is ");
        if (isOurs || isAddress(m_api.successor))
            m_html.element("a", {{"href", isOurs ? pathOf(m_config, *successor) : m_api.successor}}, trimmed(name));
        else
            m_html.text(name);
        m_html.text(".");
    }

    void writeStart()
    {
        section(kStart, [this] {
            m_html.element("p", [this] {
                m_html.text("Base URL: ");
                m_html.element("code", [this] { m_html.own(m_asking.baseUrl()); });
            });
            if (m_api.versionIn == VersionIn::Field)
                m_html.element("p",
                               "Requests name this version with the field " + m_api.versionField + ": " + m_api.version
                                   + ", or with Accept: application/json;version=" + m_api.version
                                   + (m_api.isDefault ? "; it is also the one that is taken without either." : "."));
            if (m_asking.routes().empty())
                m_html.element("p", {{"class", "quiet"}}, "No request reaches it yet.");
            for (std::size_t i = 0; i < std::min<std::size_t>(m_asking.routes().size(), 1); ++i)
                m_html.element("pre", {{"tabindex", "0"}, {"aria-label", "Example of a request"}}, [&] {
                    m_html.element("code", [&] { m_html.own(m_asking.curl(*m_asking.routes()[i])); });
                });
            if (m_document != nullptr)
                m_html.element("p", [this] {
                    m_html.element("a", {{"href", documentPathOf(m_config, m_api)}, {"download", m_api.name + ".json"}},
                                   "Download the OpenAPI document");
                    m_html.text(" for tools that make clients of it.");
                });
        });
    }
    void writeOperations()
    {
        section(kOperations, [this] {
            m_html.element("p", {{"class", "quiet"}}, "Paths are as the OpenAPI document has them.");
            m_html.element("ul", {{"class", "rows"}}, [this] {
                for (const OpenApi::Operation &operation : m_document->operations)
                    m_html.element("li", [&] {
                        m_html.element("span", {{"class", "method"}}, operation.method);
                        m_html.element("span", {{"class", "path"}}, operation.path);
                        m_html.element("span", {{"class", "also"}}, operation.summary);
                    });
            });
        });
    }
    void writeRoutes()
    {
        section(kRoutes, [this] {
            m_html.element("p", {{"class", "quiet"}}, "Each path stands for itself and everything below it.");
            m_html.element("ul", {{"class", "rows"}}, [this] {
                for (const RouteConfig *const route : m_asking.routes())
                    m_html.element("li", [&] { writeRoute(*route); });
            });
            for (std::size_t i = 1; i < m_asking.routes().size(); ++i)
                writeExample(*m_asking.routes()[i]);
        });
    }
    void writeRoute(const RouteConfig &route)
    {
        m_html.element("span", {{"class", "method"}}, methodsText(route));
        m_html.element("span", {{"class", "path"}}, route.pathPrefix);
        m_html.element("span", {{"class", "also"}}, m_asking.needs(route));
    }
    void writeExample(const RouteConfig &route)
    {
        m_html.element("details", [&] {
            m_html.element("summary", "Example: " + Asking::methodOf(route) + " " + route.pathPrefix);
            m_html.element("pre", {{"tabindex", "0"}, {"aria-label", "Example of a request"}},
                           [&] { m_html.element("code", [&] { m_html.own(m_asking.curl(route)); }); });
        });
    }

    void writeCredentials()
    {
        section(kCredentials, [this] {
            const std::vector<Asking::Way> ways = m_asking.ways();
            if (ways.empty())
                m_html.element("p", "None are needed.");
            for (const Asking::Way &way : ways) {
                m_html.element("h3", way.title);
                m_html.element("p", way.text);
                if (!way.example.empty())
                    m_html.element("pre", {{"tabindex", "0"}, {"aria-label", way.title}},
                                   [&] { m_html.element("code", way.example); });
            }
        });
    }

    void writeAccess()
    {
        section(kAccess, [this] {
            m_html.element("p", "A person decides. You get a key at once, which works when that was done.");
            writeApplicationForm(m_html, pathOf(m_config, m_api), m_asking.plans());
        });
    }

    void writeLimits()
    {
        section(kLimits, [this] {
            const std::vector<Asking::Held> limits = m_asking.limits();
            if (limits.empty()) {
                m_html.element("p", "There are none.");
                return;
            }
            m_html.element("p",
                           "Answers tell in the field RateLimit what is left, and with the status 429 in Retry-After "
                           "after how many seconds to ask again.");
            m_html.element("table", [&] {
                m_html.element("thead", [this] {
                    m_html.element("tr", [this] {
                        m_html.element("th", {{"scope", "col"}}, "Who");
                        m_html.element("th", {{"scope", "col"}}, "What passes");
                    });
                });
                m_html.element("tbody", [&] {
                    for (const Asking::Held &held : limits)
                        m_html.element("tr", [&] {
                            m_html.element("th", {{"scope", "row"}}, held.who);
                            m_html.element("td", held.limit);
                        });
                });
            });
        });
    }

    void writeErrors()
    {
        section(kErrors, [this] {
            m_html.element("p",
                           "What the gateway answers itself is application/problem+json. The member cause is one of "
                           "these words and does not change; fault says who has to change something.");
            m_html.element("pre", {{"tabindex", "0"}, {"aria-label", "Example of an error"}}, [this] {
                m_html.element("code", "{\n  \"type\": \"urn:piuptime:gateway:rate-limited\",\n"
                                       "  \"title\": \"Requests come too fast\",\n  \"status\": 429,\n"
                                       "  \"cause\": \"rate-limited\",\n  \"fault\": \"policy\"\n}");
            });
            writeCauses(Fault::Policy, "The request is sound, and refused (policy)");
            writeCauses(Fault::Client, "The request is not sound (client)");
            writeCauses(Fault::Upstream, "The service does not answer as it should (upstream)");
            writeCauses(Fault::Gateway, "The gateway cannot do it now (gateway)");
        });
    }
    void writeCauses(Fault fault, std::string_view title)
    {
        m_html.element("details", [&] {
            m_html.element("summary", title);
            m_html.element("table", [&] {
                m_html.element("thead", [this] {
                    m_html.element("tr", [this] {
                        for (const std::string_view column : {"Status", "Cause", "Meaning"})
                            m_html.element("th", {{"scope", "col"}}, column);
                    });
                });
                m_html.element("tbody", [&] {
                    for (int i = 0; i < kCauseCount; ++i) {
                        const CauseInfo &cause = info(static_cast<Cause>(i));
                        if (cause.fault == fault && cause.status > 0)
                            m_html.element("tr", [&] { writeCause(cause); });
                    }
                });
            });
        });
    }
    void writeCause(const CauseInfo &cause)
    {
        m_html.element("td", std::to_string(cause.status));
        m_html.element("td", [&] { m_html.element("code", cause.slug); });
        m_html.element("td", cause.title);
    }

    Html &m_html;
    const Config &m_config;
    const ApiConfig &m_api;
    const OpenApi *m_document;
    Asking m_asking;
};

} // namespace

std::string apiPage(const Config &config, const ApiConfig &api, const OpenApi *document)
{
    const std::string title = titleOf(api) + (api.version.empty() ? "" : " " + api.version);
    return framed(title + " – " + config.portal.title,
                  [&](Html &html) { ApiPage(html, config, api, document).write(); });
}

bool isTold(const ApiConfig &api)
{
    return api.state == ApiState::Published || api.state == ApiState::Deprecated;
}

std::string pathOf(const Config &config, const ApiConfig &api)
{
    return config.portal.path + "/" + api.name;
}

std::string documentPathOf(const Config &config, const ApiConfig &api)
{
    return pathOf(config, api) + "/openapi.json";
}

} // namespace piuptime::gateway::portal
