// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/SettingsStore.h"

#include "core/base/Text.h"

namespace piuptime::composition {

config::Settings SettingsStore::load(std::vector<std::string> &problems)
{
    const std::lock_guard lock(m_mutex);
    Result<config::Settings> loaded = m_file.load();
    if (!loaded) {
        std::string_view rest = loaded.error().detail;
        while (const auto line = takeLine(rest))
            problems.emplace_back(*line);
        loaded = m_file.usable(); // one typing mistake must not hide a fleet
    }
    m_current = *loaded;
    return m_current;
}

} // namespace piuptime::composition
