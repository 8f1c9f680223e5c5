// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace piuptime::spool {

/// The one file in which a spool lies, so that a test can cut its power. One thread at a time.
class SpoolFile
{
public:
    virtual ~SpoolFile() = default;
    /// Up to `length` bytes; fewer where the file ends.
    [[nodiscard]] virtual Result<std::string> read(std::uint64_t offset, std::size_t length) = 0;
    /// Durable after the next `sync` that succeeds.
    /// \retval Overloaded the disk is full   \retval Internal the disk fails, or may only be read
    [[nodiscard]] virtual Result<void> write(std::uint64_t offset, std::string_view bytes) = 0;
    /// Once it has failed nobody knows what is on the disk: what was written since is to be read again or given up.
    [[nodiscard]] virtual Result<void> sync() = 0;
};

/// Opens or makes the file at `path`, for this process alone.
/// \retval Conflict another process has it   \retval Internal it can be neither made nor written
[[nodiscard]] Result<std::unique_ptr<SpoolFile>> openSpoolFile(const std::string &path);

} // namespace piuptime::spool
