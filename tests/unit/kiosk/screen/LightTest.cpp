// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/AmbientLight.h"
#include "app/kiosk/screen/Backlight.h"
#include "app/kiosk/screen/BacklightRule.h"
#include "app/kiosk/screen/LightSensor.h"
#include "tests/unit/kiosk/screen/StagedFolder.h"

#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

using testsupport::StagedFolder;

const QString kPanel = u"sys/class/backlight/10-0045"_s;
const QString kSensor = u"sys/bus/iio/devices/iio:device1"_s;

void putPanel(const StagedFolder &machine, const QString &folder = kPanel, const QByteArray &most = "255\n")
{
    machine.put(folder + u"/max_brightness"_s, most);
    machine.put(folder + u"/brightness"_s, "255\n");
    machine.put(folder + u"/bl_power"_s, "0\n");
}

/// While it exists, a test that runs as root may do no more than anybody.
class AsNobody
{
public:
    AsNobody()
    {
        if (m_isRoot)
            m_isRoot = setresuid(kNobody, kNobody, 0) == 0;
    }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;
    ~AsNobody()
    {
        if (m_isRoot && setresuid(0, 0, 0) != 0)
            qFatal("root cannot be had back");
    }

private:
    static constexpr uid_t kNobody = 65534;
    bool m_isRoot = geteuid() == 0;
};

QByteArray brightness(const StagedFolder &machine, const QString &folder = kPanel)
{
    return machine.get(folder + u"/brightness"_s);
}

} // namespace

class LightTest : public QObject
{
    Q_OBJECT
private slots:
    void halfTheBrightnessIsAFifthOfTheLight()
    {
        QCOMPARE(lightOf(100), 1.0);
        QVERIFY(qAbs(lightOf(50) - 0.184) < 0.001);
        QCOMPARE(lightOf(0), 0.0);
        QCOMPARE(lightOf(-5), 0.0);
        QCOMPARE(lightOf(500), 1.0);
        for (int percent = 1; percent <= 100; ++percent)
            QVERIFY(lightOf(percent) > lightOf(percent - 1));
    }

    void theBrightnessFollowsTheEyeAndIsNeverNothing()
    {
        const StagedFolder machine;
        putPanel(machine);
        Backlight backlight(machine.root());
        QVERIFY(backlight.isAvailable());
        QVERIFY(backlight.reason().isEmpty());
        backlight.setPercent(50);
        QCOMPARE(brightness(machine), "47");
        backlight.setPercent(0);
        QCOMPARE(backlight.percent(), 1);
        QCOMPARE(brightness(machine), "1");
        backlight.setPercent(1000);
        QCOMPARE(brightness(machine), "255");
    }

    void aPanelWhoseStepsLookEqualIsSetEvenly()
    {
        const StagedFolder machine;
        putPanel(machine, kPanel, "31\n");
        machine.put(kPanel + u"/scale"_s, "non-linear\n");
        Backlight backlight(machine.root());
        backlight.setPercent(50);
        QCOMPARE(brightness(machine), "16");
    }

    void severalPanelsAreSetAlike()
    {
        const StagedFolder machine;
        const QString other = u"sys/class/backlight/11-0045"_s;
        putPanel(machine);
        putPanel(machine, other, "100\n");
        Backlight backlight(machine.root());
        backlight.setPercent(50);
        QCOMPARE(brightness(machine), "47");
        QCOMPARE(brightness(machine, other), "18");
    }

    void theLightGoesOffAndComesBackAsItWas()
    {
        const StagedFolder machine;
        putPanel(machine);
        Backlight backlight(machine.root());
        backlight.setPercent(50);
        backlight.setOn(false);
        QCOMPARE(machine.get(kPanel + u"/bl_power"_s), "4");
        backlight.setOn(true);
        QCOMPARE(machine.get(kPanel + u"/bl_power"_s), "0");
        QCOMPARE(brightness(machine), "47");
    }

