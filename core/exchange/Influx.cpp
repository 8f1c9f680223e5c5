// SPDX-License-Identifier: GPL-3.0-or-later
// InfluxDB line protocol, times in nanoseconds. The samples of one instance at one time are one line:
//   piuptime,device=…,id=…,site=…,instance=… cpu_usage_percent=12.5,load_1m=0.5 1790000000000000000
// A fact is a text field of the measurement `piuptime_fact`, an event one line of `piuptime_event`.
#include "core/base/Text.h"
#include "core/exchange/Format.h"
#include "core/exchange/InfluxLine.h"
#include "core/exchange/Numerals.h"

#include <cmath>
#include <limits>

namespace piuptime::exchange {
namespace {

constexpr std::string_view kSamples = "piuptime";
constexpr std::string_view kFacts = "piuptime_fact";
constexpr std::string_view kEvents = "piuptime_event";
constexpr std::int64_t kNsPerMs = 1'000'000;

/// Whether the protocol has a way to write `text` as a tag: a backslash at the end would escape what follows it.
bool canBeTag(std::string_view text)
{
    return !text.ends_with('\\') && text.find_first_of("\r\n") == std::string_view::npos;
}

bool canBeTime(UtcTime time)
{
    constexpr std::int64_t kMostMs = std::numeric_limits<std::int64_t>::max() / kNsPerMs;
    return toMsUtc(time) >= -kMostMs && toMsUtc(time) <= kMostMs;
}

void putTag(std::string &out, std::string_view key, std::string_view value)
{
    if (value.empty()) // the protocol has no empty tags
        return;
    out += ',';
    out += key;
    out += '=';
    for (const char c : value) {
        if (c == ',' || c == '=' || c == ' ')
            out += '\\';
        out += c;
    }
}

std::string quotedField(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

/// Puts fields into lines: those of one instance that follow each other share one.
class LineBuilder
{
public:
    LineBuilder(std::string &out, const Subject &subject, UtcTime at)
        : m_out(out)
        , m_subject(subject)
        , m_end(' ' + std::to_string(toMsUtc(at) * kNsPerMs) + '\n')
    {
    }
    ~LineBuilder() { close(); }
    LineBuilder(const LineBuilder &) = delete;
    LineBuilder &operator=(const LineBuilder &) = delete;

    void put(std::string_view measurement, std::string_view instance, std::string_view field, std::string_view value)
    {
        if (!m_isOpen || measurement != m_measurement || instance != m_instance)
            open(measurement, instance);
        else
            m_out += ',';
        m_out.append(field).append("=").append(value);
    }

private:
    void open(std::string_view measurement, std::string_view instance)
    {
        close();
        m_measurement = measurement;
        m_instance = instance;
        m_isOpen = true;
        m_out += measurement;
        putTag(m_out, "device", m_subject.name);
        putTag(m_out, "id", m_subject.id);
        putTag(m_out, "instance", instance);
        putTag(m_out, "site", m_subject.site);
        m_out += ' ';
    }
    void close()
    {
        if (m_isOpen)
            m_out += m_end;
        m_isOpen = false;
    }

    std::string &m_out;
    const Subject &m_subject;
    std::string m_end;
    std::string m_measurement;
    std::string m_instance;
    bool m_isOpen = false;
};

class InfluxWriter final : public FormatWriter
{
public:
    Tally put(std::string &out, const Subject &subject, const Reading &reading) override
    {
        if (!canBeTime(reading.receivedAt) || !canBeTag(subject.name) || !canBeTag(subject.id)
            || !canBeTag(subject.site))
            return {0, 0, 0, reading.samples.size() + reading.facts.size()};
        Tally tally;
        LineBuilder builder(out, subject, reading.receivedAt);
        for (const Sample &sample : reading.samples) {
            const bool canBeSaid = std::isfinite(sample.value) && canBeTag(sample.series.instance);
            ++(canBeSaid ? tally.samples : tally.leftOut);
            if (canBeSaid)
                builder.put(kSamples, sample.series.instance, info(sample.series.metric).name, numeral(sample.value));
        }
        for (const Fact &fact : reading.facts) {
            const bool canBeSaid = canBeTag(fact.instance);
            ++(canBeSaid ? tally.facts : tally.leftOut);
            if (canBeSaid)
                builder.put(kFacts, fact.instance, piuptime::name(fact.key), quotedField(printable(fact.text)));
        }
        return tally;
    }

    Tally put(std::string &out, const Subject &subject, const Event &event) override
    {
        if (!canBeTime(event.at) || !canBeTag(subject.name) || !canBeTag(subject.id) || !canBeTag(subject.site))
            return {0, 0, 0, 1};
        LineBuilder builder(out, subject, event.at);
        builder.put(kEvents, piuptime::name(event.kind), "severity", quotedField(piuptime::name(event.severity)));
        builder.put(kEvents, piuptime::name(event.kind), "detail", quotedField(printable(event.detail)));
        return {0, 0, 1, 0};
    }
};

class InfluxParser final : public LineParser
{
public:
    Result<Line> parse(std::string_view bytes) override
    {
        const Result<InfluxLine> told = parseInfluxLine(bytes);
        if (!told)
            return tl::unexpected(told.error());
        if (told->measurement.empty())
            return Line{};
        Line line;
        line.device = printable(told->device(), kMaxDeviceBytes);
        if (line.device.empty())
            return fail(ErrorKind::Corrupt, "no tag “device”, “id” or “host”", bytes);
        line.reading.receivedAt = told->at;
        if (told->measurement == kEvents) {
            auto made = eventOf(*told, line);
            if (!made)
                return tl::unexpected(made.error());
            line.event = std::move(*made);
            return line;
        }
        for (const InfluxLine::Field &field : told->fields) {
            const auto *text = std::get_if<std::string>(&field.value);
            const auto *number = std::get_if<double>(&field.value);
            if (number != nullptr && told->measurement == kSamples)
                addSample(line, field.name, told->tag("instance"), *number);
            else if (text != nullptr && told->measurement == kFacts)
                addFact(line, field.name, told->tag("instance"), *text);
            else
                noteUnknown(*told, field, line);
        }
        return line;
    }

private:
    static void noteUnknown(const InfluxLine &told, const InfluxLine::Field &field, Line &line)
    {
        line.unknown.push_back(printable(told.measurement + '.' + field.name, kMaxNameBytes));
    }

    static Result<Event> eventOf(const InfluxLine &told, Line &line)
    {
        std::string_view severity;
        std::string_view detail;
        for (const InfluxLine::Field &field : told.fields) {
            if (const auto *text = std::get_if<std::string>(&field.value))
                (field.name == "severity" ? severity : detail) = *text;
            else
                noteUnknown(told, field, line);
        }
        return makeEvent(told.at, told.tag("instance"), severity, detail);
    }
};

} // namespace

std::unique_ptr<FormatWriter> makeInfluxWriter()
{
    return std::make_unique<InfluxWriter>();
}

std::unique_ptr<LineParser> makeInfluxParser()
{
    return std::make_unique<InfluxParser>();
}

} // namespace piuptime::exchange
