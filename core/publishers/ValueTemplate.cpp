// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/ValueTemplate.h"

#include "core/base/Text.h"
#include "core/exchange/Numerals.h"
#include "core/publishers/Json.h"

#include <cmath>

namespace piuptime::publishers {
namespace {

using namespace simdjson;

constexpr std::size_t kMaxTemplateBytes = 512;
constexpr int kMaxDecimals = 10;

/// What stands between the braces; empty when it is no such template.
std::string_view expressionOf(std::string_view text)
{
    text = trimmed(text);
    if (!text.starts_with("{{") || !text.ends_with("}}") || text.size() < 5 || text.size() > kMaxTemplateBytes)
        return {};
    text = text.substr(2, text.size() - 4);
    if (text.starts_with('-'))
        text.remove_prefix(1);
    if (text.ends_with('-'))
        text.remove_suffix(1);
    return trimmed(text);
}

struct Filter {
    std::string_view name;
    std::string_view argument;
};

std::optional<Filter> filterOf(std::string_view text)
{
    text = trimmed(text);
    const std::size_t bracket = text.find('(');
    if (bracket == std::string_view::npos)
        return Filter{text, {}};
    if (!text.ends_with(')'))
        return std::nullopt;
    return Filter{trimmed(text.substr(0, bracket)), text.substr(bracket + 1, text.size() - bracket - 2)};
}

bool changesNothing(std::string_view filter)
{
    for (const char *name : {"float", "tojson", "to_json", "default", "d", "is_defined", "string"}) {
        if (filter == name)
            return true;
    }
    return false;
}

} // namespace

std::optional<ValueTemplate> ValueTemplate::parse(std::string_view text)
{
    ValueTemplate made;
    if (trimmed(text).empty())
        return made;
    const auto parts = split(expressionOf(text), '|');
    std::string_view source = trimmed(parts.front());
    constexpr std::string_view kJson = "value_json";
    if (source.starts_with(kJson)) {
        source.remove_prefix(kJson.size());
        if (source.starts_with('.'))
            source.remove_prefix(1);
        else if (!source.empty() && !source.starts_with('['))
            return std::nullopt;
        const auto path = parseJsonPath(source);
        if (!path || source.find_first_of("+*/()") != std::string_view::npos)
            return std::nullopt;
        made.m_needsJson = true;
        made.m_path = *path;
    } else if (source != "value") {
        return std::nullopt;
    }
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto filter = filterOf(parts[i]);
        if (!filter)
            return std::nullopt;
        if (filter->name == "round" || filter->name == "int") {
            const auto decimals = toUnsigned(split(filter->argument, ',').front());
            made.m_decimals = static_cast<int>(std::min<std::uint64_t>(decimals.value_or(0), kMaxDecimals));
        } else if (!changesNothing(filter->name)) {
            return std::nullopt;
        }
    }
    return made;
}

std::optional<std::string> ValueTemplate::render(std::string_view payload, const dom::element *json) const
{
    std::optional<std::string> text;
    if (!m_needsJson)
        text = std::string(trimmed(payload));
    else if (const auto element = json != nullptr ? elementAt(*json, m_path) : std::nullopt)
        text = textOf(*element);
    if (!text || !m_decimals)
        return text;
    const auto number = toNumber(*text);
    const double step = std::pow(10, *m_decimals);
    return number && std::isfinite(*number * step) ? std::optional(exchange::numeral(std::round(*number * step) / step))
                                                   : text;
}

std::size_t ValueTemplate::bytes() const
{
    std::size_t sum = sizeof(ValueTemplate);
    for (const auto &step : m_path) {
        const auto *key = std::get_if<std::string>(&step);
        sum += sizeof(step) + (key != nullptr ? key->size() : 0);
    }
    return sum;
}

} // namespace piuptime::publishers
