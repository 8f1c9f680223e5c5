// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/Characters.h"

#include <algorithm>
#include <string>
#include <vector>

namespace piuptime::gateway::http {

/// Names of fields that do not pass. An underscore counts as a hyphen, since many an upstream takes one for the other.
class FieldNames
{
public:
    void add(std::string_view name)
    {
        if (!name.empty() && !holds(name))
            m_names.emplace_back(name);
    }
    [[nodiscard]] bool holds(std::string_view name) const
    {
        return std::ranges::any_of(m_names, [name](const std::string &each) { return isSame(each, name); });
    }

private:
    [[nodiscard]] static bool isSame(std::string_view a, std::string_view b)
    {
        const auto plain = [](char c) { return c == '_' ? '-' : lower(c); };
        return a.size() == b.size() && std::ranges::equal(a, b, {}, plain, plain);
    }

    std::vector<std::string> m_names;
};

} // namespace piuptime::gateway::http
