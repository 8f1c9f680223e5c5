// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spool/Outbox.h"
#include "tests/unit/spool/RecordedFile.h"
#include "tests/unit/spool/SpoolContent.h"

#include <QTest>

#include <numeric>

using namespace piuptime;
using namespace piuptime::spool;

namespace {

std::unique_ptr<Spool> spoolOn(const std::shared_ptr<RecordedDisk> &disk)
{
    auto spool = Spool::open(std::make_unique<RecordedFile>(disk), {});
    return spool ? std::move(*spool) : nullptr;
}

void add(Outbox &outbox, std::uint64_t first, std::uint64_t last)
{
    for (std::uint64_t number = first; number <= last; ++number)
        outbox.add(numbered(number));
}

/// What a process that starts after this one finds.
std::vector<std::uint64_t> left(const std::shared_ptr<RecordedDisk> &disk)
{
    const auto spool = spoolOn(disk);
    if (!spool->pack())
        return {};
    return numbersOf(*spool);
}

std::vector<std::uint64_t> range(std::uint64_t first, std::uint64_t last)
{
    std::vector<std::uint64_t> numbers(static_cast<std::size_t>(last - first + 1));
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT
private slots:
    void whileAConsoleAnswersNothingIsWritten();
    void whenTheLinkGoesDownWhatWaitsBecomesDurable();
    void withoutALinkEachReadingIsDurableAtOnce();
    void aConsoleThatDoesNotAnswerCountsAsAway();
    void aConsoleThatAnswersAgainEndsTheWriting();
    void anOldAnswerDoesNotMeanThatAConsoleIsThere();
    void withoutASpoolMemoryKeepsTheNewest();
    void whatAFailingDiskRefusesWaitsInMemory();
};

void OutboxTest::whileAConsoleAnswersNothingIsWritten()
{
    const auto disk = std::make_shared<RecordedDisk>();
    Outbox outbox(kSender, spoolOn(disk), {});
    for (std::uint64_t number = 1; number <= 1000; ++number) {
        outbox.add(numbered(number));
        if (number % 3 == 0)
            outbox.acknowledge(kSender.bootId, number - 2, number);
    }
    QVERIFY(disk->actions.empty());
    QCOMPARE(outbox.counts().waiting, std::uint64_t(1));
    QVERIFY(outbox.isConsoleThere());
}

void OutboxTest::whenTheLinkGoesDownWhatWaitsBecomesDurable()
{
    const auto disk = std::make_shared<RecordedDisk>();
    {
        Outbox outbox(kSender, spoolOn(disk), {});
        add(outbox, 1, 10);
        outbox.acknowledge(kSender.bootId, 1, 4);
        outbox.goAway();
        QVERIFY(!outbox.trouble());
        QCOMPARE(outbox.counts().waiting, std::uint64_t(6));
    }
    QCOMPARE(left(disk), range(5, 10));
}

void OutboxTest::withoutALinkEachReadingIsDurableAtOnce()
{
    const auto disk = std::make_shared<RecordedDisk>();
    Outbox outbox(kSender, spoolOn(disk), {});
    outbox.goAway();
    for (std::uint64_t number = 1; number <= 5; ++number) {
        outbox.add(numbered(number));
        QCOMPARE(left(std::make_shared<RecordedDisk>(*disk)), range(1, number));
    }
}

void OutboxTest::aConsoleThatDoesNotAnswerCountsAsAway()
{
    const auto disk = std::make_shared<RecordedDisk>();
    Outbox outbox(kSender, spoolOn(disk), {5, 100});
    add(outbox, 1, 5);
    QVERIFY(outbox.isConsoleThere());
    QVERIFY(disk->actions.empty());
    outbox.add(numbered(6));
    QVERIFY(!outbox.isConsoleThere());
    QCOMPARE(left(std::make_shared<RecordedDisk>(*disk)), range(1, 6));
    QCOMPARE(outbox.counts().waiting, std::uint64_t(6));
}

void OutboxTest::aConsoleThatAnswersAgainEndsTheWriting()
{
    const auto disk = std::make_shared<RecordedDisk>();
    Outbox outbox(kSender, spoolOn(disk), {5, 100});
    add(outbox, 1, 20);
    outbox.acknowledge(kSender.bootId, 1, 20);
    QVERIFY(outbox.isConsoleThere());
    QCOMPARE(outbox.counts().waiting, std::uint64_t(0));
    const std::size_t written = disk->actions.size();
    for (std::uint64_t number = 21; number <= 100; ++number) {
        outbox.add(numbered(number));
        outbox.acknowledge(kSender.bootId, number, number);
    }
    QCOMPARE(disk->actions.size(), written);
    QCOMPARE(left(disk), std::vector<std::uint64_t>());
}

void OutboxTest::anOldAnswerDoesNotMeanThatAConsoleIsThere()
{
    const auto disk = std::make_shared<RecordedDisk>();
    Outbox outbox(kSender, spoolOn(disk), {5, 100});
    add(outbox, 1, 20);
    outbox.acknowledge(kSender.bootId, 1, 10);
    QVERIFY(!outbox.isConsoleThere());
    outbox.acknowledge("another boot", 1, 20);
    QVERIFY(!outbox.isConsoleThere());
    QCOMPARE(outbox.counts().waiting, std::uint64_t(10));
}

void OutboxTest::withoutASpoolMemoryKeepsTheNewest()
{
    Outbox outbox(kSender, nullptr, {5, 10});
    add(outbox, 1, 25);
    QCOMPARE(outbox.counts().waiting, std::uint64_t(10));
    QCOMPARE(outbox.counts().dropped, std::uint64_t(15));
    outbox.acknowledge(kSender.bootId, 16, 25);
    QCOMPARE(outbox.counts().waiting, std::uint64_t(0));
}

void OutboxTest::whatAFailingDiskRefusesWaitsInMemory()
{
    const auto disk = std::make_shared<RecordedDisk>();
    Outbox outbox(kSender, spoolOn(disk), {5, 100});
    outbox.goAway();
    add(outbox, 1, 3);
    disk->failsToWrite = true;
    add(outbox, 4, 8);
    QVERIFY(outbox.trouble());
    QCOMPARE(outbox.counts().waiting, std::uint64_t(8));
    disk->failsToWrite = false;
    outbox.add(numbered(9));
    QVERIFY(!outbox.trouble());
    QCOMPARE(outbox.counts().waiting, std::uint64_t(9));
    QCOMPARE(left(disk), range(1, 9));
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "OutboxTest.moc"
