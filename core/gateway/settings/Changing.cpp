// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Changing.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/FieldNames.h"
#include "core/gateway/http/Fields.h"
#include "core/gateway/route/Changes.h"
#include "core/gateway/settings/Grammar.h"
#include "core/gateway/settings/JsonChanging.h"
#include "core/gateway/settings/Names.h"

#include <array>

namespace piuptime::gateway {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

namespace {

constexpr std::size_t kMostChanges = 64;
constexpr std::size_t kMostSegments = 16;
constexpr std::size_t kMaxPathBytes = 1024;

/// Whether a field is the gateway's own business: framing, this hop, the host, who asks.
bool isOwn(std::string name, const guard::GuardConfig &guard)
{
    std::ranges::replace(name, '_', '-'); // which many an upstream takes for the other
    http::FieldNames guarded;
    guarded.add(guard.consumerField);
    guarded.add(guard.scopesField);
    const http::FieldName known = http::fieldName(name);
    return guarded.holds(name) || (known != http::FieldName::Other && known != http::FieldName::UserAgent);
}

/// Names of parameters are compared decoded, which is plain for these alone.
bool isParameter(std::string_view text)
{
    const auto isAllowed = [](char c) {
        const char small = http::lower(c);
        return http::is(c, http::Digit) || (small >= 'a' && small <= 'z')
               || std::string_view("-._~").find(c) != std::string_view::npos;
    };
    return !text.empty() && std::ranges::all_of(text, isAllowed);
}

class ChangeReader
{
public:
    ChangeReader(const toml::table &table, const guard::GuardConfig &guard, Problems &problems)
        : m_table(table)
        , m_guard(guard)
        , m_problems(problems)
        , m_reader(table, problems)
    {
    }

    void read(FieldChanges &fields)
    {
        const auto isField = [this](std::string_view name) {
            return isToken(name) && !isOwn(std::string(name), m_guard);
        };
        constexpr std::string_view kReason =
            " cannot be changed: it is no field, or frames the message, ends at this hop, or is the gateway's own";
        const auto isValue = [](std::string_view value) {
            return http::areAll(value, http::FieldText) && http::withoutBlanks(value) == value;
        };
        readPairs("set_fields", fields.set, isField, isValue, kReason);
        readPairs("add_fields", fields.added, isField, isValue, kReason);
        readPairs("rename_fields", fields.renamed, isField, isField, kReason);
        readNames("remove_fields", fields.removed, isField, kReason);
    }
    void read(QueryChanges &query)
    {
        constexpr std::string_view kReason =
            " is no parameter whose name is of letters, digits and “-._~”, or no value "
            "as it stands in a query";
        const auto isValue = [](std::string_view value) {
            return http::areAll(value, http::TargetChar) && value.find('&') == std::string_view::npos;
        };
        readPairs("set_query", query.set, isParameter, isValue, kReason);
        readPairs("rename_query", query.renamed, isParameter, isParameter, kReason);
        readNames("remove_query", query.removed, isParameter, kReason);
    }
    void read(JsonChanges &json) { readJsonChanges(m_reader, json, m_problems); }
    void read(PathChange &path)
    {
        m_reader.text("path", path.from, kMaxPathBytes);
        m_reader.text("new_path", path.to, kMaxPathBytes);
        if (path.from.empty() && path.to.empty())
            return;
        std::vector<std::string_view> names;
        const bool isSound = namesOf(path.from, names);
        std::vector<std::string_view> used;
        const bool isNewSound = namesOf(path.to, used);
        const bool isRepeated =
            std::ranges::any_of(names, [&names](std::string_view name) { return std::ranges::count(names, name) > 1; });
        const bool areKnown = std::ranges::all_of(
            used, [&names](std::string_view name) { return std::ranges::find(names, name) != names.end(); });
        if (!isSound || !isNewSound || isRepeated || !areKnown)
            m_reader.note("path and new_path must be paths of at most 16 segments, such as “/pis/{id}” and "
                          "“/devices/{id}”; each name stands once in path, and no others in new_path");
    }

private:
    void readPairs(std::string_view key, std::vector<Pair> &pairs, auto isName, auto isValue, std::string_view reason)
    {
        const toml::table *const table = m_reader.table(key);
        if (table == nullptr)
            return;
        if (table->size() > kMostChanges)
            m_reader.note(*table, std::string(key) + " can have 64 entries at most");
        TableReader reader(*table, m_problems);
        for (const auto &[name, node] : *table) {
            Pair pair{std::string(name.str()), {}};
            if (reader.text(name.str(), pair.value, kMaxValueBytes) && (!isName(pair.name) || !isValue(pair.value)))
                reader.note(node, "“" + printable(pair.name) + "”" + std::string(reason));
            pairs.push_back(std::move(pair));
        }
    }
    void readNames(std::string_view key, std::vector<std::string> &names, auto isName, std::string_view reason)
    {
        if (!m_reader.texts(key, names, kMostChanges, kMaxNameBytes))
            return;
        for (const std::string &name : names) {
            if (!isName(name))
                m_reader.note(*m_table.get(key), "“" + printable(name) + "”" + std::string(reason));
        }
    }
    /// \return whether it is a path with sound segments
    static bool namesOf(std::string_view path, std::vector<std::string_view> &names)
    {
        std::string_view rest = path;
        std::string_view segment;
        std::size_t count = 0;
        while (takeSegment(rest, segment)) {
            ++count;
            if (const std::string_view name = segmentName(segment); !name.empty())
                names.push_back(name);
            else if (segment.find_first_of("{}") != std::string_view::npos || segment == "." || segment == "..")
                return false;
        }
        return isTargetPath(path) && count <= kMostSegments;
    }

    const toml::table &m_table;
    const guard::GuardConfig &m_guard;
    Problems &m_problems;
    TableReader m_reader;
};

} // namespace

void readChanges(TableReader &route, const guard::GuardConfig &guard, ChangeConfig &changes, Problems &problems)
{
    if (const toml::table *const table = route.table("request")) {
        ChangeReader reader(*table, guard, problems);
        reader.read(changes.request);
        reader.read(changes.query);
        reader.read(changes.path);
        reader.read(changes.requestJson);
    }
    if (const toml::table *const table = route.table("response")) {
        ChangeReader reader(*table, guard, problems);
        reader.read(changes.answer);
        reader.read(changes.answerJson);
    }
}

} // namespace piuptime::gateway
