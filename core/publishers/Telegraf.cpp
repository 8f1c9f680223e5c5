// SPDX-License-Identifier: GPL-3.0-or-later
// Telegraf: line protocol or JSON, one metric a message or a batch, under any topic below the prefix. With the layout
// `field` bare values on `<host>/<measurement>/<field>`, of which those without tags can be told.
#include "core/base/Text.h"
#include "core/exchange/InfluxLine.h"
#include "core/publishers/Format.h"
#include "core/publishers/Json.h"
#include "core/publishers/ReportsByHost.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <array>
#include <cmath>

namespace piuptime::publishers {
namespace {

using namespace simdjson;
using exchange::InfluxLine;

/// Our value = offset + scale * theirs; the value of the tag, where there is one, becomes the instance.
struct FieldKey {
    std::string_view measurement;
    std::string_view field;
    Metric metric;
    std::string_view tag = {};
    double scale = 1;
    double offset = 0;
};

constexpr std::array kKeys{
    FieldKey{"mem", "total", Metric::MemoryTotal},
    FieldKey{"mem", "available_percent", Metric::MemoryUsedPercent, "", -1, 100},
    FieldKey{"swap", "total", Metric::SwapTotal},
    FieldKey{"swap", "used", Metric::SwapUsed},
    FieldKey{"system", "load1", Metric::Load1},
    FieldKey{"system", "load5", Metric::Load5},
    FieldKey{"system", "load15", Metric::Load15},
    FieldKey{"system", "uptime", Metric::Uptime},
    FieldKey{"processes", "running", Metric::ProcessesRunning},
    FieldKey{"disk", "total", Metric::FilesystemSize, "path"},
    FieldKey{"disk", "used", Metric::FilesystemUsed, "path"},
    FieldKey{"disk", "used_percent", Metric::FilesystemUsedPercent, "path"},
    FieldKey{"smart_device", "temp_c", Metric::DiskTemperature, "device"},
    FieldKey{"wireless", "level", Metric::WifiSignal, "interface"},
    FieldKey{"upsd", "battery_charge_percent", Metric::UpsCharge, "ups_name"},
    FieldKey{"upsd", "battery_voltage", Metric::UpsVoltage, "ups_name"},
    FieldKey{"upsd", "input_voltage", Metric::UpsInputVoltage, "ups_name"},
    FieldKey{"upsd", "load_percent", Metric::UpsLoad, "ups_name"},
    FieldKey{"upsd", "time_left_ns", Metric::UpsRuntime, "ups_name", 1e-9},
};

std::optional<double> numberOf(const InfluxLine &line, std::string_view field)
{
    for (const InfluxLine::Field &candidate : line.fields) {
        if (const double *number = std::get_if<double>(&candidate.value); number != nullptr && candidate.name == field)
            return *number;
    }
    return std::nullopt;
}

void readCpu(const InfluxLine &line, Report &report)
{
    const auto idle = numberOf(line, "usage_idle");
    const std::string_view cpu = line.tag("cpu");
    if (!idle || cpu.empty())
        return;
    const bool isTotal = cpu == "cpu-total";
    addSample(report, isTotal ? Metric::CpuUsage : Metric::CoreUsage, isTotal ? std::string_view() : cpu, 100 - *idle);
}

void readTemperature(const InfluxLine &line, Report &report)
{
    const auto celsius = numberOf(line, "temp");
    const std::string_view sensor = line.tag("sensor");
    if (!celsius || sensor.empty())
        return;
    const bool isSoc = sensor.starts_with("cpu_thermal") || sensor.starts_with("cpu-thermal");
    addSample(report, isSoc ? Metric::SocTemperature : Metric::ZoneTemperature, isSoc ? std::string_view() : sensor,
              celsius);
}

void readMemoryUsed(const InfluxLine &line, Report &report)
{
    const auto total = numberOf(line, "total");
    const auto available = numberOf(line, "available");
    if (total && available)
        addSample(report, Metric::MemoryUsed, {}, *total - *available);
}

void readFields(const InfluxLine &line, Report &report)
{
    for (const FieldKey &key : kKeys) {
        if (key.measurement != line.measurement)
            continue;
        const auto number = numberOf(line, key.field);
        const std::string_view instance = key.tag.empty() ? std::string_view() : line.tag(key.tag);
        if (number && (key.tag.empty() || !instance.empty()))
            addSample(report, key.metric, instance, key.offset + key.scale * *number);
    }
}

void readLine(const InfluxLine &line, Report &report)
{
    if (line.measurement == "cpu")
        readCpu(line, report);
    else if (line.measurement == "temp")
        readTemperature(line, report);
    else if (line.measurement == "mem")
        readMemoryUsed(line, report);
    readFields(line, report);
}

/// By its size, a time is in seconds, milliseconds, microseconds or nanoseconds, as the publisher was told.
std::optional<UtcTime> timeOf(std::optional<double> time)
{
    if (!time || !(*time > 0) || *time > 9e18)
        return std::nullopt;
    double seconds = *time;
    while (seconds > 1e11) // the year 5138
        seconds /= 1000;
    return fromMsUtc(std::llround(seconds * 1000));
}

Result<InfluxLine> lineOf(const dom::object &metric)
{
    InfluxLine line;
    line.measurement = textAt(metric, "name");
    const auto fields = objectAt(metric, "fields");
    if (line.measurement.empty() || !fields)
        return fail(ErrorKind::Corrupt, "a metric without name or fields");
    if (const auto tags = objectAt(metric, "tags")) {
        for (const dom::key_value_pair tag : *tags) {
            std::string_view text;
            if (tag.value.get(text) == SUCCESS)
                line.tags.emplace_back(tag.key, text);
        }
    }
    for (const dom::key_value_pair field : *fields) {
        double number = 0;
        if (field.value.get(number) == SUCCESS)
            line.fields.push_back({std::string(field.key), number});
    }
    line.at = timeOf(numberAt(metric, "timestamp")).value_or(UtcTime());
    return line;
}

/// Reads messages into reports; a line that is none costs itself, unless there is no other.
class Batch
{
public:
    /// \param fallbackHost for what carries no tag `host`
    explicit Batch(std::string_view fallbackHost)
        : m_fallbackHost(fallbackHost)
    {
    }

