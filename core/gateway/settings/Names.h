// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of gateway.toml have in common.
#pragma once

#include "core/base/Clock.h"
#include "core/config/TableReader.h"

#include <algorithm>

namespace piuptime::gateway {

inline constexpr std::size_t kMaxNameBytes = 64;
inline constexpr std::size_t kMaxValueBytes = 1024;

/// The same of names everywhere: they become labels of metrics and words in logs.
[[nodiscard]] inline bool isSettingName(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
               || c == '.';
    });
}

inline void readSettingName(config::TableReader &reader, const toml::table &table, std::string &name)
{
    if (!table.contains("name"))
        reader.note("it needs a name");
    if (reader.text("name", name, kMaxNameBytes) && !isSettingName(name))
        reader.note(*table.get("name"), "name must consist of letters, digits and “-_.”");
}

} // namespace piuptime::gateway
