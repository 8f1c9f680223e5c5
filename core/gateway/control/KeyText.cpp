// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/KeyText.h"

#include "core/base/Text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <vector>

namespace piuptime::gateway::control {
namespace {

/// A text as lines, each with its end, so that joining them gives the same bytes.
std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

std::string join(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines)
        text += line;
    return text;
}

/// The place of the first line from here on that begins another table.
std::size_t nextTable(const std::vector<std::string> &lines, std::size_t from)
{
    while (from < lines.size() && !trimmed(lines[from]).starts_with('['))
        ++from;
    return from;
}

Result<toml::table> parse(std::string_view text)
{
    try {
        return toml::parse(text);
    } catch (const toml::parse_error &error) {
        return fail(ErrorKind::InvalidInput, "the configuration is no TOML: " + printable(error.description()));
    }
}

const toml::table *findNamed(const toml::table &root, std::string_view list, std::string_view key,
                             std::string_view name)
{
    const toml::array *all = root[list].as_array();
    for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
        const toml::table *one = (*all)[i].as_table();
        if (one != nullptr && (*one)[key].value<std::string_view>() == name)
            return one;
    }
    return nullptr;
}

/// The consumer of this name. The tables of `root` are valid as long as it is.
Result<const toml::table *> findConsumer(const toml::table &root, std::string_view name)
{
    const toml::table *found = findNamed(root, "consumer", "name", name);
    if (found == nullptr)
        return fail(ErrorKind::NotFound, "there is no consumer of this name", name);
    return found;
}

/// Places count from 0, lines of TOML from 1.
std::size_t placeOf(const toml::table &table)
{
    return table.source().begin.line - 1;
}

std::string quoted(const std::string &text)
{
    std::ostringstream out;
    const toml::value<std::string> value(text);
    out << toml::toml_formatter(value, toml::format_flags::none); // in double quotes, as people write it
    return out.str();
}

std::string keyText(const KeyEntry &key)
{
    std::string entry = "[[consumer.key]]\nid = " + quoted(key.id) + "\nsha256 = " + quoted(key.sha256) + "\n";
    if (!key.label.empty())
        entry += "label = " + quoted(key.label) + "\n";
    if (!key.expires.empty())
        entry += "expires = " + key.expires + "\n";
    return entry;
}

std::string consumerText(const ConsumerEntry &consumer)
{
    std::string entry;
    if (!consumer.comment.empty())
        entry += "# " + printable(consumer.comment) + "\n";
    entry += "[[consumer]]\nname = " + quoted(consumer.name) + "\n";
    if (!consumer.plan.empty())
        entry += "plan = " + quoted(consumer.plan) + "\n";
    if (consumer.scopes.empty())
        return entry;
    std::string scopes;
    for (const std::string &scope : consumer.scopes)
        scopes.append(scopes.empty() ? "" : ", ").append(quoted(scope));
    return entry + "scopes = [" + scopes + "]\n";
}

/// Whether the consumer has a key of this id in a text. A line in the midst of a long string may look like the head of
/// a table; then what was changed is not what was meant.
bool hasKey(std::string_view text, std::string_view consumer, std::string_view id)
{
    const auto root = parse(text);
    const auto found = root ? findConsumer(*root, consumer) : tl::unexpected(root.error());
    return found && findNamed(**found, "key", "id", id) != nullptr;
}

} // namespace

Result<std::string> withKey(std::string_view text, std::string_view consumer, const KeyEntry &key)
{
    const auto root = parse(text);
    if (!root)
        return tl::unexpected(root.error());
    const auto found = findConsumer(*root, consumer);
    if (!found)
        return tl::unexpected(found.error());
    if (findNamed(**found, "key", "id", key.id) != nullptr)
        return fail(ErrorKind::Conflict, "the consumer has a key of this id already", key.id);
    std::vector<std::string> lines = linesOf(text);
    const std::size_t at = nextTable(lines, placeOf(**found) + 1);
    if (at > 0 && !lines[at - 1].ends_with('\n'))
        lines[at - 1] += '\n';
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), keyText(key));
    std::string changed = join(lines);
    if (!hasKey(changed, consumer, key.id))
        return fail(ErrorKind::InvalidInput, "the text cannot be changed by itself: add the key by hand", key.id);
    return changed;
}

Result<std::string> withConsumer(std::string_view text, const ConsumerEntry &consumer, const KeyEntry &key)
{
    const auto root = parse(text);
    if (!root)
        return tl::unexpected(root.error());
    if (findConsumer(*root, consumer.name))
        return fail(ErrorKind::Conflict, "there is a consumer of this name already", consumer.name);
    std::string changed(text);
    if (!changed.empty() && !changed.ends_with('\n'))
        changed += '\n';
    changed += "\n" + consumerText(consumer) + keyText(key);
    if (!hasKey(changed, consumer.name, key.id))
        return fail(ErrorKind::InvalidInput, "the text cannot be changed by itself: add the consumer by hand",
                    consumer.name);
    return changed;
}

Result<std::string> withoutKey(std::string_view text, std::string_view consumer, std::string_view id)
{
    const auto root = parse(text);
    if (!root)
        return tl::unexpected(root.error());
    const auto found = findConsumer(*root, consumer);
    if (!found)
        return tl::unexpected(found.error());
    const toml::table *key = findNamed(**found, "key", "id", id);
    if (key == nullptr)
        return fail(ErrorKind::NotFound, "the consumer has no key of this id", id);
    std::vector<std::string> lines = linesOf(text);
    const std::size_t from = placeOf(*key);
    if (from >= lines.size() || !trimmed(lines[from]).starts_with("[[consumer.key]]"))
        return fail(ErrorKind::InvalidInput, "the key is not written as [[consumer.key]]: take it out by hand", id);
    const std::size_t to = nextTable(lines, from + 1);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(to));
    std::string changed = join(lines);
    if (!parse(changed) || hasKey(changed, consumer, id))
        return fail(ErrorKind::InvalidInput, "the text cannot be changed by itself: take the key out by hand", id);
    return changed;
}

} // namespace piuptime::gateway::control
