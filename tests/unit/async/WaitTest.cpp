// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/Wait.h"
#include "core/async/Offload.h"
#include "core/async/TaskScope.h"
#include "tests/support/Verify.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <stdexcept>
#include <thread>

using namespace piuptime;
using namespace piuptime::async;
using namespace std::chrono_literals;

class Bell : public QObject
{
    Q_OBJECT
signals:
    void rang();
    void rangWith(int times);
};

namespace {

template <class Signal>
QCoro::Task<Woken> listen(Bell *bell, Signal signal, Deadline deadline, std::stop_token stop = {})
{
    const Woken woken = co_await wakeOn(bell, signal, deadline, stop);
    co_return woken;
}

QCoro::Task<Woken> listenAndDelete(Bell *bell)
{
    const Woken woken = co_await wakeOn(bell, &Bell::rang, Deadline::in(10s));
    delete bell;
    co_return woken;
}

QCoro::Task<Woken> standAt(Gate *gate, Deadline deadline)
{
    const Woken woken = co_await gate->wait(deadline);
    co_return woken;
}

QCoro::Task<Woken> sleepTask(Milliseconds time, std::stop_token stop = {})
{
    const Woken woken = co_await sleepFor(time, stop);
    co_return woken;
}

QCoro::Task<void> untilStopped(std::stop_token stop)
{
    const Woken woken = co_await sleepFor(1h, stop);
    Q_UNUSED(woken)
}

QCoro::Task<void> escape()
{
    const Woken woken = co_await sleepFor(1ms);
    Q_UNUSED(woken)
    throw std::runtime_error("out of paper");
}

QCoro::Task<Result<void>> failLater()
{
    const Woken woken = co_await sleepFor(1ms);
    Q_UNUSED(woken)
    co_return fail(ErrorKind::Internal, "no ink");
}

QCoro::Task<Qt::HANDLE> threadAfter(Bell *bell)
{
    const Woken woken = co_await wakeOn(bell, &Bell::rang, Deadline::in(10s));
    Q_UNUSED(woken)
    co_return QThread::currentThreadId();
}

} // namespace

class WaitTest : public QObject
{
    Q_OBJECT
private slots:
    void aWaitEndsOnItsSignal();
    void aWaitEndsWhenTheSenderDies();
    void aWaitForNobodyEndsAtOnce();
    void aWaitEndsAtItsDeadline();
    void aWaitEndsWhenAStopIsRequestedFromAnotherThread();
    void aSignalBetweenTheCallAndTheAwaitIsNotMissed();
    void theOneThatWakesMayBeDeletedByTheOneWoken();
    void aSignalFromAnotherThreadWakesInTheCallersThread();
    void aGateLetsEveryoneThrough();
    void aGateThatGoesLetsEveryoneThrough();
    void sleepEndsInTime();
    void sleepIsCutShortByAStop();
    void aScopeReportsWhenItsTasksHaveEnded();
    void aScopeDrainsByAskingToStop();
    void aScopeThatCannotDrainSaysSo();
    void whatEscapesFromATaskIsLogged();
    void aTaskMayOutliveItsScope();
    void offloadedWorkRunsElsewhereAndComesBackHere();
};

void WaitTest::aWaitEndsOnItsSignal()
{
    Bell bell;
    auto plain = listen(&bell, &Bell::rang, Deadline::in(10s));
    auto withArgument = listen(&bell, &Bell::rangWith, Deadline::in(10s));
    QVERIFY(!plain.isReady());
    emit bell.rang();
    emit bell.rangWith(2);
    QVERIFY(!plain.isReady()); // it goes on from the event loop, not from within the signal
    QVERIFY(QCoro::waitFor(plain) == Woken::Signal);
    QVERIFY(QCoro::waitFor(withArgument) == Woken::Signal);
}

void WaitTest::aWaitEndsWhenTheSenderDies()
{
    auto bell = std::make_unique<Bell>();
    auto task = listen(bell.get(), &Bell::rang, Deadline::in(10s));
    bell.reset();
    QVERIFY(QCoro::waitFor(task) == Woken::Destroyed);
}

void WaitTest::aWaitForNobodyEndsAtOnce()
{
    auto task = listen(nullptr, &Bell::rang, Deadline::in(10s));
    QVERIFY(task.isReady());
    QVERIFY(QCoro::waitFor(task) == Woken::Destroyed);
}

void WaitTest::aWaitEndsAtItsDeadline()
{
    Bell bell;
    auto later = listen(&bell, &Bell::rang, Deadline::in(20ms));
    auto passed = listen(&bell, &Bell::rang, Deadline::in(0ms));
    QVERIFY(passed.isReady());
    QVERIFY(QCoro::waitFor(later) == Woken::Timeout);
    QVERIFY(QCoro::waitFor(passed) == Woken::Timeout);
}

void WaitTest::aWaitEndsWhenAStopIsRequestedFromAnotherThread()
{
    Bell bell;
    std::stop_source stop;
    auto task = listen(&bell, &Bell::rang, Deadline::in(10s), stop.get_token());
    std::thread thread([&stop] { stop.request_stop(); });
    QVERIFY(QCoro::waitFor(task) == Woken::Stopped);
    thread.join();
    auto late = listen(&bell, &Bell::rang, Deadline::in(10s), stop.get_token());
    QVERIFY(QCoro::waitFor(late) == Woken::Stopped);
}

