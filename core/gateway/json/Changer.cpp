// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/json/Changer.h"

#include "core/gateway/json/Reader.h"

#include <simdjson.h>

#include <algorithm>

namespace piuptime::gateway::json {

namespace {

std::size_t sizeAfter(std::size_t size, const std::vector<Edit> &edits)
{
    for (const Edit &edit : edits)
        size += edit.text.size() - edit.length; // the sum is never below nought, whatever a step is
    return size;
}

std::string edited(std::string_view body, const std::vector<Edit> &edits, std::size_t size)
{
    std::string changed;
    changed.reserve(size);
    std::size_t at = 0;
    for (const Edit &edit : edits) {
        changed.append(body.substr(at, edit.at - at)).append(edit.text);
        at = edit.at + edit.length;
    }
    return changed.append(body.substr(at));
}

} // namespace

Outcome Changer::change(std::string_view body, std::string &changed) const
{
    if (body.size() > m_mostBytes)
        return Outcome::TooLarge;
    if (!simdjson::validate_utf8(body.data(), body.size()))
        return Outcome::NotSound;
    Reader reader(body);
    if (!reader.read(m_plan))
        return reader.isAmbiguous() ? Outcome::Ambiguous : Outcome::NotSound;
    std::vector<Edit> edits = reader.takeEdits();
    if (edits.empty())
        return Outcome::Same;
    // What is put in comes before what is taken away behind it.
    std::ranges::stable_sort(edits, {}, [](const Edit &edit) { return std::pair(edit.at, edit.length); });
    const std::size_t size = sizeAfter(body.size(), edits);
    if (size > m_mostBytes)
        return Outcome::TooLarge;
    changed = edited(body, edits, size);
    return Outcome::Changed;
}

} // namespace piuptime::gateway::json
