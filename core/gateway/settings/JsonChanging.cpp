// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/JsonChanging.h"

#include "core/gateway/json/Plan.h"
#include "core/gateway/settings/Names.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>

namespace piuptime::gateway {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

namespace {

constexpr std::size_t kMostChanges = 64;
constexpr std::int64_t kLeastBytes = 1024;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 20U; // is read in some milliseconds

std::optional<nlohmann::json> jsonOf(const toml::node &node);

std::optional<nlohmann::json> jsonOf(const toml::array &array)
{
    nlohmann::json whole = nlohmann::json::array();
    for (const toml::node &element : array) {
        const auto value = jsonOf(element);
        if (!value)
            return std::nullopt;
        whole.push_back(*value);
    }
    return whole;
}

std::optional<nlohmann::json> jsonOf(const toml::table &table)
{
    nlohmann::json whole = nlohmann::json::object();
    for (const auto &[name, node] : table) {
        const auto value = jsonOf(node);
        if (!value)
            return std::nullopt;
        whole[std::string(name.str())] = *value;
    }
    return whole;
}

/// \return nothing where JSON has no such value: dates, infinities
std::optional<nlohmann::json> jsonOf(const toml::node &node)
{
    if (const auto text = node.value_exact<std::string>())
        return *text;
    if (const auto number = node.value_exact<std::int64_t>())
        return *number;
    if (const auto flag = node.value_exact<bool>())
        return *flag;
    if (const auto number = node.value_exact<double>())
        return std::isfinite(*number) ? std::optional<nlohmann::json>(*number) : std::nullopt;
    if (const toml::array *const array = node.as_array())
        return jsonOf(*array);
    const toml::table *const table = node.as_table();
    return table != nullptr ? jsonOf(*table) : std::nullopt;
}

class JsonChangeReader
{
public:
    JsonChangeReader(TableReader &reader, Problems &problems)
        : m_reader(reader)
        , m_problems(problems)
    {
    }

    void read(JsonChanges &changes)
    {
        readSet(changes.set);
        readRenamed(changes.renamed);
        m_reader.texts("remove_json", changes.removed, kMostChanges, kMaxValueBytes);
        auto bytes = static_cast<std::int64_t>(changes.mostBytes);
        if (m_reader.integer("max_json_bytes", bytes, kLeastBytes, kMostBytes))
            changes.mostBytes = static_cast<std::size_t>(bytes);
        if (const auto plan = json::planOf(changes); !plan)
            m_reader.note(plan.error().describe());
    }

private:
    const toml::table *tableOf(std::string_view key)
    {
        const toml::table *const table = m_reader.table(key);
        if (table != nullptr && table->size() > kMostChanges)
            m_reader.note(*table, std::string(key) + " can have 64 entries at most");
        return table;
    }
    void readSet(std::vector<JsonChanges::Change> &set)
    {
        const toml::table *const table = tableOf("set_json");
        if (table == nullptr)
            return;
        for (const auto &[pointer, node] : *table) {
            const auto value = jsonOf(node);
            const std::string text = value ? value->dump() : std::string();
            if (!value || text.size() > kMaxValueBytes)
                m_reader.note(node,
                              "“" + printable(pointer.str()) + "” needs a value that JSON has, of at most 1024 bytes");
            set.push_back({std::string(pointer.str()), text});
        }
    }
    void readRenamed(std::vector<JsonChanges::Change> &renamed)
    {
        const toml::table *const table = tableOf("rename_json");
        if (table == nullptr)
            return;
        TableReader reader(*table, m_problems);
        for (const auto &[pointer, node] : *table) {
            JsonChanges::Change change{std::string(pointer.str()), {}};
            reader.text(pointer.str(), change.value, kMaxValueBytes);
            renamed.push_back(std::move(change));
        }
    }

    TableReader &m_reader;
    Problems &m_problems;
};

} // namespace

void readJsonChanges(TableReader &reader, JsonChanges &changes, Problems &problems)
{
    JsonChangeReader(reader, problems).read(changes);
}

} // namespace piuptime::gateway