    void aPanelWithoutASwitchIsSetToNothing()
    {
        const StagedFolder machine;
        putPanel(machine);
        QVERIFY(QFile::remove(machine.at(kPanel + u"/bl_power"_s)));
        Backlight backlight(machine.root());
        backlight.setPercent(50);
        backlight.setOn(false);
        QCOMPARE(brightness(machine), "0");
        backlight.setOn(true);
        QCOMPARE(brightness(machine), "47");
    }

    void withoutAPanelItSaysSoAndFindsOneThatComesLater()
    {
        const StagedFolder machine;
        Backlight backlight(machine.root());
        const QSignalSpy available(&backlight, &Backlight::availableChanged);
        QVERIFY(!backlight.isAvailable());
        QVERIFY(!backlight.reason().isEmpty());
        QVERIFY(backlight.udevRule().isEmpty());
        backlight.setPercent(50);
        backlight.setOn(false);
        backlight.setOn(true);
        putPanel(machine);
        backlight.look();
        QVERIFY(backlight.isAvailable());
        QCOMPARE(available.size(), 1);
        QCOMPARE(brightness(machine), "47"); // as was asked before
    }

    void aPanelThatGoesIsMissed()
    {
        const StagedFolder machine;
        putPanel(machine);
        Backlight backlight(machine.root());
        machine.remove(kPanel);
        backlight.setPercent(50);
        QVERIFY(!backlight.isAvailable());
        QVERIFY(!backlight.reason().isEmpty());
    }

    void aPanelThatTellsRubbishIsNone_data()
    {
        QTest::addColumn<QByteArray>("most");
        for (const char *most : {"", "0\n", "-1\n", "many\n", "99999999999999999999\n", "4294967296\n"})
            QTest::newRow(most) << QByteArray(most);
    }
    void aPanelThatTellsRubbishIsNone()
    {
        QFETCH(QByteArray, most);
        const StagedFolder machine;
        putPanel(machine, kPanel, most);
        QVERIFY(!Backlight(machine.root()).isAvailable());
    }

    void aPanelThatMayNotBeSetIsExplainedWithTheRuleThatHelps()
    {
        const StagedFolder machine;
        putPanel(machine);
        const auto readOnly = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
        const auto enterable = readOnly | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(QFile::setPermissions(machine.at(kPanel + u"/brightness"_s), readOnly));
        QVERIFY(QFile::setPermissions(QString::fromStdString(machine.root()), enterable | QFile::WriteOwner));
        const AsNobody nobody;
        const Backlight backlight(machine.root());
        QVERIFY(!backlight.isAvailable());
        QVERIFY(backlight.reason().contains(u"video"_s));
        QVERIFY(backlight.udevRule().contains(u"chgrp video"_s));
    }

    void theRuleNamesWhatIsWritten()
    {
        const QString rule = QString::fromUtf8(kBacklightRule.data(), static_cast<qsizetype>(kBacklightRule.size()));
        for (const QString &part :
             {u"SUBSYSTEM==\"backlight\""_s, u"chgrp video"_s, u"g+w"_s, u"/brightness"_s, u"/bl_power"_s})
            QVERIFY2(rule.contains(part), qPrintable(part));
    }

