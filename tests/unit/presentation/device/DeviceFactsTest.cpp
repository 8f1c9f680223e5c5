// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceFacts.h"
#include "app/presentation/device/EventListModel.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QTest>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);

DeviceState pi()
{
    DeviceState state;
    state.config.id = "a";
    state.everRead = true;
    state.latest.receivedAt = kNow;
    return state;
}

QString all(const DeviceState &state)
{
    return asPlainText(describeFacts(state));
}

Event eventOf(UtcTime at, EventKind kind, const DeviceId &device = "a", std::string detail = {})
{
    return {device, at, kind, Severity::Warning, std::move(detail)};
}

} // namespace

class DeviceFactsTest : public QObject
{
    Q_OBJECT
private slots:
    void whatIsNotKnownIsNotMentioned()
    {
        DeviceState state = pi();
        QVERIFY(describeFacts(state).empty());
        setFact(state, FactKey::Model, "Raspberry Pi 5 Model B Rev 1.0");
        setFact(state, FactKey::DiskHealth, "unknown", "mmcblk0");
        setFact(state, FactKey::DiskKind, "SD", "mmcblk0");
        QCOMPARE(describeFacts(state).size(), 2u);
        QVERIFY(!all(state).contains(QStringLiteral("nknown")));
    }

    void aPiThatWasNeverReadHasNoFacts()
    {
        DeviceState state = pi();
        setFact(state, FactKey::Model, "stale");
        state.everRead = false;
        QVERIFY(describeFacts(state).empty());
    }

    void theSupplyIsToldInAmperesWithItsDelivery()
    {
        DeviceState state = pi();
        setFact(state, FactKey::SupplyCurrentMilliampere, "5000");
        setFact(state, FactKey::UsbPowerDelivery, "yes");
        QVERIFY2(all(state).contains(QStringLiteral("5.00\u00a0A · with USB power delivery")), qPrintable(all(state)));
    }

    void aWornOrFailingDiskIsMarked()
    {
        DeviceState state = pi();
        setFact(state, FactKey::DiskKind, "eMMC", "mmcblk0");
        setFact(state, FactKey::DiskKind, "NVMe", "nvme0n1");
        setFact(state, FactKey::DiskHealth, "failing", "nvme0n1");
        setValue(state, Metric::DiskWear, 90, "mmcblk0");
        const auto groups = describeFacts(state);
        QCOMPARE(groups.size(), 1u);
        QCOMPARE(groups[0].rows[0].level, HealthLevel::Attention);
        QCOMPARE(groups[0].rows[1].level, HealthLevel::Critical);
    }

    void failedUnitsComeFirstAndCanBeRestarted()
    {
        DeviceState state = pi();
        setFact(state, FactKey::Model, "Raspberry Pi 4");
        setFact(state, FactKey::FailedUnit, "A web server", "nginx.service");
        const auto groups = describeFacts(state);
        QCOMPARE(groups.front().rows.front().unit, std::string("nginx.service"));
        QCOMPARE(groups.front().rows.front().text, QStringLiteral("A web server"));
    }

    void everyAddressOfAnInterfaceHasItsLine()
    {
        DeviceState state = pi();
        setFact(state, FactKey::NetworkAddress, "192.168.1.20/24 fe80::1/64", "eth0");
        setFact(state, FactKey::NetworkMac, "dc:a6:32:0a:1b:2c", "eth0");
        QCOMPARE(describeFacts(state).front().rows.front().text.count(u'\n'), 2);
    }

    void hostileFactsStayPlainShortText()
    {
        DeviceState state = pi();
        setFact(state, FactKey::Model, "\x1b]0;owned\x07%1<b>Pi</b>\xe2\x80\xae" + std::string(100'000, 'x'));
        const QString text = describeFacts(state).front().rows.front().text;
        QVERIFY(text.size() < 400);
        QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x202e)));
        QVERIFY(all(state).contains(QStringLiteral("<b>Pi</b>")));
    }

    void aReasonHoldsSinceItsNewestEvent()
    {
        const DeviceState state = pi();
        const std::vector events{eventOf(kNow - 3h, EventKind::UnderVoltage),
                                 eventOf(kNow - 1h, EventKind::UnderVoltage),
                                 eventOf(kNow - 10min, EventKind::Throttled)};
        const auto since = [&](ReasonCode code) {
            return sinceWhen({code, HealthLevel::Critical, 0, {}, {}}, state, events);
        };
        QCOMPARE(since(ReasonCode::UnderVoltageNow), std::optional(kNow - 1h));
        QCOMPARE(since(ReasonCode::ThrottledNow), std::optional(kNow - 10min));
        QCOMPARE(since(ReasonCode::Stale), std::optional(kNow));
        QCOMPARE(since(ReasonCode::UpsOnBattery), std::nullopt);
        QCOMPARE(since(ReasonCode::UnderVoltageSinceBoot), std::nullopt);
    }

    void eventsAreListedNewestFirstAndFollow()
    {
        TestClock clock(kNow);
        FakeEngine engine;
        engine.happen(eventOf(kNow - 2h, EventKind::Rebooted));
        engine.happen(eventOf(kNow - 1h, EventKind::Disconnected, "a", "timed out"));
        engine.happen(eventOf(kNow - 30min, EventKind::Rebooted, "other"));
        EventListModel model(engine, clock);
        model.setDevice("a");
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, EventListModel::DetailColumn).data().toString(), QStringLiteral("timed out"));
        engine.happen(eventOf(kNow, EventKind::Connected));
        engine.happen(eventOf(kNow, EventKind::Connected, "other"));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data(EventListModel::KindRole).toInt(), static_cast<int>(EventKind::Connected));
    }

    void eventsOfAFormerDeviceAreDropped()
    {
        TestClock clock(kNow);
        FakeEngine engine;
        engine.happen(eventOf(kNow - 2h, EventKind::Rebooted, "a"));
        engine.happen(eventOf(kNow - 1h, EventKind::OnBattery, "b"));
        EventListModel model(engine, clock);
        engine.holdHistory();
        model.setDevice("a");
        model.setDevice("b");
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.isLoading());
        engine.releaseHistory();
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.inTimeOrder().front().kind, EventKind::OnBattery);
    }
};

QTEST_GUILESS_MAIN(DeviceFactsTest)
#include "DeviceFactsTest.moc"
