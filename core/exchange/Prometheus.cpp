// SPDX-License-Identifier: GPL-3.0-or-later
// Prometheus text with timestamps in milliseconds. Lines follow the time and not the metric, so that files of any
// length are written in bounded memory; each metric is declared where it first appears.
#include "core/base/Text.h"
#include "core/exchange/Format.h"
#include "core/exchange/MetricNames.h"
#include "core/exchange/Numerals.h"

#include <array>

namespace piuptime::exchange {
namespace {

class PrometheusWriter final : public FormatWriter
{
public:
    Tally put(std::string &out, const Subject &subject, const Reading &reading) override
    {
        const std::string labels = "{device=\"" + escapedLabel(subject.name) + "\",id=\"" + escapedLabel(subject.id)
                                   + '"' + (subject.site.empty() ? "" : ",site=\"" + escapedLabel(subject.site) + '"');
        const std::string at = ' ' + std::to_string(toMsUtc(reading.receivedAt)) + '\n';
        for (const Sample &sample : reading.samples) {
            const PrometheusName &name = prometheusName(sample.series.metric);
            bool &isDeclared = m_isDeclared[static_cast<std::size_t>(sample.series.metric)];
            if (!isDeclared)
                out += name.header();
            isDeclared = true;
            out += name.name + labels;
            if (!sample.series.instance.empty())
                out += ",instance=\"" + escapedLabel(sample.series.instance) + '"';
            out += "} " + prometheusValue(sample.series.metric, sample.value) + at;
        }
        return {reading.samples.size(), 0, 0, reading.facts.size()};
    }

    Tally put(std::string &, const Subject &, const Event &) override { return {0, 0, 0, 1}; }

private:
    std::array<bool, kMetricCount> m_isDeclared{};
};

/// What stands between quotes, with its escapes undone; `rest` begins behind the opening quote and ends up behind the
/// closing one. Empty when it is not closed.
std::optional<std::string> takeQuoted(std::string_view &rest)
{
    std::string text;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return text;
        }
        if (rest[i] == '\\' && i + 1 < rest.size()) {
            ++i;
            text += rest[i] == 'n' ? '\n' : rest[i];
        } else {
            text += rest[i];
        }
    }
    return std::nullopt;
}

struct Labels {
    std::string device;
    std::string id;
    std::string instance;
};

/// \param rest begins behind the `{`, ends up behind the `}`
Result<Labels> takeLabels(std::string_view &rest)
{
    Labels labels;
    for (;;) {
        rest = trimmed(rest);
        if (rest.starts_with('}')) {
            rest.remove_prefix(1);
            return labels;
        }
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos)
            return fail(ErrorKind::Corrupt, "the labels are not closed");
        const std::string_view label = trimmed(rest.substr(0, equals));
        rest = trimmed(rest.substr(equals + 1));
        if (!rest.starts_with('"'))
            return fail(ErrorKind::Corrupt, "a label without quotes", label);
        rest.remove_prefix(1);
        const auto value = takeQuoted(rest);
        if (!value)
            return fail(ErrorKind::Corrupt, "a label is not closed", label);
        if (label == "device")
            labels.device = *value;
        else if (label == "id")
            labels.id = *value;
        else if (label == "instance")
            labels.instance = *value;
        rest = trimmed(rest);
        if (rest.starts_with(','))
            rest.remove_prefix(1);
        else if (!rest.starts_with('}'))
            return fail(ErrorKind::Corrupt, "no comma between labels", rest);
    }
}

class PrometheusParser final : public LineParser
{
public:
    Result<Line> parse(std::string_view text) override
    {
        std::string_view rest = trimmed(text);
        if (rest.empty() || rest.starts_with('#'))
            return Line{};
        const std::string_view name = rest.substr(0, rest.find_first_of("{ \t"));
        rest.remove_prefix(name.size());
        rest = trimmed(rest);
        Labels labels;
        if (rest.starts_with('{')) {
            rest.remove_prefix(1);
            auto taken = takeLabels(rest);
            if (!taken)
                return tl::unexpected(taken.error());
            labels = std::move(*taken);
        }
        Line line;
        line.device = printable(labels.id.empty() ? labels.device : labels.id, kMaxDeviceBytes);
        if (line.device.empty())
            return fail(ErrorKind::Corrupt, "no label “device” and no label “id”", name);
        const auto metric = findPrometheusName(name);
        const std::string_view number = takeWord(rest);
        const auto value = metric ? parsePrometheusValue(*metric, number) : parseNumeral(number);
        if (!value)
            return fail(ErrorKind::Corrupt, "not a number", number);
        const std::string_view time = takeWord(rest);
        const auto atMs = toSigned(time);
        if (!atMs)
            return fail(ErrorKind::Corrupt, "no time in milliseconds since 1970 behind the value", time);
        if (!trimmed(rest).empty())
            return fail(ErrorKind::Corrupt, "text behind the time", rest);
        line.reading.receivedAt = fromMsUtc(*atMs);
        addSample(line, metric ? info(*metric).name : name, labels.instance, *value);
        return line;
    }
};

} // namespace

std::unique_ptr<FormatWriter> makePrometheusWriter()
{
    return std::make_unique<PrometheusWriter>();
}

std::unique_ptr<LineParser> makePrometheusParser()
{
    return std::make_unique<PrometheusParser>();
}

} // namespace piuptime::exchange
