// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/ssh/Bench.h"

#include <QFile>
#include <QSignalSpy>
#include <QTimer>

using namespace piuptime;
using namespace piuptime::test;
using ssh::Session;

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr qint64 kBounded = 400'000'000; // freed memory stays in quarantine for a while
#else
constexpr qint64 kBounded = 20'000'000;
#endif

/// Resident memory of this process, in bytes.
qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

QCoro::Task<Result<ssh::CommandResult>> openAndRun(ssh::SessionOptions options,
                                                   std::shared_ptr<ScriptedPrompter> person,
                                                   std::vector<std::shared_ptr<Session>> *kept)
{
    const auto session = co_await Session::open(options, person, Deadline::in(2min));
    if (!session)
        co_return tl::unexpected(session.error());
    kept->push_back(*session);
    const auto result = co_await (*session)->run("echo here", Deadline::in(1min), 100);
    co_return result;
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qRegisterMetaType<Error>(); }
    void aCommandGivesOutputErrorsAndStatus();
    void bytesArriveAsTheyWereSent();
    void aCommandIsSpokenTo();
    void severalCommandsRunAtOnceInOneSession();
    void aCommandThatPrintsTooMuchIsEnded();
    void aGigabyteOnOneLineLeavesMemoryBounded();
    void aCommandThatDoesNotEndIsGivenUpAtTheDeadline();
    void aCommandKilledBySignalSaysWhich();
    void aSessionKilledHalfWayEndsTheRead();
    void aSilentServerIsNoticedByKeepAlive();
    void aQuietButHealthyServerIsKept();
    void aServerThatRenewsItsKeysIsFollowed();
    void aSessionThatIsDroppedEndsWhatIsUnderWay();
    void aChannelMayBeDestroyedWhileItIsRead();
    void theEventLoopIsNeverBlocked();
    void twoHundredSessionsFitIntoOneThread();
    void aChainOfJumpHostsLeadsToTheLastServer();
    void aJumpHostThatDiesEndsTheSession();
    void aJumpHostThatCannotReachTheTargetIsNamed();
};

void SessionTest::aCommandGivesOutputErrorsAndStatus()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto result = run(*session, "echo out; echo err >&2; exit 3");
    VERIFY_OK(result);
    QCOMPARE(result->output, QByteArray("out\n"));
    QCOMPARE(result->errors, QByteArray("err\n"));
    QCOMPARE(result->exitStatus, 3);
    VERIFY_FAILS(run(*session, ""), InvalidInput, "not a command");
}

void SessionTest::bytesArriveAsTheyWereSent()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto result = run(*session, "printf 'a\\0b\\033[31m\\377\\r\\n'");
    VERIFY_OK(result);
    QCOMPARE(result->output, QByteArray("a\0b\033[31m\377\r\n", 11));
}

void SessionTest::aCommandIsSpokenTo()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    auto channel = QCoro::waitFor((*session)->exec("exec sh", Deadline::in(10s)));
    VERIFY_OK(channel);
    for (int i = 0; i < 20; ++i) {
        const QByteArray line = "echo " + QByteArray::number(i) + "\n";
        VERIFY_OK(QCoro::waitFor((*channel)->write(line, Deadline::in(10s))));
        const auto answer = QCoro::waitFor((*channel)->readSome(Deadline::in(10s)));
        VERIFY_OK(answer);
        QCOMPARE(*answer, QByteArray::number(i) + "\n");
    }
    (*channel)->finishWriting();
    VERIFY_FAILS(QCoro::waitFor((*channel)->readSome(Deadline::in(10s))), Unreachable, "has ended");
    QTRY_COMPARE((*channel)->exitStatus(), std::optional<int>(0));
    // Much more than the window takes, to a command that takes its time.
    auto counter = QCoro::waitFor((*session)->exec("wc -c", Deadline::in(10s)));
    VERIFY_OK(counter);
    VERIFY_OK(QCoro::waitFor((*counter)->write(QByteArray(8'000'000, 'x'), Deadline::in(30s))));
    (*counter)->finishWriting();
    QCOMPARE(QCoro::waitFor((*counter)->readSome(Deadline::in(10s)))->trimmed(), QByteArray("8000000"));
}

void SessionTest::severalCommandsRunAtOnceInOneSession()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    std::vector<QCoro::Task<Result<ssh::CommandResult>>> tasks;
    for (int i = 0; i < 8; ++i)
        tasks.push_back((*session)->run("echo " + std::to_string(i), Deadline::in(20s), 100));
    for (int i = 0; i < 8; ++i) {
        const auto result = QCoro::waitFor(tasks[static_cast<std::size_t>(i)]);
        VERIFY_OK(result);
        QCOMPARE(result->output, QByteArray::number(i) + "\n");
    }
}

