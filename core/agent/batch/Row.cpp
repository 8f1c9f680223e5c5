// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/Row.h"

#include "core/agent/batch/Wire.h"

#include <algorithm>
#include <cmath>

namespace piuptime::agent {
namespace {

using history::ByteReader;
using history::ByteWriter;

enum RowFlags : unsigned {
    Slow = 1,
    Historical = 2,
    HasUptime = 4,
    FactsOfDictionary = 8,
    FactsOfItsOwn = 16,
};
constexpr unsigned kTimeQualityShift = 5; ///< two bits
constexpr unsigned kAllFlags = 0x7F;

/// What stands for a value that is not the usual one.
constexpr std::uint64_t kAbsent = 0;
constexpr std::uint64_t kRaw = 1; ///< eight bytes follow
constexpr std::uint64_t kFirstDifference = 2;

constexpr std::int64_t kLargestMs = std::int64_t{1} << 48U; ///< some 9,000 years

unsigned flagsOf(const Dictionary &dictionary, const Reading &reading, const std::vector<Fact> &facts)
{
    unsigned flags = static_cast<unsigned>(reading.timeQuality) << kTimeQualityShift;
    flags |= reading.slow ? Slow : 0U;
    flags |= reading.historical ? Historical : 0U;
    flags |= reading.uptimeSeconds ? HasUptime : 0U;
    if (!facts.empty())
        flags |= facts == dictionary.facts ? FactsOfDictionary : FactsOfItsOwn;
    return flags;
}

void putValue(ByteWriter &out, const Dictionary::Series &series, double value)
{
    const auto units = toUnits(value, series.decimals);
    if (!units) {
        out.varint(kRaw);
        out.number(value);
        return;
    }
    out.varint(history::zigzag(*units - series.base) + kFirstDifference);
}

/// \return empty for what is absent
std::optional<double> takeValue(ByteReader &in, const Dictionary::Series &series)
{
    const std::uint64_t code = in.varint();
    if (code == kAbsent)
        return std::nullopt;
    if (code == kRaw)
        return in.number();
    const auto difference = static_cast<std::uint64_t>(history::unzigzag(code - kFirstDifference));
    return fromUnits(static_cast<std::int64_t>(static_cast<std::uint64_t>(series.base) + difference), series.decimals);
}

/// The samples of `reading` in the places their series have; empty when one has none.
std::optional<std::vector<const Sample *>> placed(const Dictionary &dictionary, const Reading &reading)
{
    std::vector<const Sample *> places(dictionary.series.size());
    std::size_t hint = 0; // both are in the same order, most often
    for (const Sample &sample : reading.samples) {
        while (hint < places.size() && dictionary.series[hint].key != sample.series)
            ++hint;
        if (hint == places.size()) {
            const auto found = std::ranges::find(dictionary.series, sample.series, &Dictionary::Series::key);
            if (found == dictionary.series.end())
                return std::nullopt;
            hint = static_cast<std::size_t>(found - dictionary.series.begin());
        }
        places[hint++] = &sample;
    }
    return places;
}

bool isUsual(const Dictionary::Series &series, const Sample *sample)
{
    return sample != nullptr && toUnits(sample->value, series.decimals) == series.base;
}

void putSamples(ByteWriter &out, const Dictionary &dictionary, const std::vector<const Sample *> &places)
{
    for (std::size_t begin = 0; begin < places.size(); begin += 8) {
        unsigned usual = 0;
        for (std::size_t i = begin; i < std::min(begin + 8, places.size()); ++i)
            usual |= isUsual(dictionary.series[i], places[i]) ? 1U << (i - begin) : 0;
        out.byte(usual);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] == nullptr)
            out.varint(kAbsent);
        else if (!isUsual(dictionary.series[i], places[i]))
            putValue(out, dictionary.series[i], places[i]->value);
    }
}

