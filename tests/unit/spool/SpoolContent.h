// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/BatchDecoder.h"
#include "core/spool/Spool.h"

#include <string>
#include <vector>

namespace piuptime::spool {

inline const agent::Sender kSender{"10000000abcdef01", "d8:3a:dd:01:02:03", "press-4", "0b3c5a1e-boot", 0};

/// A reading with this number, and a value that tells it.
inline Reading numbered(std::uint64_t number, const agent::Sender &sender = kSender)
{
    Reading reading;
    reading.receivedAt = fromMsUtc(1'764'158'400'000) + Seconds(10 * static_cast<std::int64_t>(number));
    reading.uptimeSeconds = 100 + 10 * static_cast<double>(number);
    reading.bootId = sender.bootId;
    reading.sequence = number;
    reading.samples = {{{Metric::CpuUsage, {}}, static_cast<double>(number % 100)},
                       {{Metric::MemoryUsed, {}}, static_cast<double>(number)}};
    reading.facts = {{FactKey::BootId, {}, sender.bootId}};
    return reading;
}

/// The readings in all blocks, in their order; those in the journal only after `pack`.
inline std::vector<Reading> contentOf(Spool &spool)
{
    std::vector<Reading> readings;
    const auto blocks = spool.blocks(); // reading a damaged one removes it
    for (const BlockInfo &block : blocks) {
        const auto message = spool.message(block.number);
        auto batch = message ? agent::decodeBlock(*message) : tl::unexpected(message.error());
        if (batch)
            std::ranges::move(batch->readings, std::back_inserter(readings));
    }
    return readings;
}

/// Their numbers; a reading that is not as it was stored counts as number 0.
inline std::vector<std::uint64_t> numbersOf(Spool &spool)
{
    std::vector<std::uint64_t> numbers;
    for (const Reading &reading : contentOf(spool)) {
        const std::uint64_t number = reading.sequence.value_or(0);
        const bool isAsStored = reading.historical && reading.samples == numbered(number).samples
                                && reading.receivedAt == numbered(number).receivedAt;
        numbers.push_back(isAsStored ? number : 0);
    }
    return numbers;
}

} // namespace piuptime::spool
