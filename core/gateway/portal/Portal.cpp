// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Portal.h"

#include "core/gateway/guard/KeyHash.h"
#include "core/gateway/http/Characters.h"
#include "core/gateway/portal/Asking.h"
#include "core/gateway/portal/Html.h"
#include "core/gateway/portal/Pages.h"
#include "core/gateway/portal/Style.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace piuptime::gateway::portal {

namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";

/// By which browsers know our style from any that somebody has brought in.
std::string styleHash()
{
    const guard::KeyHash hash = guard::hashKey(kStyle);
    std::array<unsigned char, 48> text{};
    const int length = EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
    return {text.begin(), text.begin() + length};
}

/// Whether it is a host with nothing that a shell could take for its own.
bool isPlain(std::string_view host)
{
    return !host.empty() && std::ranges::all_of(host, [](char c) {
        const char small = http::lower(c);
        return http::is(c, http::Digit) || (small >= 'a' && small <= 'z')
               || std::string_view("-.:[]_").find(c) != std::string_view::npos;
    });
}

} // namespace

Portal::Portal(const Config &config)
    : m_path(config.portal.path)
    , m_url(config.portal.url)
    , m_route{.name = "[portal]", .hosts = {}, .methods = {"GET", "HEAD"}, .fields = {}, .targets = {}}
{
    if (config.portal.takesRequests)
        m_route.methods.emplace_back("POST");
    m_fields = "Content-Security-Policy: default-src 'none'; style-src 'sha256-" + styleHash()
               + "'; base-uri 'none'; form-action " + std::string(config.portal.takesRequests ? "'self'" : "'none'")
               + "; frame-ancestors 'none'\r\n"
                 "X-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\nCache-Control: no-store\r\n";
}

Result<Portal> Portal::make(const Config &config)
{
    Portal portal(config);
    const bool hasForm = config.portal.takesRequests;
    portal.m_pages[config.portal.path] = {kHtml, indexPage(config), hasForm};
    for (const ApiConfig &api : config.apis) {
        if (!isTold(api))
            continue;
        std::optional<OpenApi> document;
        if (!api.openApi.empty()) {
            auto read = readOpenApi(api.openApi);
            if (!read)
                return fail(read.error(), "the API " + api.name);
            document = std::move(*read);
        }
        portal.m_pages[pathOf(config, api)] = {kHtml, apiPage(config, api, document ? &*document : nullptr), hasForm,
                                               api.name, Asking(config, api).plans()};
        if (document)
            portal.m_pages[documentPathOf(config, api)] = {"application/json", std::move(document->text)};
    }
    return portal;
}

const Page *Portal::find(std::string_view path) const
{
    if (path.ends_with('/'))
        path.remove_suffix(1);
    const auto found = m_pages.find(path);
    return found != m_pages.end() ? &found->second : nullptr;
}

bool Portal::isOwn(std::string_view origin, std::string_view host) const
{
    if (!m_url.empty())
        return origin == m_url;
    const std::size_t scheme = origin.find("://");
    return scheme != std::string_view::npos && !host.empty()
           && http::equalsIgnoringCase(origin.substr(scheme + 3), host);
}

std::string Portal::textOf(const Page &page, std::string_view scheme, std::string_view host) const
{
    std::string origin = m_url;
    if (origin.empty())
        origin.append(scheme).append("://").append(isPlain(host) ? host : "localhost");
    std::string text;
    std::string_view rest = page.text;
    while (!rest.empty()) {
        const std::size_t base = std::min(rest.find(Html::kBase), rest.size());
        text.append(rest.substr(0, base));
        if (base < rest.size())
            text += origin;
        rest.remove_prefix(std::min(base + 1, rest.size()));
    }
    return text;
}

} // namespace piuptime::gateway::portal
