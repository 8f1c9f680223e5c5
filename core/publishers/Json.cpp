// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Json.h"

#include "core/base/Text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace piuptime::publishers {
namespace {

using namespace simdjson;

constexpr std::size_t kMaxDepth = 16;

/// A key that stands twice in one object, at any depth. The depth is bounded by the parser.
std::optional<std::string_view> repeatedKey(const dom::element &value)
{
    dom::array array;
    if (value.get(array) == SUCCESS) {
        for (const dom::element item : array) {
            if (const auto repeated = repeatedKey(item))
                return repeated;
        }
    }
    dom::object object;
    if (value.get(object) != SUCCESS)
        return std::nullopt;
    std::vector<std::string_view> keys;
    for (const dom::key_value_pair field : object) {
        keys.push_back(field.key);
        if (const auto repeated = repeatedKey(field.value))
            return repeated;
    }
    std::ranges::sort(keys);
    const auto twice = std::ranges::adjacent_find(keys);
    return twice == keys.end() ? std::nullopt : std::optional(*twice);
}

} // namespace

Result<dom::object> parseObject(dom::parser &parser, std::string_view json)
{
    dom::element root;
    error_code error = parser.allocate(json.size(), kMaxDepth);
    if (error == SUCCESS)
        error = parser.parse(json.data(), json.size()).get(root);
    if (error != SUCCESS)
        return fail(ErrorKind::Corrupt, std::string("not JSON: ") + error_message(error), json);
    if (const auto repeated = repeatedKey(root))
        return fail(ErrorKind::Corrupt, "a key stands twice", *repeated);
    dom::object object;
    if (root.get(object) != SUCCESS)
        return fail(ErrorKind::Corrupt, "not a JSON object", json);
    return object;
}

Result<std::optional<double>> numberAt(const dom::object &object, std::string_view key)
{
    dom::element value;
    if (object[key].get(value) != SUCCESS || value.is_null())
        return std::nullopt;
    double number = 0;
    if (value.get(number) == SUCCESS)
        return number;
    std::string_view text;
    if (value.get(text) == SUCCESS) {
        if (const auto told = toNumber(text))
            return told;
    }
    return fail(ErrorKind::Corrupt, std::string(key) + " is not a finite number", text);
}

std::string_view textAt(const dom::object &object, std::string_view key)
{
    std::string_view text;
    return object[key].get(text) == SUCCESS ? text : std::string_view();
}

} // namespace piuptime::publishers
