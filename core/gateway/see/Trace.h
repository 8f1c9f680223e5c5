// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string_view>

namespace piuptime::gateway {

/// What a `traceparent` field says (W3C Trace Context).
struct TraceParent {
    std::string_view traceId;  ///< 32 lower-case hexadecimal digits, not all of them nought
    std::string_view parentId; ///< 16, likewise
    std::uint8_t flags = 0;    ///< the lowest bit: the caller keeps what it learns
};

/// Reads the field's value, strictly. A later version is read as far as this one goes.
/// \return empty when it is not valid: then another trace is begun
[[nodiscard]] std::optional<TraceParent> parseTraceParent(std::string_view value);
/// Whether a `tracestate` may be passed on: at most 32 members of `key=value`, 512 bytes in all.
[[nodiscard]] bool isTraceState(std::string_view value);
/// Whether `X-Request-Id` as it came may be used: 1 to 64 letters, digits and `-_.~+/=`.
[[nodiscard]] bool isRequestId(std::string_view value);

/// Random hexadecimal digits, seeded by the system; one a thread. They cannot be foretold by those who see few of
/// them, and are no secrets.
class IdSource
{
public:
    IdSource();
    /// `digits`, a multiple of 16, are filled; never all of them nought.
    template <std::size_t kDigits>
    [[nodiscard]] std::array<char, kDigits> next()
    {
        static_assert(kDigits % 16 == 0);
        std::array<char, kDigits> digits;
        for (std::size_t i = 0; i < kDigits; i += 16)
            put(digits.data() + i);
        return digits;
    }

private:
    void put(char *digits);

    std::mt19937_64 m_random;
};

} // namespace piuptime::gateway
