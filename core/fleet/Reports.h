// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Collector.h"
#include "core/model/Binding.h"
#include "core/reporting/Sink.h"

#include <QObject>

#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace piuptime::fleet {

/// Brings what Pis report by themselves to their devices: into the history at once, and to the device's poller, which
/// shows it. Knows which reporter is which device; one Pi that is seen over SSH and over MQTT is one device.
///
/// A `Sink` for any number of threads; the rest is for the engine's thread, in which the signals are emitted.
class Reports final : public QObject, public reporting::Sink
{
    Q_OBJECT
public:
    /// Both outlive it. \param clock of the events
    Reports(Collector &collector, history::HistoryStore &history);

    static constexpr std::size_t kMostReporters = 20'000;

    // From the brokers' threads.
    void take(const reporting::Reporter &reporter, std::vector<Reading> readings) override;
    void pause() override;
    void availability(const reporting::Reporter &reporter, bool isOnline, bool retained) override;
    void selfReport(const reporting::Reporter &reporter, const std::string &broker,
                    const agent::Report &report) override;
    void commandResult(const reporting::Reporter &reporter, const agent::CommandResult &result) override;

    // From the engine's thread.
    /// The device with this configuration is there; what came for it before is brought to it now.
    void deviceAdded(const DeviceConfig &device);
    void deviceRemoved(const DeviceConfig &device);
    /// These devices tell of themselves in other ways: what is bound to them stands beside that.
    void setBoundBeside(std::set<DeviceId> devices);
    /// What a device that is read in another way told of itself: a reporter of the same board is the same device.
    void learn(const DeviceId &id, const Reading &latest);

    /// Somebody who reports and was not known, or tells his name only now.
    struct Appeared {
        DeviceId id; ///< under which his readings are stored from the first on
        reporting::Reporter reporter;
    };
    /// Those since the last call.
    [[nodiscard]] std::vector<Appeared> takeAppeared();
    /// Reporters that turned out to be another device: reporter's key and that device.
    [[nodiscard]] std::vector<std::pair<std::string, DeviceId>> takeRecognised();

    /// How a command reaches a device. Empty where its agent did not tell.
    struct Route {
        std::string broker;
        std::string agent;
        agent::Report report;
    };
    [[nodiscard]] std::optional<Route> routeTo(const DeviceId &id) const;
    /// The number of the newest reading that the agent of this name told as it made it; 0: none yet. Thread-safe.
    [[nodiscard]] std::uint64_t newestOf(const std::string &agent) const;

signals:
    /// `takeAppeared` or `takeRecognised` has something. Emitted in the engine's thread.
    void arrived();
    void commandEnded(const std::string &challenge, bool succeeded, const std::string &told);

private:
    struct Known {
        DeviceId device;
        std::string displayName{};
        std::uint64_t newest = 0; ///< number of the newest reading that was told as it was made
        reporting::Reporter::Kind kind{};
    };
    /// \return empty when there are too many
    [[nodiscard]] DeviceId deviceOf(const reporting::Reporter &reporter);
    /// The device of the same board, among those that are read in another way.
    [[nodiscard]] DeviceId sameBoard(const std::vector<std::string> &boards) const;
    void bring(const DeviceId &id);
    void tellArrival();

    Collector &m_collector;
    history::HistoryStore &m_history;

    mutable std::mutex m_mutex;                         ///< guards what follows
    std::unordered_map<std::string, Known> m_reporters; ///< by key
    // By serial and by MAC, in the form of `boardKey`: the device that is read in another way, and the reporter's key.
    std::unordered_map<std::string, DeviceId> m_boards;
    std::unordered_map<std::string, std::string> m_reporterOfBoard;
    struct Waiting {
        std::vector<Reading> own;    ///< what it told itself, the newest
        std::vector<Reading> beside; ///< what is bound to it, the newest
    };
    std::unordered_map<DeviceId, Waiting> m_waiting; ///< not yet shown
    std::set<DeviceId> m_boundBeside;
    std::vector<DeviceId> m_toBring; ///< for which something waits since the last pause
    std::unordered_map<DeviceId, Route> m_routes;
    std::vector<Appeared> m_appeared;
    std::vector<std::pair<std::string, DeviceId>> m_recognised;
    bool m_isArrivalTold = false;
};

} // namespace piuptime::fleet
