// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/DevicePoller.h"

#include "core/base/Text.h"
#include "core/fleet/Actions.h"
#include "core/fleet/Changes.h"
#include "core/fleet/LatestValues.h"

#include <QPointer>

#include <algorithm>
#include <limits>

namespace piuptime::fleet {
namespace {

constexpr int kMissedPollsUntilStale = 3;
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
    , m_backoff(m_services.polling.backoff)
    , m_breaker(m_services.polling.breaker)
    , m_staleAlarm([this] { markStale(); })
    , m_trend(kMissedPollsUntilStale * m_services.polling.fast)
{
    m_state.config = std::move(config);
    m_state.pollInterval = m_services.polling.fast;
    m_state.connection = m_state.config.enabled ? ConnectionState::Connecting : ConnectionState::Disabled;
    if (remembered) {
        m_state.latest = std::move(*remembered);
        m_state.everRead = true;
    }
    m_boardTicket = m_services.board->enroll(m_state.config.id);
    judgeAgain();
    publish();
}

DevicePoller::~DevicePoller()
{
    Q_ASSERT(!m_running);
}

void DevicePoller::start(Milliseconds delay)
{
    if (!m_state.config.enabled || m_running)
        return;
    m_running = true;
    run(delay);
}

void DevicePoller::stop()
{
    m_stopping = true;
    if (m_link)
        m_link->close();
    if (m_running)
        m_nudge.open();
    else
        emit stopped();
}

void DevicePoller::setWatched(bool watched)
{
    if (m_watched == watched)
        return;
    m_watched = watched;
    m_state.pollInterval = interval();
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
    if (m_state.connection == (waiting ? ConnectionState::Connecting : ConnectionState::WaitingForAnswer))
        setConnection(waiting ? ConnectionState::WaitingForAnswer : ConnectionState::Connecting);
}

void DevicePoller::relabel(const DeviceConfig &config)
{
    m_state.config = config;
    publish();
}

void DevicePoller::recallTemperatures(const std::vector<history::Point> &past)
{
    const UtcTime utc = m_services.clock->utcNow();
    const MonoTime mono = m_services.clock->monotonicNow();
    std::vector<TemperatureTrend::Point> points;
    points.reserve(past.size());
    for (const history::Point &point : past)
        points.push_back({mono - (utc - point.at), static_cast<float>(point.value)});
    m_trend.recall(std::move(points));
    m_trend.writeTo(m_state);
    publish();
}

Seconds DevicePoller::interval() const
{
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
    m_staleAlarm.clear();
    emit stopped();
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
    setConnection(ConnectionState::Connecting);
    const auto link = co_await m_services.openLink(m_state.config);
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
    m_state.error.reset();
    setConnection(ConnectionState::Connected);
    happened(event(EventKind::Connected, Severity::Info, {}));
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
        ask.ups = m_state.config.ups;
        const bool slow = ask.slow;
        const Deadline deadline =
            Deadline::in(slow ? m_services.polling.slowDeadline : m_services.polling.fastDeadline);
        auto reading = co_await probe->ask(std::move(ask), deadline);
        if (m_stopping)
            break;
        if (!reading)
            co_return tl::unexpected(reading.error());
        m_backoff.reset();
        m_breaker.succeeded();
        accept(std::move(*reading));

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

void DevicePoller::accept(Reading reading)
{
    for (Event &happening : eventsBetween(id(), m_state.everRead ? &m_state.latest : nullptr, reading))
        happened(std::move(happening));
    const double celsius = reading.value(Metric::SocTemperature).value_or(std::numeric_limits<double>::quiet_NaN());
    m_trend.add({reading.receivedMono, static_cast<float>(celsius)});
    m_trend.writeTo(m_state);
    overlay(m_state.latest, reading);
    if (m_services.history != nullptr)
        m_services.history->append(id(), std::move(reading));
    m_state.everRead = true;
    m_state.stale = false;
    m_state.pollInterval = interval();
    judgeAgain();
    m_staleAlarm.set(Deadline::in(kMissedPollsUntilStale * m_services.polling.fast));
    publish();
}

void DevicePoller::connectionEnded(const Error &error)
{
    const MonoTime now = m_services.clock->monotonicNow();
    const bool wasConnected = m_state.connection == ConnectionState::Connected;
    m_state.error = error;
    if (wasConnected)
        happened(event(EventKind::Disconnected, Severity::Warning, error.describe()));
    if (error.changedHostKey)
        happened(event(EventKind::HostKeyChanged, Severity::Critical, error.detail));
    if (needsAPerson(error)) {
        m_nextAttempt = MonoTime::max();
        setConnection(ConnectionState::Blocked);
        return;
    }
    m_breaker.failed(now);
    const Milliseconds wait = m_backoff.next();
    m_nextAttempt = std::max(now + wait, m_breaker.state() == CircuitBreaker::State::Open ? m_breaker.retryAt() : now);
    m_state.nextAttemptAt = m_services.clock->utcNow() + std::chrono::ceil<Milliseconds>(*m_nextAttempt - now);
    setConnection(ConnectionState::Waiting);
}

void DevicePoller::setConnection(ConnectionState state)
{
    m_state.connection = state;
    publish();
}

void DevicePoller::markStale()
{
    m_state.stale = true;
    judgeAgain();
    publish();
}

void DevicePoller::judgeAgain()
{
    std::optional<Seconds> staleFor;
    if (m_state.stale)
        staleFor = std::chrono::floor<Seconds>(m_services.clock->utcNow() - m_state.latest.receivedAt);
    const HealthLevel before = m_state.health.level;
    m_state.health = judge(m_state.everRead ? &m_state.latest : nullptr, staleFor, m_services.thresholds);
    const HealthLevel after = m_state.health.level;
    if (before == after || m_state.revision == 0)
        return;
    const Severity severity = after == HealthLevel::Critical ? Severity::Critical
                              : after == HealthLevel::Ok     ? Severity::Info
                                                             : Severity::Warning;
    happened(event(EventKind::HealthChanged, severity, toString(HealthChange{before, after})));
}

void DevicePoller::publish()
{
    ++m_state.revision;
    m_services.board->publish(m_boardTicket, std::make_shared<const DeviceState>(m_state));
}

Event DevicePoller::event(EventKind kind, Severity severity, const std::string &detail) const
{
    return {m_state.config.id, m_services.clock->utcNow(), kind, severity, printable(detail)};
}

void DevicePoller::happened(Event event)
{
    if (m_services.history != nullptr)
        m_services.history->append(event);
    m_services.board->happened(std::move(event));
}

QCoro::Task<Result<ActionResult>> DevicePoller::act(Action action)
{
    const Result<std::string> command = commandFor(action);
    if (!command)
        co_return tl::unexpected(command.error());
    const std::shared_ptr<Link> link = m_link;
    Result<ActionResult> result = fail(ErrorKind::Unreachable, "there is no connection to " + m_state.config.name);
    if (link && m_state.connection == ConnectionState::Connected) {
        const Deadline deadline = Deadline::in(m_services.polling.actionDeadline);
        const QPointer<DevicePoller> self(this);
        const auto output = co_await link->run(*command, deadline);
        if (!self)
            co_return fail(ErrorKind::Cancelled, "the device was removed meanwhile");
        result = outcomeOf(action, output);
    }
    const bool succeeded = result && result->succeeded;
    const std::string told = result ? result->output : result.error().describe();
    happened(
        event(EventKind::Action, succeeded ? Severity::Info : Severity::Warning, auditLine(action, succeeded, told)));
    co_return result;
}

} // namespace piuptime::fleet
