// SPDX-License-Identifier: GPL-3.0-or-later
// Files of history from other programs. Compiled once a format: PIUPTIME_FORMAT names it.
#include "core/exchange/Format.h"
#include "core/exchange/LineReader.h"
#include "tests/fuzz/Expect.h"

#include <algorithm>
#include <cmath>

using namespace piuptime;
using namespace piuptime::exchange;

namespace {

constexpr Format kFormat = Format::PIUPTIME_FORMAT;
constexpr std::size_t kEllipsisBytes = 3;

void expectSound(const Line &line)
{
    fuzz::expectPrintable(line.device);
    fuzz::expect(line.device.size() <= kMaxDeviceBytes + kEllipsisBytes, "a device is short");
    for (const Sample &sample : line.reading.samples) {
        fuzz::expectPrintable(sample.series.instance);
        fuzz::expect(sample.series.instance.size() <= kMaxInstanceBytes + kEllipsisBytes, "an instance is short");
    }
    for (const Fact &fact : line.reading.facts) {
        fuzz::expectPrintable(fact.text);
        fuzz::expectPrintable(fact.instance);
    }
    for (const std::string &unknown : line.unknown)
        fuzz::expectPrintable(unknown);
    if (line.event)
        fuzz::expectPrintable(line.event->detail);
}

/// What was understood can be written, and is then understood in the same way.
void expectRoundTrip(const Line &line)
{
    const auto writer = makeWriter(kFormat);
    const auto parser = makeParser(kFormat);
    std::string text;
    writer->begin(text);
    const Subject subject{line.device, line.device, {}};
    const Tally tally = line.event ? writer->put(text, subject, *line.event) : writer->put(text, subject, line.reading);
    std::uint64_t samples = 0;
    std::uint64_t facts = 0;
    std::uint64_t events = 0;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(one.size() + 1);
        const auto again = parser->parse(one);
        fuzz::expect(again.has_value(), "what we write we can read");
        samples += again->reading.samples.size();
        facts += again->reading.facts.size();
        events += again->event ? 1 : 0;
        fuzz::expect(again->unknown.empty(), "what we write is known");
        fuzz::expect(again->device.empty() || again->device == line.device, "the device comes back");
        for (const Sample &sample : again->reading.samples) {
            const auto same = [&](const Sample &before) {
                const bool isTiny = std::fabs(before.value) < 1e-300; // bits, as bytes
                return before.series == sample.series
                       && (isTiny || before.value == sample.value
                           || (std::isnan(before.value) && std::isnan(sample.value)));
            };
            fuzz::expect(std::ranges::any_of(line.reading.samples, same), "values come back");
        }
    }
    fuzz::expect(samples == tally.samples && facts == tally.facts && events == tally.events, "all of it comes back");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string_view left(reinterpret_cast<const char *>(data), size);
    LineReader lines(
        [&left](std::span<char> buffer) -> Result<std::size_t> {
            const std::size_t count = left.copy(buffer.data(), buffer.size());
            left.remove_prefix(count);
            return count;
        },
        4096);
    const auto parser = makeParser(kFormat);
    for (;;) {
        const auto line = lines.next();
        fuzz::expect(line.has_value(), "memory has no faults");
        if (!*line)
            return 0;
        fuzz::expect((*line)->text.size() <= 4096, "lines are bounded");
        const auto parsed = parser->parse((*line)->text);
        if (!parsed || parsed->device.empty())
            continue;
        expectSound(*parsed);
        expectRoundTrip(*parsed);
    }
}
