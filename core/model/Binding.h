// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Device.h"
#include "core/model/Metric.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace piuptime {

/// How the reporter of a device begins that was made for what is bound to it; the name it was bound to follows.
inline constexpr std::string_view kBoundReporter = "bound ";

/// A topic that a person bound by hand: which value of its messages is which quantity of which device.
struct Binding {
    std::string topic; ///< exact, without wildcards
    std::string path;  ///< into JSON, such as `sensors[0].temp` or `['a b'].c`; empty: the payload is the number
    Metric metric{};
    std::string instance;
    std::string device; ///< id or name of the device it belongs to; a new one is made of a name that none has
    DeviceConfig::Kind kind = DeviceConfig::Kind::Sensor; ///< of a new device
    double scale = 1;                                     ///< our unit = scale * theirs + offset
    double offset = 0;
    std::string broker{}; ///< that carries the topic; empty: whichever does

    friend bool operator==(const Binding &, const Binding &) = default;
};

/// The latest message of one topic, whole.
struct TopicMessage {
    std::string payload;      ///< the bytes as they came
    bool retained = false;    ///< it came from the broker's store, so it may be of any age
    UtcTime at{};             ///< when it came
    std::uint64_t number = 0; ///< of the message since somebody asked; 0: none has come yet
};

} // namespace piuptime
