// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/RollUp.h"

#include <cmath>

namespace piuptime::sharedhistory {
namespace {

enum Field : std::uint8_t {
    Samples,
    Numbers,
    Sum,
    Minimum,
    MinimumAt,
    Maximum,
    MaximumAt,
    First,
    FirstAt,
    Last,
    LastAt,
    BitsAlways,
    BitsEver,
    MeanAt,
};
constexpr std::uint32_t kFieldsPerSeries = 16;

/// The flags in a sample; whatever is no word of flags has none.
std::uint64_t wordOf(double value)
{
    constexpr double kBeyond = 9007199254740992.0;
    return value >= 0 && value < kBeyond ? static_cast<std::uint64_t>(value) : 0;
}

std::int64_t toMs(double offset)
{
    constexpr double kBeyond = 1e12; // no stretch is that long
    return std::fabs(offset) < kBeyond ? static_cast<std::int64_t>(offset) : 0;
}

void setField(Rolled &rolled, std::uint32_t field, double value, std::int64_t fromMs)
{
    switch (field) {
    case Samples:
        rolled.samples = wordOf(value);
        break;
    case Numbers:
        rolled.numbers = wordOf(value);
        break;
    case Sum:
        rolled.sum = value;
        break;
    case Minimum:
        rolled.minimum.value = value;
        break;
    case MinimumAt:
        rolled.minimum.ms = fromMs + toMs(value);
        break;
    case Maximum:
        rolled.maximum.value = value;
        break;
    case MaximumAt:
        rolled.maximum.ms = fromMs + toMs(value);
        break;
    case First:
        rolled.first.value = value;
        break;
    case FirstAt:
        rolled.first.ms = fromMs + toMs(value);
        break;
    case Last:
        rolled.last.value = value;
        break;
    case LastAt:
        rolled.last.ms = fromMs + toMs(value);
        break;
    case BitsAlways:
        rolled.bitsAlways = wordOf(value);
        break;
    case BitsEver:
        rolled.bitsEver = wordOf(value);
        break;
    case MeanAt:
        rolled.meanMs = static_cast<double>(fromMs) + value;
        break;
    default: // of a later version
        break;
    }
}

} // namespace

Rolled Rolled::of(std::int64_t atMs, double value)
{
    Rolled one;
    one.samples = 1;
    one.meanMs = static_cast<double>(atMs);
    if (std::isnan(value))
        return one;
    one.numbers = 1;
    one.sum = value;
    one.minimum = one.maximum = one.first = one.last = {value, atMs};
    one.bitsAlways = one.bitsEver = wordOf(value);
    return one;
}

void Rolled::merge(const Rolled &later)
{
    if (later.samples == 0)
        return;
    const auto all = static_cast<double>(samples + later.samples);
    meanMs += (later.meanMs - meanMs) * static_cast<double>(later.samples) / all;
    samples += later.samples;
    if (later.numbers == 0)
        return;
    const bool isFirst = numbers == 0;
    minimum = isFirst || later.minimum.value < minimum.value ? later.minimum : minimum;
    maximum = isFirst || later.maximum.value > maximum.value ? later.maximum : maximum;
    first = isFirst ? later.first : first;
    last = later.last;
    bitsAlways = isFirst ? later.bitsAlways : bitsAlways & later.bitsAlways;
    bitsEver |= later.bitsEver;
    sum += later.sum;
    numbers += later.numbers;
}

std::string encodeRollUp(const RolledSeries &series, std::int64_t fromMs)
{
    std::vector<NumberedSample> fields;
    for (const auto &[number, rolled] : series) {
        const auto put = [&, base = number * kFieldsPerSeries](Field field, double value) {
            fields.push_back({base + field, value});
        };
        const auto offset = [fromMs](std::int64_t ms) { return static_cast<double>(ms - fromMs); };
        put(Samples, static_cast<double>(rolled.samples));
        put(Numbers, static_cast<double>(rolled.numbers));
        if (rolled.numbers > 0) {
            put(Sum, rolled.sum);
            put(Minimum, rolled.minimum.value);
            put(MinimumAt, offset(rolled.minimum.ms));
            put(Maximum, rolled.maximum.value);
            put(MaximumAt, offset(rolled.maximum.ms));
            put(First, rolled.first.value);
            put(FirstAt, offset(rolled.first.ms));
            put(Last, rolled.last.value);
            put(LastAt, offset(rolled.last.ms));
            put(BitsAlways, static_cast<double>(rolled.bitsAlways));
            put(BitsEver, static_cast<double>(rolled.bitsEver));
        }
        put(MeanAt, std::round(rolled.meanMs - static_cast<double>(fromMs)));
    }
    return encodeReading(false, std::nullopt, fields);
}

RolledSeries decodeRollUp(std::string_view bytes, std::int64_t fromMs)
{
    RolledSeries series;
    ReadingCursor cursor(bytes);
    while (const auto field = cursor.next())
        setField(series[field->series / kFieldsPerSeries], field->series % kFieldsPerSeries, field->value, fromMs);
    return series;
}

void rollUpReading(RolledSeries &series, std::string_view bytes, std::int64_t atMs)
{
    ReadingCursor cursor(bytes);
    while (const auto sample = cursor.next())
        series[sample->series].merge(Rolled::of(atMs, sample->value));
}

void mergeRollUp(RolledSeries &series, const RolledSeries &later)
{
    for (const auto &[number, rolled] : later)
        series[number].merge(rolled);
}

} // namespace piuptime::sharedhistory
