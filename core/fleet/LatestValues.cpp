// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/LatestValues.h"

#include <tuple>
#include <utility>

namespace piuptime::fleet {
namespace {

/// Both sorted by `key`. Takes over the items that are known already, as almost all are.
/// \return whether that were all of them
template <class T, class Key>
bool renew(std::vector<T> &known, const std::vector<T> &newer, Key key)
{
    auto old = known.begin();
    for (const T &item : newer) {
        while (old != known.end() && key(*old) < key(item))
            ++old;
        if (old == known.end() || key(*old) != key(item))
            return false;
        *old++ = item;
    }
    return true;
}

/// Both sorted by `key`; where both have a key, the newer wins.
template <class T, class Key>
void mergeInto(std::vector<T> &known, const std::vector<T> &newer, Key key)
{
    if (renew(known, newer, key))
        return;
    std::vector<T> merged;
    merged.reserve(known.size() + newer.size());
    auto old = known.begin();
    for (const T &item : newer) {
        while (old != known.end() && key(*old) < key(item))
            merged.push_back(std::move(*old++));
        if (old != known.end() && key(*old) == key(item))
            ++old;
        merged.push_back(item);
    }
    std::move(old, known.end(), std::back_inserter(merged));
    known = std::move(merged);
}

} // namespace

void mergeSamples(std::vector<Sample> &known, const std::vector<Sample> &newer)
{
    mergeInto(known, newer, [](const Sample &sample) { return std::tie(sample.series); });
}

void overlay(Reading &latest, const Reading &reading)
{
    if (reading.slow) {
        latest = reading;
        return;
    }
    mergeSamples(latest.samples, reading.samples);
    mergeInto(latest.facts, reading.facts, [](const Fact &fact) { return std::tie(fact.key, fact.instance); });
    latest.receivedAt = reading.receivedAt;
    latest.receivedMono = reading.receivedMono;
    latest.uptimeSeconds = reading.uptimeSeconds;
    if (!reading.bootId.empty())
        latest.bootId = reading.bootId;
}

} // namespace piuptime::fleet
