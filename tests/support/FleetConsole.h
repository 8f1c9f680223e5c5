// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/LocalEngine.h"

#include <QTemporaryDir>

#include <memory>
#include <mutex>
#include <set>
#include <string_view>
#include <vector>

namespace piuptime::test {

/// A console without a screen that listens to one broker: the real engine, with its history in a folder that outlasts
/// the engine. For tests only: its methods wait.
class FleetConsole
{
public:
    FleetConsole();
    ~FleetConsole() { stop(); }

    /// What the next start begins with; those of the brokers are ours.
    fleet::LocalEngine::Setup::Mqtt mqtt;
    /// \param port of the broker   \param host its address
    void start(quint16 port, std::string host = "127.0.0.1");
    void stop();

    [[nodiscard]] fleet::LocalEngine &engine() { return *m_engine; }
    [[nodiscard]] bool isConnected() const;
    /// What the broker has carried.
    [[nodiscard]] BrokerTraffic traffic();

    /// Those that the engine had stored last; the next start begins with them.
    [[nodiscard]] std::vector<DeviceConfig> stored() const;
    void setStored(std::vector<DeviceConfig> devices);

    /// The device of this reporter, such as `telegraf kitchen`; of none: the only one. Null: there is none.
    [[nodiscard]] DeviceStatePtr device(std::string_view reporter = {}) const;
    /// The numbers of the readings that are stored of the only device, each as often as it is stored.
    [[nodiscard]] std::multiset<std::uint64_t> numbers() const;

private:
    QTemporaryDir m_folder;
    std::shared_ptr<history::HistoryStore> m_history;
    mutable std::mutex m_mutex; ///< guards what follows, which a worker thread of the engine writes
    std::vector<DeviceConfig> m_stored;
    std::unique_ptr<fleet::LocalEngine> m_engine; ///< ends first
};

} // namespace piuptime::test
