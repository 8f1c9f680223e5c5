// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/wall/WallModel.h"
#include "app/presentation/wall/FleetOverview.h"
#include "tests/support/FakeEngine.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;

/// The wall over a real fleet model.
class WallModelTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

    static DeviceStatePtr pi(const std::string &id, HealthLevel level, const std::string &site)
    {
        DeviceState state = examplePi(id, "pi-" + id);
        state.config.site = site;
        state.health.level = level;
        return std::make_shared<const DeviceState>(std::move(state));
    }
    /// The names of devices as an eye reads them: from the top, from the left.
    static QStringList seen(const WallModel &wall, const QString &only = {})
    {
        std::vector<std::pair<std::pair<double, double>, QString>> placed;
        for (int row = 0; row < wall.rowCount(); ++row) {
            const QModelIndex index = wall.index(row, 0);
            const QRectF place = wall.data(index, WallModel::PlaceRole).toRectF();
            const bool isHeading = wall.data(index, WallModel::HeadingRole).toBool();
            if (place.isEmpty() || (isHeading && only == u"devices"_s))
                continue;
            placed.push_back({{place.y(), place.x()}, wall.data(index, WallModel::NameRole).toString()});
        }
        std::ranges::sort(placed);
        QStringList names;
        for (const auto &each : placed)
            names.append(each.second);
        return names;
    }

private slots:
    void sitesStandTogetherWorstFirst()
    {
        FleetModel fleet(m_clock);
        WallModel wall(fleet, m_clock);
        const QAbstractItemModelTester tester(&wall);
        wall.setArea({1200, 640});
        wall.setTextHeight(20);
        fleet.reset({pi("1", HealthLevel::Ok, "Harbour"), pi("2", HealthLevel::Critical, "Harbour"),
                     pi("3", HealthLevel::Ok, "Depot")});
        QCOMPARE(seen(wall), (QStringList{u"Depot"_s, u"pi-3"_s, u"Harbour"_s, u"pi-2"_s, u"pi-1"_s}));
        QCOMPARE(wall.leftOut(), 0);
    }
    void withoutRoomForSitesTheWorstComeFirstOfAll()
    {
        FleetModel fleet(m_clock);
        WallModel wall(fleet, m_clock);
        wall.setArea({500, 120});
        wall.setTextHeight(20);
        fleet.reset({pi("1", HealthLevel::Ok, "A"), pi("2", HealthLevel::Critical, "B"),
                     pi("3", HealthLevel::Attention, "C"), pi("4", HealthLevel::Ok, "D")});
        QCOMPARE(seen(wall).mid(0, 2), (QStringList{u"pi-2"_s, u"pi-3"_s}));
        QCOMPARE(seen(wall), seen(wall, u"devices"_s));
    }
    void nameAndLevelOfATileAreThoseOfOneDeviceWhateverMoves()
    {
        FleetModel fleet(m_clock);
        WallModel wall(fleet, m_clock);
        const QAbstractItemModelTester tester(&wall);
        wall.setArea({1200, 640});
        std::map<QString, HealthLevel> truth;
        std::vector<DeviceStatePtr> states;
        for (int i = 0; i < 40; ++i) {
            states.push_back(pi(std::to_string(i), HealthLevel::Ok, i % 2 == 0 ? "A" : "B"));
            truth[QString::fromStdString(states.back()->config.name)] = HealthLevel::Ok;
        }
        fleet.reset(states);
        int compared = 0;
        const auto compare = [&] {
            for (int row = 0; row < wall.rowCount(); ++row) {
                const QModelIndex index = wall.index(row, 0);
                if (wall.data(index, WallModel::HeadingRole).toBool())
                    continue;
                const QString name = wall.data(index, WallModel::NameRole).toString();
                QCOMPARE(wall.data(index, FleetModel::LevelRole).toInt(), static_cast<int>(truth.at(name)));
                ++compared;
            }
        };
        // As QML does, which asks while rows are on their way.
        connect(&wall, &QAbstractItemModel::rowsInserted, this, compare);
        connect(&wall, &QAbstractItemModel::rowsMoved, this, compare);
        connect(&wall, &QAbstractItemModel::layoutChanged, this, compare);
        for (int i = 0; i < 40; i += 3) {
            const DeviceStatePtr worse = pi(std::to_string(i), HealthLevel::Critical, i % 2 == 0 ? "A" : "B");
            truth[QString::fromStdString(worse->config.name)] = HealthLevel::Critical;
            fleet.apply({{worse}, {}});
        }
        QTRY_VERIFY(compared > 0); // rows are put in order within a second
        compare();
    }
    void aSilentPiTellsSinceWhen()
    {
        FleetModel fleet(m_clock);
        WallModel wall(fleet, m_clock);
        DeviceState never = examplePi("1", "pi-1");
        never.latest = {};
        never.everRead = false;
        never.stale = true;
        fleet.reset({std::make_shared<const DeviceState>(never)});
        QCOMPARE(wall.data(wall.index(1, 0), WallModel::AgeRole).toString(), u"never heard"_s);
    }
    void theHeadlineNamesTheWorst()
    {
        const testsupport::FakeEngine engine;
        FleetModel fleet(m_clock);
        const FleetOverview overview(engine, fleet);
        QCOMPARE(overview.headline(), u"No Pis yet"_s);
        fleet.reset({pi("1", HealthLevel::Ok, "A")});
        QCOMPARE(overview.headline(), u"The Pi is well"_s);
        QCOMPARE(overview.worst(), static_cast<int>(HealthLevel::Ok));
        fleet.apply({{pi("2", HealthLevel::Unknown, "A"), pi("3", HealthLevel::Critical, "A")}, {}});
        QCOMPARE(overview.worst(), static_cast<int>(HealthLevel::Critical));
        QVERIFY(overview.headline().startsWith(u"1 Pi"_s));
        QCOMPARE(overview.total(), 3);
    }
    void theHeadlineTellsWhenNothingIsCollected()
    {
        testsupport::FakeEngine engine;
        FleetModel fleet(m_clock);
        const FleetOverview overview(engine, fleet);
        const QSignalSpy changed(&overview, &FleetOverview::changed);
        engine.setAbsence(Error{ErrorKind::Unreachable, "no process answers", {}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(overview.headline(), u"Nothing is collected: piuptimed does not answer"_s);
        QCOMPARE(overview.worst(), static_cast<int>(HealthLevel::Critical));
    }
};

QTEST_GUILESS_MAIN(WallModelTest)
#include "WallModelTest.moc"
