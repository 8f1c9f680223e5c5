// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/Surroundings.h"
#include "tests/support/FakeEngine.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);

DeviceState sensor(const DeviceId &id, std::string name)
{
    DeviceState state;
    state.config.id = id;
    state.config.name = std::move(name);
    state.config.kind = DeviceConfig::Kind::Sensor;
    state.everRead = true;
    state.stale = false;
    state.latest.receivedAt = kNow - 12s;
    return state;
}

DeviceStatePtr shared(DeviceState state)
{
    return std::make_shared<const DeviceState>(std::move(state));
}

QStringList linesOf(const DeviceState &state)
{
    QStringList lines;
    for (const SurroundingValue &value : surroundingOf(state, kNow).values)
        lines << value.label + QStringLiteral(": ") + value.text;
    return lines;
}

} // namespace

class SurroundingsTest : public QObject
{
    Q_OBJECT
private slots:
    void valuesAreToldInWordsWherePeopleWouldUseWords()
    {
        DeviceState door = sensor("door", "Door");
        setValue(door, Metric::AmbientTemperature, 21.44, "Door");
        setValue(door, Metric::ContactOpen, 1, "Door");
        setValue(door, Metric::Vibration, 0, "Door");
        QCOMPARE(linesOf(door).join(u'|'),
                 QStringLiteral("Temperature: 21.4\u00a0°C|Door or window: open|Vibration: none"));
        QVERIFY(surroundingOf(door, kNow).values[1].standsOut);
        QVERIFY(!surroundingOf(door, kNow).values[2].standsOut);
    }

    void severalOfAKindAreToldApartByTheirParts()
    {
        DeviceState rack = sensor("rack", "Rack");
        setValue(rack, Metric::AmbientTemperature, 20, "Rack top");
        setValue(rack, Metric::AmbientTemperature, 30, "Rack bottom");
        QCOMPARE(linesOf(rack).join(u'|'), QStringLiteral("Rack bottom: 30.0\u00a0°C|Rack top: 20.0\u00a0°C"));
    }

    void whatAPiMeasuresOfItselfIsNotItsSurroundings()
    {
        DeviceState pi = examplePi("pi", "pi");
        setValue(pi, Metric::SocTemperature, 60);
        QVERIFY(surroundingOf(pi, kNow).values.empty());
    }

    void aSensorThatFellSilentSaysSo()
    {
        DeviceState rack = sensor("rack", "Rack");
        QCOMPARE(surroundingOf(rack, kNow).age, QStringLiteral("12\u00a0s ago"));
        rack.stale = true;
        rack.latest.receivedAt = kNow - 3h;
        const Surrounding silent = surroundingOf(rack, kNow);
        QVERIFY(silent.isSilent);
        QCOMPARE(silent.age, QStringLiteral("silent for 3\u00a0h"));
        QCOMPARE(surroundingOf(sensor("new", "new"), kNow).isSilent, false);
    }

    void sensorsBelongToTheirPiOrToAllPisOfTheirSite()
    {
        DeviceConfig pi;
        pi.id = "pi";
        pi.site = "Harbour";
        DeviceState attached = sensor("1", "b");
        attached.config.attachedTo = "pi";
        DeviceState atSite = sensor("2", "a");
        atSite.config.site = "Harbour";
        DeviceState elsewhere = sensor("3", "c");
        elsewhere.config.site = "Harbour";
        elsewhere.config.attachedTo = "another Pi"; // the site says where it is, not whose it is
        const std::vector<DeviceStatePtr> fleet{shared(attached), shared(atSite), shared(elsewhere),
                                                shared(sensor("4", "alone"))};
        const auto found = sensorsAt(pi, fleet);
        QCOMPARE(found.size(), 2U);
        QCOMPARE(found[0]->config.id, DeviceId("2"));
        QCOMPARE(found[1]->config.id, DeviceId("1"));
        pi.site.clear();
        QCOMPARE(sensorsAt(pi, fleet).size(), 1U);
    }

    void onlyWhatIsMeasuredNowExplainsTheHeat()
    {
        const DeviceState pi = examplePi("pi", "pi");
        DeviceState rack = sensor("rack", "Rack");
        setValue(rack, Metric::AmbientTemperature, 41, "Rack");
        DeviceState old = sensor("old", "Old");
        setValue(old, Metric::AmbientTemperature, 60, "Old");
        old.stale = true;
        QCOMPARE(ambientCelsius(pi, std::vector{shared(rack), shared(old)}), 41.);
        QCOMPARE(ambientCelsius(pi, std::vector{shared(old)}), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(SurroundingsTest)
#include "SurroundingsTest.moc"
