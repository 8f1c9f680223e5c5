// SPDX-License-Identifier: GPL-3.0-or-later
// CSV as in RFC 4180, one value a line: `at,device,metric,instance,value,id`. A fact is the metric `fact:<key>`; an
// event is the metric `event:<kind>` with its severity as instance and its detail as value.
#include "core/base/Text.h"
#include "core/exchange/Format.h"
#include "core/exchange/IsoTime.h"
#include "core/exchange/Numerals.h"

#include <algorithm>
#include <array>

namespace piuptime::exchange {
namespace {

constexpr std::string_view kFactPrefix = "fact:";
constexpr std::string_view kEventPrefix = "event:";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kMaxColumns = 64;

enum Column : std::uint8_t { At, Device, MetricName, Instance, Value, Id };
constexpr std::array<std::string_view, 6> kColumns{"at", "device", "metric", "instance", "value", "id"};

void putField(std::string &out, std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

class CsvWriter final : public FormatWriter
{
public:
    void begin(std::string &out) override
    {
        for (const std::string_view column : kColumns) {
            out += column;
            out += column == kColumns.back() ? '\n' : ',';
        }
    }

    Tally put(std::string &out, const Subject &subject, const Reading &reading) override
    {
        const std::string at = isoTime(reading.receivedAt);
        if (at.empty())
            return {0, 0, 0, reading.samples.size() + reading.facts.size()};
        for (const Sample &sample : reading.samples)
            putLine(out, subject, at, info(sample.series.metric).name, sample.series.instance, numeral(sample.value));
        for (const Fact &fact : reading.facts)
            putLine(out, subject, at, std::string(kFactPrefix).append(piuptime::name(fact.key)), fact.instance,
                    printable(fact.text));
        return {reading.samples.size(), reading.facts.size(), 0, 0};
    }

    Tally put(std::string &out, const Subject &subject, const Event &event) override
    {
        const std::string at = isoTime(event.at);
        if (at.empty())
            return {0, 0, 0, 1};
        putLine(out, subject, at, std::string(kEventPrefix).append(piuptime::name(event.kind)),
                piuptime::name(event.severity), printable(event.detail));
        return {0, 0, 1, 0};
    }

private:
    static void putLine(std::string &out, const Subject &subject, std::string_view at, std::string_view metric,
                        std::string_view instance, std::string_view value)
    {
        for (const std::string_view field : {at, std::string_view(subject.name), metric, instance, value}) {
            putField(out, field);
            out += ',';
        }
        putField(out, subject.id);
        out += '\n';
    }
};

/// The fields of a line. \retval Corrupt quotes do not match
Result<std::vector<std::string>> fieldsOf(std::string_view line)
{
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            const bool isQuote = c == '"';
            const bool isDoubled = isQuote && i + 1 < line.size() && line[i + 1] == '"';
            if (isQuote && !isDoubled) {
                quoted = false;
                if (i + 1 < line.size() && line[i + 1] != ',')
                    return fail(ErrorKind::Corrupt, "text behind a closing quote", line.substr(i + 1));
                continue;
            }
            fields.back() += c;
            i += isDoubled ? 1 : 0;
        } else if (c == ',') {
            if (fields.size() == kMaxColumns)
                return fail(ErrorKind::Corrupt, "more than " + std::to_string(kMaxColumns) + " columns");
            fields.emplace_back();
        } else if (c == '"' && fields.back().empty()) {
            quoted = true;
        } else {
            fields.back() += c;
        }
    }
    if (quoted)
        return fail(ErrorKind::Corrupt, "a quote is not closed");
    return fields;
}

class CsvParser final : public LineParser
{
public:
    Result<Line> parse(std::string_view line) override
    {
        if (!m_hasHeader && line.starts_with(kByteOrderMark))
            line.remove_prefix(kByteOrderMark.size());
        if (trimmed(line).empty())
            return Line{};
        const Result<std::vector<std::string>> fields = fieldsOf(line);
        if (!fields)
            return tl::unexpected(fields.error());
        return m_hasHeader ? parseValues(*fields) : parseHeader(*fields);
    }

private:
    Result<Line> parseHeader(const std::vector<std::string> &fields)
    {
        for (std::size_t column = 0; column < kColumns.size(); ++column) {
            const auto found = std::ranges::find(fields, kColumns[column]);
            m_places[column] = static_cast<std::size_t>(found - fields.begin());
            const bool isOptional = column == Instance || column == Id || column == Device;
            if (found == fields.end() && !isOptional)
                return fail(ErrorKind::Corrupt, "the first line does not name a column “"
                                                    + std::string(kColumns[column])
                                                    + "”; it must be like at,device,metric,instance,value,id");
        }
        m_hasHeader = true;
        m_fieldCount = fields.size();
        return Line{};
    }

    Result<Line> parseValues(const std::vector<std::string> &fields) const
    {
        if (fields.size() != m_fieldCount)
            return fail(ErrorKind::Corrupt, std::to_string(fields.size()) + " columns where the first line has "
                                                + std::to_string(m_fieldCount));
        const auto field = [&](Column column) -> std::string_view {
            return m_places[column] < fields.size() ? std::string_view(fields[m_places[column]]) : std::string_view();
        };
        Line line;
        line.device = printable(field(Id).empty() ? field(Device) : field(Id), kMaxDeviceBytes);
        if (line.device.empty())
            return fail(ErrorKind::Corrupt, "no device");
        const auto at = parseIsoTime(field(At));
        if (!at)
            return fail(ErrorKind::Corrupt, "not a time with a zone, such as 2026-11-23T14:00:00Z", field(At));
        line.reading.receivedAt = *at;
        std::string_view metric = field(MetricName);
        if (metric.starts_with(kEventPrefix)) {
            auto event = makeEvent(*at, metric.substr(kEventPrefix.size()), field(Instance), field(Value));
            if (!event)
                return tl::unexpected(event.error());
            line.event = std::move(*event);
        } else if (metric.starts_with(kFactPrefix)) {
            addFact(line, metric.substr(kFactPrefix.size()), field(Instance), field(Value));
        } else if (const auto value = parseNumeral(trimmed(field(Value)))) {
            addSample(line, metric, field(Instance), *value);
        } else {
            return fail(ErrorKind::Corrupt, "not a number", field(Value));
        }
        return line;
    }

    bool m_hasHeader = false;
    std::size_t m_fieldCount = 0;
    std::array<std::size_t, kColumns.size()> m_places{};
};

} // namespace

std::unique_ptr<FormatWriter> makeCsvWriter()
{
    return std::make_unique<CsvWriter>();
}

std::unique_ptr<LineParser> makeCsvParser()
{
    return std::make_unique<CsvParser>();
}

} // namespace piuptime::exchange