void SessionTest::aCommandThatPrintsTooMuchIsEnded()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    VERIFY_FAILS(run(*session, "yes", 100'000), Overloaded, "more than 100000 bytes");
    VERIFY_FAILS(run(*session, "yes >&2", 100'000), Overloaded, "more than 100000 bytes");
    VERIFY_OK(run(*session, "true"));
}

void SessionTest::aGigabyteOnOneLineLeavesMemoryBounded()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto channel = QCoro::waitFor((*session)->exec("head -c 1000000000 /dev/zero", Deadline::in(10s)));
    VERIFY_OK(channel);
    const qint64 before = residentBytes();
    // Nobody reads it; the session goes on serving others.
    for (int i = 0; i < 10; ++i)
        VERIFY_OK(run(*session, "true"));
    QVERIFY(residentBytes() - before < kBounded);
    qint64 received = 0;
    while (received < 50'000'000) {
        const auto bytes = QCoro::waitFor((*channel)->readSome(Deadline::in(10s)));
        VERIFY_OK(bytes);
        received += bytes->size();
    }
    QVERIFY(residentBytes() - before < kBounded);
    (*channel)->close();
    VERIFY_OK(run(*session, "true"));
}

void SessionTest::aCommandThatDoesNotEndIsGivenUpAtTheDeadline()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto result = QCoro::waitFor((*session)->run("sleep 1000", Deadline::in(100ms), 100));
    VERIFY_FAILS(result, Timeout, "did not end in time");
    VERIFY_OK(run(*session, "true"));
}

void SessionTest::aCommandKilledBySignalSaysWhich()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto result = run(*session, "kill -TERM $$");
    VERIFY_OK(result);
    QCOMPARE(result->signal, std::string("TERM"));
    QCOMPARE(result->exitStatus, -1);
}

void SessionTest::aSessionKilledHalfWayEndsTheRead()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    QSignalSpy closed(session->get(), &Session::closed);
    const auto channel = QCoro::waitFor((*session)->exec("printf half; exec sleep 1000", Deadline::in(10s)));
    VERIFY_OK(channel);
    QCOMPARE(*QCoro::waitFor((*channel)->readSome(Deadline::in(10s))), QByteArray("half"));
    auto reading = (*channel)->readSome(Deadline::in(30s));
    bench.server->killSessions();
    VERIFY_FAILS(QCoro::waitFor(reading), Unreachable, "closed the connection");
    QTRY_COMPARE(closed.size(), 1);
    VERIFY_FAILS(run(*session, "true"), Unreachable, "127.0.0.1");
}

void SessionTest::aSilentServerIsNoticedByKeepAlive()
{
    Bench bench;
    bench.options.keepAlive = 100ms;
    const auto session = bench.open();
    VERIFY_OK(session);
    QSignalSpy closed(session->get(), &Session::closed);
    bench.server->freeze();
    QTRY_COMPARE(closed.size(), 1);
    const auto error = closed[0][0].value<Error>();
    QVERIFY(error.kind == ErrorKind::Timeout);
    QVERIFY2(error.detail.find("fallen silent") != std::string::npos, error.detail.c_str());
    QVERIFY((*session)->ended().has_value());
}

void SessionTest::aQuietButHealthyServerIsKept()
{
    Bench bench;
    bench.options.keepAlive = 50ms;
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto result = run(*session, "sleep 1; echo still here"); // twenty pulses of silence
    VERIFY_OK(result);
    QCOMPARE(result->output, QByteArray("still here\n"));
}

void SessionTest::aServerThatRenewsItsKeysIsFollowed()
{
    const Bench bench({{QStringLiteral("RekeyLimit 1M")}, {}, {}});
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto result = run(*session, "head -c 8000000 /dev/zero", 10'000'000);
    VERIFY_OK(result);
    QCOMPARE(result->output.size(), 8'000'000);
    auto counter = QCoro::waitFor((*session)->exec("wc -c", Deadline::in(10s)));
    VERIFY_OK(counter);
    VERIFY_OK(QCoro::waitFor((*counter)->write(QByteArray(8'000'000, 'x'), Deadline::in(30s))));
    (*counter)->finishWriting();
    QCOMPARE(QCoro::waitFor((*counter)->readSome(Deadline::in(10s)))->trimmed(), QByteArray("8000000"));
}

