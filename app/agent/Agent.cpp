// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/Agent.h"

#include "app/agent/SettingsFile.h"
#include "core/agent/process/Log.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <utility>

#include <poll.h>

namespace piuptime::agent {
namespace {

constexpr Seconds kSpoolAgain{60};

/// A console is late when it has confirmed nothing for so long: until then readings wait in memory alone.
constexpr Seconds kPatience{30};

spool::Outbox::Options patienceAt(Seconds cadence)
{
    spool::Outbox::Options options;
    options.patience = std::max<std::size_t>(2, static_cast<std::size_t>(kPatience / cadence));
    return options;
}

Result<std::unique_ptr<spool::Spool>> openSpool(const AgentSettings &settings)
{
    auto file = spool::openSpoolFile(settings.spoolFile);
    if (!file)
        return tl::unexpected(std::move(file).error());
    spool::Spool::Options options;
    options.capacityBytes = std::uint64_t{settings.spoolMegabytes} << 20U;
    return spool::Spool::open(std::move(*file), options);
}

bool isSameSpool(const AgentSettings &a, const AgentSettings &b)
{
    return a.spoolFile == b.spoolFile && a.spoolMegabytes == b.spoolMegabytes && a.fast == b.fast;
}

} // namespace

Agent::Agent(const RunOptions &options, AgentSettings settings)
    : m_options(options)
    , m_settings(std::move(settings))
    , m_signals{SIGTERM, SIGINT, SIGHUP, SIGCHLD}
    , m_clock(options.speed)
    , m_runner(m_clock, options.systemctl)
{
}

Result<std::unique_ptr<Agent>> Agent::make(const RunOptions &options, AgentSettings settings)
{
    std::unique_ptr<Agent> agent(new Agent(options, std::move(settings)));
    if (auto begun = agent->begin(); !begun)
        return tl::unexpected(std::move(begun).error());
    return agent;
}

Result<void> Agent::begin()
{
    auto measurer = Measurer::open(m_options.root, m_clock, m_options.speed);
    if (!measurer)
        return tl::unexpected(std::move(measurer).error());
    m_measurer.emplace(std::move(*measurer));
    replaceOutbox();
    return adopt(m_settings);
}

/// Connects by these settings from now on; when that cannot be, everything stays as it is.
Result<void> Agent::adopt(AgentSettings settings)
{
    auto link = BrokerLink::make(settings.broker, agentName(m_measurer->sender()));
    if (!link)
        return tl::unexpected(std::move(link).error());
    if (m_reporter && settings.broker == m_settings.broker)
        m_reporter->linkDown();
    else if (m_reporter)
        m_reporter->stop();
    m_reporter.reset();
    m_link.reset();
    const bool keepsSpool = isSameSpool(settings, m_settings);
    m_settings = std::move(settings);
    if (!keepsSpool)
        replaceOutbox();
    m_link = std::move(*link);
    m_reporter.emplace(m_clock, *m_link, *m_outbox, m_measurer->sender(), m_settings);
    m_connection = "connecting to " + addressText(m_settings.broker);
    m_slowAt = m_clock.monotonicNow();
    measureWithin(m_settings.fast);
    m_link->start();
    return {};
}

/// What the one before had in memory is in its spool, which is closed first.
void Agent::replaceOutbox()
{
    m_outbox.reset();
    m_outbox.emplace(m_measurer->sender(), nullptr, patienceAt(m_settings.fast));
    m_spoolAt = m_clock.monotonicNow();
    openSpoolWhenDue();
}

void Agent::openSpoolWhenDue()
{
    if (m_outbox->spool() != nullptr || m_clock.monotonicNow() < m_spoolAt)
        return;
    auto spool = openSpool(m_settings);
    if (spool)
        m_outbox->use(std::move(*spool));
    m_spoolAt = spool ? MonoTime::max() : m_clock.monotonicNow() + kSpoolAgain;
    m_spoolTrouble = spool ? "" : spool.error().describe();
}

void Agent::run()
{
    measureWhenDue();
    m_manager.ready();
    log(Priority::Info, "reports to " + addressText(m_settings.broker) + " as " + agentName(m_measurer->sender()));
    MonoTime due = m_reporter->work();
    while (!m_isStopping) {
        tellState();
        wait(std::min({due, m_measureAt, m_spoolAt, m_runner.deadline()}));
        takeSignals();
        takeLinkEvents();
        lookAtAction();
        openSpoolWhenDue();
        measureWhenDue();
        due = m_reporter->work();
    }
    m_manager.stopping();
    m_reporter->stop();
    m_link->stop();
    log(Priority::Info, "stopped; readings that wait: " + std::to_string(m_outbox->counts().waiting));
}

void Agent::wait(MonoTime until)
{
    constexpr std::chrono::hours kLongest{1};
    const MonoTime now = std::chrono::steady_clock::now();
    auto left = std::min<MonoTime::duration>(m_clock.until(until), kLongest);
    if (const auto interval = m_manager.watchdogInterval()) {
        if (now >= m_aliveAt) {
            m_manager.alive();
            m_aliveAt = now + *interval;
        }
        left = std::min(left, m_aliveAt - now);
    }
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(left).count();
    constexpr std::int64_t kPerSecond = 1'000'000'000;
    const timespec time{static_cast<time_t>(nanoseconds / kPerSecond), static_cast<long>(nanoseconds % kPerSecond)};
    std::array<pollfd, 3> watched{pollfd{m_signals.fd(), POLLIN, 0}, pollfd{m_link->wakeFd(), POLLIN, 0},
                                  pollfd{m_runner.outputFd(), POLLIN, 0}};
    (void)ppoll(watched.data(), watched.size(), &time, nullptr);
}

void Agent::takeSignals()
{
    for (const int signal : m_signals.take()) {
        if (signal == SIGHUP)
            reload();
        else if (signal != SIGCHLD)
            m_isStopping = true;
    }
}

void Agent::reload()
{
    m_manager.reloading();
    auto settings = loadSettings(m_options.file);
    if (!settings) {
        for (const std::string &line : settings.error())
            log(Priority::Error, line);
        log(Priority::Error, "the settings stay as they were");
    } else if (const auto adopted = adopt(std::move(*settings)); !adopted) {
        log(Priority::Error, adopted.error().describe() + "; the settings stay as they were");
    } else {
        log(Priority::Info, "read the settings anew; reports to " + addressText(m_settings.broker));
    }
    m_manager.ready();
}

void Agent::takeLinkEvents()
{
    for (const BrokerLink::Event &event : m_link->takeEvents())
        std::visit([this](const auto &what) { take(what); }, event);
}

void Agent::take(const BrokerLink::Up &up)
{
    m_connection = "connected to " + addressText(m_settings.broker)
                   + (up.protocol == mqtt::Protocol::Mqtt5 ? " over MQTT 5" : " over MQTT 3.1.1");
    log(Priority::Info, m_connection);
    m_reporter->linkUp();
}

void Agent::take(const BrokerLink::Down &down)
{
    const std::string connection = "not connected to " + addressText(m_settings.broker) + ": " + down.error.describe();
    if (connection != m_connection) // not every attempt
        log(Priority::Warning, connection);
    m_connection = connection;
    m_reporter->linkDown();
}

void Agent::take(const BrokerLink::Refused &refused)
{
    log(Priority::Warning, refused.error.describe());
}

void Agent::take(const BrokerLink::Message &message)
{
    if (const auto command = m_reporter->receive(message.channel, message.payload))
        carryOut(*command);
}

void Agent::carryOut(const CommandDesk::Accepted &command)
{
    log(Priority::Notice, "a console commands: " + wordsOf(command.action));
    if (command.action.kind == Action::Kind::SetCadence) {
        m_reporter->setCadence(command.action.cadence);
        measureWithin(command.action.cadence);
        tell(command, {true, wordsOf(command.action)});
        return;
    }
    const bool wasBusy = m_runner.isBusy();
    if (const auto outcome = m_runner.start(command.action))
        tell(command, *outcome);
    else if (!wasBusy)
        m_command = command;
}

void Agent::tell(const CommandDesk::Accepted &command, const ActionRunner::Outcome &outcome)
{
    log(Priority::Notice,
        wordsOf(command.action) + (outcome.succeeded ? " was done: " : " was not done: ") + outcome.told);
    m_reporter->tellOutcome({command.challenge, outcome.succeeded, outcome.told});
}

void Agent::lookAtAction()
{
    if (const auto outcome = m_runner.look())
        tell(m_command, *outcome);
}

/// The next reading is when it was due anyway, or sooner.
void Agent::measureWithin(Seconds time)
{
    m_measureAt = std::min(m_measureAt, m_clock.monotonicNow() + time);
}

void Agent::measureWhenDue()
{
    const MonoTime now = m_clock.monotonicNow();
    if (now < m_measureAt)
        return;
    const bool isSlow = now >= m_slowAt;
    if (isSlow)
        m_slowAt = now + m_settings.slow;
    m_reporter->take(m_measurer->measure(isSlow ? Depth::Slow : Depth::Fast));
    const MonoTime next = m_measureAt + m_reporter->cadence();
    m_measureAt = next > now ? next : now + m_reporter->cadence(); // what was missed is not made up for
}

void Agent::tellState()
{
    m_reporter->setSpoolTrouble(m_spoolTrouble);
    const Report report = m_reporter->report();
    m_manager.status(m_connection + "; readings that wait: " + std::to_string(report.waiting)
                     + (report.trouble.empty() ? "" : "; the spool takes nothing: " + report.trouble));
    if (report.trouble != m_trouble)
        log(report.trouble.empty() ? Priority::Info : Priority::Warning,
            report.trouble.empty() ? "the spool takes readings again" : "the spool takes nothing: " + report.trouble);
    m_trouble = report.trouble;
}

} // namespace piuptime::agent
