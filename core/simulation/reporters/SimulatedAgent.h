// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/run/Reporter.h"
#include "core/simulation/PiReader.h"
#include "core/simulation/reporters/MemoryBroker.h"

#include <deque>
#include <memory>
#include <optional>
#include <utility>

namespace piuptime::simulation {

/// A simulated Pi with `piuptime-agent` on it: the agent's own `Reporter` and `Outbox` decide what is said and what
/// waits; only the hardware and the link are simulated. It keeps no time of its own; one thread at a time.
class SimulatedAgent final : private agent::Link
{
public:
    /// When the link to the broker is down.
    struct Outages {
        Seconds first{0};  ///< from the moment the agent is made
        Seconds every{0};  ///< from the end of one outage to the end of the next; zero: there are no more
        Seconds length{0}; ///< of those
    };
    struct Options {
        UtcTime since{}; ///< it measures since then; what it measured before it was made waits for the link
        Seconds cadence{10};
        Outages outages{};
        agent::CommandSettings commands{}; ///< who may have this Pi do what
    };

    /// Costs what `backfill` of the time since `since` does. \param clock outlives it
    SimulatedAgent(PiProfile profile, const Clock &clock, std::shared_ptr<MemoryBroker> broker, Options options);
    ~SimulatedAgent() override;

    /// The agent's name in its topics.
    [[nodiscard]] static std::string nameOn(const PiProfile &pi);
    [[nodiscard]] bool isLinkUp() const { return m_client != nullptr; }
    [[nodiscard]] const SimulatedPi &pi() const { return m_pi; }

    /// Does what is due, and what a console told it. \return when there is more
    MonoTime work();

private:
    bool send(agent::Channel channel, std::string payload, mqtt::Retain retain) override;

    void startRun();
    void measure(UtcTime at, MonoTime mono);
    void measureWhenDue();
    [[nodiscard]] bool isOutage() const;
    void keepLink();
    void connect();
    void loseLink();
    void takeInbox();
    void carryOut(const agent::CommandDesk::Accepted &command);

    /// From one boot to the next. There is no spool, so what waits goes with it.
    struct Run;
    struct Inbox;

    const Clock &m_clock;
    std::shared_ptr<MemoryBroker> m_broker;
    Options m_options;
    SimulatedPi m_pi;
    PiReader m_reader;
    UtcTime m_madeAt;
    std::string m_name;
    agent::Sender m_sender;
    std::uint64_t m_next = 0; ///< number of the next reading
    UtcTime m_slowAt{};
    MonoTime m_measureAt{};
    std::unique_ptr<Run> m_run;
    std::shared_ptr<Inbox> m_inbox;         ///< of the present connection
    std::unique_ptr<mqtt::Client> m_client; ///< null: the link is down
};

} // namespace piuptime::simulation
