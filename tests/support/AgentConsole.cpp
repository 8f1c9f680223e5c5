// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/AgentConsole.h"

#include "core/agent/protocol/Reply.h"
#include "core/base/Text.h"
#include "core/exchange/Format.h"

#include <algorithm>
#include <numeric>

namespace piuptime::test {

using agent::Channel;

std::string AgentConsole::take(Channel channel, std::string_view payload)
{
    switch (channel) {
    case Channel::Status:
        status = payload;
        return {};
    case Channel::Report:
        report = agent::decodeReport(payload).value_or(agent::Report{});
        return {};
    case Channel::Result:
        if (auto result = agent::decodeCommandResult(payload))
            results.push_back(std::move(*result));
        return {};
    case Channel::Dictionary:
        ++dictionaries;
        (void)m_decoder.decode(payload);
        return {};
    case Channel::Backlog:
        ++blocks;
        return takeReadings(channel, payload);
    case Channel::Live:
        liveBytes += payload.size();
        return takeReadings(channel, payload);
    case Channel::Console:
    case Channel::Command:
        break;
    }
    return {};
}

std::uint64_t AgentConsole::readings() const
{
    return std::accumulate(runs.begin(), runs.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto &run) { return sum + run.second.numbers.size(); });
}

bool AgentConsole::isWithoutGaps() const
{
    return std::ranges::all_of(runs, [](const auto &entry) {
        const auto &numbers = entry.second.numbers;
        const std::uint64_t first = entry.first.second == 0 ? *numbers.begin() : entry.first.second;
        return !numbers.empty() && *numbers.begin() == first && *numbers.rbegin() - first + 1 == numbers.size();
    });
}

std::string AgentConsole::takeReadings(Channel channel, std::string_view payload)
{
    if (payload.starts_with('{'))
        return takeJson(channel, payload);
    const auto batch = m_decoder.decode(payload);
    if (!batch) {
        ++undecodable;
        return confirms && batch.error().kind == ErrorKind::NotFound ? agent::encodeReply({{}, true}) : std::string();
    }
    return takeBatch(*batch, channel == Channel::Backlog);
}

std::string AgentConsole::takeJson(Channel channel, std::string_view payload)
{
    const auto parser = exchange::makeParser(exchange::Format::JsonLines);
    agent::Batch batch;
    while (const auto line = takeLine(payload)) {
        auto parsed = parser->parse(*line);
        if (parsed)
            batch.readings.push_back(std::move(parsed->reading));
        else
            ++undecodable;
    }
    if (batch.readings.empty())
        return {};
    batch.sender.bootId = batch.readings.front().bootId;
    return takeBatch(batch, channel == Channel::Backlog);
}

std::string AgentConsole::takeBatch(const agent::Batch &batch, bool isHistorical)
{
    Run &run = runs[{batch.sender.bootId, batch.sender.firstSequence}];
    agent::Reply reply;
    for (const Reading &reading : batch.readings) {
        const std::uint64_t number = reading.sequence.value_or(0);
        const bool isNew = run.numbers.insert(number).second;
        run.again += isNew ? 0 : 1;
        values += reading.samples.size();
        run.historical += isNew && (isHistorical || reading.historical) ? 1 : 0;
        if (!reply.stored.empty() && reply.stored.back().last + 1 == number)
            reply.stored.back().last = number;
        else
            reply.stored.push_back({batch.sender.bootId, number, number});
    }
    reply.stored.resize(std::min(reply.stored.size(), agent::Reply::kMostStored));
    return confirms ? agent::encodeReply(reply) : std::string();
}

} // namespace piuptime::test
