// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of foreign publishers, one after the other through one reader: `topic`, line feed, `payload`, and a line of
// `---` between two messages.
#include "core/publishers/Reader.h"
#include "tests/fuzz/Expect.h"

#include <algorithm>
#include <cmath>

using namespace piuptime;

namespace {

constexpr publishers::Limits kLimits{32, 4096};
constexpr std::size_t kFormatsWithMemory = 2;

void expectSound(const publishers::Report &report)
{
    fuzz::expect(!report.format.empty(), "a report names its format");
    fuzz::expect(!report.identity.publisherName.empty(), "a report names its publisher");
    for (const std::string *text : {&report.identity.publisherName, &report.identity.displayName,
                                    &report.identity.serial, &report.identity.hostName})
        fuzz::expectPrintable(*text);
    fuzz::expect(std::ranges::is_sorted(report.samples, {}, &Sample::series), "samples are sorted");
    for (const Sample &sample : report.samples) {
        fuzz::expect(std::isfinite(sample.value), "samples are finite");
        fuzz::expectPrintable(sample.series.instance);
    }
    fuzz::expect(std::ranges::is_sorted(report.facts), "facts are sorted");
    for (const Fact &fact : report.facts) {
        fuzz::expectPrintable(fact.instance);
        fuzz::expectPrintable(fact.text);
    }
}

void feed(publishers::Reader &reader, std::string_view bytes)
{
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view payload = bytes.substr(std::min(end + 1, bytes.size()));
    const auto readout = reader.read({bytes.substr(0, end), payload, false, fromMsUtc(0)});
    if (!readout)
        return;
    std::ranges::for_each(readout->reports, expectSound);
    fuzz::expect(readout->reports.empty() || !readout->format.empty(), "a report comes of a known format");
    fuzz::expect(reader.memory().entries <= kFormatsWithMemory * kLimits.entries,
                 "the reader keeps to its number of entries");
    fuzz::expect(reader.memory().bytes <= kFormatsWithMemory * kLimits.bytes, "the reader keeps to its bytes");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::string_view kBetween = "\n---\n";
    publishers::Reader reader({}, kLimits);
    fuzz::expect(reader
                     .setBindings({{"bound/json", "a[0].b", Metric::AmbientTemperature, "", "shed"},
                                   {"bound/plain", "", Metric::ContactOpen, "", "shed"}})
                     .has_value(),
                 "sound bindings are taken");
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(kBetween), rest.size());
        feed(reader, rest.substr(0, end));
        rest.remove_prefix(std::min(end + kBetween.size(), rest.size()));
    }
    return 0;
}
