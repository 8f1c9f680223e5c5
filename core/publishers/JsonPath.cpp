// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/JsonPath.h"

#include "core/base/Text.h"

namespace piuptime::publishers {
namespace {

using namespace simdjson;

constexpr std::size_t kMaxSteps = 16;

/// `['key']`, `["key"]` or `[0]`, with blanks inside the brackets.
bool takeBracket(std::string_view &rest, JsonPath &path)
{
    const char quote = rest.size() > 1 ? rest[1] : '\0';
    const bool isQuoted = quote == '\'' || quote == '"';
    const std::string_view closing = quote == '\'' ? "']" : quote == '"' ? "\"]" : "]";
    const std::size_t start = isQuoted ? 2 : 1;
    const std::size_t end = rest.find(closing, start);
    if (end == std::string_view::npos)
        return false;
    const std::string_view inside = rest.substr(start, end - start);
    rest.remove_prefix(end + closing.size());
    if (isQuoted) {
        path.emplace_back(std::string(inside));
        return true;
    }
    const auto index = toUnsigned(inside);
    if (index)
        path.emplace_back(static_cast<std::size_t>(*index));
    return index.has_value();
}

bool takeKey(std::string_view &rest, JsonPath &path)
{
    const std::string_view key = rest.substr(0, rest.find_first_of(".["));
    rest.remove_prefix(key.size());
    path.emplace_back(std::string(key));
    return !key.empty();
}

} // namespace

std::optional<JsonPath> parseJsonPath(std::string_view text)
{
    JsonPath path;
    for (std::string_view rest = text; !rest.empty();) {
        const bool isBracket = rest.starts_with('[');
        if (!isBracket && !path.empty()) {
            if (!rest.starts_with('.'))
                return std::nullopt;
            rest.remove_prefix(1);
        }
        if (path.size() == kMaxSteps || !(isBracket ? takeBracket(rest, path) : takeKey(rest, path)))
            return std::nullopt;
    }
    return path;
}

std::optional<dom::element> elementAt(dom::element root, const JsonPath &path)
{
    for (const auto &step : path) {
        dom::element next;
        const auto *key = std::get_if<std::string>(&step);
        const error_code error =
            key != nullptr ? root.at_key(*key).get(next) : root.at(std::get<std::size_t>(step)).get(next);
        if (error != SUCCESS)
            return std::nullopt;
        root = next;
    }
    return root;
}

} // namespace piuptime::publishers
