// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Reading.h"
#include "core/mqtt/Client.h"
#include "core/simulation/SimulatedPi.h"

#include <string>
#include <utility>
#include <vector>

namespace piuptime::simulation {

/// Programs of others on the site, each a pure function of time: what they say, in their own formats.
class SimulatedPublishers
{
public:
    /// \param computer a Pi on which Telegraf runs
    SimulatedPublishers(const PiProfile &computer, UtcTime from);

    /// Each speaks so often.
    static constexpr Seconds kEvery{10};

    /// What they say at `at`; times only go forward. A thermometer with Tasmota firmware and Telegraf, which are read
    /// as they come; a contact behind zigbee2mqtt, whose topic a person binds.
    [[nodiscard]] std::vector<mqtt::Outgoing> messagesAt(UtcTime at);

    /// The reporter that the thermometer is.
    static constexpr std::string_view kThermometer = "tasmota chlorine-store";
    /// The last will of the thermometer, and what it says when it is there.
    [[nodiscard]] static mqtt::Outgoing thermometerIs(bool isOnline);

private:
    [[nodiscard]] std::string thermometer(UtcTime at) const;
    [[nodiscard]] std::string door(UtcTime at) const;
    [[nodiscard]] std::string telegraf(UtcTime at);

    Noise m_noise;
    SimulatedPi m_computer;
};

/// What a console reads of what they say from `from` to `to`, each `step`: the readings of each reporter, by its key.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<Reading>>>
publishedPast(const PiProfile &computer, UtcTime from, UtcTime to, Seconds step, MonoTime toMono);

} // namespace piuptime::simulation
