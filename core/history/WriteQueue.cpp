// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/WriteQueue.h"

#include <algorithm>

namespace piuptime::history {
namespace {

std::shared_ptr<const ReadingShape> shapeOf(const DeviceId &device, const Reading &reading)
{
    auto shape = std::make_shared<ReadingShape>(ReadingShape{device, reading.bootId, {}});
    shape->series.reserve(reading.samples.size());
    for (const Sample &sample : reading.samples)
        shape->series.push_back(sample.series);
    return shape;
}

} // namespace

void WriteQueue::push(const DeviceId &device, Reading reading)
{
    std::shared_ptr<const ReadingShape> &shape = m_shapes[device];
    std::size_t bytesOfNewShape = 0;
    if (!shape || !shape->fits(device, reading)) {
        shape = shapeOf(device, reading);
        bytesOfNewShape = bytesOf(*shape);
    }
    PendingReading &pending = m_readings.emplace_back(shape, std::move(reading));
    pending.order = ++m_order;
    pending.bytes += bytesOfNewShape;
    m_bytes += pending.bytes;
    enforceBound();
}

void WriteQueue::push(Event event)
{
    PendingEvent &pending = m_events.emplace_back(std::move(event));
    pending.order = ++m_order;
    m_bytes += pending.bytes;
    enforceBound();
}

WriteQueue::Batch WriteQueue::oldest(std::size_t maxBytes) const
{
    Batch batch;
    std::size_t bytes = 0;
    for (auto event = m_events.begin(); event != m_events.end() && bytes < maxBytes; ++event) {
        batch.events.push_back(*event);
        bytes += event->bytes;
    }
    batch.readings.reserve(std::min(m_readings.size(), maxBytes / sizeof(PendingReading) + 1));
    for (auto reading = m_readings.begin(); reading != m_readings.end() && bytes < maxBytes; ++reading) {
        batch.readings.push_back(*reading);
        bytes += reading->bytes;
    }
    return batch;
}

void WriteQueue::remove(const Batch &committed)
{
    while (!committed.readings.empty() && !m_readings.empty()
           && m_readings.front().order <= committed.readings.back().order)
        popFront(m_readings);
    while (!committed.events.empty() && !m_events.empty() && m_events.front().order <= committed.events.back().order)
        popFront(m_events);
}

bool WriteQueue::isSettledUpTo(AppendOrder order) const
{
    return (m_readings.empty() || m_readings.front().order > order)
           && (m_events.empty() || m_events.front().order > order);
}

template <class T>
void WriteQueue::popFront(std::deque<T> &entries)
{
    m_bytes -= entries.front().bytes;
    entries.pop_front();
}

void WriteQueue::enforceBound()
{
    while (m_bytes > m_maxBytes && !m_readings.empty()) {
        popFront(m_readings);
        ++m_dropped;
    }
    while (m_bytes > m_maxBytes && !m_events.empty())
        popFront(m_events);
}

} // namespace piuptime::history
