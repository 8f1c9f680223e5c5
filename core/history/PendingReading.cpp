// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/PendingReading.h"

#include <algorithm>
#include <utility>

namespace piuptime::history {
namespace {

constexpr std::size_t kBookkeepingBytes = 128;

/// What a string takes beside its own object; short ones lie inside it.
std::size_t bytesOf(const std::string &text)
{
    return text.capacity() < sizeof(std::string) ? 0 : text.capacity();
}

} // namespace

bool ReadingShape::fits(const DeviceId &wantedDevice, const Reading &reading) const
{
    return device == wantedDevice && bootId == reading.bootId
           && std::ranges::equal(series, reading.samples, {}, {}, &Sample::series);
}

PendingReading::PendingReading(std::shared_ptr<const ReadingShape> shapeOfReading, Reading reading)
    : shape(std::move(shapeOfReading))
{
    auto told = std::make_shared<Told>();
    told->values.reserve(reading.samples.size());
    for (const Sample &sample : reading.samples)
        told->values.push_back(sample.value);
    bytes = kBookkeepingBytes + sizeof(PendingReading) + sizeof(Told) + told->values.size() * sizeof(double)
            + reading.facts.capacity() * sizeof(Fact);
    for (const Fact &fact : reading.facts)
        bytes += bytesOf(fact.instance) + bytesOf(fact.text);
    told->rest = std::move(reading);
    told->rest.samples = {};
    told->rest.bootId = {};
    m_told = std::move(told);
}

std::optional<double> PendingReading::value(const SeriesKey &series) const
{
    const auto found = std::ranges::lower_bound(shape->series, series);
    if (found == shape->series.end() || *found != series)
        return std::nullopt;
    return values()[static_cast<std::size_t>(found - shape->series.begin())];
}

Reading PendingReading::whole() const
{
    Reading reading = rest();
    reading.bootId = shape->bootId;
    reading.samples.reserve(shape->series.size());
    for (std::size_t i = 0; i < shape->series.size(); ++i)
        reading.samples.push_back({shape->series[i], values()[i]});
    return reading;
}

PendingEvent::PendingEvent(Event waiting)
    : event(std::move(waiting))
{
    bytes = kBookkeepingBytes + sizeof(PendingEvent) + bytesOf(event.device) + bytesOf(event.detail);
}

std::size_t bytesOf(const ReadingShape &shape)
{
    std::size_t bytes = sizeof(ReadingShape) + bytesOf(shape.device) + bytesOf(shape.bootId)
                        + shape.series.capacity() * sizeof(SeriesKey);
    for (const SeriesKey &key : shape.series)
        bytes += bytesOf(key.instance);
    return bytes;
}

} // namespace piuptime::history
