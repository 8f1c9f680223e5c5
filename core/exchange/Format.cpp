// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/Format.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>

namespace piuptime::exchange {
namespace {

constexpr std::array<std::string_view, 4> kNames{"csv", "jsonl", "prometheus", "influx"};

} // namespace

std::string_view name(Format format)
{
    return kNames[static_cast<std::size_t>(format)];
}

std::optional<Format> findFormat(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<Format>(found - kNames.begin());
}

Tally &Tally::operator+=(const Tally &other)
{
    samples += other.samples;
    facts += other.facts;
    events += other.events;
    leftOut += other.leftOut;
    return *this;
}

std::unique_ptr<FormatWriter> makeWriter(Format format)
{
    switch (format) {
    case Format::Csv:
        return makeCsvWriter();
    case Format::JsonLines:
        return makeJsonLinesWriter();
    case Format::Prometheus:
        return makePrometheusWriter();
    case Format::Influx:
        break;
    }
    return makeInfluxWriter();
}

std::unique_ptr<LineParser> makeParser(Format format)
{
    switch (format) {
    case Format::Csv:
        return makeCsvParser();
    case Format::JsonLines:
        return makeJsonLinesParser();
    case Format::Prometheus:
        return makePrometheusParser();
    case Format::Influx:
        break;
    }
    return makeInfluxParser();
}

void addSample(Line &line, std::string_view metric, std::string_view instance, double value)
{
    if (const auto known = findMetric(metric))
        line.reading.samples.push_back({{*known, printable(instance, kMaxInstanceBytes)}, value});
    else
        line.unknown.push_back(printable(metric, kMaxNameBytes));
}

void addFact(Line &line, std::string_view key, std::string_view instance, std::string_view text)
{
    if (const auto known = findFact(key))
        line.reading.facts.push_back({*known, printable(instance, kMaxInstanceBytes), printable(text, kMaxFactBytes)});
    else
        line.unknown.push_back(printable(key, kMaxNameBytes));
}

Result<Event> makeEvent(UtcTime at, std::string_view kind, std::string_view severity, std::string_view detail)
{
    const auto knownKind = findEventKind(kind);
    if (!knownKind)
        return fail(ErrorKind::Corrupt, "no such kind of event", kind);
    const auto knownSeverity = findSeverity(severity);
    if (!knownSeverity)
        return fail(ErrorKind::Corrupt, "no such severity", severity);
    return Event{{}, at, *knownKind, *knownSeverity, printable(detail, kMaxFactBytes)};
}

} // namespace piuptime::exchange
