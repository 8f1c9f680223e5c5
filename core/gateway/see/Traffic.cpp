// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/Traffic.h"

#include <numeric>

namespace piuptime::gateway {

namespace {

/// Only one thread writes, so that no locked instruction is needed.
void add(std::atomic<std::uint64_t> &counter, std::uint64_t count = 1)
{
    counter.store(counter.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
}

std::uint64_t read(const std::atomic<std::uint64_t> &counter)
{
    return counter.load(std::memory_order_relaxed);
}

} // namespace

std::uint64_t Tally::requests() const
{
    return std::accumulate(byClass.begin(), byClass.end(), std::uint64_t{0});
}

std::uint64_t Tally::of(Fault fault) const
{
    std::uint64_t total = 0;
    for (std::size_t i = 1; i < byCause.size(); ++i) {
        if (info(static_cast<Cause>(i)).fault == fault)
            total += byCause[i];
    }
    return total;
}

Tally &Tally::operator+=(const Tally &other)
{
    for (std::size_t i = 0; i < byClass.size(); ++i)
        byClass[i] += other.byClass[i];
    for (std::size_t i = 0; i < byCause.size(); ++i)
        byCause[i] += other.byCause[i];
    retries += other.retries;
    bytesIn += other.bytesIn;
    bytesOut += other.bytesOut;
    latency += other.latency;
    return *this;
}

Tally &Tally::operator-=(const Tally &earlier)
{
    for (std::size_t i = 0; i < byClass.size(); ++i)
        byClass[i] -= earlier.byClass[i];
    for (std::size_t i = 0; i < byCause.size(); ++i)
        byCause[i] -= earlier.byCause[i];
    retries -= earlier.retries;
    bytesIn -= earlier.bytesIn;
    bytesOut -= earlier.bytesOut;
    latency -= earlier.latency;
    return *this;
}

void TallyCounters::add(const RequestRecord &record)
{
    const auto statusClass = static_cast<std::size_t>(record.status / 100);
    gateway::add(m_byClass[statusClass < m_byClass.size() ? statusClass : 0]);
    gateway::add(m_byCause[static_cast<std::size_t>(record.cause)]);
    gateway::add(m_retries, record.retries);
    gateway::add(m_bytesIn, record.bytesIn);
    gateway::add(m_bytesOut, record.bytesOut);
    m_latency.add(record.total);
}

void TallyCounters::addTo(Tally &tally) const
{
    for (std::size_t i = 0; i < m_byClass.size(); ++i)
        tally.byClass[i] += read(m_byClass[i]);
    for (std::size_t i = 0; i < m_byCause.size(); ++i)
        tally.byCause[i] += read(m_byCause[i]);
    tally.retries += read(m_retries);
    tally.bytesIn += read(m_bytesIn);
    tally.bytesOut += read(m_bytesOut);
    m_latency.addTo(tally.latency);
}

Tally RouteTraffic::tally() const
{
    Tally total;
    for (const TallyCounters &worker : m_workers)
        worker.addTo(total);
    return total;
}

EndpointTraffic::Numbers EndpointTraffic::numbers() const
{
    Numbers numbers;
    numbers.attempts = read(m_attempts);
    for (std::size_t i = 0; i < m_byCause.size(); ++i) {
        numbers.byCause[i] = read(m_byCause[i]);
        numbers.failures += numbers.byCause[i];
    }
    m_latency.addTo(numbers.latency);
    return numbers;
}

std::shared_ptr<RouteTraffic> TrafficRegistry::route(const std::string &route, unsigned workers)
{
    std::shared_ptr<RouteTraffic> &known = m_routes[route];
    if (!known)
        known = std::make_shared<RouteTraffic>(workers);
    return known;
}

void TrafficRegistry::forgetUnused()
{
    std::erase_if(m_routes, [](const auto &entry) { return entry.second.use_count() == 1; });
}

std::vector<std::pair<std::string, Tally>> TrafficRegistry::tallies() const
{
    std::vector<std::pair<std::string, Tally>> tallies;
    tallies.reserve(m_routes.size());
    for (const auto &[name, traffic] : m_routes)
        tallies.emplace_back(name, traffic->tally());
    return tallies;
}

} // namespace piuptime::gateway
