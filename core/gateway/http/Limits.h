// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace piuptime::gateway::http {

/// What one message may cost. All in bytes unless the name says otherwise.
struct Limits {
    std::size_t headBytes = 32 * 1024; ///< start line and fields with their line ends; at most 64 KiB
    std::size_t startLineBytes = 8 * 1024;
    std::size_t fieldBytes = 8 * 1024; ///< one field's line
    std::size_t fieldCount = 100;
    std::size_t chunkLineBytes = 256;           ///< size, extension and line end of one chunk
    std::size_t chunkExtensionBytes = 4 * 1024; ///< of all chunks of a body together
    std::size_t trailerBytes = 4 * 1024;
    std::size_t trailerCount = 32;
    std::uint64_t bodyBytes = std::uint64_t{64} << 20U; ///< decoded
};

} // namespace piuptime::gateway::http
