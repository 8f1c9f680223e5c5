// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/QueryPlan.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);
constexpr history::TimeRange kHour{kNow - 3h, kNow - 2h};

} // namespace

class QueryPlanTest : public QObject
{
    Q_OBJECT
private slots:
    void aPlanIsWholeSlotsAroundTheWindow()
    {
        const QueryPlan plan = detailPlan(kHour, 700, kNow);
        QVERIFY(plan.range.from <= kHour.from - 15min && plan.range.to >= kHour.to + 15min);
        QCOMPARE(plan.range.to - plan.range.from, plan.slot * static_cast<std::int64_t>(plan.maxPoints));
        QCOMPARE(plan.range.from.time_since_epoch() % plan.slot, Milliseconds::zero());
        QVERIFY(plan.slot * 700 >= 1h && plan.slot * 700 < 1h + 700ms);
    }

    void timesBefore1970LieOnTheGridToo()
    {
        const UtcTime early = fromMsUtc(-10'000'001);
        const QueryPlan plan = detailPlan({early, early + 1h}, 100, kNow);
        QVERIFY(plan.range.from <= early);
        QCOMPARE(plan.range.from.time_since_epoch() % plan.slot, Milliseconds::zero());
    }

    void nothingIsAskedAboutTheFuture()
    {
        const QueryPlan plan = detailPlan({kNow - 1h, kNow}, 600, kNow);
        QVERIFY(plan.range.to < kNow + plan.slot);
        const QueryPlan around = overviewPlan({kNow - 1h, kNow}, 600, kNow);
        QVERIFY(around.range.to < kNow + around.slot);
        QVERIFY(around.range.from <= kNow - 9h);
    }

    void itServesSmallMovesAndZoomsButNoLargeOnes()
    {
        const QueryPlan plan = detailPlan(kHour, 600, kNow);
        QVERIFY(serves(plan, kHour, 600, kNow));
        QVERIFY(serves(plan, {kHour.from - 14min, kHour.to - 14min}, 600, kNow));
        QVERIFY(serves(plan, {kHour.from - 10min, kHour.to + 10min}, 600, kNow));
        QVERIFY(serves(plan, {kHour.from + 3min, kHour.to - 3min}, 600, kNow));
        QVERIFY(!serves(plan, {kHour.from - 20min, kHour.to - 20min}, 600, kNow));
        QVERIFY(!serves(plan, {kHour.from, kHour.from + 30min}, 600, kNow));
        QVERIFY(!serves(plan, kHour, 1200, kNow));
        QVERIFY(!serves({}, kHour, 600, kNow));
    }

    void anOverviewLastsUntilTheWindowComesNearItsEnd()
    {
        const history::TimeRange window{kNow - 20h, kNow - 19h};
        const QueryPlan around = overviewPlan(window, 600, kNow);
        QVERIFY(surrounds(around, window, kNow));
        QVERIFY(surrounds(around, {window.from - 3h, window.to - 3h}, kNow));
        QVERIFY(!surrounds(around, {window.from - 4h, window.to - 4h}, kNow));
        QVERIFY(!surrounds(around, {window.from - 6h, window.to + 6h}, kNow)); // zoomed out
        QVERIFY(!surrounds(around, {window.from, window.from + 5min}, kNow));  // too coarse by far
    }
};

QTEST_GUILESS_MAIN(QueryPlanTest)
#include "QueryPlanTest.moc"
