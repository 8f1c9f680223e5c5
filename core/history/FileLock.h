// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>

namespace piuptime::history {

/// Holds `path` locked against other processes until it goes; the kernel lets go of it when the process dies.
class FileLock
{
public:
    /// Creates the file if need be and locks it, without waiting.
    /// \retval Conflict another process holds it; the detail names it   \retval Internal the file cannot be made
    [[nodiscard]] static Result<FileLock> take(const std::string &path);

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

private:
    explicit FileLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor;
};

} // namespace piuptime::history
