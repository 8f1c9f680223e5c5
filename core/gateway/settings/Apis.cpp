// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Apis.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/settings/Grammar.h"
#include "core/gateway/settings/GuardParts.h"
#include "core/gateway/settings/Names.h"

#include <array>

namespace piuptime::gateway {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

namespace {

constexpr std::size_t kMostApis = 1000;
constexpr std::size_t kMaxTextBytes = 4096;

/// Something that can stand between the angle brackets of a Link.
bool isAddress(std::string_view text)
{
    return (text.starts_with("https://") || text.starts_with("http://") || text.starts_with('/'))
           && http::areAll(text, http::TargetChar);
}

/// A day, from its beginning in UTC, or a time with its zone.
void readTime(TableReader &reader, std::string_view key, std::optional<UtcTime> &time)
{
    const toml::node *const node = reader.take(key);
    if (node == nullptr)
        return;
    const auto dayOf = [](const toml::date &date) {
        return UtcTime(std::chrono::sys_days{std::chrono::year(date.year) / date.month / date.day});
    };
    const auto *const at = node->as_date_time();
    if (const auto *const date = node->as_date())
        time = dayOf(date->get());
    else if (at != nullptr && at->get().offset)
        time = dayOf(at->get().date) + std::chrono::hours(at->get().time.hour)
               + std::chrono::minutes(at->get().time.minute - at->get().offset->minutes)
               + Seconds(at->get().time.second);
    else
        reader.note(*node, std::string(key) + " must be a day such as 2027-01-31, or a time with its zone");
}

void readVersion(TableReader &reader, const toml::table &table, ApiConfig &api)
{
    if (reader.text("version", api.version, kMaxNameBytes) && !isSettingName(api.version))
        reader.note(*table.get("version"), "version must consist of letters, digits and “-_.”, such as “2”");
    constexpr std::array kPlaces{VersionIn::Path, VersionIn::Field};
    if (const int place = reader.choice("version_in", {"path", "field"}); place >= 0)
        api.versionIn = kPlaces[static_cast<std::size_t>(place)];
    if (api.versionIn != VersionIn::Nowhere && api.version.empty())
        reader.note(*table.get("version_in"), "version_in needs a version, such as “2”");
    if (reader.text("version_field", api.versionField, kMaxNameBytes) && !isToken(api.versionField))
        reader.note(*table.get("version_field"), "version_field must be the name of a header field");
    if (reader.flag("default", api.isDefault) && api.versionIn != VersionIn::Field)
        reader.note(*table.get("default"), "default is of no use unless version_in is “field”");
}

void readLife(TableReader &reader, const toml::table &table, ApiConfig &api)
{
    constexpr std::array kStates{ApiState::Draft, ApiState::Published, ApiState::Deprecated, ApiState::Retired};
    if (const int state = reader.choice("state", {"draft", "published", "deprecated", "retired"}); state >= 0)
        api.state = kStates[static_cast<std::size_t>(state)];
    readTime(reader, "deprecated_since", api.deprecatedAt);
    readTime(reader, "sunset", api.sunset);
    if (api.state == ApiState::Deprecated && !api.deprecatedAt)
        reader.note("a deprecated API needs “deprecated_since”, a day such as 2026-11-30");
    reader.text("successor", api.successor, kMaxValueBytes);
    if (reader.text("preview_field", api.previewField, kMaxNameBytes) && !isToken(api.previewField))
        reader.note(*table.get("preview_field"), "preview_field must be the name of a header field");
    reader.text("preview_value", api.previewValue, kMaxValueBytes);
    if (api.previewField.empty() != api.previewValue.empty())
        reader.note("a preview needs both “preview_field” and “preview_value”");
}

ApiConfig readApi(const toml::table &table, Problems &problems)
{
    TableReader reader(table, problems);
    ApiConfig api;
    readSettingName(reader, table, api.name);
    api.family = api.name;
    if (reader.text("family", api.family, kMaxNameBytes) && !isSettingName(api.family))
        reader.note(*table.get("family"), "family must consist of letters, digits and “-_.”");
    reader.text("title", api.title, kMaxValueBytes);
    reader.text("description", api.description, kMaxTextBytes, TableReader::Lines::Many);
    reader.text("contact", api.contact, kMaxValueBytes);
    reader.text("openapi", api.openApi, kMaxValueBytes);
    readVersion(reader, table, api);
    readLife(reader, table, api);
    return api;
}

void noteFamily(TableReader &reader, const toml::node &entry, const std::vector<ApiConfig> &others,
                const ApiConfig &api)
{
    for (const ApiConfig &other : others) {
        if (other.family != api.family)
            continue;
        if (other.version == api.version)
            reader.note(entry, "the family “" + api.family + "” has this version already");
        if (other.isDefault && api.isDefault)
            reader.note(entry, "the family “" + api.family + "” has a default already");
    }
}

} // namespace

void readApis(TableReader &reader, std::vector<ApiConfig> &apis, Problems &problems)
{
    const toml::array *const tables = reader.tables("api", kMostApis);
    for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
        ApiConfig api = readApi(*(*tables)[i].as_table(), problems);
        noteIfNameTaken(reader, (*tables)[i], apis, api.name);
        noteFamily(reader, (*tables)[i], apis, api);
        apis.push_back(std::move(api));
    }
    for (std::size_t i = 0; i < apis.size(); ++i) { // once all are known
        const std::string &successor = apis[i].successor;
        if (!successor.empty() && !isAddress(successor)
            && std::ranges::find(apis, successor, &ApiConfig::name) == apis.end())
            reader.note(*(*tables)[i].as_table()->get("successor"),
                        "successor must be a URL or the name of another API");
    }
}

void noteUnlessApi(TableReader &reader, const toml::table &table, const std::vector<ApiConfig> &apis,
                   RouteConfig &route)
{
    if (route.api.empty())
        return;
    const auto api = std::ranges::find(apis, route.api, &ApiConfig::name);
    if (api == apis.end())
        reader.note(*table.get("api"), "there is no API of the name “" + printable(route.api) + "”");
    else if (api->versionIn == VersionIn::Path)
        route.pathPrefix = "/v" + api->version + (route.pathPrefix == "/" ? "" : route.pathPrefix);
}

} // namespace piuptime::gateway
