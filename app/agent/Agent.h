// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/agent/Verbs.h"
#include "core/agent/process/ActionRunner.h"
#include "core/agent/process/HastyClock.h"
#include "core/agent/process/Signals.h"
#include "core/agent/run/BrokerLink.h"
#include "core/agent/run/Measurer.h"
#include "core/agent/run/Reporter.h"
#include "core/systemd/ServiceManager.h"

namespace piuptime::agent {

/// The running agent: one thread that waits for the next reading, for the broker, for signals and for what a command
/// does, and hands each to whom it concerns. The broker's client has a thread of its own.
class Agent
{
public:
    /// \retval InvalidInput, NotFound the options or the settings cannot be used
    [[nodiscard]] static Result<std::unique_ptr<Agent>> make(const RunOptions &options, AgentSettings settings);

    /// Runs until SIGTERM or SIGINT; what is in memory is in the spool then.
    void run();

private:
    Agent(const RunOptions &options, AgentSettings settings);

    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> adopt(AgentSettings settings);
    void replaceOutbox();
    void openSpoolWhenDue();
    void wait(MonoTime until);
    void takeSignals();
    void reload();
    void takeLinkEvents();
    void take(const BrokerLink::Up &up);
    void take(const BrokerLink::Down &down);
    void take(const BrokerLink::Refused &refused);
    void take(const BrokerLink::Message &message);
    void carryOut(const CommandDesk::Accepted &command);
    void tell(const CommandDesk::Accepted &command, const ActionRunner::Outcome &outcome);
    void lookAtAction();
    void measureWithin(Seconds time);
    void measureWhenDue();
    void tellState();

    RunOptions m_options;
    AgentSettings m_settings;
    Signals m_signals; ///< before the client's thread
    systemd::ServiceManager m_manager = systemd::ServiceManager::fromEnvironment();
    HastyClock m_clock;
    ActionRunner m_runner;
    std::optional<Measurer> m_measurer;
    std::optional<spool::Outbox> m_outbox;
    std::unique_ptr<BrokerLink> m_link;
    std::optional<Reporter> m_reporter;
    CommandDesk::Accepted m_command; ///< that `m_runner` carries out
    MonoTime m_measureAt{};
    MonoTime m_slowAt{};
    MonoTime m_spoolAt{};       ///< when to try to open the spool again
    MonoTime m_aliveAt{};       ///< when the watchdog expects a word, in real time
    std::string m_connection;   ///< in words
    std::string m_spoolTrouble; ///< why it is not open
    std::string m_trouble;      ///< with the spool, as it was told last
    bool m_isStopping = false;
};

} // namespace piuptime::agent
