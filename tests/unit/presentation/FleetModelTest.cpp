// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/FleetModel.h"
#include "app/presentation/FleetCellText.h"
#include "app/presentation/Texts.h"
#include "tests/support/FakeEngine.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;

namespace {

DeviceStatePtr shared(DeviceState state)
{
    return std::make_shared<const DeviceState>(std::move(state));
}

DeviceState pi(const DeviceId &id, std::string name, double celsius, HealthLevel level = HealthLevel::Ok,
               std::string site = {})
{
    DeviceState state = examplePi(id, std::move(name));
    state.config.site = std::move(site);
    state.health.level = level;
    setValue(state, Metric::SocTemperature, celsius);
    return state;
}

} // namespace

class FleetModelTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

    static QStringList namesOf(const FleetModel &model)
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row) {
            const FleetGroup *group = model.groupAt(row);
            names.append(group ? u'[' + group->title + u']' : model.deviceAt(row)->name);
        }
        return names;
    }

    static void fill(FleetModel &model)
    {
        model.reset({shared(pi("a", "pi-10", 50, HealthLevel::Ok, "Harbour")),
                     shared(pi("b", "pi-2", 70, HealthLevel::Critical, "Depot")),
                     shared(pi("c", "Pi-1", 60, HealthLevel::Unknown)),
                     shared(pi("d", "pi-3", 40, HealthLevel::Attention, "Harbour"))});
    }