void SessionTest::aSessionThatIsDroppedEndsWhatIsUnderWay()
{
    const Bench bench;
    auto session = bench.open();
    VERIFY_OK(session);
    auto running = (*session)->run("sleep 1000", Deadline::in(30s), 100);
    const auto channel = QCoro::waitFor((*session)->exec("sleep 1000", Deadline::in(10s)));
    auto reading = (*channel)->readSome(Deadline::in(30s));
    session->reset();
    VERIFY_FAILS(QCoro::waitFor(running), Cancelled, "was closed");
    VERIFY_FAILS(QCoro::waitFor(reading), Cancelled, "was closed");
}

void SessionTest::aChannelMayBeDestroyedWhileItIsRead()
{
    const Bench bench;
    const auto session = bench.open();
    VERIFY_OK(session);
    auto channel = QCoro::waitFor((*session)->exec("sleep 1000", Deadline::in(10s)));
    VERIFY_OK(channel);
    auto reading = (*channel)->readSome(Deadline::in(30s));
    auto writing = (*channel)->write(QByteArray(8'000'000, 'x'), Deadline::in(30s));
    channel->reset();
    VERIFY_FAILS(QCoro::waitFor(reading), Cancelled, "was closed");
    VERIFY_FAILS(QCoro::waitFor(writing), Cancelled, "was closed");
    VERIFY_OK(run(*session, "true"));
}

/// A timer goes on ticking while a frozen server is waited for: nothing in the way up blocks the thread.
void SessionTest::theEventLoopIsNeverBlocked()
{
    Bench bench;
    bench.options.timeouts.keyExchange = 300ms;
    bench.server->freeze();
    int ticks = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&ticks] { ++ticks; });
    timer.start(10);
    VERIFY_FAILS(bench.open(), Timeout, "did not answer in time");
    QVERIFY2(ticks > 3, qPrintable(QString::number(ticks)));
}

void SessionTest::twoHundredSessionsFitIntoOneThread()
{
    const Bench bench;
    std::vector<std::shared_ptr<Session>> sessions;
    std::vector<QCoro::Task<Result<ssh::CommandResult>>> tasks;
    for (int i = 0; i < 200; ++i)
        tasks.push_back(openAndRun(bench.options, bench.person, &sessions));
    for (auto &task : tasks) {
        const auto result = QCoro::waitFor(task);
        VERIFY_OK(result);
        QCOMPARE(result->output, QByteArray("here\n"));
    }
    QCOMPARE(sessions.size(), std::size_t(200));
    QCOMPARE(bench.person->asked.size(), 1); // one question for one host key
}

void SessionTest::aChainOfJumpHostsLeadsToTheLastServer()
{
    Bench bench;
    const auto gate = SshdServer::start();
    const auto second = SshdServer::start();
    VERIFY_OK(gate);
    VERIFY_OK(second);
    bench.options.jumps = {(*gate)->endpoint(), (*second)->endpoint()};
    bench.options.identities = {bench.server->userKey(), (*gate)->userKey(), (*second)->userKey()};
    const auto session = bench.open();
    VERIFY_OK(session);
    const auto result = run(*session, "echo $HOME; head -c 3000000 /dev/zero | tr '\\0' x", 4'000'000);
    VERIFY_OK(result);
    QVERIFY(result->output.startsWith(bench.server->directory().toUtf8() + '\n'));
    QCOMPARE(result->output.count('x') >= 3'000'000, true);
    QTRY_VERIFY((*gate)->log().contains("Accepted publickey"));
    QTRY_VERIFY((*second)->log().contains("Accepted publickey"));
    QCOMPARE(bench.person->asked.size(), 3);
}

void SessionTest::aJumpHostThatDiesEndsTheSession()
{
    Bench bench;
    const auto gate = SshdServer::start();
    VERIFY_OK(gate);
    bench.options.jumps = {(*gate)->endpoint()};
    bench.options.identities = {bench.server->userKey(), (*gate)->userKey()};
    const auto session = bench.open();
    VERIFY_OK(session);
    QSignalSpy closed(session->get(), &Session::closed);
    (*gate)->kill();
    QTRY_COMPARE(closed.size(), 1);
    const auto error = closed[0][0].value<Error>();
    QVERIFY(error.kind == ErrorKind::Unreachable);
    QVERIFY2(error.describe().find(ssh::hostAndPort((*gate)->endpoint())) != std::string::npos,
             error.describe().c_str()); // the jump host is to blame, not the Pi behind it
}

void SessionTest::aJumpHostThatCannotReachTheTargetIsNamed()
{
    Bench bench;
    bench.options.jumps = {bench.server->endpoint()};
    bench.options.endpoint.port = 1; // nobody listens there
    const auto session = bench.open();
    VERIFY_FAILS(session, Unreachable, "jump host " + ssh::hostAndPort(bench.server->endpoint()));
    QVERIFY(session.error().detail.find("127.0.0.1:1") != std::string::npos);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
