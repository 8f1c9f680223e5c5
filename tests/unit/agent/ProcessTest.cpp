// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/process/ActionRunner.h"
#include "core/agent/process/HastyClock.h"
#include "core/agent/process/ServiceManager.h"
#include "core/agent/process/Signals.h"
#include "tests/support/TestClock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace piuptime;
using namespace piuptime::agent;

namespace {

/// What systemd is in these tests.
class NotifySocket
{
public:
    /// \param name a path, or `@` and an abstract name
    explicit NotifySocket(const std::string &name)
        : m_socket(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name.front() == '@')
            address.sun_path[0] = '\0';
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        m_isBound = bind(m_socket.get(), reinterpret_cast<const sockaddr *>(&address), length) == 0;
        setenv("NOTIFY_SOCKET", name.c_str(), 1);
    }
    [[nodiscard]] bool isBound() const { return m_isBound; }
    [[nodiscard]] QByteArray next() const
    {
        QByteArray text(4096, '\0');
        const ssize_t size = recv(m_socket.get(), text.data(), static_cast<std::size_t>(text.size()), 0);
        return text.left(std::max<ssize_t>(0, size));
    }

private:
    UniqueFd m_socket;
    bool m_isBound = false;
};

std::optional<ActionRunner::Outcome> outcomeOf(ActionRunner &runner)
{
    std::optional<ActionRunner::Outcome> outcome;
    (void)QTest::qWaitFor([&] { return (outcome = runner.look()).has_value(); }, 20'000);
    return outcome;
}

} // namespace

class ProcessTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_signals.emplace(Signals{SIGCHLD}); }
    void systemdIsToldWhatIsGoingOn_data();
    void systemdIsToldWhatIsGoingOn();
    void withoutSystemdNobodyIsTold();
    void theWatchdogOfAnotherProcessIsNotOurs();
    void signalsAreTakenInOrder();
    void anActionIsCarriedOutWithoutAShell();
    void whatAProgramSaysIsToldPrintableAndShort();
    void aProgramThatIsNotThereIsTold();
    void oneActionAtATime();
    void aProgramThatDoesNotEndIsKilled();
    void aHastyClockLeavesTheTimeOfDayAlone();

