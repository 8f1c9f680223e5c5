// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/NameFinder.h"
#include "tests/support/FakeEngine.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::kiosk;
using namespace piuptime::testsupport;

/// A Pi found by its name, key by key.
class NameFinderTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

    static std::vector<DeviceStatePtr> named(const QStringList &names)
    {
        std::vector<DeviceStatePtr> states;
        for (const QString &name : names) {
            states.push_back(std::make_shared<const DeviceState>(examplePi(name.toStdString(), name.toStdString())));
        }
        return states;
    }
    static QStringList found(const NameFinder &finder)
    {
        QStringList names;
        for (int row = 0; row < finder.rowCount(); ++row)
            names.append(finder.data(finder.index(row), NameFinder::NameRole).toString());
        return names;
    }

private slots:
    void whatAllNamesHaveInCommonNeedsNoKey()
    {
        presentation::FleetModel fleet(m_clock);
        NameFinder finder(fleet);
        const QAbstractItemModelTester tester(&finder);
        fleet.reset(named({u"press-01"_s, u"Press-02"_s, u"press-11"_s}));
        finder.setActive(true);
        QCOMPARE(finder.typed(), u"press-"_s);
        QCOMPARE(finder.keys(), (QStringList{u"0"_s, u"1"_s}));
        finder.press(u"0"_s);
        QCOMPARE(finder.typed(), u"press-0"_s);
        QCOMPARE(found(finder), (QStringList{u"press-01"_s, u"Press-02"_s}));
        finder.press(u"2"_s);
        QCOMPARE(found(finder), (QStringList{u"Press-02"_s}));
        QVERIFY(finder.keys().isEmpty());
    }
    void keysAreTakenBackOneByOne()
    {
        presentation::FleetModel fleet(m_clock);
        NameFinder finder(fleet);
        fleet.reset(named({u"kiln 1"_s, u"kiln 2"_s, u"pump"_s}));
        finder.setActive(true);
        QCOMPARE(finder.keys(), (QStringList{u"K"_s, u"P"_s}));
        QVERIFY(!finder.canGoBack());
        finder.press(u"K"_s);
        QCOMPARE(finder.typed(), u"kiln "_s);
        finder.press(u"2"_s);
        QCOMPARE(found(finder), (QStringList{u"kiln 2"_s}));
        finder.goBack();
        QCOMPARE(finder.typed(), u"kiln "_s);
        finder.goBack();
        QCOMPARE(finder.rowCount(), 3);
        QVERIFY(!finder.canGoBack());
        finder.goBack();
        QCOMPARE(finder.rowCount(), 3);
    }
    void numbersAreInTheOrderPeopleCount()
    {
        presentation::FleetModel fleet(m_clock);
        NameFinder finder(fleet);
        fleet.reset(named({u"pi10"_s, u"pi9"_s, u"pi"_s}));
        finder.setActive(true);
        QCOMPARE(found(finder), (QStringList{u"pi"_s, u"pi9"_s, u"pi10"_s}));
        QCOMPARE(finder.keys(), (QStringList{u"1"_s, u"9"_s})); // `pi` itself is found in the list
    }
    void oddNamesAreFoundAndSplitNoCharacter()
    {
        presentation::FleetModel fleet(m_clock);
        NameFinder finder(fleet);
        const QString fire = QString::fromUtf8("\xf0\x9f\x94\xa5");
        const QString water = QString::fromUtf8("\xf0\x9f\x94\xa7"); // begins with the same code unit
        fleet.reset(named({fire, water, u"<b>"_s}));
        finder.setActive(true);
        QCOMPARE(finder.typed(), QString());
        QCOMPARE(finder.keys().size(), 3);
        finder.press(water);
        QCOMPARE(found(finder), QStringList{water});
    }
    void aFleetWithoutPisHasNoKeys()
    {
        presentation::FleetModel fleet(m_clock);
        NameFinder finder(fleet);
        finder.setActive(true);
        QVERIFY(finder.keys().isEmpty());
        finder.press(u"X"_s); // an old screen
        QCOMPARE(finder.rowCount(), 0);
    }
    void whoLooksAgainStartsOver()
    {
        presentation::FleetModel fleet(m_clock);
        NameFinder finder(fleet);
        fleet.reset(named({u"a"_s, u"b"_s}));
        finder.setActive(true);
        finder.press(u"A"_s);
        finder.setActive(false);
        finder.setActive(true);
        QCOMPARE(finder.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(NameFinderTest)
#include "NameFinderTest.moc"
