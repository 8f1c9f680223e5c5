// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace piuptime::kiosk {

/// A file of lines that only grows, and of which the older half is dropped now and then: at `maxBytes` it becomes
/// `PATH.1`, in place of the one before, and a new one begins. Only its owner can read it.
/// What was appended is on the disk. Used from one thread at a time, which waits for the disk.
class AuditLog
{
public:
    static constexpr std::size_t kMaxBytes = 256 * 1024;

    explicit AuditLog(std::string path, std::size_t maxBytes = kMaxBytes);

    /// \param lines whole ones
    /// \retval Internal the disk refused; nothing or a part of it was written
    [[nodiscard]] Result<void> append(std::string_view lines) const;

private:
    std::string m_path;
    std::size_t m_maxBytes;
};

} // namespace piuptime::kiosk
