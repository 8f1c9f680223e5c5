// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Counter.h"
#include "core/model/Reading.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::collect {

/// What one record tells once.
struct DraftValues {
    std::string bootId;
    std::optional<double> uptime;         ///< seconds
    std::optional<double> bootTime;       ///< seconds since 1970 by the Pi's clock
    std::optional<double> socTemperature; ///< °C
    int socTemperatureRank = 0;
    std::string processorName; ///< what a machine that is no Pi has for a model
    std::string operatingSystem;
    std::string systemImage; ///< of Raspberry Pi OS
    bool slow = false;       ///< the record holds the sections of a slow reading
};

/// Where the parsers put what they find in one record; bounded, whatever the record holds.
/// Where a series or fact comes twice, the first stays.
class Draft : public DraftValues
{
public:
    static constexpr std::size_t kMaxSamples = 2048;
    static constexpr std::size_t kMaxFacts = 1024;
    static constexpr std::size_t kMaxCounters = 1024;
    static constexpr std::size_t kMaxInstanceBytes = 128;
    static constexpr std::size_t kMaxFactBytes = 256;

    /// As new, with room for as much as it held.
    void clear();

    void sample(Metric metric, double value, std::string_view instance = {});
    void sample(Metric metric, std::optional<double> value, std::string_view instance = {});
    /// Takes foreign text: it is made printable here. Nothing is kept of text that is empty then.
    void fact(FactKey key, std::string_view text, std::string_view instance = {});
    void counter(Metric metric, double value, std::string_view instance, double factor = 1,
                 double most = std::numeric_limits<double>::infinity());
    /// A share of a second counter, in per cent, such as busy time in all time.
    void share(Metric metric, double part, double whole, std::string_view instance = {});

    /// Keeps the temperature of the most trusted sensor.
    void socTemperatureFrom(double celsius, int rank);

    [[nodiscard]] std::vector<Sample> &samples() { return m_samples; }
    [[nodiscard]] std::vector<Fact> &facts() { return m_facts; }
    [[nodiscard]] std::vector<Counter> &counters() { return m_counters; }

private:
    std::vector<Sample> m_samples;
    std::vector<Fact> m_facts;
    std::vector<Counter> m_counters;
};

} // namespace piuptime::collect
