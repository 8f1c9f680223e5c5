// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/SettingsFile.h"

#include <mutex>

namespace piuptime::composition {

/// The settings on disk, of which each part is stored by whoever owns it. Thread-safe; waits for the disk.
class SettingsStore
{
public:
    explicit SettingsStore(std::string path)
        : m_file(std::move(path))
    {
    }

    /// Reads them once. What is wrong is told line by line; what can be used all the same is.
    [[nodiscard]] config::Settings load(std::vector<std::string> &problems);

    /// Changes a part of them and writes all. Errors as of `SettingsFile::save`.
    template <class Change>
    [[nodiscard]] Result<void> change(Change change)
    {
        const std::lock_guard lock(m_mutex);
        change(m_current);
        return m_file.save(m_current);
    }

private:
    std::mutex m_mutex;
    config::SettingsFile m_file;
    config::Settings m_current;
};

} // namespace piuptime::composition
