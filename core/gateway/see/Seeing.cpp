// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/Seeing.h"

namespace piuptime::gateway {

namespace {

std::vector<std::unique_ptr<Sight>> makeSights(unsigned workers, std::size_t kept)
{
    std::vector<std::unique_ptr<Sight>> sights;
    for (unsigned i = 0; i < workers; ++i)
        sights.push_back(std::make_unique<Sight>(kept));
    return sights;
}

} // namespace

Seeing::Seeing(unsigned workers, const InspectConfig &inspect, const LogConfig &log)
    : m_sights(makeSights(workers, inspect.kept))
    , m_log(workers)
    , m_watcher([this] { watch(); })
{
    m_log.use(log);
}

Seeing::~Seeing()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_one();
    m_watcher.join();
}

void Seeing::finished(unsigned worker, RequestRecord &record, RouteTraffic &route, const LogConfig &log,
                      const InspectConfig &inspect)
{
    Sight &sight = of(worker);
    record.id = m_lastId.fetch_add(1, std::memory_order_relaxed) + 1;
    route.of(worker).add(record);
    sight.all.add(record);
    sight.last.add(record);
    if (record.cause != Cause::None || record.status >= 500 || record.total >= inspect.slow)
        sight.notable.add(record);
    m_log.add(worker, record, log);
}

Tally Seeing::total() const
{
    Tally total;
    for (const auto &sight : m_sights)
        sight->all.addTo(total);
    return total;
}

std::int64_t Seeing::connections() const
{
    std::int64_t sum = 0;
    for (const auto &sight : m_sights)
        sum += sight->connections.load(std::memory_order_relaxed);
    return sum;
}

std::int64_t Seeing::underWay() const
{
    std::int64_t sum = 0;
    for (const auto &sight : m_sights)
        sum += sight->underWay.load(std::memory_order_relaxed);
    return sum;
}

std::vector<RequestRecord> Seeing::requests(const RequestFilter &filter) const
{
    std::vector<RequestRecord> found;
    const auto accepts = [&filter](const RequestRecord &record) { return filter.accepts(record); };
    for (const auto &sight : m_sights) {
        sight->last.read(found, filter.most, accepts);
        sight->notable.read(found, filter.most, accepts);
    }
    return newest(std::move(found), filter.most);
}

void Seeing::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, Seconds(1), [this] { return m_isEnding; }))
        m_history.add(SystemClock().utcNow(), total());
}

} // namespace piuptime::gateway
