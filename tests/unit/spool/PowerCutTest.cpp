// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts the power at random moments of a recorded workload. `--images N --seed S` makes more of them than a test run
// does.
#include "tests/unit/spool/RecordedFile.h"
#include "tests/unit/spool/SpoolContent.h"

#include <QCommandLineParser>
#include <QTest>

#include <array>
#include <cstdio>

namespace piuptime::spool {
namespace {

struct Plan {
    int images = 2000;
    unsigned seed = 1;
} plan;

/// What a console and the agent knew when so many actions had reached the disk.
struct Moment {
    std::size_t position = 0;
    std::uint64_t durable = 0;      ///< readings up to this number had been stored
    std::uint64_t acknowledged = 0; ///< and up to this one a console had them
};

/// Stores readings, has some acknowledged, and opens the spool anew now and then.
std::vector<Moment> work(const std::shared_ptr<RecordedDisk> &disk, Spool::Options options, std::uint64_t count,
                         bool acknowledge)
{
    std::vector<Moment> moments{{}};
    std::mt19937 random(7);
    auto spool = Spool::open(std::make_unique<RecordedFile>(disk), options);
    std::uint64_t acknowledged = 0;
    for (std::uint64_t number = 1; number <= count; ++number) {
        if (!(*spool)->append(kSender, numbered(number)))
            return {};
        moments.push_back({disk->actions.size(), number, acknowledged});
        if (acknowledge && random() % 30 == 0) {
            acknowledged = std::max(acknowledged, number - random() % 20 % number);
            moments.push_back({disk->actions.size(), number, acknowledged});
            (*spool)->acknowledge(kSender.bootId, 1, acknowledged);
        }
        if (random() % 60 == 0)
            spool = Spool::open(std::make_unique<RecordedFile>(disk), options);
        if (random() % 60 == 0 && !(*spool)->pack())
            return {};
    }
    return moments;
}

struct Outcome {
    int images = 0;
    int lost = 0;    ///< images that lack a reading that was durable and that no console has
    int doubled = 0; ///< images that have one twice
    int wrong = 0;   ///< images that hold what was never stored, or cannot be used
};

} // namespace

class PowerCutTest : public QObject
{
    Q_OBJECT
private slots:
    void nothingDurableIsLostNorDoubled();
    void whenFullTheNewestStayWithoutAGap();

private:
    void report(const char *what, const Outcome &outcome);
};

void PowerCutTest::report(const char *what, const Outcome &outcome)
{
    std::printf("%s: %d images, %d lost, %d doubled, %d wrong\n", what, outcome.images, outcome.lost, outcome.doubled,
                outcome.wrong);
    QVERIFY(outcome.images > 0);
    QCOMPARE(outcome.lost + outcome.doubled + outcome.wrong, 0);
}

void PowerCutTest::nothingDurableIsLostNorDoubled()
{
    constexpr std::uint64_t count = 600;
    const Spool::Options options{Spool::kLeastBytes, 20};
    const auto disk = std::make_shared<RecordedDisk>();
    const auto moments = work(disk, options, count, true);
    QVERIFY(!moments.empty());
    std::mt19937 random(plan.seed);
    for (const Unsynced unsynced : {Unsynced::None, Unsynced::All, Unsynced::RandomHalf}) {
        Outcome outcome;
        for (int i = 0; i < plan.images / 3; ++i, ++outcome.images) {
            const std::size_t position = random() % (disk->actions.size() + 1);
            const Moment &known = *std::prev(std::ranges::upper_bound(moments, position, {}, &Moment::position));
            const auto image = std::make_shared<RecordedDisk>();
            image->content = disk->after(position, unsynced, random);
            const auto spool = Spool::open(std::make_unique<RecordedFile>(image), options);
            // What the agent does next must not harm what is there.
            if (!spool || !(*spool)->append(kSender, numbered(count + 1)) || !(*spool)->pack()) {
                ++outcome.wrong;
                continue;
            }
            auto numbers = numbersOf(**spool);
            std::ranges::sort(numbers);
            outcome.wrong += numbers.front() == 0 || numbers.back() != count + 1 ? 1 : 0;
            outcome.doubled += std::ranges::adjacent_find(numbers) != numbers.end() ? 1 : 0;
            bool lost = false;
            for (std::uint64_t number = known.acknowledged + 1; number <= known.durable; ++number)
                lost = lost || !std::ranges::binary_search(numbers, number);
            outcome.lost += lost ? 1 : 0;
        }
        report(unsynced == Unsynced::None  ? "nothing unsynced"
               : unsynced == Unsynced::All ? "all unsynced"
                                           : "half of the sectors unsynced",
               outcome);
    }
}

void PowerCutTest::whenFullTheNewestStayWithoutAGap()
{
    constexpr std::uint64_t count = 6000;
    const Spool::Options options{Spool::kLeastBytes, 10};
    const auto disk = std::make_shared<RecordedDisk>();
    const auto moments = work(disk, options, count, false);
    QVERIFY(!moments.empty());
    std::mt19937 random(plan.seed);
    for (const Unsynced unsynced : {Unsynced::None, Unsynced::All, Unsynced::RandomHalf}) {
        Outcome outcome;
        for (int i = 0; i < plan.images / 20; ++i, ++outcome.images) {
            const std::size_t position = random() % (disk->actions.size() + 1);
            const Moment &known = *std::prev(std::ranges::upper_bound(moments, position, {}, &Moment::position));
            const auto image = std::make_shared<RecordedDisk>();
            image->content = disk->after(position, unsynced, random);
            const auto spool = Spool::open(std::make_unique<RecordedFile>(image), options);
            if (!spool || !(*spool)->pack()) {
                ++outcome.wrong;
                continue;
            }
            const auto numbers = numbersOf(**spool);
            outcome.doubled += std::ranges::adjacent_find(numbers) != numbers.end() ? 1 : 0;
            if (known.durable == 0)
                continue;
            const bool isWhole = !numbers.empty() && numbers.back() - numbers.front() + 1 == numbers.size();
            outcome.wrong += isWhole && std::ranges::is_sorted(numbers) ? 0 : 1;
            outcome.lost += numbers.empty() || numbers.back() < known.durable ? 1 : 0;
        }
        report("full", outcome);
    }
}

} // namespace piuptime::spool

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("images"), {}, QStringLiteral("count")},
                       {QStringLiteral("seed"), {}, QStringLiteral("number")}});
    parser.process(application);
    using piuptime::spool::plan;
    if (parser.isSet(QStringLiteral("images")))
        plan.images = parser.value(QStringLiteral("images")).toInt();
    if (parser.isSet(QStringLiteral("seed")))
        plan.seed = parser.value(QStringLiteral("seed")).toUInt();
    piuptime::spool::PowerCutTest test;
    return QTest::qExec(&test);
}
#include "PowerCutTest.moc"