void WaitTest::aSignalBetweenTheCallAndTheAwaitIsNotMissed()
{
    Bell bell;
    Wait wait = wakeOn(&bell, &Bell::rang, Deadline::in(10s));
    emit bell.rang();
    QVERIFY(wait.await_ready());
    QVERIFY(wait.await_resume() == Woken::Signal);
}

void WaitTest::theOneThatWakesMayBeDeletedByTheOneWoken()
{
    auto *bell = new Bell;
    auto task = listenAndDelete(bell);
    emit bell->rang();
    QVERIFY(QCoro::waitFor(task) == Woken::Signal);
}

void WaitTest::aSignalFromAnotherThreadWakesInTheCallersThread()
{
    QThread thread;
    thread.start();
    auto *bell = new Bell;
    bell->moveToThread(&thread);
    auto task = threadAfter(bell);
    QMetaObject::invokeMethod(bell, [bell] { emit bell->rang(); });
    QCOMPARE(QCoro::waitFor(task), QThread::currentThreadId());
    bell->deleteLater();
    thread.quit();
    QVERIFY(thread.wait(10'000));
}

void WaitTest::aGateLetsEveryoneThrough()
{
    Gate gate;
    auto first = standAt(&gate, Deadline::in(10s));
    auto second = standAt(&gate, Deadline::in(10s));
    auto impatient = standAt(&gate, Deadline::in(1ms));
    QVERIFY(QCoro::waitFor(impatient) == Woken::Timeout);
    gate.open();
    QVERIFY(QCoro::waitFor(first) == Woken::Signal);
    QVERIFY(QCoro::waitFor(second) == Woken::Signal);
}

void WaitTest::aGateThatGoesLetsEveryoneThrough()
{
    auto gate = std::make_unique<Gate>();
    auto task = standAt(gate.get(), Deadline::in(10s));
    gate.reset();
    QVERIFY(QCoro::waitFor(task) == Woken::Destroyed);
}

void WaitTest::sleepEndsInTime()
{
    const auto start = std::chrono::steady_clock::now();
    auto task = sleepTask(30ms);
    QVERIFY(QCoro::waitFor(task) == Woken::Timeout);
    QVERIFY(std::chrono::steady_clock::now() - start >= 30ms);
}

void WaitTest::sleepIsCutShortByAStop()
{
    std::stop_source stop;
    auto task = sleepTask(1h, stop.get_token());
    stop.request_stop();
    QVERIFY(QCoro::waitFor(task) == Woken::Stopped);
}

void WaitTest::aScopeReportsWhenItsTasksHaveEnded()
{
    TaskScope scope(QStringLiteral("test"));
    QSignalSpy drained(&scope, &TaskScope::drained);
    QVERIFY(scope.isDrained());
    scope.own(untilStopped(scope.stopToken()), QStringLiteral("one"));
    scope.own(untilStopped(scope.stopToken()), QStringLiteral("two"));
    QVERIFY(!scope.isDrained());
    scope.requestStop();
    QTRY_COMPARE(drained.size(), 1);
    QVERIFY(scope.isDrained());
}

void WaitTest::aScopeDrainsByAskingToStop()
{
    TaskScope scope(QStringLiteral("test"));
    scope.own(untilStopped(scope.stopToken()), QStringLiteral("one"));
    QVERIFY(QCoro::waitFor(scope.drain(Deadline::in(10s))));
    QVERIFY(QCoro::waitFor(scope.drain(Deadline::in(10s))));
}

void WaitTest::aScopeThatCannotDrainSaysSo()
{
    std::stop_source stubborn;
    TaskScope scope(QStringLiteral("test"));
    scope.own(untilStopped(stubborn.get_token()), QStringLiteral("stubborn"));
    QVERIFY(!QCoro::waitFor(scope.drain(Deadline::in(10ms))));
    stubborn.request_stop();
    QTRY_VERIFY(scope.isDrained());
}

void WaitTest::whatEscapesFromATaskIsLogged()
{
    TaskScope scope(QStringLiteral("printer"));
    QTest::ignoreMessage(QtCriticalMsg, "printer: “page” ended with an exception: out of paper");
    scope.own(escape(), QStringLiteral("page"));
    QTRY_VERIFY(scope.isDrained());
    QTest::ignoreMessage(QtWarningMsg, "printer: “photo” failed: no ink");
    scope.own(failLater(), QStringLiteral("photo"));
    QTRY_VERIFY(scope.isDrained());
}

void WaitTest::aTaskMayOutliveItsScope()
{
    std::stop_source stop;
    auto scope = std::make_unique<TaskScope>(QStringLiteral("test"));
    auto task = sleepTask(1h, stop.get_token());
    scope->own(untilStopped(stop.get_token()), QStringLiteral("long"));
    QTest::ignoreMessage(QtInfoMsg, "test goes while running: long");
    scope.reset();
    stop.request_stop();
    QVERIFY(QCoro::waitFor(task) == Woken::Stopped);
}

void WaitTest::offloadedWorkRunsElsewhereAndComesBackHere()
{
    QThreadPool pool;
    const auto work = [] { return QThread::currentThreadId(); };
    const Qt::HANDLE where = QCoro::waitFor(offload(&pool, work));
    QVERIFY(where != QThread::currentThreadId());
}

QTEST_GUILESS_MAIN(WaitTest)
#include "WaitTest.moc"
