// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/gateway/cache/Entry.h"

namespace piuptime::gateway::cache {

/// What is packed, with its head and its body, may be no larger.
inline constexpr std::size_t kMostPackedBytes = std::size_t{320} << 10U;

/// An answer as bytes, to be kept elsewhere. \param uri of which it is   \param age that it has by now
[[nodiscard]] std::string pack(const Entry &entry, std::string_view uri, Milliseconds age);

struct Unpacked {
    std::string uri;
    std::shared_ptr<Entry> entry; ///< with its age as `policy.ageAtFirst`, and without `came`
};

/// \retval Corrupt it is no packed answer, or none that a gateway would have kept
[[nodiscard]] Result<Unpacked> unpack(std::string_view bytes);

} // namespace piuptime::gateway::cache
