// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace piuptime::simulation {

/// What can be wrong with a simulated Pi as seen from the network; one at a time, until it is set to `None`.
enum class Fault : std::uint8_t {
    None,
    Refuse,          ///< connections are refused, open ones reset
    Slow,            ///< every answer comes late
    HalfOpen,        ///< connections are accepted, then nothing at all; open ones fall silent
    Stall,           ///< signs in and greets, then answers no ask
    EndlessBanner,   ///< lines before the SSH greeting, without end
    NotSsh,          ///< something else listens there
    GarbageRecord,   ///< random bytes instead of records
    EndlessOutput,   ///< one line without end instead of a record
    HostileValues,   ///< NULs, escape sequences, markup and broken UTF-8 in what it tells
    TruncatedRecord, ///< half a record, then the connection closes
    ProbeDies,       ///< half a record, then the shell is killed; the connection stays
    ChangedHostKey,  ///< another host key than before
    RefuseSignIn,    ///< nobody is let in
    Count,
};

/// Stable lower-case word, such as `half-open`.
[[nodiscard]] std::string_view name(Fault fault);
[[nodiscard]] std::optional<Fault> findFault(std::string_view name);

} // namespace piuptime::simulation
