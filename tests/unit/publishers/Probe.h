// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/Reader.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::publishers {

inline constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'000);

/// One reader and short words to ask it.
class Probe
{
public:
    explicit Probe(Prefixes prefixes = {}, Limits limits = {})
        : reader(std::move(prefixes), limits)
    {
    }

    /// What the message tells; a failure is shown as one.
    Readout read(std::string_view topic, std::string_view payload, bool retained = false, UtcTime at = kNoon)
    {
        auto readout = reader.read({topic, payload, retained, at});
        if (readout)
            return std::move(*readout);
        QTest::qFail(readout.error().describe().c_str(), __FILE__, __LINE__);
        return {};
    }
    /// The only report of a message; a default one where there is none or more.
    Report report(std::string_view topic, std::string_view payload, bool retained = false, UtcTime at = kNoon)
    {
        Readout readout = read(topic, payload, retained, at);
        return readout.reports.size() == 1 ? std::move(readout.reports.front()) : Report();
    }
    /// Why the message is refused; empty when it is not.
    std::string refusal(std::string_view topic, std::string_view payload)
    {
        const auto readout = reader.read({topic, payload, false, kNoon});
        return readout ? std::string() : readout.error().describe();
    }

    Reader reader;
};

inline std::optional<double> value(const Report &report, Metric metric, std::string_view instance = {})
{
    const SeriesKey series{metric, std::string(instance)};
    const auto found = std::ranges::find(report.samples, series, &Sample::series);
    return found == report.samples.end() ? std::nullopt : std::optional(found->value);
}

inline std::string fact(const Report &report, FactKey key, std::string_view instance = {})
{
    const auto found =
        std::ranges::find_if(report.facts, [&](const Fact &f) { return f.key == key && f.instance == instance; });
    return found == report.facts.end() ? std::string() : found->text;
}

} // namespace piuptime::publishers

#define COMPARE_VALUE(report, expected, ...) QCOMPARE(value(report, __VA_ARGS__), std::optional<double>(expected))
