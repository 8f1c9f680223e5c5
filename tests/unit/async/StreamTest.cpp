// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/FdStream.h"
#include "core/async/FdWatch.h"
#include "core/async/LocalProcessChannel.h"
#include "tests/support/Verify.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <sys/socket.h>

using namespace piuptime;
using namespace piuptime::async;
using namespace std::chrono_literals;

namespace {

struct Pair {
    std::unique_ptr<FdStream> here;
    std::unique_ptr<FdStream> there;

    Pair()
    {
        auto sockets = makeSocketPair();
        here = std::make_unique<FdStream>(std::move(sockets->first), "here");
        there = std::make_unique<FdStream>(std::move(sockets->second), "there");
    }
};

QCoro::Task<Result<QByteArray>> readToEnd(ByteChannel *channel, qsizetype most = 1'000'000)
{
    QByteArray all;
    for (;;) {
        const auto bytes = co_await channel->readSome(Deadline::in(10s));
        if (!bytes && bytes.error().kind != ErrorKind::Unreachable)
            co_return bytes;
        if (!bytes || all.size() > most)
            co_return all;
        all += *bytes;
    }
}

Result<std::unique_ptr<LocalProcessChannel>> start(const char *script)
{
    return QCoro::waitFor(LocalProcessChannel::open(
        QStringLiteral("sh"), {QStringLiteral("-c"), QString::fromUtf8(script)}, Deadline::in(10s)));
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
        .size();
}

} // namespace

class StreamTest : public QObject
{
    Q_OBJECT
private slots:
    void cleanup() { QTest::qWait(0); } // deletes what is to be deleted later
    void bytesGoBothWays();
    void aReadEndsAtItsDeadline();
    void aWriteThatNobodyReadsEndsAtItsDeadline();
    void muchMoreThanTheSocketHoldsArrivesWhole();
    void theEndOfThePeerEndsAReadAndAWrite();
    void closingEndsWhatIsUnderWay();
    void aStreamMayBeDestroyedWhileItIsRead();
    void aHungUpPeerCostsNoTurnsOfTheLoop();
    void aWatchMayDestroyItselfAndOthers();
    void aProgramIsSpokenTo();
    void aProgramThatIsMissingIsNotFound();
    void theEndOfAProgramEndsTheRead();
    void aProgramThatPrintsWithoutEndIsHeldBack();
    void aClosedChannelEndsItsProgram();
    void aProgramThatWillNotEndDoesNotOutliveTheThreadOfItsChannel();
    void nothingIsLeftOpen();
};

void StreamTest::bytesGoBothWays()
{
    Pair pair;
    VERIFY_OK(QCoro::waitFor(pair.here->write(QByteArray("a\0b", 3), Deadline::in(10s))));
    QCOMPARE(*QCoro::waitFor(pair.there->readSome(Deadline::in(10s))), QByteArray("a\0b", 3));
    auto reading = pair.here->readSome(Deadline::in(10s));
    VERIFY_OK(QCoro::waitFor(pair.there->write("answer", Deadline::in(10s))));
    QCOMPARE(*QCoro::waitFor(reading), QByteArray("answer"));
}

void StreamTest::aReadEndsAtItsDeadline()
{
    Pair pair;
    const auto result = QCoro::waitFor(pair.here->readSome(Deadline::in(10ms)));
    VERIFY_FAILS(result, Timeout, "here sent nothing");
}

void StreamTest::aWriteThatNobodyReadsEndsAtItsDeadline()
{
    Pair pair;
    const auto result = QCoro::waitFor(pair.here->write(QByteArray(10'000'000, 'x'), Deadline::in(50ms)));
    VERIFY_FAILS(result, Timeout, "takes nothing more");
}

void StreamTest::muchMoreThanTheSocketHoldsArrivesWhole()
{
    Pair pair;
    auto writing = pair.here->write(QByteArray(3'000'000, 'x'), Deadline::in(10s));
    qsizetype received = 0;
    while (received < 3'000'000) {
        const auto bytes = QCoro::waitFor(pair.there->readSome(Deadline::in(10s)));
        VERIFY_OK(bytes);
        received += bytes->size();
    }
    QCOMPARE(received, 3'000'000);
    VERIFY_OK(QCoro::waitFor(writing));
}

void StreamTest::theEndOfThePeerEndsAReadAndAWrite()
{
    Pair pair;
    auto reading = pair.here->readSome(Deadline::in(10s));
    pair.there.reset();
    VERIFY_FAILS(QCoro::waitFor(reading), Unreachable, "here has ended");
    VERIFY_FAILS(QCoro::waitFor(pair.here->write("x", Deadline::in(10s))), Unreachable, "here");
}

void StreamTest::closingEndsWhatIsUnderWay()
{
    Pair pair;
    auto reading = pair.here->readSome(Deadline::in(10s));
    pair.here->close();
    pair.here->close();
    VERIFY_FAILS(QCoro::waitFor(reading), Cancelled, "closed");
}

void StreamTest::aStreamMayBeDestroyedWhileItIsRead()
{
    Pair pair;
    auto reading = pair.here->readSome(Deadline::in(10s));
    auto writing = pair.here->write(QByteArray(10'000'000, 'x'), Deadline::in(10s));
    pair.here.reset();
    VERIFY_FAILS(QCoro::waitFor(reading), Cancelled, "closed");
    VERIFY_FAILS(QCoro::waitFor(writing), Cancelled, "closed");
}

