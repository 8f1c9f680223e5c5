// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Frame.h"

#include "core/gateway/portal/Style.h"

namespace piuptime::gateway::portal {

namespace {

void writeHead(Html &html, std::string &out, std::string_view title)
{
    html.element("head", [&] {
        html.single("meta", {{"charset", "utf-8"}});
        html.single("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
        html.single("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
        html.element("title", title);
        out.append("<style>").append(kStyle).append("</style>"); // by whose hash the browser knows it
    });
}

} // namespace

std::string framed(std::string_view title, const std::function<void(Html &)> &content)
{
    std::string out = "<!DOCTYPE html>\n";
    Html html(out);
    html.element("html", {{"lang", "en"}}, [&] {
        writeHead(html, out, title);
        html.element("body", [&] {
            html.element("a", {{"class", "skip"}, {"href", "#main"}}, "Skip to the content");
            content(html);
            html.element("footer", "Made from the configuration of the gateway that serves these APIs.");
        });
    });
    return out + "\n";
}

} // namespace piuptime::gateway::portal
