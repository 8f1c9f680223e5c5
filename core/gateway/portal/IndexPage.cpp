// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Forms.h"
#include "core/gateway/portal/Frame.h"
#include "core/gateway/portal/Pages.h"
#include "core/gateway/portal/Words.h"

#include <algorithm>

namespace piuptime::gateway::portal {

namespace {

/// The versions of one family, at least one of which is told of.
using Family = std::vector<const ApiConfig *>;

std::vector<Family> familiesOf(const Config &config)
{
    std::vector<Family> families;
    for (const ApiConfig &api : config.apis) {
        if (!isTold(api))
            continue;
        const auto family = std::ranges::find(families, api.family, [](const Family &each) { return each[0]->family; });
        if (family != families.end())
            family->push_back(&api);
        else
            families.push_back({&api});
    }
    return families;
}

void writeVersion(Html &html, const Config &config, const ApiConfig &api)
{
    html.element("li", [&] {
        html.element("a", {{"href", pathOf(config, api)}},
                     api.version.empty() ? "Documentation" : "Version " + api.version);
        html.element("span", {{"class", "badge " + std::string(wordOf(api.state))}}, wordOf(api.state));
        if (api.sunset)
            html.element("span", {{"class", "quiet"}}, "until " + dayText(*api.sunset));
    });
}

/// The title and description are those of the newest version that stays, which comes last in the configuration.
void writeCard(Html &html, const Config &config, const Family &family)
{
    const auto current = std::ranges::find(family.rbegin(), family.rend(), ApiState::Published, &ApiConfig::state);
    const ApiConfig &shown = current != family.rend() ? **current : *family.back();
    html.element("li", {{"class", "card"}}, [&] {
        html.element("h2", [&] { html.element("a", {{"href", pathOf(config, shown)}}, titleOf(shown)); });
        if (!shown.description.empty())
            html.element("p", shown.description);
        html.element("ul", [&] {
            for (auto api = family.rbegin(); api != family.rend(); ++api) // the newest first
                writeVersion(html, config, **api);
        });
    });
}

} // namespace

std::string indexPage(const Config &config)
{
    const PortalConfig &portal = config.portal;
    return framed(portal.title, [&](Html &html) {
        html.element("main", {{"class", "page"}, {"id", "main"}}, [&] {
            html.element("h1", portal.title);
            html.element("div", {{"class", "lead"}}, [&] { html.paragraphs(portal.text); });
            const std::vector<Family> families = familiesOf(config);
            if (families.empty())
                html.element("p", {{"class", "quiet"}}, "No API is published here yet.");
            else
                html.element("ul", {{"class", "cards"}}, [&] {
                    for (const Family &family : families)
                        writeCard(html, config, family);
                });
            if (portal.takesRequests)
                html.element("section", {{"id", "receipt-form"}}, [&] {
                    html.element("h2", "What became of a request");
                    writeReceiptForm(html, portal.path);
                });
        });
    });
}

} // namespace piuptime::gateway::portal
