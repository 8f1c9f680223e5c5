// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/Wire.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace piuptime::agent {
namespace {

using history::ByteReader;
using history::ByteWriter;

std::string takeText(ByteReader &in, std::size_t most)
{
    const std::string_view text = in.text();
    if (text.size() > most)
        in.giveUp();
    return printable(in.ok() ? text : std::string_view(), most);
}

auto placeOf(const Fact &fact)
{
    return std::tie(fact.key, fact.instance);
}

void settle(std::vector<Fact> &facts)
{
    std::ranges::stable_sort(facts, [](const Fact &a, const Fact &b) { return placeOf(a) < placeOf(b); });
    const auto same = [](const Fact &a, const Fact &b) { return placeOf(a) == placeOf(b); };
    facts.erase(std::unique(facts.begin(), facts.end(), same), facts.end());
}

} // namespace

std::optional<MessageKind> kindOf(std::string_view message)
{
    constexpr std::array kinds{MessageKind::Dictionary, MessageKind::Row, MessageKind::Block};
    if (message.empty())
        return std::nullopt;
    const auto kind = static_cast<MessageKind>(static_cast<unsigned char>(message.front()));
    return std::ranges::find(kinds, kind) != kinds.end() ? std::optional(kind) : std::nullopt;
}

void putSender(ByteWriter &out, const Sender &sender)
{
    for (const std::string *text : {&sender.serial, &sender.mac, &sender.hostName, &sender.bootId})
        out.text(*text);
    out.varint(sender.firstSequence);
}

Sender takeSender(ByteReader &in)
{
    Sender sender;
    for (std::string *text : {&sender.serial, &sender.mac, &sender.hostName, &sender.bootId})
        *text = takeText(in, kMaxIdentityBytes);
    sender.firstSequence = in.varintUpTo(kLargestSequence);
    return sender;
}

void putSeries(ByteWriter &out, const SeriesKey &series)
{
    out.text(info(series.metric).name);
    out.text(series.instance);
}

std::optional<SeriesKey> takeSeries(ByteReader &in)
{
    const auto metric = findMetric(in.text());
    std::string instance = takeText(in, kMaxInstanceBytes);
    if (!metric)
        return std::nullopt;
    return SeriesKey{*metric, std::move(instance)};
}

void putFacts(ByteWriter &out, const std::vector<Fact> &facts)
{
    out.varint(facts.size());
    for (const Fact &fact : facts) {
        out.text(name(fact.key));
        out.text(fact.instance);
        out.text(fact.text);
    }
}

std::vector<Fact> takeFacts(ByteReader &in)
{
    std::vector<Fact> facts;
    for (auto left = in.varintUpTo(kMaxFacts); left > 0 && in.ok(); --left) {
        const auto key = findFact(in.text());
        std::string instance = takeText(in, kMaxInstanceBytes);
        std::string text = takeText(in, kMaxFactBytes);
        if (in.ok() && key && *key != FactKey::BootId && !text.empty())
            facts.push_back({*key, std::move(instance), std::move(text)});
    }
    settle(facts);
    return facts;
}

std::vector<Fact> withoutBootId(const std::vector<Fact> &facts)
{
    std::vector<Fact> left = facts;
    std::erase_if(left, [](const Fact &fact) { return fact.key == FactKey::BootId; });
    return left;
}

void complete(Reading &reading, const Sender &sender)
{
    std::erase_if(reading.samples, [](const Sample &sample) { return !std::isfinite(sample.value); });
    std::ranges::stable_sort(reading.samples, {}, &Sample::series);
    const auto same = [](const Sample &a, const Sample &b) { return a.series == b.series; };
    reading.samples.erase(std::unique(reading.samples.begin(), reading.samples.end(), same), reading.samples.end());
    reading.bootId = sender.bootId;
    if (!sender.bootId.empty())
        reading.facts.push_back({FactKey::BootId, {}, sender.bootId});
    settle(reading.facts);
}

} // namespace piuptime::agent
