// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/UniqueFd.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::agent {

/// The files of one machine below one folder: `/`, or another that a test made. Paths are relative to it, such as
/// `proc/uptime`. What is missing or may not be read is as if it were empty. One thread at a time.
class Root
{
public:
    /// \retval NotFound there is no such folder, or it may not be entered
    [[nodiscard]] static Result<Root> open(const std::string &folder);

    /// A descriptor for reading, closed when there is no such file. Never waits for the other end of a pipe.
    [[nodiscard]] UniqueFd openFile(const std::string &path) const;
    /// At most `most` bytes of a file.
    [[nodiscard]] std::string read(const std::string &path, std::size_t most) const;
    [[nodiscard]] std::string firstLine(const std::string &path) const;
    [[nodiscard]] bool exists(const std::string &path) const;
    /// The paths of what lies in `folder` and has a name that starts and ends so, in the order of their bytes, without
    /// hidden ones.
    [[nodiscard]] std::vector<std::string> list(const std::string &folder, std::string_view start = {},
                                                std::string_view end = {}) const;
    /// Where links lead from `path`, as an absolute path of this system; empty when nowhere.
    [[nodiscard]] std::string resolved(const std::string &path) const;

private:
    explicit Root(UniqueFd folder)
        : m_folder(std::move(folder))
    {
    }

    UniqueFd m_folder;
};

/// Appends what `descriptor` gives from its start, at most `most` bytes. \return false when reading failed
[[nodiscard]] bool appendContent(int descriptor, std::size_t most, std::string &out);

} // namespace piuptime::agent
