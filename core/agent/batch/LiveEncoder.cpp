// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/LiveEncoder.h"

#include "core/agent/batch/Row.h"
#include "core/agent/batch/Wire.h"
#include "core/history/codec/Numbers.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <sys/random.h>

namespace piuptime::agent {
namespace {

/// Values of one series have more decimals at one time than at another; with these at least, a dictionary lasts.
unsigned usualDecimals(Metric metric)
{
    switch (info(metric).unit) {
    case Unit::Percent:
    case Unit::Second:
    case Unit::None:
        return 2;
    case Unit::Celsius:
    case Unit::Ampere:
        return 3;
    case Unit::Volt:
        return 4;
    default:
        return 0;
    }
}

std::uint64_t randomId()
{
    std::uint64_t id = 0;
    while (getrandom(&id, sizeof id, 0) != sizeof id) { // it fails only when a signal interrupts it
    }
    return id;
}

/// Makes `series` suit `value` as well; what is no decimal fraction is left to be sent as it is.
void suit(Dictionary::Series &series, double value)
{
    if (const auto needed = history::findDecimals(std::span(&value, 1)))
        series.decimals = std::max(series.decimals, *needed);
    series.base = toUnits(value, series.decimals).value_or(0);
}

bool needsMoreDecimals(const Dictionary::Series &series, double value)
{
    return !toUnits(value, series.decimals)
           && history::findDecimals(std::span(&value, 1)).value_or(0) > series.decimals;
}

/// Whether all values have the decimals they need. Series that the dictionary lacks count as suited.
bool suits(const Dictionary &dictionary, const Reading &reading)
{
    std::size_t hint = 0; // both are sorted
    return std::ranges::none_of(reading.samples, [&](const Sample &sample) {
        while (hint < dictionary.series.size() && *dictionary.series[hint].key < sample.series)
            ++hint;
        return hint < dictionary.series.size() && *dictionary.series[hint].key == sample.series
               && needsMoreDecimals(dictionary.series[hint], sample.value);
    });
}

} // namespace

LiveEncoder::LiveEncoder(Sender sender)
{
    m_dictionary.sender = std::move(sender);
}

LiveEncoder::Messages LiveEncoder::encode(const Reading &reading)
{
    const bool hasOtherFacts = reading.slow && withoutBootId(reading.facts) != m_dictionary.facts;
    Messages messages;
    if (!m_dictionary.series.empty() && !hasOtherFacts && suits(m_dictionary, reading)) {
        if (auto row = encodeRow(m_dictionary, reading))
            return {{}, std::move(*row)};
    }
    renew(reading);
    return {encodeDictionary(m_dictionary), encodeRow(m_dictionary, reading).value_or(std::string())};
}

std::string LiveEncoder::dictionary() const
{
    return m_dictionary.series.empty() ? std::string() : encodeDictionary(m_dictionary);
}

void LiveEncoder::renew(const Reading &reading)
{
    m_dictionary.id = randomId();
    m_dictionary.startedAt = reading.receivedAt;
    m_dictionary.startedUptimeMs = std::llround(reading.uptimeSeconds.value_or(0) * 1000);
    if (reading.slow)
        m_dictionary.facts = withoutBootId(reading.facts);
    auto &all = m_dictionary.series;
    if (all.size() + reading.samples.size() > kMaxSeries)
        all.clear(); // interfaces of containers come and go
    for (const Sample &sample : reading.samples) {
        auto place = std::ranges::lower_bound(all, std::optional(sample.series), {}, &Dictionary::Series::key);
        if (place == all.end() || *place->key != sample.series)
            place = all.insert(place, {sample.series, usualDecimals(sample.series.metric), 0});
        suit(*place, sample.value);
    }
}

} // namespace piuptime::agent