private:
    [[nodiscard]] std::string program(const QByteArray &script) const;

    QTemporaryDir m_folder;
    std::optional<Signals> m_signals;
    testsupport::TestClock m_clock{UtcTime{Seconds(1'764'158'400)}};
};

std::string ProcessTest::program(const QByteArray &script) const
{
    QFile file(m_folder.filePath(QStringLiteral("systemctl")));
    file.remove();
    if (!file.open(QFile::WriteOnly) || file.write("#!/bin/sh\n" + script) < 0)
        return {};
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    return file.fileName().toStdString();
}

void ProcessTest::systemdIsToldWhatIsGoingOn_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("path") << m_folder.filePath(QStringLiteral("notify"));
    QTest::newRow("abstract name") << QStringLiteral("@piuptime-test-%1").arg(getpid());
}

void ProcessTest::systemdIsToldWhatIsGoingOn()
{
    QFETCH(const QString, name);
    const NotifySocket systemd(name.toStdString());
    QVERIFY(systemd.isBound());
    setenv("WATCHDOG_USEC", "20000000", 1);
    setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
    ServiceManager manager = ServiceManager::fromEnvironment();
    QVERIFY(getenv("NOTIFY_SOCKET") == nullptr); // no child may speak for us
    QVERIFY(manager.watchdogInterval() == Milliseconds(10'000));
    manager.ready();
    QCOMPARE(systemd.next(), QByteArray("READY=1"));
    manager.alive();
    QCOMPARE(systemd.next(), QByteArray("WATCHDOG=1"));
    manager.reloading();
    const QByteArray reloading = systemd.next();
    QVERIFY(reloading.startsWith("RELOADING=1\nMONOTONIC_USEC="));
    QVERIFY(reloading.mid(reloading.lastIndexOf('=') + 1).toLongLong() > 0);
    manager.status("connected\nREADY=1");
    QCOMPARE(systemd.next(), QByteArray("STATUS=connected READY=1"));
    manager.status("connected\nREADY=1");
    QCOMPARE(systemd.next(), QByteArray());
    manager.stopping();
    QCOMPARE(systemd.next(), QByteArray("STOPPING=1"));
}

void ProcessTest::withoutSystemdNobodyIsTold()
{
    ServiceManager manager = ServiceManager::fromEnvironment();
    manager.ready();
    QVERIFY(!manager.watchdogInterval());
}

void ProcessTest::theWatchdogOfAnotherProcessIsNotOurs()
{
    setenv("WATCHDOG_USEC", "20000000", 1);
    setenv("WATCHDOG_PID", "1", 1);
    QVERIFY(!ServiceManager::fromEnvironment().watchdogInterval());
    setenv("WATCHDOG_USEC", "soon", 1);
    QVERIFY(!ServiceManager::fromEnvironment().watchdogInterval());
}

void ProcessTest::signalsAreTakenInOrder()
{
    Signals caught{SIGUSR1, SIGUSR2};
    QVERIFY(caught.take().empty());
    raise(SIGUSR1);
    raise(SIGUSR2);
    QCOMPARE(caught.take(), (std::vector<int>{SIGUSR1, SIGUSR2}));
}

void ProcessTest::anActionIsCarriedOutWithoutAShell()
{
    ActionRunner runner(m_clock, program("printf '%s|' \"$@\"; env | grep -c SECRET; ls /proc/self/fd | wc -l"));
    setenv("SECRET", "x", 1);
    QVERIFY(!runner.start({Action::Kind::RestartUnit, "a\\x20b@$(id).service"}));
    const auto outcome = outcomeOf(runner);
    QVERIFY(outcome);
    QVERIFY2(outcome->succeeded, outcome->told.c_str());
    QCOMPARE(outcome->told, "--no-ask-password|restart|--|a\\x20b@$(id).service|0 4"); // 0 to 2, and that of `ls`
    QVERIFY(systemctlWords({Action::Kind::Reboot}).back() == "reboot");
    QVERIFY(systemctlWords({Action::Kind::ShutDown}).back() == "poweroff");
}

void ProcessTest::whatAProgramSaysIsToldPrintableAndShort()
{
    ActionRunner runner(m_clock, program("printf 'no \\033[31munit\\n' >&2; yes | head -c 1000000; exit 5"));
    QVERIFY(!runner.start({Action::Kind::Reboot}));
    const auto outcome = outcomeOf(runner);
    QVERIFY(outcome);
    QVERIFY(!outcome->succeeded);
    QVERIFY2(outcome->told.starts_with("no unit"), outcome->told.c_str());
    QVERIFY(outcome->told.size() < 512);

    ActionRunner silent(m_clock, program("exit 5"));
    QVERIFY(!silent.start({Action::Kind::Reboot}));
    QCOMPARE(outcomeOf(silent)->told, "systemctl ended with 5");
}

void ProcessTest::aProgramThatIsNotThereIsTold()
{
    ActionRunner runner(m_clock, "/nowhere/systemctl");
    const auto outcome = runner.start({Action::Kind::Reboot});
    QVERIFY(outcome);
    QCOMPARE(outcome->told, "/nowhere/systemctl cannot be started: No such file or directory");
    QVERIFY(!runner.isBusy());
}

void ProcessTest::oneActionAtATime()
{
    ActionRunner runner(m_clock, program("sleep 0.2"));
    QVERIFY(!runner.start({Action::Kind::RestartUnit, "a.service"}));
    const auto second = runner.start({Action::Kind::Reboot});
    QVERIFY(second);
    QCOMPARE(second->told, "another command is under way: restart a.service");
    QCOMPARE(outcomeOf(runner)->told, "restart a.service");
}

void ProcessTest::aProgramThatDoesNotEndIsKilled()
{
    ActionRunner runner(m_clock, program("echo working; sleep 1000"));
    QVERIFY(!runner.start({Action::Kind::Reboot}));
    QVERIFY(!runner.look());
    m_clock.advance(ActionRunner::kLongest);
    const auto outcome = outcomeOf(runner);
    QVERIFY(outcome);
    QVERIFY(!outcome->succeeded);
    QVERIFY2(outcome->told.starts_with("reboot did not end in time"), outcome->told.c_str());
}

void ProcessTest::aHastyClockLeavesTheTimeOfDayAlone()
{
    const HastyClock clock(1000);
    const SystemClock system;
    const MonoTime start = clock.monotonicNow();
    QTRY_VERIFY(clock.monotonicNow() - start > Seconds(20));
    QVERIFY(clock.until(clock.monotonicNow() + Seconds(1000)) <= Seconds(1));
    QVERIFY(clock.until(start) == MonoTime::duration::zero());
    QVERIFY(system.utcNow() - clock.utcNow() < Seconds(5));
}

QTEST_GUILESS_MAIN(ProcessTest)
#include "ProcessTest.moc"
