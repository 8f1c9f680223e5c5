// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/LiveEncoder.h"
#include "core/agent/protocol/Report.h"
#include "core/agent/run/Backlog.h"
#include "core/agent/run/CommandDesk.h"
#include "core/agent/run/Link.h"
#include "core/exchange/Format.h"

namespace piuptime::agent {

/// What an agent says, and when: each reading as it is made; then, while a console confirms them, what waited in the
/// spool at a bounded rate; a report when it has something new to tell. It keeps no time of its own: `work` is called
/// when it asks for it, and after everything else. One thread at a time.
class Reporter
{
public:
    /// A reading that a console with newer ones has not confirmed for so long is sent again.
    static constexpr Seconds kMissedAfter{30};
    /// Counts that have changed are reported so often; anything else at once, but for `kReportsApart`.
    static constexpr std::chrono::minutes kCountsEvery{5};
    static constexpr Seconds kReportsApart{5};

    /// \param outbox of the same sender; outlives this, as `clock` and `link` do
    Reporter(const Clock &clock, Link &link, spool::Outbox &outbox, Sender sender, const AgentSettings &settings);

    /// The time between readings: that of the settings, until a command sets another.
    [[nodiscard]] Seconds cadence() const { return m_cadence; }
    void setCadence(Seconds cadence) { m_cadence = cadence; }
    /// Why there is no spool; empty: there is one.
    void setSpoolTrouble(std::string why) { m_spoolTrouble = std::move(why); }

    /// A broker has accepted us: tells it who is here, and what the newest reading is.
    void linkUp();
    /// What is in memory becomes durable.
    void linkDown();
    /// Takes charge of a reading that was just made. \param reading with its number
    void take(const Reading &reading);
    /// A console says something. \return the command that is to be carried out now; then tell what came of it
    [[nodiscard]] std::optional<CommandDesk::Accepted> receive(Channel channel, std::string_view payload);
    /// Tells what came of a command that `receive` gave.
    void tellOutcome(const CommandResult &result);
    /// Does what is due. \return when there is more
    MonoTime work();
    /// The agent stops: what is in memory becomes durable, and everybody learns that it is going.
    void stop();

    /// As a report tells it.
    [[nodiscard]] Report report() const;
    [[nodiscard]] bool isConsoleThere() const { return m_isUp && m_isConfirmed && m_outbox.isConsoleThere(); }

private:
    void sendLive(Reading reading);
    void sendDictionary();
    void sendLate(const std::string &message, std::span<const Reading> readings);
    void takeReply(std::string_view payload);
    void sendMissed();
    void sendBacklog();
    void sendReport();
    MonoTime reportWhenDue();
    [[nodiscard]] std::string jsonOf(const Reading &reading);
    [[nodiscard]] bool isJson() const { return m_form == AgentSettings::Form::Json; }

    const Clock &m_clock;
    Link &m_link;
    spool::Outbox &m_outbox;
    Sender m_sender;
    AgentSettings::Form m_form;
    Seconds m_cadence;
    LiveEncoder m_encoder;
    std::unique_ptr<exchange::FormatWriter> m_json;
    Backlog m_backlog;
    CommandDesk m_desk;
    std::optional<Reading> m_newest;
    std::string m_spoolTrouble;
    Report m_reported;
    MonoTime m_reportedAt{};
    MonoTime m_missedAt{};
    TokenBucket m_dictionaries{2, Seconds(5)};
    bool m_isUp = false;
    bool m_isConfirmed = false; ///< a console has confirmed something on this connection
};

} // namespace piuptime::agent
