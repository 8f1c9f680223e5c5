// SPDX-License-Identifier: GPL-3.0-or-later
// InfluxDB line protocol, times in nanoseconds. The samples of one instance at one time are one line:
//   piuptime,device=…,id=…,site=…,instance=… cpu_usage_percent=12.5,load_1m=0.5 1790000000000000000
// A fact is a text field of the measurement `piuptime_fact`, an event one line of `piuptime_event`.
#include "core/base/Text.h"
#include "core/exchange/Format.h"
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

/// Takes the text up to one of `ends`, which is left in place; escapes before a comma, an equals sign or a blank are
/// undone.
std::string takeEscaped(std::string_view &rest, std::string_view ends)
{
    std::string text;
    std::size_t i = 0;
    for (; i < rest.size() && ends.find(rest[i]) == std::string_view::npos; ++i) {
        const bool isEscape = rest[i] == '\\' && i + 1 < rest.size()
                              && std::string_view(",= ").find(rest[i + 1]) != std::string_view::npos;
        i += isEscape ? 1 : 0;
        text += rest[i];
    }
    rest.remove_prefix(i);
    return text;
}

std::optional<std::string> takeString(std::string_view &rest)
{
    std::string text;
    for (std::size_t i = 1; i < rest.size(); ++i) { // behind the opening quote
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return text;
        }
        if (rest[i] == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\'))
            ++i;
        text += rest[i];
    }
    return std::nullopt;
}

/// `1.5`, `3i`, `3u`, `t`, `true`, `f`, `false` …
std::optional<double> parseField(std::string_view text)
{
    for (const std::string_view yes : {"t", "T", "true", "True", "TRUE"}) {
        if (text == yes)
            return 1;
    }
    for (const std::string_view no : {"f", "F", "false", "False", "FALSE"}) {
        if (text == no)
            return 0;
    }
    if (text.ends_with('i') || text.ends_with('u'))
        text.remove_suffix(1);
    const auto value = parseNumeral(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

struct Head {
    std::string measurement;
    std::string device;
    std::string id;
    std::string host;
    std::string instance;
};

Head takeHead(std::string_view &rest)
{
    Head head;
    head.measurement = takeEscaped(rest, ", ");
    while (rest.starts_with(',')) {
        rest.remove_prefix(1);
        const std::string key = takeEscaped(rest, ",= ");
        rest.remove_prefix(rest.starts_with('=') ? 1 : 0);
        const std::string value = takeEscaped(rest, ", ");
        for (const auto &[tag, target] : {std::pair("device", &head.device), std::pair("id", &head.id),
                                          std::pair("host", &head.host), std::pair("instance", &head.instance)}) {
            if (key == tag)
                *target = value;
        }
    }
    return head;
}

class InfluxParser final : public LineParser
{
public:
    Result<Line> parse(std::string_view text) override
    {
        std::string_view rest = trimmed(text);
        if (rest.empty() || rest.starts_with('#'))
            return Line{};
        const Head head = takeHead(rest);
        Line line;
        line.device = printable(!head.id.empty()       ? head.id
                                : !head.device.empty() ? head.device
                                                       : head.host,
                                kMaxDeviceBytes);
        if (line.device.empty())
            return fail(ErrorKind::Corrupt, "no tag “device”, “id” or “host”", text);
        EventWords event;
        do {
            rest = trimmed(rest);
            rest.remove_prefix(rest.starts_with(',') ? 1 : 0);
            const Result<void> taken = takeField(rest, head, line, event);
            if (!taken)
                return tl::unexpected(taken.error());
        } while (rest.starts_with(','));
        const auto atNs = toSigned(rest);
        if (!atNs)
            return fail(ErrorKind::Corrupt, "no time in nanoseconds since 1970 behind the fields", rest);
        line.reading.receivedAt = UtcTime(std::chrono::floor<Milliseconds>(std::chrono::nanoseconds(*atNs)));
        if (head.measurement == kEvents) {
            auto made = makeEvent(line.reading.receivedAt, head.instance, event.severity, event.detail);
            if (!made)
                return tl::unexpected(made.error());
            line.event = std::move(*made);
        }
        return line;
    }

private:
    struct EventWords {
        std::string severity;
        std::string detail;
    };

    static Result<void> takeField(std::string_view &rest, const Head &head, Line &line, EventWords &event)
    {
        const std::string key = takeEscaped(rest, ",= ");
        if (key.empty() || !rest.starts_with('='))
            return fail(ErrorKind::Corrupt, "not a field of the form name=value", key + std::string(rest));
        rest.remove_prefix(1);
        if (rest.starts_with('"')) {
            const auto text = takeString(rest);
            if (!text)
                return fail(ErrorKind::Corrupt, "a text is not closed", key);
            if (head.measurement == kFacts)
                addFact(line, key, head.instance, *text);
            else if (head.measurement == kEvents)
                (key == "severity" ? event.severity : event.detail) = *text;
            else
                line.unknown.push_back(printable(head.measurement + '.' + key, kMaxNameBytes));
            return {};
        }
        const std::string_view number = rest.substr(0, rest.find_first_of(", "));
        rest.remove_prefix(number.size());
        const auto value = parseField(number);
        if (!value)
            return fail(ErrorKind::Corrupt, "not a number", number);
        if (head.measurement == kSamples)
            addSample(line, key, head.instance, *value);
        else
            line.unknown.push_back(printable(head.measurement + '.' + key, kMaxNameBytes));
        return {};
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
