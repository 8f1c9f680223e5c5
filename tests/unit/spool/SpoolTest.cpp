// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/agent/SimulatedRun.h"
#include "tests/unit/spool/RecordedFile.h"
#include "tests/unit/spool/SpoolContent.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace piuptime;
using namespace piuptime::spool;

namespace {

std::vector<std::uint64_t> range(std::uint64_t first, std::uint64_t last)
{
    std::vector<std::uint64_t> numbers(static_cast<std::size_t>(last - first + 1));
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

std::unique_ptr<Spool> openOn(const std::shared_ptr<RecordedDisk> &disk, Spool::Options options = {})
{
    auto spool = Spool::open(std::make_unique<RecordedFile>(disk), options);
    return spool ? std::move(*spool) : nullptr;
}

/// Appends numbers `first` to `last`. \return whether all went well
bool append(Spool &spool, std::uint64_t first, std::uint64_t last)
{
    for (std::uint64_t number = first; number <= last; ++number) {
        if (!spool.append(kSender, numbered(number)))
            return false;
    }
    return true;
}

} // namespace

class SpoolTest : public QObject
{
    Q_OBJECT
private slots:
    void whatWasAppendedIsThereAfterARestart();
    void rowsArePackedIntoBlocks();
    void whatAConsoleHasIsDropped();
    void whatWasAcknowledgedDoesNotComeBack();
    void anotherBootHasABlockOfItsOwn();
    void theOldestGiveWayAndAreCounted();
    void thirtyDaysOfFiftyValuesFit();
    void nothingIsWrittenBetweenCallsNorByOpening();
    void aFullDiskIsToldAndTheSpoolGoesOn();
    void aFullDiskLetsTheOldestGiveWay();
    void aFailingDiskIsToldAndReadAnew();
    void aSyncThatFailedIsNotTrusted();
    void anyFlippedByteCostsNoMoreThanItsRecord();
    void anyTruncationCanBeOpened();
    void rubbishCanBeOpened();
    void aFileOnDiskIsForOneAgent();
    void aFolderThatIsNotThereIsTold();
    void aKillLosesNothingThatWasDurable();
};

void SpoolTest::whatWasAppendedIsThereAfterARestart()
{
    const auto disk = std::make_shared<RecordedDisk>();
    QVERIFY(append(*openOn(disk), 1, 25));
    const auto spool = openOn(disk);
    QVERIFY(spool);
    QCOMPARE(spool->counts().waiting, std::uint64_t(25));
    QVERIFY(spool->pack());
    QCOMPARE(numbersOf(*spool), range(1, 25));
    QCOMPARE(spool->counts().waiting, std::uint64_t(25));
    QCOMPARE(spool->counts().damaged, std::uint64_t(0));
}

void SpoolTest::rowsArePackedIntoBlocks()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk, {Spool::Options{}.capacityBytes, 10});
    QVERIFY(append(*spool, 1, 35));
    QCOMPARE(spool->blocks().size(), std::size_t(3));
    QCOMPARE(spool->blocks().front().firstSequence, std::uint64_t(1));
    QCOMPARE(spool->blocks().front().lastSequence, std::uint64_t(10));
    QCOMPARE(spool->counts().waiting, std::uint64_t(35));
    QVERIFY(spool->pack());
    QVERIFY(spool->pack());
    QCOMPARE(spool->blocks().size(), std::size_t(4));
    QCOMPARE(numbersOf(*spool), range(1, 35));
}

