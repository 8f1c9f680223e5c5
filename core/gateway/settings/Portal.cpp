// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Portal.h"

#include "core/gateway/settings/Grammar.h"
#include "core/gateway/settings/Names.h"

namespace piuptime::gateway {

using config::TableReader;

namespace {

constexpr std::size_t kMaxTextBytes = 4096;

/// Such as `https://pi.example:8443`.
bool isOrigin(std::string_view text)
{
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!text.starts_with(scheme))
            continue;
        const std::string_view host = text.substr(scheme.size());
        return isHost(host) || isHostAndPort(host);
    }
    return false;
}

} // namespace

void readPortal(const toml::table &table, PortalConfig &portal, std::vector<config::Problem> &problems)
{
    TableReader reader(table, problems);
    portal.path = "/developers";
    if (reader.text("path", portal.path, kMaxValueBytes)
        && (!isTargetPath(portal.path) || portal.path.ends_with('/') || portal.path.find("//") != std::string::npos
            || portal.path.find('%') != std::string::npos))
        reader.note(*table.get("path"), "path must be a path such as “/developers”, without a slash at its end");
    reader.text("title", portal.title, kMaxValueBytes);
    reader.text("text", portal.text, kMaxTextBytes, TableReader::Lines::Many);
    reader.flag("takes_requests", portal.takesRequests);
    if (reader.text("url", portal.url, kMaxValueBytes) && !isOrigin(portal.url))
        reader.note(*table.get("url"), "url must be an address such as “https://pi.example”, without a path");
}

} // namespace piuptime::gateway
