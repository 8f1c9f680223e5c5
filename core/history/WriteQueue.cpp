// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/WriteQueue.h"

namespace piuptime::history {
namespace {

constexpr std::size_t kBookkeepingBytes = 128;

/// What a string takes beside its own object; short ones lie inside it.
std::size_t bytesOf(const std::string &text)
{
    return text.capacity() < sizeof(std::string) ? 0 : text.capacity();
}

std::size_t bytesOf(const Reading &reading)
{
    std::size_t bytes = sizeof(Reading) + reading.samples.capacity() * sizeof(Sample)
                        + reading.facts.capacity() * sizeof(Fact) + bytesOf(reading.bootId);
    for (const Sample &sample : reading.samples)
        bytes += bytesOf(sample.series.instance);
    for (const Fact &fact : reading.facts)
        bytes += bytesOf(fact.instance) + bytesOf(fact.text);
    return bytes;
}

std::size_t bytesOf(const Event &event)
{
    return sizeof(Event) + bytesOf(event.device) + bytesOf(event.detail);
}

} // namespace

void WriteQueue::push(const DeviceId &device, Reading reading)
{
    const std::size_t bytes = kBookkeepingBytes + bytesOf(device) + bytesOf(reading);
    m_readings.push_back(
        std::make_shared<Pending<Reading>>(Pending<Reading>{++m_order, bytes, device, std::move(reading)}));
    m_bytes += bytes;
    enforceBound();
}

void WriteQueue::push(Event event)
{
    const std::size_t bytes = kBookkeepingBytes + 2 * bytesOf(event.device) + bytesOf(event);
    DeviceId device = event.device;
    m_events.push_back(
        std::make_shared<Pending<Event>>(Pending<Event>{++m_order, bytes, std::move(device), std::move(event)}));
    m_bytes += bytes;
    enforceBound();
}

WriteQueue::Batch WriteQueue::oldest(std::size_t maxBytes) const
{
    Batch batch;
    std::size_t bytes = 0;
    for (auto event = m_events.begin(); event != m_events.end() && bytes < maxBytes; ++event) {
        batch.events.push_back(*event);
        bytes += (*event)->bytes;
    }
    for (auto reading = m_readings.begin(); reading != m_readings.end() && bytes < maxBytes; ++reading) {
        batch.readings.push_back(*reading);
        bytes += (*reading)->bytes;
    }
    return batch;
}

void WriteQueue::remove(const Batch &committed)
{
    while (!committed.readings.empty() && !m_readings.empty()
           && m_readings.front()->order <= committed.readings.back()->order)
        popFront(m_readings);
    while (!committed.events.empty() && !m_events.empty() && m_events.front()->order <= committed.events.back()->order)
        popFront(m_events);
}

bool WriteQueue::isSettledUpTo(AppendOrder order) const
{
    return (m_readings.empty() || m_readings.front()->order > order)
           && (m_events.empty() || m_events.front()->order > order);
}

template <class T>
void WriteQueue::popFront(std::deque<T> &entries)
{
    m_bytes -= entries.front()->bytes;
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
