// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/SettingsStore.h"

#include "core/base/Text.h"

#include <boost/pfr/core.hpp>

namespace piuptime::composition {
namespace {

/// What is on disk with the parts that changed from `before` to `after`; empty when one of them is another on disk.
std::optional<config::Settings> merged(const config::Settings &before, const config::Settings &after,
                                       config::Settings onDisk)
{
    bool isClash = false;
    boost::pfr::for_each_field(onDisk, [&](auto &part, auto index) {
        const auto &old = boost::pfr::get<index>(before);
        const auto &wanted = boost::pfr::get<index>(after);
        if (wanted == old || wanted == part)
            return;
        isClash = isClash || part != old;
        part = wanted;
    });
    return isClash ? std::nullopt : std::optional(std::move(onDisk));
}

} // namespace

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

Result<void> SettingsStore::store(config::Settings wanted)
{
    auto onDisk = m_file.load();
    if (!onDisk)
        return m_file.save(wanted); // which says why it must not
    const auto all = merged(m_current, wanted, std::move(*onDisk));
    if (!all)
        return fail(ErrorKind::Conflict, "nothing was saved: what is to be stored was changed in " + m_file.path()
                                             + " by somebody else meanwhile; start again to use that");
    Result<void> saved = m_file.save(*all);
    if (saved)
        m_current = std::move(wanted);
    return saved;
}

} // namespace piuptime::composition