void SpoolTest::whatAConsoleHasIsDropped()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk, {Spool::Options{}.capacityBytes, 10});
    QVERIFY(append(*spool, 1, 35));
    spool->acknowledge("another boot", 1, 1000);
    QCOMPARE(spool->counts().waiting, std::uint64_t(35));
    spool->acknowledge(kSender.bootId, 11, 19); // not all of the second block
    QCOMPARE(spool->counts().waiting, std::uint64_t(35));
    spool->acknowledge(kSender.bootId, 11, 20); // out of order
    QCOMPARE(spool->counts().waiting, std::uint64_t(25));
    spool->acknowledge(kSender.bootId, 31, 33); // rows
    QCOMPARE(spool->counts().waiting, std::uint64_t(22));
    QVERIFY(spool->pack());
    std::vector<std::uint64_t> left = range(1, 10);
    std::ranges::copy(range(21, 30), std::back_inserter(left));
    std::ranges::copy(range(34, 35), std::back_inserter(left));
    QCOMPARE(numbersOf(*spool), left);
    spool->acknowledge(kSender.bootId, 1, 35);
    QCOMPARE(spool->counts().waiting, std::uint64_t(0));
    QVERIFY(append(*spool, 36, 40));
    spool->acknowledge(kSender.bootId, 36, 40);
    QCOMPARE(spool->counts().waiting, std::uint64_t(0));
}

void SpoolTest::whatWasAcknowledgedDoesNotComeBack()
{
    const auto disk = std::make_shared<RecordedDisk>();
    {
        const auto spool = openOn(disk, {Spool::Options{}.capacityBytes, 10});
        QVERIFY(append(*spool, 1, 35));
        spool->acknowledge(kSender.bootId, 1, 20);
    }
    {
        const auto spool = openOn(disk);
        QCOMPARE(spool->counts().waiting, std::uint64_t(15));
        spool->acknowledge(kSender.bootId, 1, 35);
    }
    const auto spool = openOn(disk);
    QCOMPARE(spool->counts().waiting, std::uint64_t(0));
    QVERIFY(append(*spool, 36, 36));
    QVERIFY(spool->pack());
    QCOMPARE(numbersOf(*spool), range(36, 36));
}

void SpoolTest::anotherBootHasABlockOfItsOwn()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk);
    QVERIFY(append(*spool, 1, 3));
    agent::Sender later = kSender;
    later.bootId = "1111-boot";
    QVERIFY(spool->append(later, numbered(1, later)));
    QVERIFY(spool->pack());
    QCOMPARE(spool->blocks().size(), std::size_t(2));
    QCOMPARE(spool->blocks().back().bootId, later.bootId);
    QCOMPARE(contentOf(*spool).back().bootId, later.bootId);
}

void SpoolTest::theOldestGiveWayAndAreCounted()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const Spool::Options options{Spool::kLeastBytes, 10};
    constexpr std::uint64_t last = 20'000;
    {
        const auto spool = openOn(disk, options);
        QVERIFY(append(*spool, 1, last));
        QVERIFY(spool->counts().dropped > 0);
        QCOMPARE(spool->counts().waiting + spool->counts().dropped, last);
    }
    QVERIFY(disk->content.size() <= Spool::kLeastBytes);
    const auto spool = openOn(disk, options);
    QCOMPARE(spool->counts().waiting + spool->counts().dropped, last);
    QVERIFY(spool->pack());
    QCOMPARE(numbersOf(*spool), range(spool->counts().dropped + 1, last));
}

void SpoolTest::thirtyDaysOfFiftyValuesFit()
{
    const auto run = agent::simulateRun(simulation::BoardKind::FourB, std::chrono::hours(6));
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk);
    const std::size_t half = run.readings.size() / 2;
    std::size_t sizeAtHalf = 0;
    double values = 0; // of the second half
    for (std::size_t i = 0; i < run.readings.size(); ++i) {
        if (i == half) {
            QVERIFY(spool->pack());
            sizeAtHalf = disk->content.size();
        }
        QVERIFY(spool->append(run.sender, run.readings[i]));
        values += i < half ? 0 : static_cast<double>(run.readings[i].samples.size());
    }
    QVERIFY(spool->pack());
    QCOMPARE(contentOf(*spool).size(), run.readings.size());
    const double each = static_cast<double>(disk->content.size() - sizeAtHalf) / values;
    qInfo("%.2f bytes a value", each);
    constexpr double fiftyValuesForThirtyDays = 50 * 30 * 8640;
    QVERIFY(static_cast<double>(sizeAtHalf) + each * fiftyValuesForThirtyDays < 16 * 1024 * 1024);
}

