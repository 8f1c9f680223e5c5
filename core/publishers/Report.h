// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Device.h"
#include "core/model/Reading.h"

#include <cstddef>
#include <cstdint>
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

/// What a report is about: a computer, or a thing that measures its surroundings and attaches to a Pi or a site.
using Kind = DeviceConfig::Kind;

/// Who published, as far as it was told; empty where it was not. Nothing of it is proven.
struct Identity {
    std::string publisherName;     ///< never empty; tells the publishers of one format and broker apart, always alike
    std::string displayName;       ///< for people
    std::string serial;            ///< of the board
    std::vector<std::string> macs; ///< lower case, with colons
    std::string hostName;
};

/// What the publisher or its last will says about itself. A retained one alone proves neither life nor death.
struct Availability {
    bool online = false;
    bool retained = false;
    UtcTime receivedAt{};
};

/// What one message told about one device.
struct Report {
    std::string_view format; ///< such as `rpi-reporter`; a literal
    Kind kind = Kind::Pi;
    Identity identity;
    std::vector<Sample> samples; ///< sorted by series, each once, in their metric's range
    std::vector<Fact> facts;     ///< sorted, each key and instance once
    std::optional<Availability> availability;
    std::optional<UtcTime> publishedAt; ///< by the publisher's own clock, which is not trusted
    bool historical = false;            ///< the publisher says that it was measured earlier
    bool throttleNowOnly = false;       ///< the upper half of `ThrottleWord` is not known rather than zero
    std::size_t refused = 0;            ///< values left out: not a number, or out of their metric's range
};

/// What a publisher needs to hear, such as Sparkplug's request for a rebirth: QoS 0, not retained.
struct Reply {
    std::string topic;
    std::string payload;
};

/// All that follows from one message.
struct Readout {
    std::string_view format;              ///< empty: no format knows the topic
    std::vector<Report> reports;          ///< several where a batch tells of several devices or times
    std::vector<Reply> replies;           ///< to be sent
    std::vector<std::string> subscribe;   ///< topics that were announced, to be subscribed to from now on
    std::vector<std::string> unsubscribe; ///< topics no longer needed
};

} // namespace piuptime::publishers
