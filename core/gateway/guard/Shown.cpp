// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Shown.h"

#include "core/base/Text.h"
#include "core/gateway/http/Characters.h"

#include <sodium.h>

#include <algorithm>

namespace piuptime::gateway::guard {

namespace {

constexpr std::size_t kMaxBasicBytes = 1024;

bool takes(const AccessConfig &access, Credential kind)
{
    return std::ranges::find(access.require, kind) != access.require.end();
}

/// The only field of a name. \return false when there are several
bool findField(const http::RequestParser &request, std::string_view name, std::optional<std::string_view> &value)
{
    for (std::size_t i = 0; i < request.fieldCount(); ++i) {
        const http::FieldView field = request.field(i);
        if (!http::equalsIgnoringCase(field.name, name))
            continue;
        if (value)
            return false;
        value = field.value;
    }
    return true;
}

Shown authorized(std::string_view value, const AccessConfig &access)
{
    const std::size_t blank = std::min(value.find(' '), value.size());
    const std::string_view scheme = value.substr(0, blank);
    const std::string_view rest = http::withoutBlanks(value.substr(blank));
    if (http::equalsIgnoringCase(scheme, "basic") && takes(access, Credential::Basic))
        return {.kind = Credential::Basic, .text = rest};
    if (!http::equalsIgnoringCase(scheme, "bearer"))
        return {};
    const bool isToken = std::ranges::count(rest, '.') == 2 || !takes(access, Credential::Key);
    if (isToken && takes(access, Credential::Token))
        return {.kind = Credential::Token, .text = rest};
    if (takes(access, Credential::Key))
        return {.kind = Credential::Key, .text = rest};
    return {};
}

/// Cuts the next parameter off a query.
bool takeParameter(std::string_view &rest, std::string_view &parameter)
{
    if (rest.empty())
        return false;
    const std::size_t end = std::min(rest.find('&'), rest.size());
    parameter = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return true;
}

bool isNamed(std::string_view parameter, std::string_view name)
{
    return parameter.starts_with(name) && (parameter.size() == name.size() || parameter[name.size()] == '=');
}

} // namespace

Shown shownBy(const http::RequestParser &request, const AccessConfig &access, std::string_view keyField)
{
    std::optional<std::string_view> key;
    std::optional<std::string_view> authorization;
    if (!findField(request, keyField, key) || !findField(request, "authorization", authorization))
        return {.kind = {}, .isAmbiguous = true};
    if (key && takes(access, Credential::Key))
        return {.kind = Credential::Key, .text = *key};
    if (authorization) {
        if (const Shown shown = authorized(*authorization, access); shown.kind)
            return shown;
    }
    if (!access.queryKey.empty() && takes(access, Credential::Key)) {
        if (const auto value = parameterOf(request.head().query, access.queryKey); !value.empty())
            return {.kind = Credential::Key, .text = value};
    }
    return {};
}

std::optional<UserPassword> parseBasic(std::string_view encoded)
{
    if (encoded.size() > kMaxBasicBytes)
        return std::nullopt;
    std::string bytes(encoded.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char *>(bytes.data()), bytes.size(), encoded.data(), encoded.size(),
                          nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL)
        != 0)
        return std::nullopt;
    bytes.resize(length);
    const std::size_t colon = bytes.find(':');
    const bool isText = std::ranges::none_of(bytes, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
    std::optional<UserPassword> found;
    if (isText && colon != std::string::npos)
        found = {.user = bytes.substr(0, colon), .password = Secret(bytes.substr(colon + 1))};
    sodium_memzero(bytes.data(), bytes.size());
    return found;
}

std::string_view parameterOf(std::string_view query, std::string_view name)
{
    std::string_view rest = query.substr(std::min<std::size_t>(1, query.size()));
    std::string_view parameter;
    while (takeParameter(rest, parameter)) {
        if (isNamed(parameter, name))
            return parameter.substr(std::min(name.size() + 1, parameter.size()));
    }
    return {};
}

std::string withoutParameter(std::string_view query, std::string_view name)
{
    std::string kept;
    std::string_view rest = query.substr(std::min<std::size_t>(1, query.size()));
    std::string_view parameter;
    while (takeParameter(rest, parameter)) {
        if (!isNamed(parameter, name))
            kept.append(kept.empty() ? "?" : "&").append(parameter);
    }
    return kept;
}

} // namespace piuptime::gateway::guard