    void luxAreReadAsTheDriverGivesThem_data()
    {
        using Files = QMap<QString, QByteArray>;
        QTest::addColumn<Files>("files");
        QTest::addColumn<double>("lux");
        QTest::newRow("in lux") << Files{{u"in_illuminance_input"_s, "123.5\n"}} << 123.5;
        QTest::newRow("numbered") << Files{{u"in_illuminance0_input"_s, "7\n"}} << 7.0;
        QTest::newRow("raw") << Files{{u"in_illuminance_raw"_s, "200\n"}, {u"in_illuminance_scale"_s, "0.25\n"}}
                             << 50.0;
        QTest::newRow("raw with an offset") << Files{{u"in_illuminance0_raw"_s, "200\n"},
                                                     {u"in_illuminance0_scale"_s, "0.5\n"},
                                                     {u"in_illuminance0_offset"_s, "-100\n"}}
                                            << 50.0;
        QTest::newRow("numbered with the scale of all")
            << Files{{u"in_illuminance0_raw"_s, "10\n"}, {u"in_illuminance_scale"_s, "2\n"}} << 20.0;
        QTest::newRow("raw alone") << Files{{u"in_illuminance_raw"_s, "42\n"}} << 42.0;
        QTest::newRow("nothing but temperature") << Files{{u"in_temp_input"_s, "20000\n"}} << -1.0;
        QTest::newRow("rubbish") << Files{{u"in_illuminance_input"_s, "bright\n"}} << -1.0;
        QTest::newRow("negative") << Files{{u"in_illuminance_input"_s, "-3\n"}} << -1.0;
        QTest::newRow("not a number") << Files{{u"in_illuminance_input"_s, "nan\n"}} << -1.0;
        QTest::newRow("brighter than any light") << Files{{u"in_illuminance_input"_s, "1e300\n"}} << -1.0;
    }
    void luxAreReadAsTheDriverGivesThem()
    {
        using Files = QMap<QString, QByteArray>;
        QFETCH(Files, files);
        QFETCH(double, lux);
        const StagedFolder machine;
        machine.put(u"sys/bus/iio/devices/iio:device0/in_accel_x_raw"_s, "9\n");
        for (auto file = files.begin(); file != files.end(); ++file)
            machine.put(kSensor + u'/' + file.key(), file.value());
        QCOMPARE(readLux(machine.root()).value_or(-1), lux);
    }

    void aMachineWithoutSensorsHasNoLux()
    {
        QVERIFY(!readLux(StagedFolder().root()));
        QVERIFY(!readLux("/no/such/folder"));
    }

    void aRoomIsDarkOnlyWhenSeveralMeasurementsSaySo()
    {
        Dusk dusk;
        QVERIFY(!dusk.take(100));
        QVERIFY(!dusk.take(5));
        QVERIFY(!dusk.take(5));
        QVERIFY(!dusk.take(100)); // somebody walked past
        QVERIFY(!dusk.take(5));
        QVERIFY(!dusk.take(5));
        QVERIFY(dusk.take(5));
        QVERIFY(dusk.take(20)); // between the thresholds nothing changes
        QVERIFY(dusk.take(20));
        QVERIFY(dusk.take(20));
        QVERIFY(dusk.take(30));
        QVERIFY(dusk.take(30));
        QVERIFY(!dusk.take(30));
        for (int i = 0; i < 10; ++i)
            QVERIFY(!dusk.take(15));
    }

    void theFirstMeasurementDecidesAtOnce()
    {
        QVERIFY(Dusk().take(3));
        QVERIFY(!Dusk().take(15));
    }

    void theRoomIsMeasuredInAnotherThread()
    {
        std::atomic<double> lux = 3;
        std::atomic<Qt::HANDLE> thread = nullptr;
        AmbientLight light([&]() -> std::optional<double> {
            thread = QThread::currentThreadId();
            return lux.load();
        });
        QVERIFY(!light.isAvailable());
        light.start();
        QTRY_VERIFY(light.isAvailable());
        QVERIFY(thread.load() != QThread::currentThreadId());
        QVERIFY(light.isDark());
        QVERIFY(light.reason().isEmpty());
        light.stop();
        QVERIFY(!light.isAvailable());
        QVERIFY(!light.isDark());
    }

    void aSensorThatIsPulledOutIsMissed()
    {
        std::atomic<bool> isThere = true;
        AmbientLight light([&] { return isThere ? std::optional(3.0) : std::nullopt; });
        light.start();
        QTRY_VERIFY(light.isDark());
        isThere = false;
        light.measure();
        QTRY_VERIFY(!light.isAvailable());
        QVERIFY(!light.isDark());
        QVERIFY(!light.reason().isEmpty());
    }
};

} // namespace piuptime::kiosk

QTEST_GUILESS_MAIN(piuptime::kiosk::LightTest)
#include "LightTest.moc"
