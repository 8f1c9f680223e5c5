// SPDX-License-Identifier: GPL-3.0-or-later
// One JSON object a line: a reading with all it holds, or an event.
//   {"at":"…","device":"…","id":"…","boot_id":"…","uptime_seconds":1.5,"sequence":7,"samples":{"load_1m":0.5,
//    "disk_wear_percent":{"mmcblk0":3}},"facts":{"model":"…","network_mac":{"eth0":"…"}}}
//   {"at":"…","device":"…","id":"…","event":"rebooted","severity":"info","detail":"…"}
#include "core/base/Text.h"
#include "core/exchange/Format.h"
#include "core/exchange/IsoTime.h"
#include "core/exchange/Numerals.h"

#include <simdjson.h>

#include <cmath>

namespace piuptime::exchange {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t kMaxBootIdBytes = 64;

void putString(std::string &out, std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (byte < 0x20)
            out += {'\\', 'u', '0', '0', kDigits[byte >> 4U], kDigits[byte & 15U]};
        else
            out += c;
    }
    out += '"';
}

void putMember(std::string &out, std::string_view key, std::string_view text)
{
    out += ',';
    putString(out, key);
    out += ':';
    putString(out, text);
}

void putNumber(std::string &out, double value)
{
    if (std::isfinite(value))
        out += numeral(value);
    else
        putString(out, numeral(value));
}

/// Entries that follow each other under one name: `"name":value`, or `"name":{"instance":value,…}`.
template <class Entry, class NameOf, class InstanceOf, class PutValue>
void putByName(std::string &out, const std::vector<Entry> &entries, NameOf nameOf, InstanceOf instanceOf,
               PutValue putValue)
{
    out += '{';
    for (std::size_t i = 0; i < entries.size();) {
        out += i == 0 ? "" : ",";
        const std::string_view called = nameOf(entries[i]);
        putString(out, called);
        out += ':';
        const bool isAlone = i + 1 == entries.size() || nameOf(entries[i + 1]) != called;
        if (isAlone && instanceOf(entries[i]).empty()) {
            putValue(entries[i++]);
            continue;
        }
        for (char before = '{'; i < entries.size() && nameOf(entries[i]) == called; ++i, before = ',') {
            out += before;
            putString(out, instanceOf(entries[i]));
            out += ':';
            putValue(entries[i]);
        }
        out += '}';
    }
    out += '}';
}

class JsonLinesWriter final : public FormatWriter
{
public:
    Tally put(std::string &out, const Subject &subject, const Reading &reading) override
    {
        if (!putHead(out, subject, reading.receivedAt))
            return {0, 0, 0, reading.samples.size() + reading.facts.size()};
        if (!reading.bootId.empty())
            putMember(out, "boot_id", reading.bootId);
        if (reading.uptimeSeconds) {
            out += ",\"uptime_seconds\":";
            putNumber(out, *reading.uptimeSeconds);
        }
        if (reading.sequence)
            out += ",\"sequence\":" + std::to_string(*reading.sequence);
        out += ",\"samples\":";
        putByName(
            out, reading.samples, [](const Sample &sample) { return info(sample.series.metric).name; },
            [](const Sample &sample) -> const std::string & { return sample.series.instance; },
            [&out](const Sample &sample) { putNumber(out, sample.value); });
        if (!reading.facts.empty()) {
            out += ",\"facts\":";
            putByName(
                out, reading.facts, [](const Fact &fact) { return piuptime::name(fact.key); },
                [](const Fact &fact) -> const std::string & { return fact.instance; },
                [&out](const Fact &fact) { putString(out, fact.text); });
        }
        out += "}\n";
        return {reading.samples.size(), reading.facts.size(), 0, 0};
    }

    Tally put(std::string &out, const Subject &subject, const Event &event) override
    {
        if (!putHead(out, subject, event.at))
            return {0, 0, 0, 1};
        putMember(out, "event", piuptime::name(event.kind));
        putMember(out, "severity", piuptime::name(event.severity));
        putMember(out, "detail", event.detail);
        out += "}\n";
        return {0, 0, 1, 0};
    }

private:
    [[nodiscard]] static bool putHead(std::string &out, const Subject &subject, UtcTime time)
    {
        const std::string at = isoTime(time);
        if (at.empty())
            return false;
        out += "{\"at\":";
        putString(out, at);
        putMember(out, "device", subject.name);
        putMember(out, "id", subject.id);
        return true;
    }
};

