// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/DevicePoller.h"
#include "core/fleet/LocalLink.h"
#include "tests/support/TestClock.h"

#include <QSignalSpy>
#include <QtTest>

#include <deque>

using namespace piuptime;
using namespace piuptime::fleet;
using testsupport::TestClock;

namespace {

/// How long to wait at most for this machine's own shell, in ms: it starts `apt-get`, on a busy machine slowly.
constexpr int kPatience = 60'000;

/// What the next attempt to connect comes to; when the script is used up, attempts reach this machine's own shell.
struct Script {
    std::deque<Error> failures;
    int attempts = 0;
    bool holds = false; ///< an attempt waits for `go`, as for a person's answer
    async::Gate go;
    std::weak_ptr<Link> newest;
};

QCoro::Task<Result<std::shared_ptr<Link>>> nextLink(std::shared_ptr<Script> script)
{
    ++script->attempts;
    if (script->holds)
        co_await script->go.wait(Deadline::in(Seconds{60}));
    if (!script->failures.empty()) {
        Error error = script->failures.front();
        script->failures.pop_front();
        co_return tl::unexpected(std::move(error));
    }
    std::shared_ptr<Link> link = std::make_shared<LocalLink>();
    script->newest = link;
    co_return link;
}

DeviceConfig somePi()
{
    DeviceConfig config;
    config.id = "pi-1";
    config.name = "gate-07";
    return config;
}

constexpr UtcTime kNow = fromMsUtc(1'790'000'000'000);

Reading told(const Clock &clock, SeriesKey series, double value)
{
    Reading reading;
    reading.receivedAt = clock.utcNow();
    reading.receivedMono = clock.monotonicNow();
    reading.samples = {{std::move(series), value}};
    return reading;
}

} // namespace

class DevicePollerTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<Script> m_script;
    std::unique_ptr<StateBoard> m_board;
    std::unique_ptr<DevicePoller> m_poller;

    DevicePoller::Services services(std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>())
    {
        PollingOptions polling;
        polling.fast = Seconds{1};
        polling.backoff = {Milliseconds{20}, Milliseconds{50}, 2.0};
        polling.breaker = {3, Milliseconds{60'000}};
        const auto open = [script = m_script](DeviceConfig) { return nextLink(script); };
        return {std::move(clock), open, m_board.get(), nullptr, polling, {}};
    }
    DeviceStatePtr state() const { return m_board->find("pi-1"); }
    void begin(std::deque<Error> failures)
    {
        m_script->failures = std::move(failures);
        m_poller = std::make_unique<DevicePoller>(somePi(), services());
        m_poller->start({});
    }

private slots:
    void init()
    {
        m_script = std::make_shared<Script>();
        m_board = std::make_unique<StateBoard>([] {});
    }
    void cleanup()
    {
        if (!m_poller)
            return;
        QSignalSpy stopped(m_poller.get(), &DevicePoller::stopped);
        m_poller->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!stopped.isEmpty(), kPatience);
        m_poller.reset();
    }

    void aDeviceThatAnswersIsConnectedAndJudged()
    {
        begin({});
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Connected, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, kPatience);
        QVERIFY(!state()->stale);
        QVERIFY(state()->health.level != HealthLevel::Unknown);
        QVERIFY(state()->latest.value(Metric::MemoryTotal).value_or(0) > 0);
        QVERIFY(state()->latest.value(Metric::RoundTrip).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(state()->latest.fact(FactKey::Kernel) != nullptr, kPatience);
    }

    void anUnreachableDeviceIsTriedAgainByItself()
    {
        begin({Error{ErrorKind::Unreachable, "connection refused", {}}, Error{ErrorKind::Timeout, "no answer", {}}});
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Connected, kPatience);
        QCOMPARE(m_script->attempts, 3);
        QVERIFY(!state()->error);
    }

    void aRefusedSignInIsNotTriedAgainUntilSomebodyActs()
    {
        begin({Error{ErrorKind::Unauthorized, "the password was refused", {}}});
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Blocked, kPatience);
        QCOMPARE(state()->error->kind, ErrorKind::Unauthorized);
        QCOMPARE(state()->health.level, HealthLevel::Unknown);
        QCOMPARE(m_script->attempts, 1);
        m_poller->reconnect();
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Connected, kPatience);
        QCOMPARE(m_script->attempts, 2);
    }

    void aChangedHostKeyIsToldAsAnEventOfItsOwn()
    {
        Error error{ErrorKind::Unauthorized, "the host key has changed", {}};
        error.changedHostKey = ChangedHostKey{"pi", "ssh-ed25519", {"SHA256:a"}, "SHA256:b"};
        begin({error});
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Blocked, kPatience);
        QVERIFY(state()->hasChangedHostKey());
        const std::vector<Event> events = m_board->take().events;
        QVERIFY(std::ranges::any_of(events, [](const Event &e) { return e.kind == EventKind::HostKeyChanged; }));
    }

    void aPersonsAnswerIsWaitedForInAStateOfItsOwn()
    {
        m_script->holds = true;
        begin({});
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Connecting, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(m_script->attempts, 1, kPatience);
        m_poller->setWaitingForAnswer(true);
        QCOMPARE(state()->connection, ConnectionState::WaitingForAnswer);
        m_poller->setWaitingForAnswer(false);
        QCOMPARE(state()->connection, ConnectionState::Connecting);
        m_script->go.open();
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Connected, kPatience);
        m_poller->setWaitingForAnswer(true); // comes late
        QCOMPARE(state()->connection, ConnectionState::Connected);
    }

    void theBreakerStopsTryingAfterItsNumberOfFailures()
    {
        const Error refused{ErrorKind::Unreachable, "connection refused", {}};
        begin({refused, refused, refused, refused, refused, refused});
        QTRY_COMPARE_WITH_TIMEOUT(m_script->attempts, 3, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Waiting, kPatience);
        const UtcTime now = SystemClock().utcNow();
        QTRY_VERIFY_WITH_TIMEOUT(state()->nextAttemptAt > now + Seconds{30}, kPatience);
        m_poller->reconnect();
        QTRY_COMPARE_WITH_TIMEOUT(m_script->attempts, 4, kPatience);
    }

    void aLostConnectionKeepsItsValuesAndTheyTurnStale()
    {
        begin({});
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, kPatience);
        for (int i = 0; i < 50; ++i)
            m_script->failures.push_back(Error{ErrorKind::Unauthorized, "refused from now on", {}});
        QTRY_VERIFY_WITH_TIMEOUT(!m_script->newest.expired(), kPatience);
        m_script->newest.lock()->close();
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Blocked, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(state()->stale, kPatience);
        QCOMPARE(state()->health.level, HealthLevel::Unknown);
        QCOMPARE(state()->health.reasons.front().code, ReasonCode::Stale);
        QVERIFY(state()->latest.value(Metric::MemoryTotal).value_or(0) > 0);
    }

    void aSensorIsSilentOnlyWhenItPausesLongerThanItUsedTo()
    {
        const auto clock = std::make_shared<TestClock>(kNow);
        DeviceConfig sensor = somePi();
        sensor.source = DeviceConfig::Source::Mqtt;
        sensor.kind = DeviceConfig::Kind::Sensor;
        m_poller = std::make_unique<DevicePoller>(sensor, services(clock));
        m_poller->takeReported({told(*clock, {Metric::ContactOpen, "door"}, 1)});
        QCOMPARE(state()->pollInterval, Seconds{300}); // nobody knows yet how often it speaks
        clock->advance(std::chrono::hours(2));
        m_poller->takeReported({told(*clock, {Metric::ContactOpen, "door"}, 0)});
        QCOMPARE(state()->pollInterval, Seconds{7200});
        m_poller->takeReported({told(*clock, {Metric::ContactOpen, "door"}, 1)});
        QCOMPARE(state()->pollInterval, Seconds{6300}); // slowly forgotten
    }

    void whatIsBoundToADeviceSaysNothingOfHowItIs()
    {
        const auto clock = std::make_shared<TestClock>(kNow);
        DeviceConfig silent = somePi();
        m_poller = std::make_unique<DevicePoller>(silent, services(clock));
        const ConnectionState before = state()->connection;
        const SeriesKey shelf{Metric::AmbientTemperature, "shelf"};
        m_poller->takeBound({told(*clock, shelf, 21.5), told(*clock, {Metric::ContactOpen, "door"}, 1)});
        QCOMPARE(state()->latest.value(Metric::AmbientTemperature, "shelf"), 21.5);
        QCOMPARE(state()->boundAt.at(shelf), kNow);
        QCOMPARE(state()->connection, before);
        QVERIFY(state()->stale);
        QVERIFY(!state()->everRead);
        QCOMPARE(state()->health.reasons.front().code, ReasonCode::NeverRead);

        // What the device tells of itself replaces everything but that.
        Reading own = told(*clock, {Metric::SocTemperature, {}}, 50);
        own.slow = true;
        m_poller->takeReported({own});
        QCOMPARE(state()->latest.value(Metric::AmbientTemperature, "shelf"), 21.5);
        clock->advance(std::chrono::hours(2));
        own.receivedAt = clock->utcNow();
        m_poller->takeReported({own});
        QCOMPARE(state()->latest.value(Metric::AmbientTemperature, "shelf"), std::nullopt); // nobody knows any more
        QVERIFY(!state()->boundAt.contains(shelf));
        QCOMPARE(state()->latest.value(Metric::ContactOpen, "door"), 1.); // a door stays as it was left
    }

    void aDisabledDeviceIsLeftAlone()
    {
        DeviceConfig config = somePi();
        config.enabled = false;
        m_poller = std::make_unique<DevicePoller>(config, services());
        m_poller->start({});
        QCOMPARE(state()->connection, ConnectionState::Disabled);
        QCOMPARE(m_script->attempts, 0);
    }

    void aRemovedDeviceDoesNotComeBackOnTheBoard()
    {
        begin({});
        QTRY_VERIFY_WITH_TIMEOUT(state()->everRead, kPatience);
        m_board->remove("pi-1");
        m_poller->relabel(somePi());
        QVERIFY(state() == nullptr);
    }

    void anActionOnAnUnknownUnitNameIsRefusedBeforeItReachesTheDevice()
    {
        begin({});
        QTRY_COMPARE_WITH_TIMEOUT(state()->connection, ConnectionState::Connected, kPatience);
        const Action action{Action::Kind::RestartUnit, "nginx.service; rm -rf /"};
        const auto result = QCoro::waitFor(m_poller->act(action));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(DevicePollerTest)
#include "tst_device_poller.moc"
