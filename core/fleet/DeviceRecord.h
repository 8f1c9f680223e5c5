// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/Alarm.h"
#include "core/fleet/HealthRules.h"
#include "core/fleet/StateBoard.h"
#include "core/fleet/TemperatureTrend.h"
#include "core/history/HistoryStore.h"

#include <memory>
#include <optional>
#include <span>

namespace piuptime::fleet {

/// What is known of one device, however its readings come: takes them in, notes what happened, judges, publishes the
/// newest state and hands everything to the history. Thread: the collector thread of its device.
class DeviceRecord
{
public:
    struct Services {
        std::shared_ptr<const Clock> clock;
        StateBoard *board = nullptr;
        history::HistoryStore *history = nullptr; ///< null: nothing is kept
        HealthThresholds thresholds;
    };

    /// \param remembered newest values of an earlier run, shown until the first reading
    /// \param interval usual time between readings
    DeviceRecord(DeviceConfig config, Services services, std::optional<Reading> remembered, Seconds interval);

    [[nodiscard]] const DeviceConfig &config() const { return m_state.config; }
    [[nodiscard]] const DeviceId &id() const { return m_state.config.id; }
    [[nodiscard]] ConnectionState connection() const { return m_state.connection; }

    /// A reading of now.
    void accept(Reading reading);
    /// Readings of now, in their order, that the history has already.
    void show(std::span<const Reading> readings);
    /// Values of now that do not come from the device itself, so that they say nothing of how it is.
    void showBound(std::span<const Reading> readings);
    /// How often readings come at the moment, for people.
    void setInterval(Seconds interval);
    /// Without a reading for three of these the device is stale.
    void setUsualInterval(Seconds interval) { m_usual = interval; }
    /// Changes name, site, tags and notes.
    void relabel(const DeviceConfig &config);
    /// Temperatures of an earlier run, in time order, to go on from.
    void recallTemperatures(const std::vector<history::Point> &past);
    void setConnection(ConnectionState state);
    /// Why there is no connection; empty: there is one, or none is known.
    void setError(std::optional<Error> error);
    void setNextAttempt(UtcTime at) { m_state.nextAttemptAt = at; }
    /// Nobody expects readings any more: it turns stale no more by itself.
    void close() { m_staleAlarm.clear(); }
    void publish();
    void happened(EventKind kind, Severity severity, const std::string &detail);

private:
    void layBound();
    void judgeAgain();
    void markStale();
    void happened(Event event);

    Services m_services;
    DeviceState m_state;
    async::Alarm m_staleAlarm;
    std::vector<Sample> m_bound; ///< the newest values that were bound to the device, sorted
    TemperatureTrend m_trend;
    Seconds m_usual;
    std::uint64_t m_boardTicket = 0;
};

} // namespace piuptime::fleet