std::string_view textOf(const object &from, std::string_view key)
{
    std::string_view text;
    return from[key].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

std::optional<double> numberOf(const element &value)
{
    double number = 0;
    std::string_view word;
    if (value.get(number) == simdjson::SUCCESS)
        return number;
    if (value.get(word) == simdjson::SUCCESS)
        return parseNumeral(word);
    return std::nullopt;
}

/// Calls `take(name, instance, value)` for every entry of what `putByName` writes. \return whether all were taken
template <class Take>
bool takeByName(const element &entries, Take take)
{
    object names;
    if (entries.get(names) != simdjson::SUCCESS)
        return false;
    for (const auto &[called, value] : names) {
        object instances;
        if (value.get(instances) != simdjson::SUCCESS) {
            if (!take(called, std::string_view(), value))
                return false;
            continue;
        }
        for (const auto &[instance, one] : instances) {
            if (!take(called, instance, one))
                return false;
        }
    }
    return true;
}

class JsonLinesParser final : public LineParser
{
public:
    Result<Line> parse(std::string_view text) override
    {
        if (trimmed(text).empty())
            return Line{};
        object root;
        if (m_parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS)
            return fail(ErrorKind::Corrupt, "not a JSON object", text);
        Line line;
        const std::string_view id = textOf(root, "id");
        line.device = printable(id.empty() ? textOf(root, "device") : id, kMaxDeviceBytes);
        if (line.device.empty())
            return fail(ErrorKind::Corrupt, "no “device” and no “id”");
        const auto at = parseIsoTime(textOf(root, "at"));
        if (!at)
            return fail(ErrorKind::Corrupt, "“at” is not a time with a zone, such as 2026-11-23T14:00:00Z",
                        textOf(root, "at"));
        line.reading.receivedAt = *at;
        return root["event"].error() == simdjson::SUCCESS ? parseEvent(root, std::move(line))
                                                          : parseReading(root, std::move(line));
    }

private:
    static Result<Line> parseEvent(const object &root, Line line)
    {
        auto event =
            makeEvent(line.reading.receivedAt, textOf(root, "event"), textOf(root, "severity"), textOf(root, "detail"));
        if (!event)
            return tl::unexpected(event.error());
        line.event = std::move(*event);
        return line;
    }

    static Result<Line> parseReading(const object &root, Line line)
    {
        line.reading.bootId = printable(textOf(root, "boot_id"), kMaxBootIdBytes);
        element value;
        if (root["uptime_seconds"].get(value) == simdjson::SUCCESS)
            line.reading.uptimeSeconds = numberOf(value);
        std::uint64_t sequence = 0;
        if (root["sequence"].get(sequence) == simdjson::SUCCESS)
            line.reading.sequence = sequence;
        if (root["samples"].get(value) == simdjson::SUCCESS) {
            const bool taken = takeByName(value, [&line](auto called, auto instance, const element &one) {
                const auto number = numberOf(one);
                if (number)
                    addSample(line, called, instance, *number);
                return number.has_value();
            });
            if (!taken)
                return fail(ErrorKind::Corrupt, "“samples” must be an object of numbers");
        }
        if (root["facts"].get(value) == simdjson::SUCCESS) {
            const bool taken = takeByName(value, [&line](auto called, auto instance, const element &one) {
                std::string_view word;
                const bool isText = one.get(word) == simdjson::SUCCESS;
                if (isText)
                    addFact(line, called, instance, word);
                return isText;
            });
            if (!taken)
                return fail(ErrorKind::Corrupt, "“facts” must be an object of texts");
        }
        return line;
    }

    simdjson::dom::parser m_parser;
};

} // namespace

std::unique_ptr<FormatWriter> makeJsonLinesWriter()
{
    return std::make_unique<JsonLinesWriter>();
}

std::unique_ptr<LineParser> makeJsonLinesParser()
{
    return std::make_unique<JsonLinesParser>();
}

} // namespace piuptime::exchange
