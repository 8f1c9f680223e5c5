// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Text.h"
#include "core/config/Problem.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace piuptime::config {

/// Takes the keys of one TOML table into typed values and notes whatever is wrong with them. A key that is absent
/// leaves the value as it is. Plain C++: for the settings of the console and of the agent.
class TableReader
{
public:
    enum class Lines { One, Many };

    TableReader(const toml::table &table, std::vector<Problem> &problems);
    TableReader(const TableReader &) = delete;
    TableReader &operator=(const TableReader &) = delete;
    /// Notes the keys that nobody asked for.
    ~TableReader();

    /// The node of a key, or null; from now on the key counts as known.
    [[nodiscard]] const toml::node *take(std::string_view key);
    /// \return whether the key is there and its value was taken
    bool text(std::string_view key, std::string &value, std::size_t maxBytes, Lines lines = Lines::One);
    bool flag(std::string_view key, bool &value);
    bool integer(std::string_view key, std::int64_t &value, std::int64_t least, std::int64_t most);
    bool number(std::string_view key, double &value, double least, double most);
    bool number(std::string_view key, const toml::node &node, double &value, double least, double most);
    bool texts(std::string_view key, std::vector<std::string> &values, std::size_t maxCount, std::size_t maxBytes);
    /// The table under the line `[key]`; null when there is none, or what is there is something else.
    const toml::table *table(std::string_view key);
    /// The same as a part of the settings: `readKeys(table, part, problems)` where it is there.
    template <class Part, class ReadKeys>
    void section(std::string_view key, Part &part, ReadKeys readKeys)
    {
        if (const toml::table *found = table(key))
            readKeys(*found, part, m_problems);
    }
    /// The tables under the lines `[[key]]`; null when there are none, or what is there is something else.
    const toml::array *tables(std::string_view key, std::size_t most);
    /// One of `words`. \return its index, or -1
    int choice(std::string_view key, std::initializer_list<std::string_view> words);

    void note(const toml::node &where, std::string reason);
    /// The same, of the table as a whole.
    void note(std::string reason);

private:
    void noteAt(const toml::source_position &where, std::string reason);
    /// Notes that `node` is not the `wanted` kind of value.
    void noteType(std::string_view key, const toml::node &node, std::string_view wanted);
    bool checkText(std::string_view key, const toml::node &node, std::size_t maxBytes, Lines lines);

    const toml::table &m_table;
    std::vector<Problem> &m_problems;
    std::vector<std::string_view> m_known;
};

/// The first line on which keys have more than 64 dots: the parser makes a table of each, one in the other, and would
/// run out of stack.
[[nodiscard]] std::optional<Problem> findDeepKey(std::string_view toml);

/// What `read(root, problems)` makes of a document; its default where the syntax is wrong, which then is the only
/// problem. The problems are in the order of the document.
template <class Read>
[[nodiscard]] std::invoke_result_t<Read, const toml::table &, std::vector<Problem> &>
readToml(std::string_view toml, std::vector<Problem> &problems, Read read)
{
    std::invoke_result_t<Read, const toml::table &, std::vector<Problem> &> found{};
    if (auto deep = findDeepKey(toml)) {
        problems = {std::move(*deep)};
        return found;
    }
    try {
        found = read(toml::parse(toml), problems);
    } catch (const toml::parse_error &error) {
        const toml::source_position at = error.source().begin;
        problems = {{at.line, at.column, printable(error.description())}};
    }
    std::ranges::stable_sort(problems, {}, [](const Problem &one) { return std::pair(one.line, one.column); });
    return found;
}

} // namespace piuptime::config
