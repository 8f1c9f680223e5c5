// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/DevicePoller.h"
#include "core/fleet/LocalLink.h"

#include <QSignalSpy>
#include <QtTest>

#include <deque>

using namespace piuptime;
using namespace piuptime::fleet;

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

} // namespace

class DevicePollerTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<Script> m_script;
    std::unique_ptr<StateBoard> m_board;
    std::unique_ptr<DevicePoller> m_poller;

    DevicePoller::Services services()
    {
        PollingOptions polling;
        polling.fast = Seconds{1};
        polling.backoff = {Milliseconds{20}, Milliseconds{50}, 2.0};
        polling.breaker = {3, Milliseconds{60'000}};
        const auto open = [script = m_script](DeviceConfig) { return nextLink(script); };
        return {std::make_shared<SystemClock>(), open, m_board.get(), nullptr, polling, {}};
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