void SpoolTest::nothingIsWrittenBetweenCallsNorByOpening()
{
    const auto disk = std::make_shared<RecordedDisk>();
    QVERIFY(append(*openOn(disk), 1, 5));
    const std::size_t before = disk->actions.size();
    {
        const auto spool = openOn(disk);
        QCOMPARE(spool->counts().waiting, std::uint64_t(5));
        spool->acknowledge("another boot", 1, 5);
    }
    QCOMPARE(disk->actions.size(), before);
}

void SpoolTest::aFullDiskIsToldAndTheSpoolGoesOn()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk);
    QVERIFY(append(*spool, 1, 5));
    disk->capacity = disk->content.size() + 30; // half a row
    const auto refused = spool->append(kSender, numbered(6));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Overloaded);
    disk->capacity = std::numeric_limits<std::uint64_t>::max();
    QVERIFY(append(*spool, 7, 9));
    QVERIFY(spool->pack());
    std::vector<std::uint64_t> expected = range(1, 5);
    std::ranges::copy(range(7, 9), std::back_inserter(expected));
    QCOMPARE(numbersOf(*spool), expected);
}

void SpoolTest::aFullDiskLetsTheOldestGiveWay()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk, {Spool::Options{}.capacityBytes, 10});
    QVERIFY(append(*spool, 1, 201));
    disk->capacity = disk->content.size();
    QVERIFY(append(*spool, 202, 1000));
    QVERIFY(spool->counts().dropped > 0);
    QVERIFY(spool->pack());
    QCOMPARE(numbersOf(*spool), range(spool->counts().dropped + 1, 1000));
}

void SpoolTest::aFailingDiskIsToldAndReadAnew()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk);
    QVERIFY(append(*spool, 1, 5));
    disk->failsToWrite = true; // mounted read-only
    for (std::uint64_t number = 6; number <= 8; ++number) {
        const auto refused = spool->append(kSender, numbered(number));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Internal);
    }
    spool->acknowledge(kSender.bootId, 1, 2); // cannot be kept, and does no harm
    disk->failsToWrite = false;
    QVERIFY(append(*spool, 9, 12));
    QVERIFY(spool->pack());
    const auto numbers = numbersOf(*spool);
    QVERIFY(std::ranges::includes(numbers, range(3, 5)));
    QVERIFY(std::ranges::includes(numbers, range(9, 12)));
    QVERIFY(!std::ranges::binary_search(numbers, std::uint64_t(6)));
}

void SpoolTest::aSyncThatFailedIsNotTrusted()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const auto spool = openOn(disk);
    QVERIFY(append(*spool, 1, 5));
    disk->failsToSync = true;
    QVERIFY(!spool->append(kSender, numbered(6)));
    disk->failsToSync = false;
    QVERIFY(append(*spool, 6, 8)); // the caller still has it
    QVERIFY(spool->pack());
    auto numbers = numbersOf(*spool);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    QCOMPARE(numbers, range(1, 8));
}

void SpoolTest::anyFlippedByteCostsNoMoreThanItsRecord()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const Spool::Options options{Spool::kLeastBytes, 10};
    QVERIFY(append(*openOn(disk, options), 1, 55));
    const std::string whole = disk->content;
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        const auto image = std::make_shared<RecordedDisk>();
        image->content = whole;
        image->content[random() % whole.size()] ^= static_cast<char>(1 + random() % 255);
        const auto spool = openOn(image, options);
        QVERIFY(spool);
        QVERIFY(spool->pack());
        const auto numbers = numbersOf(*spool);
        QVERIFY(numbers.size() >= 45);
        QVERIFY(std::ranges::adjacent_find(numbers, std::ranges::greater_equal()) == numbers.end()); // each once
        QVERIFY(std::ranges::includes(range(1, 55), numbers));
    }
}

void SpoolTest::anyTruncationCanBeOpened()
{
    const auto disk = std::make_shared<RecordedDisk>();
    const Spool::Options options{Spool::kLeastBytes, 10};
    QVERIFY(append(*openOn(disk, options), 1, 55));
    const std::string whole = disk->content;
    for (std::size_t length = 0; length < whole.size(); length += 97) {
        const auto image = std::make_shared<RecordedDisk>();
        image->content = whole.substr(0, length);
        const auto spool = openOn(image, options);
        QVERIFY(spool);
        QVERIFY(append(*spool, 56, 60));
        QVERIFY(spool->pack());
        const auto numbers = numbersOf(*spool);
        QVERIFY(std::ranges::includes(range(1, 60), numbers));
        QVERIFY(std::ranges::includes(numbers, range(56, 60)));
    }
}