/// A descriptor with a hang-up is reported by epoll whether one asks or not; the loop once span at 100 % over it.
void StreamTest::aHungUpPeerCostsNoTurnsOfTheLoop()
{
    auto sockets = makeSocketPair();
    int told = 0;
    FdWatch watch(sockets->first.get(), [&told](unsigned) { ++told; });
    watch.setInterest(FdWatch::Read);
    sockets->second.reset();
    QTRY_VERIFY(told > 0);
    watch.setInterest(FdWatch::Nothing);
    QCoreApplication::processEvents();
    const int before = told;
    auto others = makeSocketPair();
    int turns = 0;
    FdWatch busy(others->first.get(), [&turns](unsigned) { ++turns; }); // can always be written: told in each turn
    busy.setInterest(FdWatch::Write);
    QTRY_VERIFY(turns >= 20);
    QCOMPARE(told, before);
}

void StreamTest::aWatchMayDestroyItselfAndOthers()
{
    auto sockets = makeSocketPair();
    int told = 0;
    std::unique_ptr<FdWatch> first;
    std::unique_ptr<FdWatch> second;
    const auto destroyBoth = [&](unsigned) {
        ++told;
        first.reset();
        second.reset();
    };
    first = std::make_unique<FdWatch>(sockets->first.get(), destroyBoth);
    second = std::make_unique<FdWatch>(sockets->second.get(), destroyBoth);
    first->setInterest(FdWatch::Write);
    second->setInterest(FdWatch::Write);
    QTRY_COMPARE(told, 1);
    QCoreApplication::processEvents();
    QCOMPARE(told, 1);
}

void StreamTest::aProgramIsSpokenTo()
{
    auto channel = start("while read line; do echo \"got $line\"; done");
    VERIFY_OK(channel);
    VERIFY_OK(QCoro::waitFor((*channel)->write("one\n", Deadline::in(10s))));
    QCOMPARE(*QCoro::waitFor((*channel)->readSome(Deadline::in(10s))), QByteArray("got one\n"));
}

void StreamTest::aProgramThatIsMissingIsNotFound()
{
    const auto channel =
        QCoro::waitFor(LocalProcessChannel::open(QStringLiteral("no-such-program"), {}, Deadline::in(10s)));
    VERIFY_FAILS(channel, NotFound, "no-such-program");
}

void StreamTest::theEndOfAProgramEndsTheRead()
{
    auto channel = start("printf done; exit 3");
    VERIFY_OK(channel);
    const auto output = QCoro::waitFor(readToEnd(channel->get()));
    VERIFY_OK(output);
    QCOMPARE(*output, QByteArray("done"));
}

void StreamTest::aProgramThatPrintsWithoutEndIsHeldBack()
{
    auto channel = start("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done");
    VERIFY_OK(channel);
    const auto bytes = QCoro::waitFor((*channel)->readSome(Deadline::in(10s)));
    VERIFY_OK(bytes);
    QVERIFY(bytes->size() <= 65536);
}

void StreamTest::aClosedChannelEndsItsProgram()
{
    auto channel = start("echo $$; exec sleep 1000");
    VERIFY_OK(channel);
    const auto output = QCoro::waitFor((*channel)->readSome(Deadline::in(10s)));
    VERIFY_OK(output);
    const QString process = QStringLiteral("/proc/%1").arg(QString::fromLatin1(output->trimmed()));
    QVERIFY(QDir(process).exists());
    (*channel)->close();
    QTRY_VERIFY(!QDir(process).exists());
    VERIFY_FAILS(QCoro::waitFor((*channel)->readSome(Deadline::in(10s))), Cancelled, "closed");
}

/// A console that quits closes its channels and ends their threads at once: no turn of the loop is left in which the
/// program could be killed.
void StreamTest::aProgramThatWillNotEndDoesNotOutliveTheThreadOfItsChannel()
{
    QByteArray output;
    const std::unique_ptr<QThread> thread(QThread::create([&output] {
        const auto channel = start("trap '' TERM; echo $$; exec sleep 1000");
        if (channel)
            output = QCoro::waitFor((*channel)->readSome(Deadline::in(10s))).value_or(QByteArray());
    }));
    thread->start();
    QVERIFY(thread->wait(QDeadlineTimer(60'000)));
    const QString process = QString::fromLatin1(output.trimmed());
    QVERIFY(!process.isEmpty());
    QVERIFY(!QDir(QStringLiteral("/proc/%1").arg(process)).exists());
}

void StreamTest::nothingIsLeftOpen()
{
    {
        const auto once = start("exit 0");
    } // what QProcess opens for itself, once
    QCoreApplication::processEvents();
    const qsizetype before = openDescriptors();
    for (int i = 0; i < 3; ++i) {
        const auto channel = start("exec sleep 1000");
        VERIFY_OK(channel);
    }
    QTRY_VERIFY(openDescriptors() <= before);
}

QTEST_GUILESS_MAIN(StreamTest)
#include "StreamTest.moc"