void takeSamples(ByteReader &in, const Dictionary &dictionary, std::vector<Sample> &samples)
{
    const std::string_view usual = in.bytes((dictionary.series.size() + 7) / 8);
    samples.reserve(dictionary.series.size());
    for (std::size_t i = 0; i < dictionary.series.size() && in.ok(); ++i) {
        const Dictionary::Series &series = dictionary.series[i];
        const bool isUsual = (static_cast<unsigned char>(usual[i / 8]) >> (i % 8) & 1U) != 0;
        const auto value = isUsual ? std::optional(fromUnits(series.base, series.decimals)) : takeValue(in, series);
        if (value && series.key)
            samples.push_back({*series.key, *value});
    }
}

} // namespace

std::optional<std::string> encodeRow(const Dictionary &dictionary, const Reading &reading)
{
    const Sender &sender = dictionary.sender;
    const auto places = placed(dictionary, reading);
    const std::uint64_t sequence = reading.sequence.value_or(0);
    if (!places || reading.bootId != sender.bootId || sequence < sender.firstSequence)
        return std::nullopt;
    const std::vector<Fact> facts = withoutBootId(reading.facts);
    const unsigned flags = flagsOf(dictionary, reading, facts);
    const std::int64_t sinceStart = (reading.receivedAt - dictionary.startedAt).count();
    const std::int64_t running = std::llround(reading.uptimeSeconds.value_or(0) * 1000) - dictionary.startedUptimeMs;

    std::string message;
    ByteWriter out(message);
    out.byte(static_cast<unsigned>(MessageKind::Row));
    out.varint(dictionary.id);
    out.byte(flags);
    out.varint(sequence - sender.firstSequence);
    if (reading.uptimeSeconds)
        out.signedVarint(running);
    out.signedVarint(sinceStart - (reading.uptimeSeconds ? running : 0)); // how far the two clocks drifted apart
    putSamples(out, dictionary, *places);
    if (flags & FactsOfItsOwn)
        putFacts(out, facts);
    return message;
}

Result<std::uint64_t> dictionaryOf(std::string_view message)
{
    if (kindOf(message) != MessageKind::Row)
        return fail(ErrorKind::Corrupt, "not a row");
    ByteReader in(message.substr(1));
    const std::uint64_t id = in.varint();
    if (!in.ok())
        return fail(ErrorKind::Corrupt, "a row without a dictionary");
    return id;
}

Result<Reading> decodeRow(const Dictionary &dictionary, std::string_view message)
{
    if (const auto id = dictionaryOf(message); !id || *id != dictionary.id)
        return fail(ErrorKind::Corrupt, "not a row of this dictionary");
    ByteReader in(message.substr(1));
    (void)in.varint();
    const unsigned flags = in.byte();
    Reading reading;
    const std::uint64_t first = dictionary.sender.firstSequence;
    reading.sequence = first + in.varintUpTo(kLargestSequence - first);
    const std::int64_t running = flags & HasUptime ? in.signedVarint() : 0;
    const std::int64_t drift = in.signedVarint();
    const std::int64_t startedAt = toMsUtc(dictionary.startedAt);
    for (const std::int64_t ms : {running, drift, startedAt, dictionary.startedUptimeMs}) {
        if (ms > kLargestMs || ms < -kLargestMs)
            in.giveUp();
    }
    takeSamples(in, dictionary, reading.samples);
    if (flags & FactsOfDictionary)
        reading.facts = dictionary.facts;
    else if (flags & FactsOfItsOwn)
        reading.facts = takeFacts(in);
    const unsigned quality = flags >> kTimeQualityShift;
    if (!in.ok() || !in.atEnd() || flags > kAllFlags || quality > static_cast<unsigned>(TimeQuality::Doubtful))
        return fail(ErrorKind::Corrupt, "a damaged row");
    reading.receivedAt = fromMsUtc(startedAt + running + drift);
    if (flags & HasUptime)
        reading.uptimeSeconds = static_cast<double>(dictionary.startedUptimeMs + running) / 1000;
    reading.slow = (flags & Slow) != 0;
    reading.historical = (flags & Historical) != 0;
    reading.timeQuality = static_cast<TimeQuality>(quality);
    complete(reading, dictionary.sender);
    return reading;
}

} // namespace piuptime::agent