void SpoolTest::rubbishCanBeOpened()
{
    std::mt19937 random(11);
    for (int round = 0; round < 20; ++round) {
        const auto disk = std::make_shared<RecordedDisk>();
        disk->content.resize(Spool::kLeastBytes);
        std::ranges::generate(disk->content, [&] { return static_cast<char>(random()); });
        const auto spool = openOn(disk, {Spool::kLeastBytes, 10});
        QVERIFY(spool);
        QVERIFY(append(*spool, 1, 25));
        QVERIFY(spool->pack());
        QCOMPARE(numbersOf(*spool), range(1, 25));
    }
    const auto disk = std::make_shared<RecordedDisk>();
    QVERIFY(!Spool::open(std::make_unique<RecordedFile>(disk), {1000, 10}));
}

void SpoolTest::aFileOnDiskIsForOneAgent()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("spool")).toStdString();
    {
        auto file = openSpoolFile(path);
        QVERIFY(file);
        const auto second = openSpoolFile(path);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        auto spool = Spool::open(std::move(*file), {});
        QVERIFY(spool);
        QVERIFY(append(**spool, 1, 400));
    }
    QVERIFY(!(QFile::permissions(QString::fromStdString(path)) & (QFile::ReadGroup | QFile::ReadOther)));
    auto file = openSpoolFile(path);
    QVERIFY(file);
    auto spool = Spool::open(std::move(*file), {});
    QVERIFY(spool);
    QVERIFY((*spool)->pack());
    QCOMPARE(numbersOf(**spool), range(1, 400));
}

void SpoolTest::aFolderThatIsNotThereIsTold()
{
    const auto file = openSpoolFile("/nowhere/at/all/spool");
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Internal);
}

void SpoolTest::aKillLosesNothingThatWasDurable()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("spool")).toStdString();
    const Spool::Options options{Spool::Options{}.capacityBytes, 20};
    std::mt19937 random(3);
    std::uint64_t durable = 0;
    for (int round = 0; round < 40; ++round) {
        int ends[2];
        QCOMPARE(pipe2(ends, O_CLOEXEC), 0);
        const pid_t child = fork();
        QVERIFY(child >= 0);
        if (child == 0) { // tells each number once it is durable, until it is killed
            auto file = openSpoolFile(path);
            auto spool = file ? Spool::open(std::move(*file), options) : tl::unexpected(file.error());
            for (std::uint64_t number = durable + 1; spool && (*spool)->append(kSender, numbered(number)); ++number) {
                if (write(ends[1], &number, sizeof number) != sizeof number)
                    break;
            }
            _exit(1);
        }
        close(ends[1]);
        const std::uint64_t until = durable + 1 + random() % 50;
        std::uint64_t told = 0;
        while (told < until && read(ends[0], &told, sizeof told) == sizeof told) {
        }
        QVERIFY(told >= until);
        QCOMPARE(kill(child, SIGKILL), 0);
        QCOMPARE(waitpid(child, nullptr, 0), child);
        while (read(ends[0], &told, sizeof told) == sizeof told) {
        }
        close(ends[0]);
        durable = told;

        auto file = openSpoolFile(path);
        QVERIFY(file);
        auto spool = Spool::open(std::move(*file), options);
        QVERIFY(spool);
        QVERIFY((*spool)->pack());
        const auto numbers = numbersOf(**spool);
        QVERIFY(std::ranges::includes(numbers, range(1, durable)));
        QVERIFY(numbers.size() <= durable + 1); // the one that was about to be told
        QCOMPARE(numbers, range(1, numbers.size()));
        durable = numbers.size();
    }
    qInfo("%llu readings, 40 kills", static_cast<unsigned long long>(durable));
}

QTEST_GUILESS_MAIN(SpoolTest)
#include "SpoolTest.moc"
