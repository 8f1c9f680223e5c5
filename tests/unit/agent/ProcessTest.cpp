// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/process/ActionRunner.h"
#include "core/agent/process/HastyClock.h"
#include "core/agent/process/Signals.h"
#include "tests/support/TestClock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace piuptime;
using namespace piuptime::agent;

namespace {

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
