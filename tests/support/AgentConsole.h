// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/BatchDecoder.h"
#include "core/agent/protocol/Command.h"
#include "core/agent/protocol/Report.h"
#include "core/agent/protocol/Topics.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace piuptime::test {

/// A console as an agent sees it: remembers which readings came, and confirms them. One thread at a time.
class AgentConsole
{
public:
    /// Takes a message of an agent. \return what is to be said on its topic `console`; empty: nothing
    [[nodiscard]] std::string take(agent::Channel channel, std::string_view payload);

    /// Readings of one run of an agent, by the number of its first.
    struct Run {
        std::set<std::uint64_t> numbers;
        std::uint64_t again = 0;      ///< readings that had come before
        std::uint64_t historical = 0; ///< of those that came for the first time
    };
    /// By boot id and first number; runs of JSON count from 0.
    std::map<std::pair<std::string, std::uint64_t>, Run> runs;

    [[nodiscard]] std::uint64_t readings() const;
    /// Whether every run has all numbers from its first to its last.
    [[nodiscard]] bool isWithoutGaps() const;

    bool confirms = true; ///< else it takes everything in and says nothing
    std::string status;
    agent::Report report;
    std::vector<agent::CommandResult> results;
    std::size_t undecodable = 0;
    std::size_t dictionaries = 0;
    std::size_t blocks = 0;    ///< messages of the backlog
    std::size_t liveBytes = 0; ///< payloads of single readings
    std::size_t values = 0;    ///< in all readings

private:
    std::string takeReadings(agent::Channel channel, std::string_view payload);
    std::string takeJson(agent::Channel channel, std::string_view payload);
    std::string takeBatch(const agent::Batch &batch, bool isHistorical);

    agent::BatchDecoder m_decoder;
};

} // namespace piuptime::test
