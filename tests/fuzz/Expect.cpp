// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Expect.h"

#include "core/collect/Draft.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace piuptime::fuzz {
namespace {

constexpr std::size_t kEllipsisBytes = 3;

bool mayBeNegative(Metric metric)
{
    switch (metric) {
    case Metric::SocTemperature:
    case Metric::PmicTemperature:
    case Metric::ZoneTemperature:
    case Metric::DiskTemperature:
    case Metric::Load1:
    case Metric::Load5:
    case Metric::Load15:
    case Metric::CpuPressure:
    case Metric::MemoryPressure:
    case Metric::IoPressure:
    case Metric::ExternalVoltage:
    case Metric::RtcBatteryVoltage:
    case Metric::BoardPower:
    case Metric::RailVoltage:
    case Metric::RailCurrent:
    case Metric::WifiSignal:
    case Metric::UpsVoltage:
    case Metric::UpsCurrent:
    case Metric::UpsRuntime:
    case Metric::UpsInputVoltage:
    case Metric::ClockOffset:
        return true;
    default:
        return false;
    }
}

void expectSound(const Sample &sample)
{
    expect(std::isfinite(sample.value), "a value is finite");
    expect(sample.value >= 0 || mayBeNegative(sample.series.metric), "counts and rates are not negative");
    expect(info(sample.series.metric).unit != Unit::Flag || sample.value == 0 || sample.value == 1, "a flag is 0 or 1");
    expect(sample.series.instance.size() <= collect::Draft::kMaxInstanceBytes + kEllipsisBytes, "an instance is short");
    expectPrintable(sample.series.instance);
}

} // namespace

void expectPrintable(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        expect(lead >= 0x20 && lead != 0x7F, "no control characters");
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        expect(lead < 0x80 || (lead >= 0xC2 && lead <= 0xF4), "UTF-8 begins as it should");
        expect(i + length <= text.size(), "UTF-8 is not cut");
        for (std::size_t at = i + 1; at < i + length; ++at)
            expect((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80, "UTF-8 goes on as it should");
        i += length;
    }
}

void expectSound(const Reading &reading)
{
    for (const Sample &sample : reading.samples)
        expectSound(sample);
    for (const Fact &fact : reading.facts) {
        expect(!fact.text.empty(), "a fact says something");
        expect(fact.text.size() <= collect::Draft::kMaxFactBytes + kEllipsisBytes, "a fact is short");
        expectPrintable(fact.text);
        expectPrintable(fact.instance);
    }
    const auto inOrder = [](const Sample &a, const Sample &b) { return !(a.series < b.series); };
    expect(std::ranges::adjacent_find(reading.samples, inOrder) == reading.samples.end(), "series sorted, each once");
    const auto factsInOrder = [](const Fact &a, const Fact &b) {
        return std::tie(a.key, a.instance) >= std::tie(b.key, b.instance);
    };
    expect(std::ranges::adjacent_find(reading.facts, factsInOrder) == reading.facts.end(), "facts sorted, each once");
    expect(reading.samples.size() <= 2 * collect::Draft::kMaxSamples, "a bounded number of samples");
    expect(reading.facts.size() <= collect::Draft::kMaxFacts, "a bounded number of facts");
}

} // namespace piuptime::fuzz
