// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/ranking/Ranking.h"
#include "app/presentation/ranking/BarScale.h"
#include "app/presentation/ranking/RankingTexts.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;
using history::RankBy;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);

history::Ranked place(DeviceId id, double maximum, std::string instance = {})
{
    return {std::move(id), std::move(instance), {120, maximum - 40, maximum, maximum - 20, maximum - 30, maximum - 10}};
}

struct Bench {
    TestClock clock{kNow};
    FakeEngine engine{{examplePi("pi0", "attic"), examplePi("pi1", "barn")}};
    Ranking ranking{engine, clock};

    Bench() { engine.setRanking({place("pi1", 81), place("gone", 75), place("pi0", 60)}); }
    void show()
    {
        ranking.setShown(true);
        QTRY_COMPARE(ranking.status(), Ranking::Status::Ready);
    }
};

RankingPlace between(double minimum, double maximum)
{
    RankingPlace place;
    place.figures = {2, minimum, maximum, (minimum + maximum) / 2, minimum, maximum};
    return place;
}

} // namespace

class RankingTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void nothingIsAskedUntilSomebodyLooks()
    {
        Bench bench;
        bench.ranking.ask({Metric::CpuUsage, RankBy::Mean, RangeChoice::Hour1});
        QVERIFY(bench.engine.rankingQueries.empty());
        bench.show();
        QCOMPARE(bench.engine.rankingQueries.size(), 1u);
    }

    void aQuestionReachesTheHistoryAsItWasAsked()
    {
        Bench bench;
        bench.show();
        const auto &first = bench.engine.rankingQueries.back();
        QCOMPARE(first.metric, Metric::SocTemperature);
        QCOMPARE(first.by, RankBy::Maximum);
        QCOMPARE(first.range.from, kNow - 24h * 7);
        QCOMPARE(first.range.to, kNow);
        bench.ranking.ask({Metric::Load5, RankBy::Last, RangeChoice::All});
        const auto &second = bench.engine.rankingQueries.back();
        QCOMPARE(second.metric, Metric::Load5);
        QCOMPARE(second.by, RankBy::Last);
        QCOMPARE(second.range.from, UtcTime{});
    }

    void theAnswerBecomesPlacesWithNamesAndValues()
    {
        Bench bench;
        bench.engine.setRanking({place("pi1", 81, "mmcblk0"), place("pi0", 60)});
        bench.show();
        const auto &places = bench.ranking.places();
        QCOMPARE(places.size(), 2u);
        QCOMPARE(places[0].name, QStringLiteral("barn"));
        QCOMPARE(places[0].instance, QStringLiteral("mmcblk0"));
        QCOMPARE(places[0].series, (SeriesKey{Metric::SocTemperature, "mmcblk0"}));
        QCOMPARE(places[0].value, 81.0);
        QCOMPARE(places[1].name, QStringLiteral("attic"));
        QVERIFY(!places[1].removed);
    }

    void theValueIsTheOneThatIsRankedBy_data()
    {
        QTest::addColumn<RankBy>("by");
        QTest::addColumn<double>("value");
        QTest::newRow("highest") << RankBy::Maximum << 81.0;
        QTest::newRow("lowest") << RankBy::Minimum << 41.0;
        QTest::newRow("average") << RankBy::Mean << 61.0;
        QTest::newRow("newest") << RankBy::Last << 71.0;
    }
    void theValueIsTheOneThatIsRankedBy()
    {
        QFETCH(RankBy, by);
        QFETCH(double, value);
        Bench bench;
        bench.ranking.ask({Metric::SocTemperature, by, RangeChoice::Days7});
        bench.show();
        QCOMPARE(bench.ranking.places().front().value, value);
    }

    void aRemovedPiKeepsItsPlaceUnderItsId()
    {
        Bench bench;
        bench.show();
        QCOMPARE(bench.ranking.places()[1].name, QStringLiteral("gone"));
        QVERIFY(bench.ranking.places()[1].removed);
        bench.engine.forget({"pi1"});
        QTRY_VERIFY(bench.ranking.places()[0].removed);
        QCOMPARE(bench.ranking.places()[0].name, QStringLiteral("pi1"));
    }

    /// A person clicks through figures faster than the history answers.
    void onlyTheAnswerToTheLastQuestionCounts()
    {
        Bench bench;
        bench.show();
        bench.engine.holdHistory();
        bench.engine.setRanking({place("pi0", 50)});
        bench.ranking.ask({Metric::CpuUsage, RankBy::Maximum, RangeChoice::Days7});
        bench.engine.setRanking({place("pi1", 3), place("pi0", 2)});
        bench.ranking.ask({Metric::Load1, RankBy::Maximum, RangeChoice::Days7});
        QCOMPARE(bench.ranking.status(), Ranking::Status::Loading);
        QCOMPARE(bench.ranking.answered().metric, Metric::SocTemperature); // still there, and says what it is about
        QCOMPARE(bench.ranking.places().size(), 3u);
        const QSignalSpy changes(&bench.ranking, &Ranking::changed);
        bench.engine.releaseHistory();
        QTRY_COMPARE(bench.ranking.status(), Ranking::Status::Ready);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(bench.ranking.answered().metric, Metric::Load1);
        QCOMPARE(bench.ranking.places().size(), 2u);
    }

    void aFailureIsToldAndTheNextAnswerEndsIt()
    {
        Bench bench;
        bench.engine.failHistoryWith(Error{ErrorKind::Corrupt, "page 7", {}});
        bench.ranking.setShown(true);
        QTRY_COMPARE(bench.ranking.status(), Ranking::Status::Failed);
        QCOMPARE(bench.ranking.error()->detail, std::string("page 7"));
        QVERIFY(bench.ranking.places().empty());
        bench.engine.failHistoryWith(std::nullopt);
        bench.ranking.refresh();
        QCOMPARE(bench.ranking.status(), Ranking::Status::Loading);
        QTRY_COMPARE(bench.ranking.status(), Ranking::Status::Ready);
        QVERIFY(!bench.ranking.error());
    }

    void aFailureKeepsPlacesOfTheSameQuestionOnly()
    {
        Bench bench;
        bench.show();
        bench.engine.failHistoryWith(Error{ErrorKind::Internal, "busy", {}});
        bench.ranking.refresh();
        QTRY_COMPARE(bench.ranking.status(), Ranking::Status::Failed);
        QCOMPARE(bench.ranking.places().size(), 3u);
        bench.ranking.ask({Metric::CpuUsage, RankBy::Maximum, RangeChoice::Days7});
        QTRY_VERIFY(bench.ranking.places().empty());
        QCOMPARE(bench.ranking.status(), Ranking::Status::Failed);
        QCOMPARE(bench.ranking.answered().metric, Metric::CpuUsage);
    }

    void bringingUpToDateIsNotAnnounced()
    {
        Bench bench;
        bench.show();
        bench.engine.holdHistory();
        bench.ranking.refresh();
        QCOMPARE(bench.ranking.status(), Ranking::Status::Ready);
        bench.engine.setRanking({place("pi0", 90)});
        bench.ranking.refresh();
        bench.engine.releaseHistory();
        QTRY_COMPARE(bench.ranking.places().front().value, 90.0);
    }

    void theFiguresAreThoseThatTheFleetHasAndABarCanShow()
    {
        DeviceState pi = examplePi("pi0", "attic");
        pi.latest.samples = {{{Metric::CpuUsage, {}}, 12},
                             {{Metric::ThrottleWord, {}}, 0},
                             {{Metric::LinkUp, "eth0"}, 1},
                             {{Metric::DiskBusy, "sda"}, 3},
                             {{Metric::DiskBusy, "sdb"}, 4}};
        FakeEngine engine({pi});
        const TestClock clock{kNow};
        const Ranking ranking(engine, clock);
        // With the one that is asked for, although no Pi has it; sorted by what they are called.
        QCOMPARE(ranking.metrics(), (std::vector{Metric::CpuUsage, Metric::DiskBusy, Metric::SocTemperature}));
    }

    void foreignNamesBecomePrintable()
    {
        Bench bench;
        bench.engine.setRanking({place("gone\x1b[2J", 75, "sd\na")});
        bench.show();
        for (const QString &text : {bench.ranking.places()[0].name, bench.ranking.places()[0].instance}) {
            QVERIFY(!text.contains(QChar(0x1b)));
            QVERIFY(!text.contains(u'\n'));
        }
    }

    void aPlaceIsSaidInWords()
    {
        Bench bench;
        bench.engine.setRanking({place("gone", 81, "nvme0")});
        bench.show();
        const RankingPlace &first = bench.ranking.places().front();
        QCOMPARE(RankingTexts::who(first), QStringLiteral("gone, nvme0"));
        QCOMPARE(RankingTexts::value(first).replace(QChar(QChar::Nbsp), u' '), QStringLiteral("81.0 °C"));
        const QStringList details = RankingTexts::details(first).replace(QChar(QChar::Nbsp), u' ').split(u'\n');
        QCOMPARE(details.size(), 6);
        QCOMPARE(details[0], QStringLiteral("Lowest 41.0 °C"));
        QCOMPARE(details[5], QStringLiteral("No longer in the fleet"));
        QCOMPARE(RankingTexts::question(bench.ranking.question()), QStringLiteral("Highest, last 7 days"));
    }

    void barsBeginAtZeroUnlessZeroIsFarAway()
    {
        const std::vector heat{between(41, 81), between(30, 60)};
        const BarScale celsius = barScaleFor(Unit::Celsius, heat, 6);
        QCOMPARE(celsius.start, 0.0);
        QCOMPARE(celsius.axis.low, 0.0);
        QVERIFY(celsius.axis.high >= 81);
        const std::vector supply{between(4.71, 5.1), between(5.0, 5.2)};
        const BarScale volts = barScaleFor(Unit::Volt, supply, 6);
        QVERIFY(volts.start > 4 && volts.start <= 4.71);
        QCOMPARE(volts.start, volts.axis.low);
        const std::vector signal{between(-81, -60)};
        const BarScale dbm = barScaleFor(Unit::DecibelMilliwatt, signal, 6);
        QVERIFY(dbm.start <= -81);
        QVERIFY(dbm.axis.high < 0);
    }

    void valuesOfBothSignsHaveZeroWithinTheAxis()
    {
        const std::vector offsets{between(-3, -1), between(-0.5, 8)};
        const BarScale scale = barScaleFor(Unit::Second, offsets, 6);
        QCOMPARE(scale.start, 0.0);
        QVERIFY(scale.axis.low <= -3);
        QVERIFY(scale.axis.high >= 8);
    }

    /// Answers within milliseconds are compared with each other, not with a second.
    void smallValuesFillTheAxisToo()
    {
        const BarScale fast = barScaleFor(Unit::Second, std::vector{between(0.02, 0.034)}, 6);
        QCOMPARE(fast.axis.low, 0.0);
        QVERIFY(fast.axis.high >= 0.034 && fast.axis.high <= 0.05);
        const BarScale nothing = barScaleFor(Unit::None, std::vector{between(0, 0)}, 6);
        QCOMPARE(nothing.axis.low, 0.0);
        QVERIFY(nothing.axis.high > 0);
    }
};

QTEST_GUILESS_MAIN(RankingTest)
#include "RankingTest.moc"
