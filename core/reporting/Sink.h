// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/protocol/Command.h"
#include "core/agent/protocol/Report.h"
#include "core/model/Reading.h"

#include <string>
#include <vector>

namespace piuptime::reporting {

/// Something that reports by itself over MQTT, as far as it told who it is. Nothing of it is proven: a broker's access
/// list says who may send what.
struct Reporter {
    enum class Kind : std::uint8_t { Agent, Publisher, Sensor };

    Kind kind = Kind::Agent;
    std::string key;               ///< always alike, on whatever broker: `agent 10000000abcd`, `telegraf kitchen`
    std::string displayName;       ///< for people
    std::string serial;            ///< of the board; empty: not told
    std::vector<std::string> macs; ///< lower case, with colons
    std::string hostName;
};

/// Who wants to know what reporters tell. Called in the threads of the brokers' clients, several at a time; must not
/// block.
class Sink
{
public:
    virtual ~Sink() = default;
    /// \param readings in the order of their numbers; those that are not historical have just been made
    virtual void take(const Reporter &reporter, std::vector<Reading> readings) = 0;
    /// All that was at hand on a broker has been told: a good moment to act on it together.
    virtual void pause() = 0;
    /// What the reporter, or its last will, says. \param retained of any age, so it proves neither life nor death
    virtual void availability(const Reporter &reporter, bool isOnline, bool retained) = 0;
    /// What an agent tells about itself. \param broker over which a command reaches it
    virtual void selfReport(const Reporter &reporter, const std::string &broker, const agent::Report &report) = 0;
    virtual void commandResult(const Reporter &reporter, const agent::CommandResult &result) = 0;
};

} // namespace piuptime::reporting
