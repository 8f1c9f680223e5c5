// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/JsonValues.h"

#include "core/base/Text.h"
#include "core/publishers/Json.h"
#include "core/publishers/JsonPath.h"
#include "core/publishers/Report.h"

namespace piuptime::publishers {
namespace {

using namespace simdjson;

/// Goes on from `path` to the member `key`; empty when no path can name it.
std::optional<std::string> below(const std::string &path, std::string_view key)
{
    const bool isPlain = !key.empty() && key.find_first_of(".[]'\"") == std::string_view::npos;
    std::string longer = path;
    if (isPlain)
        longer += (path.empty() ? "" : ".") + std::string(key);
    else
        longer += "['" + std::string(key) + "']";
    const auto steps = parseJsonPath(longer);
    const bool isRight = steps && !steps->empty() && std::holds_alternative<std::string>(steps->back())
                         && std::get<std::string>(steps->back()) == key;
    return isRight ? std::optional(std::move(longer)) : std::nullopt;
}

void collect(const dom::element &element, const std::string &path, std::vector<JsonValue> &values)
{
    dom::object object;
    dom::array array;
    if (element.get(object) == SUCCESS) {
        for (const dom::key_value_pair member : object) {
            if (const auto longer = below(path, member.key))
                collect(member.value, *longer, values);
        }
    } else if (element.get(array) == SUCCESS) {
        std::size_t index = 0;
        for (const dom::element item : array)
            collect(item, path + '[' + std::to_string(index++) + ']', values);
    } else if (values.size() < kMostJsonValues) {
        values.push_back({path, textOf(element).value_or(std::string())});
    }
}

} // namespace

Result<std::vector<JsonValue>> valuesIn(std::string_view payload)
{
    if (payload.size() > kMaxPayloadBytes)
        return fail(ErrorKind::Overloaded, "the payload is larger than 256 KiB");
    const std::string_view text = trimmed(payload);
    if (!text.starts_with('{') && !text.starts_with('['))
        return std::vector<JsonValue>{{{}, std::string(text)}};
    dom::parser parser;
    const auto root = parseJson(parser, payload);
    if (!root)
        return tl::unexpected(root.error());
    std::vector<JsonValue> values;
    collect(*root, {}, values);
    return values;
}

} // namespace piuptime::publishers