private slots:
    void aSensorThatIsAttachedIsNeitherARowNorCounted()
    {
        FleetModel model(m_clock);
        fill(model);
        DeviceState sensor = pi("s", "rack", 0, HealthLevel::Unknown);
        sensor.config.source = DeviceConfig::Source::Mqtt;
        sensor.config.kind = DeviceConfig::Kind::Sensor;
        model.apply({{shared(sensor)}, {}});
        QCOMPARE(model.summary().total(), 5U);
        sensor.config.attachedTo = "a";
        model.apply({{shared(sensor)}, {}});
        QTRY_COMPARE(model.summary().total(), 4U);
        QCOMPARE(model.rowOf("s"), -1);
        QVERIFY(model.find("s"));
        sensor.config.attachedTo.clear();
        sensor.config.site = "Harbour";
        model.apply({{shared(sensor)}, {}});
        QCOMPARE(model.summary().count(HealthLevel::Unknown), 1U);
        model.apply({{}, {"a", "d"}}); // nobody is at the harbour any more: it must not vanish with them
        QVERIFY(model.rowOf("s") >= 0);
        QCOMPARE(model.summary().count(HealthLevel::Unknown), 2U);
    }

    void theWorstComesFirstAndNumbersInNamesCount()
    {
        FleetModel model(m_clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        QCOMPARE(namesOf(model), (QStringList{u"pi-2"_s, u"pi-3"_s, u"Pi-1"_s, u"pi-10"_s}));
        model.setSorting(FleetColumn::Name, Qt::AscendingOrder);
        QCOMPARE(namesOf(model), (QStringList{u"Pi-1"_s, u"pi-2"_s, u"pi-3"_s, u"pi-10"_s}));
        model.setSorting(FleetColumn::Temperature, Qt::DescendingOrder);
        QCOMPARE(namesOf(model), (QStringList{u"pi-2"_s, u"Pi-1"_s, u"pi-10"_s, u"pi-3"_s}));
    }

    void whatADeviceDoesNotTellGoesLastInBothDirections()
    {
        FleetModel model(m_clock);
        fill(model);
        DeviceState mute = pi("e", "mute", 0);
        std::erase_if(mute.latest.samples,
                      [](const Sample &sample) { return sample.series.metric == Metric::SocTemperature; });
        model.apply({{shared(std::move(mute))}, {}});
        model.setSorting(FleetColumn::Temperature, Qt::AscendingOrder);
        QCOMPARE(namesOf(model).last(), u"mute"_s);
        model.setSorting(FleetColumn::Temperature, Qt::DescendingOrder);
        QCOMPARE(namesOf(model).last(), u"mute"_s);
    }

    void aFilterKeepsTheSelectionOfWhatStays()
    {
        FleetModel model(m_clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        const QPersistentModelIndex chosen = model.index(model.rowOf("d"), 0);
        model.setFilter({.text = u"HARBOUR pi"_s, .level = {}, .site = {}, .tag = {}});
        QCOMPARE(namesOf(model), (QStringList{u"pi-3"_s, u"pi-10"_s}));
        QVERIFY(chosen.isValid());
        QCOMPARE(chosen.row(), model.rowOf("d"));
        model.setFilter({.text = {}, .level = HealthLevel::Critical, .site = {}, .tag = {}});
        QCOMPARE(namesOf(model), QStringList{u"pi-2"_s});
        QVERIFY(!chosen.isValid());
        model.setFilter({.text = {}, .level = {}, .site = u""_s, .tag = {}});
        QCOMPARE(namesOf(model), QStringList{u"Pi-1"_s});
        model.setFilter({});
        QCOMPARE(model.rowCount(), 4);
    }

    void groupsHaveHeadingsThatFold()
    {
        FleetModel model(m_clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        model.setGrouping(Grouping::Site);
        QCOMPARE(namesOf(model), (QStringList{u"[Depot]"_s, u"pi-2"_s, u"[Harbour]"_s, u"pi-3"_s, u"pi-10"_s,
                                              u"[No site]"_s, u"Pi-1"_s}));
        QCOMPARE(model.groupAt(2)->summary.total(), std::size_t{2});
        model.setCollapsed(u"Harbour"_s, true);
        QCOMPARE(namesOf(model), (QStringList{u"[Depot]"_s, u"pi-2"_s, u"[Harbour]"_s, u"[No site]"_s, u"Pi-1"_s}));
        QCOMPARE(model.groupAt(2)->summary.total(), std::size_t{2});
        model.setCollapsed(u"Harbour"_s, false);
        QCOMPARE(model.rowCount(), 7);
        model.setGrouping(Grouping::State);
        QCOMPARE(namesOf(model), (QStringList{u"[Critical]"_s, u"pi-2"_s, u"[Attention]"_s, u"pi-3"_s, u"[Unknown]"_s,
                                              u"Pi-1"_s, u"[OK]"_s, u"pi-10"_s}));
    }

    void aGroupGoesWithItsLastDevice()
    {
        FleetModel model(m_clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        model.setGrouping(Grouping::Site);
        model.apply({{}, {"b"}});
        QCOMPARE(namesOf(model), (QStringList{u"[Harbour]"_s, u"pi-3"_s, u"pi-10"_s, u"[No site]"_s, u"Pi-1"_s}));
        QCOMPARE(model.summary().total(), std::size_t{3});
        model.apply({{shared(pi("f", "new", 30, HealthLevel::Ok, "Depot"))}, {}});
        QCOMPARE(namesOf(model).first(2), (QStringList{u"[Depot]"_s, u"new"_s}));
    }

    void neighboursThatChangeTogetherAreToldInOneGo()
    {
        FleetModel model(m_clock);
        fill(model);
        model.setSorting(FleetColumn::Name, Qt::AscendingOrder); // c b d a
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply({{shared(pi("b", "pi-2", 71, HealthLevel::Critical, "Depot")),
                      shared(pi("a", "pi-10", 51, HealthLevel::Ok, "Harbour")),
                      shared(pi("d", "pi-3", 41, HealthLevel::Attention, "Harbour"))},
                     {}});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 3);
        changed.clear();
        model.apply({{shared(pi("c", "Pi-1", 61, HealthLevel::Unknown)),
                      shared(pi("d", "pi-3", 42, HealthLevel::Attention, "Harbour"))},
                     {}});
        QCOMPARE(changed.size(), 2);
    }

    void newFiguresReorderRowsLaterAndInOneMove()
    {
        FleetModel model(m_clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fill(model);
        model.setSorting(FleetColumn::Temperature, Qt::DescendingOrder);
        const QPersistentModelIndex coldest = model.index(3, 0);
        QSignalSpy moved(&model, &QAbstractItemModel::layoutChanged);
        model.apply({{shared(pi("d", "pi-3", 90, HealthLevel::Attention, "Harbour"))}, {}});
        model.apply({{shared(pi("d", "pi-3", 95, HealthLevel::Attention, "Harbour"))}, {}});
        QCOMPARE(coldest.row(), 3);
        QTRY_COMPARE(coldest.row(), 0);
        QCOMPARE(moved.size(), 1);
    }

    void rowsStayPutWhileSomebodyPointsAtThem()
    {
        FleetModel model(m_clock);
        fill(model);
        model.setSorting(FleetColumn::Temperature, Qt::DescendingOrder);
        QSignalSpy moved(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy arranged(&model, &FleetModel::arranged);
        model.hold();
        model.apply({{shared(pi("d", "pi-3", 90, HealthLevel::Attention, "Harbour"))}, {}});
        QVERIFY(!arranged.wait(1500)); // longer than the interval of ordering, shorter than the hold
        QCOMPARE(moved.size(), 0);
        QTRY_COMPARE(model.rowOf("d"), 0);
    }

    void figuresThatDoNotMatterToTheOrderMoveNothing()
    {
        FleetModel model(m_clock);
        fill(model);
        QSignalSpy arranged(&model, &FleetModel::arranged);
        model.apply({{shared(pi("d", "pi-3", 90, HealthLevel::Attention, "Harbour"))}, {}}); // sorted by state
        QVERIFY(!arranged.wait(1200));
    }

    void summaryCountsTheWholeFleet()
    {
        FleetModel model(m_clock);
        QSignalSpy spy(&model, &FleetModel::summaryChanged);
        fill(model);
        QCOMPARE(spy.size(), 1);
        model.setFilter({.text = u"nothing like it"_s, .level = {}, .site = {}, .tag = {}});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.summary().total(), std::size_t{4});
        QCOMPARE(model.summary().count(HealthLevel::Critical), std::size_t{1});
        model.apply({{shared(pi("b", "pi-2", 70, HealthLevel::Ok, "Depot"))}, {}});
        QCOMPARE(model.summary().count(HealthLevel::Critical), std::size_t{0});
        QCOMPARE(model.sites(), (QStringList{u"Depot"_s, u"Harbour"_s}));
        QVERIFY(model.hasDevicesWithoutSite());
    }

    void manyDevicesSurviveEveryKindOfRearrangement()
    {
        FleetModel model(m_clock);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<DeviceStatePtr> states;
        for (DeviceState &state : exampleFleet(240))
            states.push_back(shared(std::move(state)));
        model.reset(states);
        QCOMPARE(model.rowCount(), 240);
        model.setFilter({.text = u"camera"_s, .level = {}, .site = {}, .tag = {}});
        QCOMPARE(model.rowCount(), 30);
        model.setFilter({.text = {}, .level = {}, .site = {}, .tag = u"outdoor"_s});
        model.setGrouping(Grouping::Model);
        model.setSorting(FleetColumn::Cpu, Qt::DescendingOrder);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 240 + 6); // five models, and one group of those that never told theirs
    }

    void throttleBitsTellNowFromEarlier()
    {
        DeviceState state = examplePi("x", "x");
        setValue(state, Metric::ThrottleWord, 0x50000);
        QCOMPARE(figuresOf(state).underVoltage, (NowAndEarlier{false, true}));
        QCOMPARE(figuresOf(state).throttled, (NowAndEarlier{false, true}));
        setValue(state, Metric::ThrottleWord, 0x80008);
        QCOMPARE(figuresOf(state).underVoltage, (NowAndEarlier{false, false}));
        QCOMPARE(figuresOf(state).throttled, (NowAndEarlier{true, true}));
        setValue(state, Metric::UnderVoltageRecent, 1);
        QVERIFY(figuresOf(state).underVoltage.now);
    }

    void theFullestDiskAndTheEmptiestUpsCount()
    {
        DeviceState state = examplePi("x", "x");
        setValue(state, Metric::FilesystemUsedPercent, 88, "/srv");
        setValue(state, Metric::UpsCharge, 90, "a");
        setValue(state, Metric::UpsCharge, 40, "b");
        setValue(state, Metric::UpsOnBattery, 0, "a");
        setValue(state, Metric::UpsOnBattery, 1, "b");
        const DeviceFigures figures = figuresOf(state);
        QCOMPARE(figures.diskPercent, 88.0);
        QCOMPARE(figures.fullestMount, std::string("/srv"));
        QCOMPARE(figures.upsPercent, 40.0);
        QVERIFY(figures.onBattery);
    }

    void aDeviceWithoutFiguresTellsWhy()
    {
        DeviceState state = examplePi("a", "pump");
        state.connection = ConnectionState::Connecting;
        state.error = Error{ErrorKind::Unreachable, "10.0.0.7:22 refused\x1b[2J the connection", {"connecting"}};
        QCOMPARE(connectionText(state), Texts::connection(ConnectionState::Connecting)); // the failure is an old one
        for (const ConnectionState failed : {ConnectionState::Waiting, ConnectionState::Blocked}) {
            state.connection = failed;
            const QString text = connectionText(state);
            QVERIFY2(text.startsWith(Texts::errorKind(ErrorKind::Unreachable)), qPrintable(text));
            QVERIFY2(text.contains(u"10.0.0.7:22 refused"_s) && !text.contains(u'\x1b'), qPrintable(text));
            QVERIFY2(!text.contains(u"while"_s), qPrintable(text));
        }
        state.error.reset();
        QCOMPARE(connectionText(state), Texts::connection(ConnectionState::Blocked));
    }

    void modelsAreCalledAsPeopleCallThem()
    {
        QCOMPARE(shortModel(u"Raspberry Pi 4 Model B Rev 1.5"_s), u"Pi 4 B"_s);
        QCOMPARE(shortModel(u"Raspberry Pi 3 Model B Plus Rev 1.3"_s), u"Pi 3 B+"_s);
        QCOMPARE(shortModel(u"Raspberry Pi Zero 2 W Rev 1.0"_s), u"Pi Zero 2 W"_s);
        QCOMPARE(shortModel(u"Raspberry Pi Compute Module 4 Rev 1.1"_s), u"CM4"_s);
        QCOMPARE(shortModel(u"ThinkPad"_s), u"ThinkPad"_s);
    }
};

QTEST_GUILESS_MAIN(FleetModelTest)
#include "FleetModelTest.moc"
