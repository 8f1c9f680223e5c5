// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Json.h"

#include "core/base/Text.h"
#include "core/exchange/Numerals.h"

#include <algorithm>
#include <charconv>
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

bool isNumeralByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-'
           || c == '.';
}

/// Whether a word outside of quotes stands for a number that JSON or a double cannot hold.
bool isBadNumber(std::string_view word)
{
    if (word == "NaN" || word == "Infinity" || word == "-Infinity" || word == "nan" || word == "inf" || word == "-inf")
        return true;
    double number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool isLongInteger = word.size() > 18 && word.find_first_not_of("-0123456789") == std::string_view::npos;
    return end == word.data() + word.size() && (error == std::errc::result_out_of_range || isLongInteger);
}

/// `json` with null in place of each bad number.
std::string withoutBadNumbers(std::string_view json)
{
    std::string out;
    out.reserve(json.size());
    bool isText = false;
    for (std::size_t i = 0; i < json.size();) {
        std::size_t end = i + 1;
        if (isText && json[i] == '\\')
            end = std::min(i + 2, json.size());
        else if (json[i] == '"')
            isText = !isText;
        else if (!isText && isNumeralByte(json[i]))
            end =
                static_cast<std::size_t>(std::find_if_not(json.begin() + i, json.end(), isNumeralByte) - json.begin());
        const std::string_view token = json.substr(i, end - i);
        out += !isText && isBadNumber(token) ? "null" : token;
        i = end;
    }
    return out;
}

Result<dom::element> parse(dom::parser &parser, std::string_view json)
{
    dom::element root;
    error_code error = parser.allocate(json.size(), kMaxDepth);
    if (error == SUCCESS)
        error = parser.parse(json.data(), json.size()).get(root);
    if (error != SUCCESS)
        return fail(ErrorKind::Corrupt, std::string("not JSON: ") + error_message(error), json);
    return root;
}

} // namespace

Result<dom::element> parseJson(dom::parser &parser, std::string_view json)
{
    Result<dom::element> root = parse(parser, json);
    if (!root)
        root = parse(parser, withoutBadNumbers(json));
    if (!root)
        return root;
    if (const auto repeated = repeatedKey(*root))
        return fail(ErrorKind::Corrupt, "a key stands twice", *repeated);
    return root;
}

Result<dom::object> parseObject(dom::parser &parser, std::string_view json)
{
    const Result<dom::element> root = parseJson(parser, json);
    if (!root)
        return tl::unexpected(root.error());
    dom::object object;
    if (root->get(object) != SUCCESS)
        return fail(ErrorKind::Corrupt, "not a JSON object", json);
    return object;
}

std::optional<double> numberIn(const dom::element &value)
{
    double number = 0;
    if (value.get(number) == SUCCESS)
        return number;
    std::string_view text;
    return value.get(text) == SUCCESS ? toNumber(text) : std::nullopt;
}

std::optional<std::string> textOf(const dom::element &value)
{
    bool truth = false;
    std::int64_t whole = 0;
    double number = 0;
    std::string_view text;
    if (value.get(text) == SUCCESS)
        return std::string(text);
    if (value.get(truth) == SUCCESS)
        return truth ? "True" : "False";
    if (value.get(whole) == SUCCESS)
        return std::to_string(whole);
    if (value.get(number) == SUCCESS)
        return exchange::numeral(number);
    return std::nullopt;
}

std::optional<dom::element> at(const dom::object &object, std::string_view key)
{
    dom::element value;
    if (object[key].get(value) != SUCCESS || value.is_null())
        return std::nullopt;
    return value;
}

std::optional<dom::object> objectAt(const dom::object &object, std::string_view key)
{
    dom::object inner;
    if (object[key].get(inner) != SUCCESS)
        return std::nullopt;
    return inner;
}

std::optional<double> numberAt(const dom::object &object, std::string_view key)
{
    const auto value = at(object, key);
    return value ? numberIn(*value) : std::nullopt;
}

std::string_view textAt(const dom::object &object, std::string_view key)
{
    std::string_view text;
    return object[key].get(text) == SUCCESS ? text : std::string_view();
}

} // namespace piuptime::publishers
