// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/ImportOpenApi.h"

#include "core/base/Text.h"
#include "core/gateway/http/Characters.h"
#include "core/gateway/openapi/Document.h"
#include "core/gateway/settings/Grammar.h"

#include <nlohmann/json.hpp>

#include <array>
#include <map>
#include <set>

namespace piuptime::gateway::control {
namespace {

using nlohmann::json;

using Methods = std::set<std::string>;

// What a configuration takes; a cut is marked by an ellipsis.
constexpr std::size_t kMaxLineBytes = 1000;
constexpr std::size_t kMaxTextBytes = 4096;
constexpr std::size_t kMaxPathBytes = 1024;
constexpr std::size_t kMostRoutes = 1000;

std::string textAt(const json &object, const char *key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json &partAt(const json &object, const char *key)
{
    static const json kNone = json::object();
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() ? *found : kNone;
}

/// A string of TOML, whatever is in it.
std::string tomlText(std::string_view text)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f)
            result.append("\\u00").append({kHex[byte >> 4U], kHex[byte & 15U]});
        else if (c == '"' || c == '\\')
            result.append({'\\', c});
        else
            result += c;
    }
    return result + '"';
}

/// The lines that a configuration takes, as far as there is room for them.
std::string shortLines(std::string_view text)
{
    std::string lines;
    while (const auto line = takeLine(text)) {
        const std::string one = printable(*line, kMaxLineBytes);
        if (lines.size() + one.size() + 1 > kMaxTextBytes)
            break;
        lines.append(lines.empty() ? "" : "\n").append(one);
    }
    return lines;
}

/// A name of letters, digits and hyphens.
std::string nameOf(std::string_view text)
{
    constexpr std::size_t kMost = 48;
    std::string name;
    for (const char c : text) {
        const char small = http::lower(c);
        const bool isWord = http::is(c, http::Digit) || (small >= 'a' && small <= 'z');
        if (isWord)
            name += small;
        else if (!name.empty() && name.back() != '-')
            name += '-';
        if (name.size() == kMost)
            break;
    }
    while (name.ends_with('-'))
        name.pop_back();
    return name.empty() ? "imported" : name;
}

/// The path of the first server, without a slash at its end.
std::string basePath(const json &document)
{
    const json &servers = partAt(document, "servers");
    std::string url = servers.is_array() && !servers.empty() ? textAt(servers.front(), "url") : std::string();
    if (const std::size_t scheme = url.find("://"); scheme != std::string::npos)
        url.erase(0, std::min(url.find('/', scheme + 3), url.size()));
    while (url.ends_with('/'))
        url.pop_back();
    return url.find('{') == std::string::npos && isTargetPath(url) ? url : std::string();
}

/// Up to its first parameter.
std::string fixedPart(const std::string &path)
{
    const std::size_t parameter = path.find('{');
    std::string fixed = parameter == std::string::npos ? path : path.substr(0, path.rfind('/', parameter));
    return fixed.empty() ? "/" : fixed;
}

Result<std::map<std::string, Methods>> routesOf(const json &document)
{
    constexpr std::array kMethods{"get", "head", "post", "put", "patch", "delete", "options"};
    std::map<std::string, Methods> routes;
    const std::string base = basePath(document);
    for (const auto &[path, operations] : partAt(document, "paths").items()) {
        const std::string fixed = fixedPart(base + path);
        if (!isTargetPath(fixed) || fixed.size() > kMaxPathBytes)
            return fail(ErrorKind::InvalidInput, "a path that cannot be asked for", path);
        for (const char *const method : kMethods) {
            if (!operations.is_object() || !operations.contains(method))
                continue;
            std::string capitals(method);
            std::ranges::transform(capitals, capitals.begin(), [](char c) { return static_cast<char>(c & ~0x20); });
            routes[fixed].insert(std::move(capitals));
        }
    }
    if (routes.size() > kMostRoutes)
        return fail(ErrorKind::InvalidInput, "the document makes more than 1000 routes");
    return routes;
}

void addLine(std::string &toml, std::string_view key, const std::string &value)
{
    if (!value.empty())
        toml.append(key).append(" = ").append(tomlText(value)).append("\n");
}

} // namespace

Result<std::string> importOpenApi(std::string_view text, std::string_view upstream)
{
    if (text.size() > kMaxOpenApiBytes)
        return fail(ErrorKind::InvalidInput, "the document is larger than 4 MiB");
    const auto read = openapi::readDocument(text);
    if (!read)
        return tl::unexpected(read.error());
    const json &document = read->value;
    const auto routes = routesOf(document);
    if (!routes)
        return tl::unexpected(routes.error());
    const json &info = partAt(document, "info");
    const std::string api = nameOf(textAt(info, "title"));
    std::string toml = "# Made of an OpenAPI document: look it through, and give it the upstream that it belongs to.\n";
    toml.append("[[api]]\nname = ").append(tomlText(api)).append("\n");
    addLine(toml, "title", printable(textAt(info, "title"), kMaxLineBytes));
    addLine(toml, "version", textAt(info, "version").empty() ? "" : nameOf(textAt(info, "version")));
    addLine(toml, "description", shortLines(textAt(info, "description")));
    addLine(toml, "contact", printable(textAt(partAt(info, "contact"), "email"), kMaxLineBytes));
    toml += "state = \"draft\"\n";
    int number = 0;
    for (const auto &[path, methods] : *routes) {
        toml.append("\n[[route]]\nname = ").append(tomlText(api + '-' + std::to_string(++number)));
        toml.append("\napi = ")
            .append(tomlText(api))
            .append("\npath = ")
            .append(tomlText(path))
            .append("\nmethods = [");
        for (const std::string &method : methods)
            toml.append(method == *methods.begin() ? "" : ", ").append(tomlText(method));
        toml.append("]\nto = ").append(tomlText(upstream)).append("\n");
    }
    return toml;
}

} // namespace piuptime::gateway::control
