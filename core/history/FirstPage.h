// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"

#include <optional>
#include <string>

namespace piuptime::history {

/// The first page of a file says where every table begins: without it nothing can be read. It is the same in all files
/// that this version has made, but for counters, so that a sound one can stand in for a damaged one.
class LentFirstPage
{
public:
    /// Whether the first page of `damaged` is damaged and that of `sound`, a new file, would do in its place.
    [[nodiscard]] static bool isOfUse(const std::string &damaged, Connection &sound, const std::string &vfs);

    /// Writes the first page of the file `sound`, whose log is empty, over that of `damaged`. Does nothing when either
    /// cannot be read or written.
    LentFirstPage(std::string damaged, const std::string &sound);
    /// Puts back what was there.
    ~LentFirstPage();
    LentFirstPage(const LentFirstPage &) = delete;
    LentFirstPage &operator=(const LentFirstPage &) = delete;

private:
    std::string m_path;
    std::optional<std::string> m_before;
};

} // namespace piuptime::history
