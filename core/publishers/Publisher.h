// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/model/Reading.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

inline constexpr std::size_t kMaxTopicBytes = 1024;
inline constexpr std::size_t kMaxPayloadBytes = 256 * 1024;

/// One MQTT message as it came; the views live as long as the caller keeps the bytes.
struct Message {
    std::string_view topic;
    std::string_view payload;
    bool retained = false; ///< the broker sent it from its store, so it may be of any age
    UtcTime receivedAt{};
};

/// Who published, as far as it was told; empty where it was not.
struct Identity {
    std::string serial;
    std::vector<std::string> macs; ///< lower case, with colons
    std::string hostName;
    std::string publisherName; ///< the device's level in the topic, which the publisher may have altered
};

/// What the publisher or its last will says about itself. A retained one alone proves neither life nor death.
struct Availability {
    bool online = false;
    bool retained = false;
    UtcTime receivedAt{};
};

/// What one message told.
struct Report {
    std::string_view format; ///< such as `rpi-reporter`
    Identity identity;
    std::vector<Sample> samples; ///< sorted by series, each once
    std::vector<Fact> facts;     ///< sorted, each key and instance once
    std::optional<Availability> availability;
    std::optional<UtcTime> publishedAt; ///< by the publisher's own clock, which is not trusted
    bool throttleNowOnly = false;       ///< the upper half of `ThrottleWord` is not known rather than zero
};

/// Reads a message of any format known here. Pure; safe on any bytes; thread-safe.
/// \return empty when no format knows the topic
/// \retval Overloaded topic or payload is over its bound
/// \retval Corrupt the payload is not what its topic promises; the detail says what and where
[[nodiscard]] Result<std::optional<Report>> readMessage(const Message &message);

} // namespace piuptime::publishers
