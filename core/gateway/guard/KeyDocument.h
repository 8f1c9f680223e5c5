// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <atomic>
#include <string>

namespace piuptime::gateway::guard {

inline constexpr std::size_t kMaxKeyDocumentBytes = std::size_t{1} << 20U;

/// Reads a document over HTTP, following no redirects; blocks for `timeout` at most, and ends soon once `isEnding`.
/// \retval Unreachable nobody answers there, or not with 200   \retval Timeout too late   \retval Corrupt too large
/// \retval Cancelled it was to end
[[nodiscard]] Result<std::string> fetchDocument(const std::string &url, Milliseconds timeout,
                                                const std::atomic<bool> &isEnding);
/// The same from a file.   \retval NotFound it cannot be read   \retval Corrupt too large
[[nodiscard]] Result<std::string> readDocument(const std::string &file);

} // namespace piuptime::gateway::guard
