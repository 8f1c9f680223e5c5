// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/TableReader.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace piuptime::config {
namespace {

std::string quoted(std::string_view text)
{
    return "“" + printable(text, 80) + "”";
}

std::string nameOf(toml::node_type type)
{
    switch (type) {
    case toml::node_type::table:
        return "a table";
    case toml::node_type::array:
        return "a list";
    case toml::node_type::string:
        return "a text";
    case toml::node_type::integer:
        return "a whole number";
    case toml::node_type::floating_point:
        return "a number";
    case toml::node_type::boolean:
        return "true or false";
    default:
        return "a date or time";
    }
}

std::string shortest(double value)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

/// How many letters must be changed, added or left out to turn one word into the other.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row.back();
}

/// The known word that was most likely meant, if any is near.
std::optional<std::string_view> nearest(std::string_view word, const std::vector<std::string_view> &known)
{
    constexpr std::size_t kLongestWord = 64;
    if (known.empty() || word.size() > kLongestWord)
        return std::nullopt;
    const auto best =
        std::ranges::min_element(known, {}, [&](std::string_view other) { return distance(word, other); });
    const std::size_t bound = (std::max(word.size(), best->size()) + 2) / 3;
    return distance(word, *best) <= bound ? std::optional(*best) : std::nullopt;
}

/// The length of a string of TOML, quotes and all, or 1 where none begins. One that should end with its line does.
std::size_t lengthOfString(std::string_view text)
{
    const char quote = text.front();
    if (quote != '"' && quote != '\'')
        return 1;
    const bool isLong = text.starts_with(std::string(3, quote));
    const std::string end(isLong ? 3 : 1, quote);
    std::size_t at = end.size();
    while (at < text.size() && !text.substr(at).starts_with(end) && (isLong || text[at] != '\n'))
        at += quote == '"' && text[at] == '\\' ? 2 : 1;
    // Quotes that a long string has for itself may stand before those that end it.
    return std::min(isLong ? text.find_first_not_of(quote, at) : at + 1, text.size());
}

} // namespace

std::optional<Problem> findDeepKey(std::string_view toml)
{
    constexpr int kMostDots = 64;
    std::size_t line = 1;
    int dots = 0;
    while (!toml.empty()) {
        const std::size_t length = toml.front() == '#' ? toml.find('\n') : lengthOfString(toml);
        const std::string_view taken = toml.substr(0, length);
        toml.remove_prefix(taken.size());
        if (const auto breaks = std::ranges::count(taken, '\n'); breaks > 0) {
            line += static_cast<std::size_t>(breaks);
            dots = 0;
        } else if (taken == "." && ++dots > kMostDots) {
            return Problem{line, 1, "the keys of this line have more than 64 parts"};
        }
    }
    return std::nullopt;
}

TableReader::TableReader(const toml::table &table, std::vector<Problem> &problems)
    : m_table(table)
    , m_problems(problems)
{
}

TableReader::~TableReader()
{
    for (const auto &[key, node] : m_table) {
        if (std::ranges::find(m_known, key.str()) != m_known.end())
            continue;
        const auto meant = nearest(key.str(), m_known);
        noteAt(key.source().begin,
               "unknown key " + quoted(key.str()) + (meant ? "; did you mean " + quoted(*meant) + "?" : std::string()));
    }
}

const toml::node *TableReader::take(std::string_view key)
{
    m_known.push_back(key);
    return m_table.get(key);
}

bool TableReader::text(std::string_view key, std::string &value, std::size_t maxBytes, Lines lines)
{
    const toml::node *node = take(key);
    if (node == nullptr || !checkText(key, *node, maxBytes, lines))
        return false;
    value = node->as_string()->get();
    return true;
}

bool TableReader::flag(std::string_view key, bool &value)
{
    const toml::node *node = take(key);
    if (node == nullptr)
        return false;
    if (!node->is_boolean()) {
        noteType(key, *node, "true or false");
        return false;
    }
    value = node->as_boolean()->get();
    return true;
}

bool TableReader::integer(std::string_view key, std::int64_t &value, std::int64_t least, std::int64_t most)
{
    const toml::node *node = take(key);
    if (node == nullptr)
        return false;
    if (!node->is_integer()) {
        noteType(key, *node, "a whole number");
        return false;
    }
    const std::int64_t found = node->as_integer()->get();
    if (found < least || found > most) {
        note(*node, std::string(key) + " must be from " + std::to_string(least) + " to " + std::to_string(most)
                        + ", not " + std::to_string(found));
        return false;
    }
    value = found;
    return true;
}

