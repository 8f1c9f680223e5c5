// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/config/SettingsText.h"

#include <optional>
#include <string>
#include <vector>

namespace piuptime::config {

/// The settings on disk. What a person wrote is never overwritten unread: a file with faults is left alone, and so is
/// one that changed since it was loaded. Reads and writes the disk; used from one thread at a time.
class SettingsFile
{
public:
    explicit SettingsFile(std::string path);

    /// Reads the file; when there is none, the defaults.
    /// \retval InvalidInput the detail has one line `path:line:column: reason` for each problem (at most 20)
    /// \retval Internal the file cannot be read; the detail says why
    [[nodiscard]] Result<Settings> load();

    /// Writes the file in one piece, keeping the comment lines at its top, readable by its owner only.
    /// \retval Conflict the last load failed, or the file changed since: load it again first
    /// \retval InvalidInput `settings` would not be accepted by `load`; the detail has one line for each problem
    /// \retval Internal the disk refused
    [[nodiscard]] Result<void> save(const Settings &settings);

    [[nodiscard]] const std::string &path() const { return m_path; }
    /// What the last load could use all the same, where it found something wrong.
    [[nodiscard]] Settings usable() const { return usableSettings(m_loaded.value_or(std::string())); }
    /// What the last load found wrong.
    [[nodiscard]] const std::vector<Problem> &problems() const { return m_problems; }
    /// Why nothing can be saved now; empty when saving is possible.
    [[nodiscard]] const std::string &readOnlyReason() const { return m_readOnlyReason; }

private:
    [[nodiscard]] Result<std::optional<std::string>> read() const;

    std::string m_path;
    std::optional<std::string> m_loaded; ///< the bytes as last read or written; empty: there was no file
    std::vector<Problem> m_problems;
    std::string m_readOnlyReason = "the settings were not loaded yet";
};

/// One line `path:line:column: reason` for each problem, at most 20 of them.
[[nodiscard]] std::string describe(const std::string &path, const std::vector<Problem> &problems);

} // namespace piuptime::config
