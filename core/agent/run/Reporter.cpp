// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/run/Reporter.h"

#include <algorithm>
#include <utility>

namespace piuptime::agent {
namespace {

/// Lines of JSON are sent together up to about this size, which every broker takes.
constexpr std::size_t kJsonBytes = std::size_t{64} * 1024;

} // namespace

Reporter::Reporter(const Clock &clock, Link &link, spool::Outbox &outbox, Sender sender, const AgentSettings &settings)
    : m_clock(clock)
    , m_link(link)
    , m_outbox(outbox)
    , m_sender(std::move(sender))
    , m_form(settings.form)
    , m_cadence(settings.fast)
    , m_encoder(m_sender)
    , m_json(exchange::makeWriter(exchange::Format::JsonLines))
    , m_backlog(clock, outbox, settings.backlogPerSecond)
    , m_desk(clock, agentName(m_sender), settings.commands)
{
}

void Reporter::linkUp()
{
    m_isUp = true;
    m_isConfirmed = false;
    m_backlog.startOver();
    m_desk.renew();
    m_link.send(Channel::Status, std::string(kOnline), mqtt::Retain::Yes);
    if (m_newest) {
        sendDictionary(); // the broker may have lost the one before
        sendLive(*m_newest);
    }
    sendReport();
}

void Reporter::linkDown()
{
    m_isUp = false;
    m_isConfirmed = false;
    m_outbox.goAway();
}

void Reporter::take(const Reading &reading)
{
    m_outbox.add(reading);
    m_newest = reading;
    if (m_isUp)
        sendLive(reading);
}

std::optional<CommandDesk::Accepted> Reporter::receive(Channel channel, std::string_view payload)
{
    if (channel == Channel::Console)
        takeReply(payload);
    if (channel != Channel::Command)
        return std::nullopt;
    CommandDesk::Decision decision = m_desk.decide(payload);
    if (!decision.refusal.told.empty())
        m_link.send(Channel::Result, encodeCommandResult(decision.refusal));
    return std::move(decision.accepted);
}

void Reporter::tellOutcome(const CommandResult &result)
{
    m_link.send(Channel::Result, encodeCommandResult(result));
}

MonoTime Reporter::work()
{
    if (!m_isUp)
        return MonoTime::max();
    if (isConsoleThere()) {
        sendMissed();
        sendBacklog();
    }
    const MonoTime renewAt = m_desk.renewWhenDue(); // first: a new challenge is reported
    const MonoTime reportAt = std::min(renewAt, reportWhenDue());
    return isConsoleThere() ? std::min({reportAt, m_backlog.nextAt(), m_missedAt}) : reportAt;
}

void Reporter::stop()
{
    m_outbox.goAway();
    m_link.send(Channel::Status, std::string(kOffline), mqtt::Retain::Yes);
    m_isUp = false;
}

void Reporter::sendLive(Reading reading)
{
    reading.historical = m_clock.monotonicNow() - reading.receivedMono > 2 * m_cadence;
    if (isJson()) {
        m_link.send(Channel::Live, jsonOf(reading));
        return;
    }
    auto [dictionary, row] = m_encoder.encode(reading);
    if (!dictionary.empty())
        m_link.send(Channel::Dictionary, std::move(dictionary), mqtt::Retain::Yes);
    m_link.send(Channel::Live, std::move(row));
}

void Reporter::sendDictionary()
{
    if (std::string dictionary = m_encoder.dictionary(); !dictionary.empty())
        m_link.send(Channel::Dictionary, std::move(dictionary), mqtt::Retain::Yes);
}

/// \param message the same readings as a block
void Reporter::sendLate(const std::string &message, std::span<const Reading> readings)
{
    if (!isJson()) {
        m_link.send(Channel::Backlog, message);
        return;
    }
    std::string lines;
    for (const Reading &reading : readings) {
        lines += jsonOf(reading);
        if (lines.size() >= kJsonBytes)
            m_link.send(Channel::Backlog, std::exchange(lines, {}));
    }
    if (!lines.empty())
        m_link.send(Channel::Backlog, std::move(lines));
}

void Reporter::takeReply(std::string_view payload)
{
    const auto reply = decodeReply(payload);
    if (!reply)
        return;
    const bool wasThere = isConsoleThere();
    for (const Stored &stored : reply->stored) {
        m_isConfirmed = true;
        m_outbox.acknowledge(stored.bootId, stored.first, stored.last);
        m_backlog.confirm(stored);
    }
    if (!wasThere && isConsoleThere())
        m_backlog.startOver();
    if (reply->wantsDictionary && !isJson() && m_dictionaries.take(m_clock.monotonicNow()))
        sendDictionary();
}

void Reporter::sendMissed()
{
    const MonoTime now = m_clock.monotonicNow();
    if (now < m_missedAt)
        return;
    m_missedAt = now + kMissedAfter;
    const std::vector<Reading> missed = m_outbox.waitingSince(now - kMissedAfter);
    if (!missed.empty())
        sendLate(encodeBlock(m_sender, missed), missed);
}

void Reporter::sendBacklog()
{
    if (const auto block = m_backlog.next())
        sendLate(block->message, block->content.readings);
}

Report Reporter::report() const
{
    const auto counts = m_outbox.counts();
    Report report;
    report.version = PIUPTIME_VERSION;
    report.cadence = m_cadence;
    report.waiting = counts.waiting;
    if (m_outbox.isConsoleThere()) // what is on its way does not wait
        report.waiting = m_outbox.spool() != nullptr ? m_outbox.spool()->counts().waiting : 0;
    report.dropped = counts.dropped;
    report.damaged = counts.damaged;
    report.trouble = m_outbox.trouble() ? m_outbox.trouble()->describe() : m_spoolTrouble;
    report.challenge = m_desk.challenge();
    report.allowed = m_desk.settings().allow;
    return report;
}

void Reporter::sendReport()
{
    m_reported = report();
    m_reportedAt = m_clock.monotonicNow();
    m_link.send(Channel::Report, encodeReport(m_reported), mqtt::Retain::Yes);
}

MonoTime Reporter::reportWhenDue()
{
    Report now = report();
    if (now == m_reported)
        return MonoTime::max();
    const bool isSettled = (now.waiting == 0) != (m_reported.waiting == 0);
    now.waiting = m_reported.waiting;
    now.dropped = m_reported.dropped;
    const Seconds apart = isSettled || now != m_reported ? kReportsApart : Seconds(kCountsEvery);
    if (m_clock.monotonicNow() >= m_reportedAt + apart)
        sendReport();
    return m_reportedAt + apart;
}

std::string Reporter::jsonOf(const Reading &reading)
{
    std::string line;
    m_json->put(line, {agentName(m_sender), m_sender.hostName, {}}, reading);
    return line;
}

} // namespace piuptime::agent
