// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/run/Measurer.h"

#include "core/agent/protocol/Command.h"

#include <algorithm>
#include <array>

namespace piuptime::agent {
namespace {

std::string textOf(const Reading &reading, FactKey key)
{
    const std::string *text = reading.fact(key);
    return text != nullptr ? *text : std::string();
}

/// The address of the interface that is soldered on, as far as its name tells.
std::string macOf(const Reading &reading)
{
    constexpr std::array<std::string_view, 3> kUsual{"e", "w", ""}; // eth0, end0, enp1s0; wlan0; whatever there is
    for (const std::string_view start : kUsual) {
        const auto found = std::ranges::find_if(reading.facts, [start](const Fact &fact) {
            return fact.key == FactKey::NetworkMac && fact.instance.starts_with(start);
        });
        if (found != reading.facts.end())
            return found->text;
    }
    return {};
}

} // namespace

Measurer::Measurer(Root root, std::unique_ptr<Firmware> firmware, const Clock &clock)
    : m_probe(std::move(root), std::move(firmware))
    , m_clock(clock)
{
}

Result<Measurer> Measurer::open(const std::string &root, const Clock &clock, double readingsPerSecond)
{
    auto opened = Root::open(root);
    if (!opened)
        return tl::unexpected(std::move(opened).error());
    auto firmware = std::make_unique<FirmwareMailbox>(*opened);
    Measurer measurer(std::move(*opened), std::move(firmware), clock);
    const Reading reading = measurer.measure(Depth::Slow);
    Sender &sender = measurer.m_sender;
    sender = {textOf(reading, FactKey::Serial), macOf(reading), textOf(reading, FactKey::HostName), reading.bootId, 0};
    if (reading.bootId.empty() || !reading.uptimeSeconds) {
        auto invented = makeChallenge(); // numbers of a boot that nobody knows are good for one run
        if (!invented)
            return tl::unexpected(std::move(invented).error());
        sender.bootId = std::move(*invented);
    }
    sender.firstSequence = firstSequenceAt(reading.uptimeSeconds.value_or(0) * std::max(1.0, readingsPerSecond));
    measurer.m_next = sender.firstSequence;
    measurer.m_builder = {}; // a rate over the moment until the next reading would tell nothing
    return measurer;
}

Reading Measurer::measure(Depth depth)
{
    Reading reading = m_builder.build(m_probe.read(depth), m_clock.utcNow(), m_clock.monotonicNow());
    if (!m_sender.bootId.empty())
        reading.bootId = m_sender.bootId;
    reading.sequence = m_next++;
    return reading;
}

} // namespace piuptime::agent
