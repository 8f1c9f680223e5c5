// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Draft.h"

#include "core/base/Text.h"

#include <algorithm>
#include <cmath>

namespace piuptime::collect {
namespace {

/// Beyond this nothing on a Pi is measured; history keeps integers of this size.
constexpr double kLargestValue = 1e18;

/// Instances are short plain words almost always; what is not goes the long way.
std::string safeInstance(std::string_view text)
{
    const auto isPlain = [](char c) { return c > ' ' && c < 0x7F; };
    if (text.size() <= Draft::kMaxInstanceBytes && std::ranges::all_of(text, isPlain))
        return std::string(text);
    return printable(text, Draft::kMaxInstanceBytes);
}

} // namespace

void Draft::clear()
{
    static_cast<DraftValues &>(*this) = {};
    m_samples.clear();
    m_facts.clear();
    m_counters.clear();
}

void Draft::sample(Metric metric, double value, std::string_view instance)
{
    if (!(std::abs(value) <= kLargestValue) || m_samples.size() == kMaxSamples)
        return;
    m_samples.push_back({{metric, safeInstance(instance)}, inResolution(metric, value)});
}

void Draft::sample(Metric metric, std::optional<double> value, std::string_view instance)
{
    if (value)
        sample(metric, *value, instance);
}

void Draft::fact(FactKey key, std::string_view text, std::string_view instance)
{
    if (m_facts.size() == kMaxFacts)
        return;
    std::string safe = printable(text, kMaxFactBytes);
    if (!safe.empty())
        m_facts.push_back({key, safeInstance(instance), std::move(safe)});
}

void Draft::counter(Metric metric, double value, std::string_view instance, double factor, double most)
{
    if (m_counters.size() < kMaxCounters)
        m_counters.push_back({{metric, safeInstance(instance)}, value, Counter::kUptime, factor, most});
}

void Draft::share(Metric metric, double part, double whole, std::string_view instance)
{
    if (m_counters.size() < kMaxCounters)
        m_counters.push_back({{metric, safeInstance(instance)}, part, whole, 100, 100});
}

void Draft::socTemperatureFrom(double celsius, int rank)
{
    if (rank <= socTemperatureRank)
        return;
    socTemperature = celsius;
    socTemperatureRank = rank;
}

} // namespace piuptime::collect
