// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/SettingsFile.h"

#include <mutex>

namespace piuptime::composition {

/// The settings on disk, of which each part is stored by whoever owns it, also in other programs at the same time: what
/// somebody else changed meanwhile stays. Thread-safe; waits for the disk.
class SettingsStore
{
public:
    explicit SettingsStore(std::string path)
        : m_file(std::move(path))
    {
    }

    /// Reads them once. What is wrong is told line by line; what can be used all the same is.
    [[nodiscard]] config::Settings load(std::vector<std::string> &problems);

    /// Changes a part of them and writes it. Errors as of `SettingsFile::save`, and
    /// \retval Conflict somebody else changed this very part since it was read
    template <class Change>
    [[nodiscard]] Result<void> change(Change apply)
    {
        const std::lock_guard lock(m_mutex);
        config::Settings wanted = m_current;
        apply(wanted);
        return store(std::move(wanted));
    }

private:
    [[nodiscard]] Result<void> store(config::Settings wanted);

    std::mutex m_mutex;
    config::SettingsFile m_file;
    config::Settings m_current; ///< as they were read, and what was stored since by this program
};

} // namespace piuptime::composition
