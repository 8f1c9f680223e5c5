// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/wall/WallPlan.h"

#include <QTest>

#include <algorithm>

using namespace piuptime::presentation;

namespace {

constexpr double kText = 20;

std::vector<QRectF> allOf(const WallPlan &plan)
{
    std::vector<QRectF> all = plan.tiles;
    std::ranges::copy_if(plan.headings, std::back_inserter(all), [](const QRectF &each) { return !each.isEmpty(); });
    return all;
}

bool overlap(const std::vector<QRectF> &rects)
{
    for (std::size_t i = 0; i < rects.size(); ++i) {
        for (std::size_t k = i + 1; k < rects.size(); ++k) {
            const QRectF common = rects[i] & rects[k];
            if (common.width() > 0.01 && common.height() > 0.01)
                return true;
        }
    }
    return false;
}

} // namespace

class WallPlanTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFleetFitsOnEveryScreen_data()
    {
        QTest::addColumn<int>("devices");
        QTest::addColumn<QSizeF>("area");
        for (const QSizeF area : {QSizeF(700, 400), QSizeF(1200, 640), QSizeF(1200, 330), QSizeF(700, 1050)}) {
            for (const int devices : {1, 2, 7, 24, 60, 200, 500, 2000}) {
                const QString name = QStringLiteral("%1 on %2x%3").arg(devices).arg(area.width()).arg(area.height());
                QTest::newRow(qPrintable(name)) << devices << area;
            }
        }
    }
    void everyFleetFitsOnEveryScreen()
    {
        QFETCH(const int, devices);
        QFETCH(const QSizeF, area);
        // Four sites, of which one has most of the devices.
        const int small = devices / 8;
        std::vector<WallSection> sections{{devices - 3 * small, true}};
        if (small > 0)
            sections.insert(sections.end(), 3, {small, true});
        const WallPlan plan = planWall(sections, area, kText);
        QCOMPARE(plan.tiles.size(), std::size_t(devices));
        QCOMPARE(plan.headings.size(), sections.size());
        const QRectF wall(QPointF(-0.01, -0.01), area + QSizeF(0.6, 0.6));
        const std::vector<QRectF> all = allOf(plan);
        QVERIFY(std::ranges::all_of(all, [&](const QRectF &each) { return wall.contains(each); }));
        if (devices <= 500)
            QVERIFY(!overlap(all));
    }
    void aLargerFleetGetsSmallerTiles()
    {
        TileKind before = TileKind::Card;
        for (int devices = 1; devices < 2500; devices += 7) {
            const WallSection all{devices, false};
            const WallPlan plan = planWall(std::span(&all, 1), {1200, 640}, kText);
            QVERIFY(plan.kind >= before);
            before = plan.kind;
        }
        QCOMPARE(before, TileKind::Dot);
    }
    void aFewPisAreShownWithAllTheirFigures()
    {
        const WallSection all{6, false};
        QCOMPARE(planWall(std::span(&all, 1), {1200, 640}, kText).kind, TileKind::Card);
    }
    void headingsGoBeforeFiguresDo()
    {
        const std::vector<WallSection> many(20, WallSection{1, true});
        const WallPlan plan = planWall(many, {1200, 640}, kText);
        QVERIFY(!plan.isGrouped);
        QVERIFY(std::ranges::all_of(plan.headings, &QRectF::isEmpty));
        QVERIFY(plan.kind < TileKind::Chip);
    }
    void sectionsStandUnderTheirHeadings()
    {
        const std::vector<WallSection> two{{5, true}, {3, true}};
        const WallPlan plan = planWall(two, {1200, 640}, kText);
        QVERIFY(plan.isGrouped);
        QVERIFY(plan.headings[0].bottom() <= plan.tiles[0].top() + 0.01);
        QVERIFY(plan.tiles[4].bottom() <= plan.headings[1].top() + 0.01);
        QVERIFY(plan.headings[1].bottom() <= plan.tiles[5].top() + 0.01);
    }
    void whatNobodyCouldSeeIsLeftOut()
    {
        const WallSection all{100'000, false};
        const WallPlan plan = planWall(std::span(&all, 1), {700, 400}, kText);
        QVERIFY(!plan.tiles.empty());
        QVERIFY(plan.tiles.size() < 100'000);
        QVERIFY(plan.tiles.front().width() >= 5);
    }
    void nothingFitsOnNoScreen()
    {
        const WallSection all{10, true};
        const WallPlan plan = planWall(std::span(&all, 1), {}, kText);
        QVERIFY(plan.tiles.empty());
        QCOMPARE(plan.headings.size(), 1U);
        QVERIFY(planWall({}, {700, 400}, kText).tiles.empty());
    }
};

QTEST_GUILESS_MAIN(WallPlanTest)
#include "WallPlanTest.moc"
