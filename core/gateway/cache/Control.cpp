// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Control.h"

#include "core/gateway/http/Characters.h"

#include <algorithm>
#include <charconv>

namespace piuptime::gateway::cache {

namespace {

using http::equalsIgnoringCase;

/// Cuts the first directive off a list; commas in quotes do not end it.
std::string_view takeDirective(std::string_view &rest)
{
    bool isQuoted = false;
    std::size_t end = 0;
    for (; end < rest.size() && (isQuoted || rest[end] != ','); ++end) {
        if (isQuoted && rest[end] == '\\')
            ++end;
        else if (rest[end] == '"')
            isQuoted = !isQuoted;
    }
    const std::string_view taken = rest.substr(0, std::min(end, rest.size()));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return http::withoutBlanks(taken);
}

void takeSeconds(std::string_view text, std::optional<Seconds> &value)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    const Seconds found = parseSeconds(text).value_or(Seconds::zero());
    value = value ? std::min(*value, found) : found;
}

void take(std::string_view directive, Control &control)
{
    const std::size_t equals = std::min(directive.find('='), directive.size());
    const std::string_view name = http::withoutBlanks(directive.substr(0, equals));
    const std::string_view value = http::withoutBlanks(directive.substr(std::min(equals + 1, directive.size())));
    const auto is = [name](std::string_view known) { return equalsIgnoringCase(name, known); };
    if (is("no-store"))
        control.noStore = true;
    else if (is("no-cache"))
        control.noCache = true;
    else if (is("private"))
        control.isPrivate = true;
    else if (is("public"))
        control.isPublic = true;
    else if (is("must-revalidate") || is("proxy-revalidate"))
        control.mustRevalidate = true;
    else if (is("max-age"))
        takeSeconds(value, control.maxAge);
    else if (is("s-maxage"))
        takeSeconds(value, control.sharedMaxAge);
    else if (is("min-fresh"))
        takeSeconds(value, control.minFresh);
    else if (is("stale-if-error"))
        takeSeconds(value, control.staleIfError);
}

} // namespace

Control Control::of(const http::HeadParser &head)
{
    Control control;
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (!equalsIgnoringCase(field.name, "Cache-Control"))
            continue;
        control.isThere = true;
        for (std::string_view rest = field.value; !rest.empty();)
            take(takeDirective(rest), control);
    }
    return control;
}

std::optional<Seconds> parseSeconds(std::string_view text)
{
    constexpr std::int64_t kMost = std::int64_t{1} << 31U;
    if (text.empty() || !http::areAll(text, http::Digit))
        return std::nullopt;
    std::int64_t count = 0;
    const bool fits = std::from_chars(text.data(), text.data() + text.size(), count).ec == std::errc();
    return Seconds(fits ? std::min(count, kMost) : kMost);
}

bool findOnly(const http::HeadParser &head, std::string_view name, std::string_view &value)
{
    bool isThere = false;
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (!equalsIgnoringCase(field.name, name))
            continue;
        if (isThere)
            return false;
        isThere = true;
        value = field.value;
    }
    return true;
}

bool has(const http::HeadParser &head, std::string_view name)
{
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        if (equalsIgnoringCase(head.field(i).name, name))
            return true;
    }
    return false;
}

std::string joined(const http::HeadParser &head, std::string_view name)
{
    std::string values;
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (equalsIgnoringCase(field.name, name))
            values.append(values.empty() ? "" : ", ").append(field.value);
    }
    return values;
}

} // namespace piuptime::gateway::cache
