// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Collector.h"

#include <algorithm>

namespace piuptime::fleet {
namespace {
constexpr Seconds kPatienceAtTheEnd{5};
}

Collector::Collector(int threads, DevicePoller::Services services)
    : m_services(std::move(services))
{
    for (int i = 0; i < std::max(threads, 1); ++i) {
        auto worker = std::make_unique<Worker>();
        worker->thread.setObjectName(QStringLiteral("collector-%1").arg(i));
        worker->context = new QObject;
        worker->context->moveToThread(&worker->thread);
        QObject::connect(&worker->thread, &QThread::finished, worker->context, &QObject::deleteLater);
        worker->thread.start();
        m_workers.push_back(std::move(worker));
    }
}

Collector::~Collector()
{
    {
        std::unique_lock lock(m_mutex);
        for (const auto &[id, place] : m_pollers)
            retire(place);
        m_ended.wait_for(lock, kPatienceAtTheEnd, [this] { return m_running == 0; });
    }
    for (const auto &worker : m_workers)
        worker->thread.quit();
    for (const auto &worker : m_workers)
        worker->thread.wait();
}

void Collector::add(DeviceConfig config, std::optional<Reading> remembered, Milliseconds delay)
{
    Worker *worker = std::ranges::min_element(m_workers, {}, [](const auto &w) { return w->devices; })->get();
    ++worker->devices;
    const DeviceId id = config.id;
    auto *poller = new DevicePoller(std::move(config), m_services, std::move(remembered));
    poller->moveToThread(&worker->thread);
    QObject::connect(
        poller, &DevicePoller::stopped, poller,
        [this, poller] {
            poller->deleteLater();
            const std::lock_guard lock(m_mutex);
            --m_running;
            m_ended.notify_all();
        },
        Qt::DirectConnection);
    {
        const std::lock_guard lock(m_mutex);
        ++m_running;
        m_pollers.emplace(id, Place{poller, worker});
    }
    QMetaObject::invokeMethod(
        poller, [poller, delay] { poller->start(delay); }, Qt::QueuedConnection);
}

void Collector::remove(const DeviceId &id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_pollers.find(id);
    if (found == m_pollers.end())
        return;
    retire(found->second);
    --found->second.worker->devices;
    m_pollers.erase(found);
}

void Collector::retire(const Place &place)
{
    DevicePoller *poller = place.poller;
    QMetaObject::invokeMethod(
        poller, [poller] { poller->stop(); }, Qt::QueuedConnection);
}

} // namespace piuptime::fleet
