// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Broker.h"
#include "core/model/Device.h"
#include "core/simulation/reporters/SimulatedAgent.h"

#include <condition_variable>
#include <stop_token>
#include <thread>

namespace piuptime::simulation {

/// A site whose Pis report by themselves, with the broker they report to: what a console needs to see a fleet over
/// MQTT, without a network and without a broker. The link of one Pi drops now and then; when it comes back, what was
/// measured meanwhile arrives late. Beside the Pis publish programs of others. Runs in a thread of its own until
/// destroyed.
class ReportingSite
{
public:
    struct Options {
        std::uint64_t seed = 2;
        std::vector<agent::CommandKey> keys{}; ///< whose commands the Pis obey
        std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    };

    explicit ReportingSite(Options options);
    /// Clients of its broker are stopped before.
    ~ReportingSite();
    ReportingSite(const ReportingSite &) = delete;
    ReportingSite &operator=(const ReportingSite &) = delete;

    /// The Pis with an agent, and a sensor at one of them, as a person would have configured them. Further reporters
    /// appear by themselves.
    [[nodiscard]] std::vector<DeviceConfig> devices() const;
    /// Reachable by `makeClient` alone.
    [[nodiscard]] BrokerConfig broker() const;
    /// Thread-safe. Nobody answers where another broker than `broker` is asked for.
    [[nodiscard]] std::unique_ptr<mqtt::Client> makeClient(mqtt::ClientOptions options, mqtt::ClientEvents events);

    /// What happened before it began, as `backfill` gives it, device by device; what agents still have to send is left
    /// out. \param length up to the beginning   \param step  closer for the Pi whose link drops
    /// \param take ends it with false
    /// Thread-safe; costs a second or so for half a day: not for the front end's thread.
    void tellPast(Seconds length, Seconds step,
                  const std::function<bool(const DeviceId &, std::vector<Reading>)> &take) const;

private:
    struct Member {
        PiProfile profile;
        SimulatedAgent::Options options;
    };
    /// Shared with the broker, which wakes the thread.
    struct Alarm {
        std::mutex mutex;
        std::condition_variable_any changed;
        bool rings = false;
    };

    void fillSite(std::uint64_t seed, const std::vector<agent::CommandKey> &keys);
    void run(const std::stop_token &stop) const;

    std::shared_ptr<const Clock> m_clock;
    UtcTime m_startedAt;
    MonoTime m_startedMono;
    std::vector<Member> m_members;
    PiProfile m_computer; ///< of the publishers
    std::shared_ptr<Alarm> m_alarm;
    std::shared_ptr<MemoryBroker> m_broker;
    std::jthread m_thread; ///< last, so that it ends first
};

} // namespace piuptime::simulation
