// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/InfluxLine.h"

#include "core/base/Text.h"
#include "core/exchange/Numerals.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace piuptime::exchange {
namespace {

/// Takes the text up to one of `ends`, which is left in place; escapes before a comma, an equals sign or a blank are
/// undone.
std::string takeEscaped(std::string_view &rest, std::string_view ends)
{
    std::string text;
    std::size_t i = 0;
    for (; i < rest.size() && ends.find(rest[i]) == std::string_view::npos; ++i) {
        const bool isEscape = rest[i] == '\\' && i + 1 < rest.size()
                              && std::string_view(",= ").find(rest[i + 1]) != std::string_view::npos;
        i += isEscape ? 1 : 0;
        text += rest[i];
    }
    rest.remove_prefix(i);
    return text;
}

std::optional<std::string> takeString(std::string_view &rest)
{
    std::string text;
    for (std::size_t i = 1; i < rest.size(); ++i) { // behind the opening quote
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return text;
        }
        if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\'))
            ++i;
        text += rest[i];
    }
    return std::nullopt;
}

/// `1.5`, `3i`, `3u`, `t`, `true`, `f`, `false` …
std::optional<double> parseField(std::string_view text)
{
    for (const std::string_view yes : {"t", "T", "true", "True", "TRUE"}) {
        if (text == yes)
            return 1;
    }
    for (const std::string_view no : {"f", "F", "false", "False", "FALSE"}) {
        if (text == no)
            return 0;
    }
    if (text.ends_with('i') || text.ends_with('u'))
        text.remove_suffix(1);
    const auto value = parseNumeral(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

void takeHead(std::string_view &rest, InfluxLine &line)
{
    line.measurement = takeEscaped(rest, ", ");
    while (rest.starts_with(',')) {
        rest.remove_prefix(1);
        std::string key = takeEscaped(rest, ",= ");
        rest.remove_prefix(rest.starts_with('=') ? 1 : 0);
        line.tags.emplace_back(std::move(key), takeEscaped(rest, ", "));
    }
}

Result<InfluxLine::Field> takeField(std::string_view &rest)
{
    InfluxLine::Field field;
    field.name = takeEscaped(rest, ",= ");
    if (field.name.empty() || !rest.starts_with('='))
        return fail(ErrorKind::Corrupt, "not a field of the form name=value", field.name + std::string(rest));
    rest.remove_prefix(1);
    if (rest.starts_with('"')) {
        auto text = takeString(rest);
        if (!text)
            return fail(ErrorKind::Corrupt, "a text is not closed", field.name);
        field.value = std::move(*text);
        return field;
    }
    const std::string_view number = rest.substr(0, rest.find_first_of(", "));
    rest.remove_prefix(number.size());
    const auto value = parseField(number);
    if (!value)
        return fail(ErrorKind::Corrupt, "not a number", number);
    field.value = *value;
    return field;
}

} // namespace

std::string_view InfluxLine::tag(std::string_view key) const
{
    const auto found = std::ranges::find(tags, key, &std::pair<std::string, std::string>::first);
    return found == tags.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view InfluxLine::device() const
{
    for (const char *key : {"id", "device", "host"}) {
        if (const std::string_view name = tag(key); !name.empty())
            return name;
    }
    return {};
}

Result<InfluxLine> parseInfluxLine(std::string_view text)
{
    InfluxLine line;
    std::string_view rest = trimmed(text);
    if (rest.empty() || rest.starts_with('#'))
        return line;
    takeHead(rest, line);
    if (line.measurement.empty())
        return fail(ErrorKind::Corrupt, "no measurement before the tags", text);
    do {
        rest = trimmed(rest);
        rest.remove_prefix(rest.starts_with(',') ? 1 : 0);
        auto field = takeField(rest);
        if (!field)
            return tl::unexpected(field.error());
        line.fields.push_back(std::move(*field));
    } while (rest.starts_with(','));
    const auto atNs = toSigned(rest);
    if (!atNs)
        return fail(ErrorKind::Corrupt, "no time in nanoseconds since 1970 behind the fields", rest);
    line.at = UtcTime(std::chrono::floor<Milliseconds>(std::chrono::nanoseconds(*atNs)));
    return line;
}

} // namespace piuptime::exchange