    void add(const Result<InfluxLine> &line)
    {
        const std::string_view tag = line ? line->tag("host") : std::string_view();
        const std::string_view host = tag.empty() ? m_fallbackHost : tag;
        if (!line)
            m_error = line.error();
        else if (!line->measurement.empty() && !host.empty())
            readLine(*line, m_reports.of(host, line->at == UtcTime() ? std::nullopt : std::optional(line->at)));
    }

    Result<std::vector<Report>> take()
    {
        auto reports = m_reports.take();
        if (reports.empty() && m_error)
            return tl::unexpected(*m_error);
        return reports;
    }

private:
    std::string_view m_fallbackHost;
    ReportsByHost m_reports;
    std::optional<Error> m_error;
};

Result<void> readJson(std::string_view payload, Batch &batch)
{
    dom::parser parser;
    const auto root = parseObject(parser, payload);
    if (!root)
        return tl::unexpected(root.error());
    dom::array metrics;
    if ((*root)["metrics"].get(metrics) != SUCCESS) {
        batch.add(lineOf(*root));
        return {};
    }
    for (const dom::element metric : metrics) {
        dom::object object;
        if (metric.get(object) == SUCCESS)
            batch.add(lineOf(object));
    }
    return {};
}

/// The layout `field`.
InfluxLine bareValue(std::string_view tail, double value)
{
    InfluxLine line;
    line.fields.push_back({std::string(takeLastLevel(tail)), value});
    line.measurement = takeLastLevel(tail);
    return line;
}

bool recognises(std::string_view tail)
{
    return !tail.empty();
}

Result<std::vector<Report>> read(std::string_view tail, const Message &message)
{
    std::string_view rest = tail;
    Batch batch(levelCount(tail) > 1 ? takeFirstLevel(rest) : std::string_view());
    std::string_view payload = trimmed(message.payload);
    if (const auto value = toNumber(payload)) {
        batch.add(bareValue(rest, *value));
    } else if (payload.starts_with('{')) {
        if (const auto read = readJson(payload, batch); !read)
            return tl::unexpected(read.error());
    } else {
        while (const auto line = takeLine(payload))
            batch.add(exchange::parseInfluxLine(*line));
    }
    return batch.take();
}

constexpr std::array<std::string_view, 1> kFilters{"#"};

} // namespace

constinit const Format kTelegraf{"telegraf", kFilters, recognises, read};

} // namespace piuptime::publishers
