// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/DevicePoller.h"

#include <QThread>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace piuptime::fleet {

/// The threads that collect: each runs an event loop with the pollers of its share of the fleet.
/// Thread: used from the one it was made in, but for `with`.
class Collector
{
public:
    Collector(int threads, DevicePoller::Services services);
    /// Asks every poller to end, waits, and ends the threads.
    ~Collector();
    Collector(const Collector &) = delete;
    Collector &operator=(const Collector &) = delete;

    void add(DeviceConfig config, std::optional<Reading> remembered, Milliseconds delay);
    void remove(const DeviceId &id);

    /// Runs `use(poller)` in the poller's thread, if there is one for `id`. Thread-safe.
    template <class Use>
    bool with(const DeviceId &id, Use use)
    {
        const std::lock_guard lock(m_mutex); // so that a poller is not retired before it is called
        const auto found = m_pollers.find(id);
        if (found == m_pollers.end())
            return false;
        DevicePoller *poller = found->second.poller;
        QMetaObject::invokeMethod(
            poller, [poller, use = std::move(use)]() mutable { use(*poller); }, Qt::QueuedConnection);
        return true;
    }

private:
    struct Worker {
        QThread thread;
        QObject *context = nullptr; ///< lives in the thread
        int devices = 0;
    };
    struct Place {
        DevicePoller *poller = nullptr;
        Worker *worker = nullptr;
    };
    void retire(const Place &place);

    DevicePoller::Services m_services;
    std::vector<std::unique_ptr<Worker>> m_workers;

    std::mutex m_mutex; ///< guards what follows
    std::unordered_map<DeviceId, Place> m_pollers;
    std::condition_variable m_ended;
    int m_running = 0; ///< pollers that have not ended yet
};

} // namespace piuptime::fleet
