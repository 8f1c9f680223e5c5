// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/json/Plan.h"

#include <algorithm>
#include <optional>

namespace piuptime::gateway::json {

namespace {

using Names = std::vector<std::string>;
using Kind = Node::Kind;

constexpr std::size_t kMostNames = 32;

/// A name of a pointer, with `~1` for a slash and `~0` for a tilde.
std::optional<std::string> unescaped(std::string_view name)
{
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] != '~') {
            plain += name[i];
        } else {
            if (++i == name.size() || (name[i] != '0' && name[i] != '1'))
                return std::nullopt;
            plain += name[i] == '0' ? '~' : '/';
        }
    }
    return plain;
}

/// Never empty: the whole document is not changed.
Result<Names> namesOf(std::string_view pointer)
{
    constexpr const char *kWrong = "it must be a JSON Pointer of at most 32 names, such as “/pi/site”";
    Names names;
    std::string_view rest = pointer;
    while (rest.starts_with('/')) {
        rest.remove_prefix(1);
        const auto name = unescaped(rest.substr(0, rest.find('/')));
        if (!name)
            return fail(ErrorKind::InvalidInput, kWrong, pointer);
        names.push_back(*name);
        rest.remove_prefix(std::min(rest.find('/'), rest.size()));
    }
    if (names.empty() || names.size() > kMostNames || !rest.empty())
        return fail(ErrorKind::InvalidInput, kWrong, pointer);
    return names;
}

bool isNumber(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

bool meansElements(std::string_view name)
{
    return name == "*" || isNumber(name);
}

std::string quoted(std::string_view name)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "\"";
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            text.append({'\\', c});
        else if (byte < 0x20)
            text.append({'\\', 'u', '0', '0', kDigits[byte >> 4U], kDigits[byte & 15U]});
        else
            text += c;
    }
    return text += '"';
}

/// The child of that name, made if need be; null where it would be one element beside all of them.
Node *childOf(Node &node, const std::string &name)
{
    const auto found = std::ranges::find(node.children, name, &Node::name);
    if (found != node.children.end())
        return &*found;
    const bool isMixed = std::ranges::any_of(node.children, [&name](const Node &other) {
        return (name == "*" && isNumber(other.name)) || (other.name == "*" && isNumber(name));
    });
    return isMixed ? nullptr : &node.children.emplace_back(Node{.name = name});
}

/// Whether a place can be changed in this way beside what is to become of it already.
bool fits(const Node &place, Kind kind)
{
    const bool isTakenAway = kind != Kind::Renamed;
    return place.kind == Kind::Way && (!isTakenAway || place.children.empty());
}

Result<void> add(Node &root, const std::string &pointer, Kind kind, std::string text)
{
    constexpr const char *kContradiction = "it contradicts another change of the same place, or of one around it";
    const auto names = namesOf(pointer);
    if (!names)
        return tl::unexpected(names.error());
    Node *node = &root;
    Node *parent = nullptr;
    for (const std::string &name : *names) {
        const bool isOpen = node->kind == Kind::Way || node->kind == Kind::Renamed;
        parent = node;
        node = isOpen ? childOf(*node, name) : nullptr;
        if (node == nullptr)
            return fail(ErrorKind::InvalidInput, kContradiction, pointer);
    }
    if (!fits(*node, kind))
        return fail(ErrorKind::InvalidInput, kContradiction, pointer);
    node->kind = kind;
    node->text = kind == Kind::Renamed ? quoted(text) : text;
    if (kind != Kind::Renamed)
        return {};
    if (meansElements(names->back()) || meansElements(text))
        return fail(ErrorKind::InvalidInput, "elements of arrays have no names", pointer);
    Node *const other = childOf(*parent, text); // which may move `node`
    if (other == nullptr || !fits(*other, Kind::GivesWay))
        return fail(ErrorKind::InvalidInput, kContradiction, pointer);
    other->kind = Kind::GivesWay;
    other->text = names->back();
    return {};
}

/// Tells each place what an object without it gets.
void complete(Node &node)
{
    std::string inner;
    for (Node &child : node.children) {
        complete(child);
        inner += child.added;
    }
    if (meansElements(node.name))
        return;
    if (node.kind == Kind::Set)
        node.added = "," + quoted(node.name) + ":" + node.text;
    else if (node.kind == Kind::Way && !inner.empty())
        node.added = "," + quoted(node.name) + ":{" + inner.substr(1) + "}";
}

} // namespace

const Node *Node::child(std::string_view wanted) const
{
    const auto found = std::ranges::find(children, wanted, &Node::name);
    return found != children.end() ? &*found : nullptr;
}

Result<Node> planOf(const JsonChanges &changes)
{
    Node root;
    Result<void> added;
    for (const JsonChanges::Change &change : changes.set)
        added = added.and_then([&] { return add(root, change.pointer, Kind::Set, change.value); });
    for (const JsonChanges::Change &change : changes.renamed)
        added = added.and_then([&] { return add(root, change.pointer, Kind::Renamed, change.value); });
    for (const std::string &pointer : changes.removed)
        added = added.and_then([&] { return add(root, pointer, Kind::Removed, {}); });
    if (!added)
        return tl::unexpected(added.error());
    complete(root);
    return root;
}

} // namespace piuptime::gateway::json
