// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/publishers/Report.h"
#include "core/publishers/ValueTemplate.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

/// Where an entity says whether it is available, and in which words.
struct AvailabilitySource {
    std::string topic;
    ValueTemplate valueTemplate;
    std::string online;
    std::string offline;
};

/// An announced quantity that is one of our metrics.
struct HomeAssistantEntity {
    std::string stateTopic;
    ValueTemplate valueTemplate;
    Metric metric{};
    std::string instance;
    std::string unit;    ///< of its values
    std::string onText;  ///< for flags: what is sent for 1 …
    std::string offText; ///< … and for 0; both empty for numbers
    std::vector<AvailabilitySource> availability;

    [[nodiscard]] std::size_t bytes() const; ///< what it takes in memory, roughly
};

/// How several sources of availability become one.
enum class AvailabilityMode : std::uint8_t { Latest, All, Any };

/// What one discovery message announces about one device.
struct HomeAssistantAnnouncement {
    Identity identity;
    Kind kind = Kind::Sensor;
    AvailabilityMode mode = AvailabilityMode::Latest;
    std::vector<HomeAssistantEntity> entities; ///< those that are metrics of ours
};

/// Reads a discovery message, of one component or of a device with many.
///
/// \param component the first level below the prefix: `sensor`, `binary_sensor`, `device` …
/// \param objectId the level before `config`
/// \retval Corrupt it is no JSON object
[[nodiscard]] Result<HomeAssistantAnnouncement>
readHomeAssistantConfig(std::string_view component, std::string_view objectId, std::string_view payload);

} // namespace piuptime::publishers
