// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/gateway/Cause.h"
#include "core/gateway/http/Head.h"
#include "core/gateway/see/ShortText.h"

#include <string>
#include <vector>

namespace piuptime::gateway {

/// One try at an upstream.
struct AttemptRecord {
    static constexpr std::size_t kMostEndpointBytes = 64;

    ShortText<kMostEndpointBytes> endpoint;
    std::chrono::microseconds at{0};    ///< since the request began
    std::chrono::microseconds taken{0}; ///< until the head of the answer, or until it failed
    int status = 0;                     ///< of the answer; 0: there was none
    Cause cause = Cause::None;          ///< why it failed
    bool isReused = false;              ///< over a connection that had waited

    /// Whether it is known how it went.
    [[nodiscard]] bool hasEnded() const { return status != 0 || cause != Cause::None; }
};

/// What came of one request, and why. Holds no memory of its own, so that filling it in costs no allocation. Texts come
/// from outside: they are cut, and have to be escaped by whoever shows them.
struct RequestRecord {
    static constexpr std::size_t kMostAttempts = 10;

    std::uint64_t id = 0; ///< in the order in which requests ended; 0: not yet
    UtcTime startedAt{};
    MonoTime startedMono{};
    bool hasHead = false; ///< the request's head was sound; without it all that tells of the request is empty

    ShortText<46> client; ///< address
    ShortText<16> method;
    ShortText<80> host;
    ShortText<256> path;
    ShortText<192> query; ///< with its question mark; without values of hidden parameters
    ShortText<96> userAgent;
    http::Version version = http::Version::Http11;
    ShortText<16> protocol; ///< when it is none of HTTP/1's: `HTTP/2`
    ShortText<8> tlsVersion;
    ShortText<64> serverName; ///< that the client named by TLS

    ShortText<64> route; ///< empty: none
    ShortText<64> upstream;
    ShortText<64> consumer;
    ShortText<64> keyId;
    ShortText<64> limit;
    ShortText<16> cache; ///< how it fared there: `hit`, `miss`, `stale`, `revalidated`; empty: it was not looked at
    std::int64_t limitRemaining = -1; ///< -1: there is no limit

    int status = 0; ///< 0: nothing was answered
    Cause cause = Cause::None;
    std::uint64_t bytesIn = 0;  ///< of the request, as it came
    std::uint64_t bytesOut = 0; ///< of the answer, as it went to the client
    std::chrono::microseconds firstByte{0};
    std::chrono::microseconds total{0};

    std::array<AttemptRecord, kMostAttempts> attempts;
    std::size_t attemptCount = 0; ///< of those above
    std::uint32_t retries = 0;

    ShortText<32> traceId;
    ShortText<64> requestId;

    /// Forgets everything.
    void clear();
    /// The attempt under way; null when there is none.
    [[nodiscard]] AttemptRecord *attempt();
    /// Another one begins; those beyond the most there can be take the last one's place.
    void beginAttempt(std::string_view endpoint, MonoTime now);
    void endAttempt(MonoTime now, int answered, Cause why);
};

/// One step of what happened to a request.
struct Step {
    enum class Kind : std::uint8_t { Received, Routed, Identified, Limited, Cached, Attempted, Answered };

    Kind kind = Kind::Received;
    std::chrono::microseconds at{0}; ///< since the request began
    std::string what;                ///< English, on one line, safe to show
    Cause cause = Cause::None;       ///< what went wrong in it
};

/// Stable lower-case word, such as `attempted`.
[[nodiscard]] std::string_view name(Step::Kind kind);
/// Why the request got the answer that it got, step by step.
[[nodiscard]] std::vector<Step> explain(const RequestRecord &record);
/// All of it as one JSON object, with its explanation.
[[nodiscard]] std::string toJson(const RequestRecord &record);

} // namespace piuptime::gateway
