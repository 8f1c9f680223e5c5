// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::agent {

/// Readings of one boot that a console has in its history, durably.
struct Stored {
    std::string bootId;
    std::uint64_t first = 0; ///< number of a reading
    std::uint64_t last = 0;  ///< inclusive

    friend bool operator==(const Stored &, const Stored &) = default;
};

/// What a console tells an agent besides commands; each line stands for itself:
///
///     stored BOOT-ID FIRST LAST
///     dictionary                      the console knows none that suits the rows
struct Reply {
    static constexpr std::size_t kMostStored = 64;

    std::vector<Stored> stored; ///< at most `kMostStored`
    bool wantsDictionary = false;

    friend bool operator==(const Reply &, const Reply &) = default;
};

[[nodiscard]] std::string encodeReply(const Reply &reply);
/// A line of another kind is passed over: a later console may say more.
/// \retval Corrupt a line that is known makes no sense   \retval Overloaded too many
[[nodiscard]] Result<Reply> decodeReply(std::string_view message);

} // namespace piuptime::agent
