// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace piuptime::bench {

/// What this process has asked the kernel to write and to sync so far, by whatever library. Counted by functions that
/// stand in front of the C library's in the benchmark's own executable, which must export its symbols.
struct CountedIo {
    std::uint64_t syncs = 0;
    std::uint64_t bytesWritten = 0;
};
[[nodiscard]] CountedIo countedIo();

} // namespace piuptime::bench