bool TableReader::number(std::string_view key, double &value, double least, double most)
{
    const toml::node *node = take(key);
    return node != nullptr && number(key, *node, value, least, most);
}

bool TableReader::number(std::string_view key, const toml::node &node, double &value, double least, double most)
{
    if (!node.is_number()) {
        noteType(key, node, "a number");
        return false;
    }
    const double found = node.value<double>().value_or(least - 1);
    if (!(found >= least && found <= most)) {
        note(node, std::string(key) + " must be from " + shortest(least) + " to " + shortest(most) + ", not "
                       + shortest(found));
        return false;
    }
    value = found;
    return true;
}

bool TableReader::texts(std::string_view key, std::vector<std::string> &values, std::size_t maxCount,
                        std::size_t maxBytes)
{
    const toml::node *node = take(key);
    if (node == nullptr)
        return false;
    if (!node->is_array()) {
        noteType(key, *node, "a list of texts");
        return false;
    }
    const toml::array &array = *node->as_array();
    if (array.size() > maxCount)
        note(*node, std::string(key) + " has more than " + std::to_string(maxCount) + " entries");
    std::vector<std::string> found;
    for (const toml::node &entry : array) {
        if (checkText(key, entry, maxBytes, Lines::One))
            found.push_back(entry.as_string()->get());
    }
    if (found.size() != array.size() || found.size() > maxCount)
        return false;
    values = std::move(found);
    return true;
}

const toml::table *TableReader::table(std::string_view key)
{
    const toml::node *node = take(key);
    if (node != nullptr && !node->is_table())
        note(*node, std::string(key) + " must be a table, under the line [" + std::string(key) + "]");
    return node != nullptr ? node->as_table() : nullptr;
}

const toml::array *TableReader::tables(std::string_view key, std::size_t most)
{
    const toml::node *node = take(key);
    if (node == nullptr)
        return nullptr;
    const std::string word(key);
    if (!node->is_array_of_tables()) {
        note(*node, "write each " + word + " as a table of its own, under the line [[" + word + "]]");
        return nullptr;
    }
    if (node->as_array()->size() > most) {
        note(*node, "there are more than " + std::to_string(most) + ' ' + word + 's');
        return nullptr;
    }
    return node->as_array();
}

int TableReader::choice(std::string_view key, std::initializer_list<std::string_view> words)
{
    std::string word;
    constexpr std::size_t kLongestWord = 64;
    if (!text(key, word, kLongestWord))
        return -1;
    if (const auto *found = std::ranges::find(words, word); found != words.end())
        return static_cast<int>(found - words.begin());
    std::string all;
    for (const std::string_view known : words)
        all += (all.empty() ? "" : ", ") + quoted(known);
    note(*m_table.get(key), std::string(key) + " must be one of " + all + ", not " + quoted(word));
    return -1;
}

void TableReader::note(const toml::node &where, std::string reason)
{
    noteAt(where.source().begin, std::move(reason));
}

void TableReader::note(std::string reason)
{
    noteAt(m_table.source().begin, std::move(reason));
}

void TableReader::noteAt(const toml::source_position &where, std::string reason)
{
    m_problems.push_back({where.line, where.column, std::move(reason)});
}

void TableReader::noteType(std::string_view key, const toml::node &node, std::string_view wanted)
{
    note(node, std::string(key) + " must be " + std::string(wanted) + ", not " + nameOf(node.type()));
}

bool TableReader::checkText(std::string_view key, const toml::node &node, std::size_t maxBytes, Lines lines)
{
    if (!node.is_string()) {
        noteType(key, node, "a text");
        return false;
    }
    const std::string &found = node.as_string()->get();
    const bool hasControls = std::ranges::any_of(found, [lines](char c) {
        const bool allowed = lines == Lines::Many && (c == '\n' || c == '\t');
        return !allowed && (static_cast<unsigned char>(c) < 0x20 || c == 0x7F);
    });
    if (hasControls)
        note(node, std::string(key) + " holds control characters");
    else if (found.size() > maxBytes)
        note(node, std::string(key) + " is longer than " + std::to_string(maxBytes) + " bytes");
    return !hasControls && found.size() <= maxBytes;
}

} // namespace piuptime::config
