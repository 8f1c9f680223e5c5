// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/route/Changes.h"

#include "core/gateway/http/Lists.h"
#include "core/gateway/http/Target.h"

namespace piuptime::gateway {

namespace {

void addLine(std::string &lines, std::string_view name, std::string_view value)
{
    lines.append(name).append(": ").append(value).append("\r\n");
}

bool endsAtThisHop(const http::HeadParser &head, std::string_view name)
{
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (field.known == http::FieldName::Connection && http::lists(field.value, name))
            return true;
    }
    return false;
}

const Pair *find(const std::vector<Pair> &pairs, std::string_view name)
{
    const auto found = std::ranges::find(pairs, name, &Pair::name);
    return found != pairs.end() ? &*found : nullptr;
}

/// The segment of `path` where `pattern` has this name.
std::string_view valueOf(std::string_view pattern, std::string_view path, std::string_view name)
{
    std::string_view wanted;
    std::string_view segment;
    while (takeSegment(pattern, wanted) && takeSegment(path, segment)) {
        if (segmentName(wanted) == name)
            return segment;
    }
    return {};
}

bool isOfForm(std::string_view pattern, std::string_view path)
{
    std::string_view wanted;
    std::string_view segment;
    while (takeSegment(pattern, wanted)) {
        if (!takeSegment(path, segment))
            return false;
        if (segmentName(wanted).empty() ? segment != wanted : segment.empty())
            return false;
    }
    return path.empty();
}

} // namespace

FieldChanger::FieldChanger(const FieldChanges &changes, const http::FieldNames *dropped)
{
    if (dropped != nullptr)
        m_dropped = *dropped;
    for (const Pair &renaming : changes.renamed) {
        if (!m_dropped.holds(renaming.name))
            m_renamed.push_back(renaming);
    }
    for (const Pair &renaming : changes.renamed) {
        m_dropped.add(renaming.name);
        m_dropped.add(renaming.value);
    }
    for (const std::string &name : changes.removed)
        m_dropped.add(name);
    for (const Pair &field : changes.set) {
        m_dropped.add(field.name);
        addLine(m_lines, field.name, field.value);
    }
    for (const Pair &field : changes.added)
        addLine(m_lines, field.name, field.value);
}

void FieldChanger::addTo(std::string &lines, const http::HeadParser &head,
                         const http::ConnectionOptions &connection) const
{
    lines += m_lines;
    for (std::size_t i = 0; !m_renamed.empty() && i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (connection.others && endsAtThisHop(head, field.name))
            continue;
        for (const Pair &renaming : m_renamed) {
            if (http::equalsIgnoringCase(renaming.name, field.name))
                addLine(lines, renaming.value, field.value);
        }
    }
}

std::string changedQuery(const QueryChanges &changes, std::string_view query)
{
    std::string changed;
    const auto add = [&changed](std::string_view name, std::string_view rest) {
        changed.append(changed.empty() ? "?" : "&").append(name).append(rest);
    };
    query.remove_prefix(query.empty() ? 0 : 1);
    while (!query.empty()) {
        const std::string_view one = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(one.size() + 1, query.size()));
        const std::size_t equals = std::min(one.find('='), one.size());
        std::string storage;
        const std::string_view name = http::normalizedPath(one.substr(0, equals), storage);
        const bool isGone = std::ranges::find(changes.removed, name) != changes.removed.end();
        if (one.empty() || isGone || find(changes.set, name) != nullptr)
            continue;
        const Pair *const renaming = find(changes.renamed, name);
        add(renaming != nullptr ? std::string_view(renaming->value) : one.substr(0, equals), one.substr(equals));
    }
    for (const Pair &parameter : changes.set) {
        add(parameter.name, "=");
        changed += parameter.value;
    }
    return changed;
}

std::string changedPath(const PathChange &change, std::string_view path)
{
    std::string changed;
    if (change.from.empty() || !isOfForm(change.from, path))
        return changed;
    std::string_view rest = change.to;
    std::string_view segment;
    while (takeSegment(rest, segment)) {
        const std::string_view name = segmentName(segment);
        changed.append("/").append(name.empty() ? segment : valueOf(change.from, path, name));
    }
    return changed;
}

std::string_view segmentName(std::string_view segment)
{
    const bool isName = segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
    return isName ? segment.substr(1, segment.size() - 2) : std::string_view();
}

bool takeSegment(std::string_view &path, std::string_view &segment)
{
    if (!path.starts_with('/'))
        return false;
    path.remove_prefix(1);
    segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return true;
}

} // namespace piuptime::gateway
