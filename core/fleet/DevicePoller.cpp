// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/DevicePoller.h"

#include "core/fleet/Actions.h"

#include <QPointer>

#include <algorithm>

namespace piuptime::fleet {
namespace {

/// A device that has told nothing by itself for so many of its intervals is asked again as often as any other.
constexpr int kMissedReports = 3;
/// Sensors do not say how often they tell something: this is usual, and what they did so far counts as well.
constexpr Seconds kSensorInterval{300};
constexpr Seconds kLongestSensorInterval{86'400};
/// A wait that only somebody's nudge should end still ends now and then, to look again.
constexpr Milliseconds kLongWait{3'600'000};

/// Cadences from here on fall into step: the devices of a thread are asked on the same beats, several at a time, so it
/// wakes less often and finds code and data still in the caches. The beat shortens the first pause only.
constexpr Seconds kShortestInStep{5};

MonoTime nextDue(MonoTime last, Seconds interval, MonoTime now)
{
    const MonoTime due = last + interval;
    const MonoTime beat = MonoTime(std::chrono::floor<Seconds>(due.time_since_epoch()));
    return std::max(interval < kShortestInStep ? due : beat, now);
}

/// Failures that trying again cannot mend: somebody has to act first.
bool needsAPerson(const Error &error)
{
    return error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::InvalidInput
           || error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Conflict;
}

} // namespace

DevicePoller::DevicePoller(DeviceConfig config, Services services, std::optional<Reading> remembered)
    : m_services(std::move(services))
    , m_record(std::move(config), {m_services.clock, m_services.board, m_services.history, m_services.thresholds},
               std::move(remembered), m_services.polling.fast)
    , m_backoff(m_services.polling.backoff)
    , m_breaker(m_services.polling.breaker)
{
}

DevicePoller::~DevicePoller()
{
    Q_ASSERT(!m_running);
}

void DevicePoller::start(Milliseconds delay)
{
    if (!m_record.config().enabled || m_running || !hasConnection())
        return;
    m_running = true;
    run(delay);
}

void DevicePoller::stop()
{
    m_stopping = true;
    if (m_link)
        m_link->close();
    m_ending.request_stop();
    if (m_running)
        m_nudge.open();
    else
        endIfIdle();
}

void DevicePoller::endIfIdle()
{
    if (m_stopping && !m_running && m_installing == 0)
        emit stopped();
}

void DevicePoller::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    m_record.setInterval(interval());
    m_nudge.open();
}

void DevicePoller::reconnect()
{
    m_breaker.reset();
    m_backoff.reset();
    m_retryNow = true;
    m_nudge.open();
}

void DevicePoller::setWaitingForAnswer(bool waiting)
{
    // A word that comes late, after the connection went on, changes nothing.
    if (m_record.connection() == (waiting ? ConnectionState::Connecting : ConnectionState::WaitingForAnswer))
        m_record.setConnection(waiting ? ConnectionState::WaitingForAnswer : ConnectionState::Connecting);
}

void DevicePoller::relabel(const DeviceConfig &config)
{
    m_record.relabel(config);
}

void DevicePoller::recallTemperatures(const std::vector<history::Point> &past)
{
    m_record.recallTemperatures(past);
}

void DevicePoller::takeReported(const std::vector<Reading> &readings)
{
    if (readings.empty() || !m_record.config().enabled || m_stopping)
        return;
    const MonoTime now = m_services.clock->monotonicNow();
    if (m_record.config().kind == DeviceConfig::Kind::Sensor)
        learnInterval(m_reportedAt ? std::chrono::floor<Seconds>(now - *m_reportedAt) : Seconds{0});
    m_reportedAt = now;
    if (!hasConnection() && m_record.connection() != ConnectionState::Connected) {
        m_record.setError({});
        m_record.setConnection(ConnectionState::Connected);
        m_record.happened(EventKind::Connected, Severity::Info, {});
    }
    m_record.show(readings);
}

void DevicePoller::takeAvailability(bool isOnline, bool retained)
{
    const bool isOld = retained && isReporting();
    if (isOnline || isOld || hasConnection() || !m_record.config().enabled)
        return; // that it is there shows in what it tells
    const bool wasConnected = m_record.connection() == ConnectionState::Connected;
    const Error error{ErrorKind::Unreachable, "it has signed off, or its broker lost it", {}};
    m_record.setError(error);
    if (wasConnected)
        m_record.happened(EventKind::Disconnected, Severity::Warning, error.describe());
    m_reportedAt.reset();
    m_record.setConnection(ConnectionState::Waiting);
}

/// A pause counts at once, and is forgotten slowly.
void DevicePoller::learnInterval(Seconds pause)
{
    const Seconds faded = m_reportInterval - m_reportInterval / 8;
    setReportInterval(std::min(std::max({pause, faded, kSensorInterval}), kLongestSensorInterval));
}

void DevicePoller::setReportInterval(Seconds interval)
{
    m_reportInterval = interval;
    if (!hasConnection()) {
        m_record.setUsualInterval(interval);
        m_record.setInterval(interval);
    }
}

bool DevicePoller::isReporting() const
{
    return m_reportedAt && m_services.clock->monotonicNow() - *m_reportedAt < kMissedReports * m_reportInterval;
}

Seconds DevicePoller::interval() const
{
    if (isReporting())
        return m_services.polling.slow;
    return m_watched ? m_services.polling.watched : m_services.polling.fast;
}

QCoro::Task<void> DevicePoller::run(Milliseconds delay)
{
    if (delay > Milliseconds::zero() && !m_stopping)
        co_await m_nudge.wait(Deadline::in(delay));
    while (!m_stopping) {
        co_await waitForTurn();
        if (m_stopping)
            break;
        const auto ended = co_await connectAndPoll();
        if (m_link)
            m_link->close();
        m_link.reset();
        if (!ended && !m_stopping)
            connectionEnded(ended.error());
    }
    m_running = false;
    m_record.close();
    endIfIdle();
}

QCoro::Task<void> DevicePoller::waitForTurn()
{
    while (!m_stopping && !m_retryNow && m_nextAttempt) {
        const MonoTime now = m_services.clock->monotonicNow();
        if (now >= *m_nextAttempt && m_breaker.allows(now))
            break;
        const MonoTime until =
            std::max(*m_nextAttempt, m_breaker.state() == CircuitBreaker::State::Open ? m_breaker.retryAt() : now);
        co_await rest(until);
    }
    m_retryNow = false;
    m_nextAttempt.reset();
}

QCoro::Task<void> DevicePoller::rest(MonoTime until)
{
    const auto left = std::chrono::ceil<Milliseconds>(until - m_services.clock->monotonicNow());
    const Milliseconds wait = std::clamp(left, Milliseconds{1}, kLongWait);
    co_await m_nudge.wait(Deadline::in(wait));
}

QCoro::Task<Result<void>> DevicePoller::connectAndPoll()
{
    m_record.setConnection(ConnectionState::Connecting);
    const auto link = co_await m_services.openLink(m_record.config());
    if (!link)
        co_return tl::unexpected(link.error());
    m_link = *link;
    if (m_stopping)
        co_return fail(ErrorKind::Cancelled, "stopped");
    const Deadline ready = Deadline::in(m_services.polling.shellDeadline);
    const auto shell = co_await m_link->openShell(ready);
    if (!shell)
        co_return fail(shell.error(), "opening a shell");
    const auto probe = std::make_shared<ProbeClient>(*shell, m_services.clock);
    const auto started = co_await probe->start(ready);
    if (!started)
        co_return fail(started.error(), "starting the probe");
    m_record.setError({});
    m_record.setConnection(ConnectionState::Connected);
    m_record.happened(EventKind::Connected, Severity::Info, {});
    const auto ended = co_await poll(probe);
    co_return ended;
}

QCoro::Task<Result<void>> DevicePoller::poll(std::shared_ptr<ProbeClient> probe)
{
    std::optional<MonoTime> slowDue; // the first answer shall be quick: the slow part is asked for after it
    MonoTime due = m_services.clock->monotonicNow();
    while (!m_stopping) {
        collect::Ask ask;
        ask.slow = slowDue && m_services.clock->monotonicNow() >= *slowDue;
        ask.ups = m_record.config().ups;
        const bool slow = ask.slow;
        const Deadline deadline =
            Deadline::in(slow ? m_services.polling.slowDeadline : m_services.polling.fastDeadline);
        auto reading = co_await probe->ask(std::move(ask), deadline);
        if (m_stopping)
            break;
        if (!reading)
            co_return tl::unexpected(reading.error());
        const auto link = m_link;
        const auto meter = m_gatewayMeter;
        const std::vector<Sample> gateway = co_await meter->read(link, slow);
        if (m_stopping)
            break;
        for (const Sample &sample : gateway)
            reading->add(sample);
        m_backoff.reset();
        m_breaker.succeeded();
        m_record.setInterval(interval());
        m_record.accept(std::move(*reading));

        const MonoTime now = m_services.clock->monotonicNow();
        if (!slowDue) {
            slowDue = now;
            continue;
        }
        if (slow)
            slowDue = now + m_services.polling.slow;
        due = nextDue(due, interval(), now);
        const bool wasWatched = m_watched;
        while (!m_stopping && m_services.clock->monotonicNow() < due) {
            co_await rest(due);
            if (m_watched != wasWatched)
                break; // somebody has begun or ceased to look: the cadence changes at once
        }
        if (m_watched != wasWatched)
            due = m_services.clock->monotonicNow();
    }
    co_return {};
}

void DevicePoller::connectionEnded(const Error &error)
{
    const MonoTime now = m_services.clock->monotonicNow();
    const bool wasConnected = m_record.connection() == ConnectionState::Connected;
    m_record.setError(error);
    if (wasConnected)
        m_record.happened(EventKind::Disconnected, Severity::Warning, error.describe());
    if (error.changedHostKey)
        m_record.happened(EventKind::HostKeyChanged, Severity::Critical, error.detail);
    if (needsAPerson(error)) {
        m_nextAttempt = MonoTime::max();
        m_record.setConnection(ConnectionState::Blocked);
        return;
    }
    m_breaker.failed(now);
    const Milliseconds wait = m_backoff.next();
    m_nextAttempt = std::max(now + wait, m_breaker.state() == CircuitBreaker::State::Open ? m_breaker.retryAt() : now);
    m_record.setNextAttempt(m_services.clock->utcNow() + std::chrono::ceil<Milliseconds>(*m_nextAttempt - now));
    m_record.setConnection(ConnectionState::Waiting);
}

void DevicePoller::noteAction(const std::string &line, bool succeeded)
{
    m_record.happened(EventKind::Action, succeeded ? Severity::Info : Severity::Warning, line);
}

QCoro::Task<Result<ActionResult>> DevicePoller::act(Action action)
{
    const Result<std::string> command = commandFor(action);
    if (!command)
        co_return tl::unexpected(command.error());
    const std::shared_ptr<Link> link = m_link;
    Result<ActionResult> result = fail(ErrorKind::Unreachable, "there is no connection to " + m_record.config().name);
    if (link && m_record.connection() == ConnectionState::Connected) {
        const Deadline deadline = Deadline::in(m_services.polling.actionDeadline);
        const QPointer<DevicePoller> self(this);
        const auto output = co_await link->run(*command, deadline);
        if (!self)
            co_return fail(ErrorKind::Cancelled, "the device was removed meanwhile");
        result = outcomeOf(action, output);
    }
    const bool succeeded = result && result->succeeded;
    const std::string told = result ? result->output : result.error().describe();
    noteAction(auditLine(wordsOf(action), succeeded, told), succeeded);
    co_return result;
}

QCoro::Task<Result<GatewayAnswer>> DevicePoller::askGateway(GatewayRequest request)
{
    const std::shared_ptr<Link> link = m_link;
    if (!link || m_record.connection() != ConnectionState::Connected)
        co_return fail(ErrorKind::Unreachable, "there is no connection to " + m_record.config().name);
    const std::shared_ptr<GatewayLine> line = m_gateway;
    const Deadline deadline = Deadline::in(m_services.polling.gatewayDeadline);
    auto answer = co_await line->ask(link, request, deadline);
    co_return answer;
}

InstallServices DevicePoller::completed(InstallServices services)
{
    services.ending = m_ending.get_token();
    services.link = [this] { return m_record.connection() == ConnectionState::Connected ? m_link : nullptr; };
    return services;
}

QCoro::Task<Result<InstalledAgent>> DevicePoller::installAgent(InstallServices services, AgentFiles files)
{
    ++m_installing; // so that this object stays
    auto installed = co_await fleet::installAgent(completed(std::move(services)), std::move(files));
    const std::string told = installed ? "version " + installed->version : installed.error().describe();
    noteAction(auditLine("install the agent", installed.has_value(), told), installed.has_value());
    --m_installing;
    endIfIdle();
    co_return installed;
}

QCoro::Task<Result<void>> DevicePoller::removeAgent(InstallServices services)
{
    ++m_installing;
    const auto removed = co_await fleet::removeAgent(completed(std::move(services)));
    noteAction(auditLine("remove the agent", removed.has_value(), removed ? "" : removed.error().describe()),
               removed.has_value());
    --m_installing;
    endIfIdle();
    co_return removed;
}

} // namespace piuptime::fleet
