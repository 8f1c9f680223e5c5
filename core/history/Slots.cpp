// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Slots.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace piuptime::history {

Slots::Slots(TimeRange range, std::size_t maxPoints, Unit unit)
    : m_fromMs(toMsUtc(range.from))
    , m_lastMs(toMsUtc(range.to) - 1)
    , m_bits(unit == Unit::Bits)
{
    const double spanMs = static_cast<double>(toMsUtc(range.to)) - static_cast<double>(m_fromMs);
    if (maxPoints > 0 && spanMs > 0)
        m_slotsPerMs = static_cast<double>(maxPoints) / spanMs;
}

std::int64_t Slots::slotOf(std::int64_t atMs) const
{
    return static_cast<std::int64_t>(static_cast<double>(atMs - m_fromMs) * m_slotsPerMs);
}

std::int64_t Slots::endOf(std::int64_t slot) const
{
    std::int64_t endMs = m_fromMs + static_cast<std::int64_t>(static_cast<double>(slot + 1) / m_slotsPerMs);
    while (slotOf(endMs) > slot) // by what rounding has added
        --endMs;
    while (slotOf(endMs) <= slot)
        ++endMs;
    return endMs;
}

void Slots::add(std::span<const TimedValue> samples)
{
    if (m_slotsPerMs == 0) {
        for (const TimedValue &sample : samples)
            m_points.push_back({fromMsUtc(sample.atMs), sample.value, sample.value, sample.value});
        return;
    }
    while (!samples.empty()) {
        const TimedValue &first = samples.front();
        open(first.atMs, first.value);
        if (!m_bits) {
            samples = samples.subspan(mergeNumbers(samples));
            continue;
        }
        count(1, static_cast<double>(first.atMs - toMsUtc(m_open.at)));
        if (!std::isnan(first.value)) {
            merge(first.value, first.value, first.value, 1);
            m_open.value = first.value;
        }
        samples = samples.subspan(1);
    }
}

std::size_t Slots::mergeNumbers(std::span<const TimedValue> samples)
{
    const std::int64_t firstMs = toMsUtc(m_open.at);
    const std::int64_t endMs = endOf(m_slot);
    std::int64_t offsets = 0;
    std::int64_t numbers = 0;
    double sum = 0;
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -minimum;
    std::size_t taken = 0;
    for (; taken < samples.size() && samples[taken].atMs < endMs; ++taken) {
        const auto [atMs, value] = samples[taken];
        offsets += atMs - firstMs;
        if (std::isnan(value))
            continue;
        ++numbers;
        sum += value;
        minimum = std::min(minimum, value);
        maximum = std::max(maximum, value);
    }
    count(static_cast<std::int64_t>(taken), static_cast<double>(offsets));
    if (numbers > 0)
        merge(minimum, maximum, sum, numbers);
    return taken;
}

void Slots::add(const RollUpPoint &rollUp, std::int64_t stepMs)
{
    const std::int64_t middleMs = std::min(rollUp.startMs + stepMs / 2, m_lastMs); // the range may cut the step
    const auto samples = static_cast<std::int64_t>(rollUp.count);
    open(middleMs, rollUp.mean);
    count(samples, static_cast<double>(samples) * static_cast<double>(middleMs - toMsUtc(m_open.at)));
    merge(rollUp.minimum, rollUp.maximum, rollUp.mean * rollUp.count, samples);
    if (m_bits)
        m_open.value = rollUp.mean;
}

void Slots::open(std::int64_t atMs, double value)
{
    const std::int64_t slot = slotOf(atMs);
    if (m_count > 0 && slot != m_slot)
        close();
    if (m_count > 0)
        return;
    m_slot = slot;
    m_open = {fromMsUtc(atMs), value, value, value};
}

void Slots::count(std::int64_t samples, double offsetsMs)
{
    m_count += samples;
    m_sumOfOffsetsMs += offsetsMs;
}

void Slots::merge(double minimum, double maximum, double sum, std::int64_t numbers)
{
    const bool first = m_numbers == 0;
    m_open.minimum = first ? minimum : m_bits ? commonBits(m_open.minimum, minimum) : std::min(m_open.minimum, minimum);
    m_open.maximum = first ? maximum : m_bits ? allBits(m_open.maximum, maximum) : std::max(m_open.maximum, maximum);
    m_sum += sum;
    m_numbers += numbers;
}

void Slots::close()
{
    if (m_numbers > 0 && m_count > 1 && !m_bits)
        m_open.value = m_sum / static_cast<double>(m_numbers);
    m_open.at += Milliseconds{static_cast<std::int64_t>(m_sumOfOffsetsMs / static_cast<double>(m_count))};
    m_points.push_back(m_open);
    m_count = m_numbers = 0;
    m_sum = 0;
    m_sumOfOffsetsMs = 0;
}

std::vector<Point> Slots::take()
{
    if (m_count > 0)
        close();
    return std::exchange(m_points, {});
}

} // namespace piuptime::history
