// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/HostReport.h"
#include "tests/support/FakeEngine.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::kiosk;
using namespace piuptime::testsupport;

/// What the page of the kiosk's own Pi says.
class HostReportTest : public QObject
{
    Q_OBJECT

    DeviceState m_pi;
    history::StoreState m_history;
    std::vector<BrokerConfig> m_brokers;
    std::vector<BrokerState> m_states;

    [[nodiscard]] presentation::FactGroup section(const QString &title) const
    {
        for (const presentation::FactGroup &group :
             HostReport{m_pi, m_history, m_brokers, m_states, fromMsUtc(1'760'000'000'000)}.sections()) {
            if (group.title == title)
                return group;
        }
        return {};
    }
    [[nodiscard]] presentation::FactRow row(const QString &title, const QString &label) const
    {
        for (const presentation::FactRow &each : section(title).rows) {
            if (each.label.startsWith(label))
                return each;
        }
        return {};
    }

private slots:
    void init()
    {
        m_pi = examplePi("1", "wall");
        std::erase_if(m_pi.latest.facts, [](const Fact &fact) {
            return fact.key == FactKey::RootDevice || fact.key == FactKey::DiskKind || fact.key == FactKey::FailedUnit;
        });
        setFact(m_pi, FactKey::RootDevice, "mmcblk0p2");
        setFact(m_pi, FactKey::DiskKind, "SD", "mmcblk0");
        setValue(m_pi, Metric::FilesystemSize, 32e9, "/");
        m_history = {};
        m_brokers.clear();
        m_states.clear();
    }
    void aCardThatIsWrittenLittleOutlivesTheRest()
    {
        m_history.bytesWrittenPerDay = 40'000'000;
        QCOMPARE(row(u"What it writes"_s, u"This history"_s).text, u"40.0\u00A0MB a day"_s);
        // 32 GB a hundred times at 40 MB a day is 219 years.
        QVERIFY(row(u"What it writes"_s, u"Card of"_s).text.startsWith(u"lasts more than 100"_s));
    }
    void aCardThatIsWrittenMuchSaysForHowLong()
    {
        m_history.bytesWrittenPerDay = 40'000'000;
        m_pi.latest.uptimeSeconds = 10 * 86'400.0;
        setValue(m_pi, Metric::DiskWritten, 80e9, "mmcblk0");
        QCOMPARE(row(u"What it writes"_s, u"Everything here"_s).text, u"8.0\u00A0GB a day"_s);
        // 32 GB a hundred times at 8 GB a day is 400 days, a thousand times is 10.9 years.
        const QString life = row(u"What it writes"_s, u"Card of"_s).text;
        QVERIFY2(life.startsWith(u"1 year"_s) && life.contains(u"10 year"_s), qPrintable(life));
        QCOMPARE(row(u"What it writes"_s, u"Card of"_s).level, HealthLevel::Ok);
    }
    void aCardThatWillNotLastAYearIsMarked()
    {
        m_history.bytesWrittenPerDay = 20'000'000'000;
        QCOMPARE(row(u"What it writes"_s, u"Card of"_s).level, HealthLevel::Attention);
    }
    void whatWasWrittenWhileBootingIsNoMeasureOfADay()
    {
        m_pi.latest.uptimeSeconds = 300;
        setValue(m_pi, Metric::DiskWritten, 1e9, "mmcblk0");
        QVERIFY(section(u"What it writes"_s).rows.empty());
    }
    void anSsdIsNoCard()
    {
        m_history.bytesWrittenPerDay = 40'000'000;
        setFact(m_pi, FactKey::RootDevice, "nvme0n1p2");
        setFact(m_pi, FactKey::DiskKind, "NVMe", "nvme0n1");
        QVERIFY(!row(u"What it writes"_s, u"This history"_s).text.isEmpty());
        QVERIFY(row(u"What it writes"_s, u"Card"_s).text.isEmpty());
    }
    void servicesThatFailedAreNamedAndMarked()
    {
        setValue(m_pi, Metric::UnitsFailed, 0);
        QCOMPARE(row(u"Services"_s, u"Units of systemd"_s).text, u"none has failed"_s);
        setFact(m_pi, FactKey::FailedUnit, "MQTT broker", "mosquitto.service");
        QCOMPARE(row(u"Services"_s, u"mosquitto.service"_s).level, HealthLevel::Attention);
        QVERIFY(row(u"Services"_s, u"Units of systemd"_s).text.isEmpty());
    }
    void aDiskThatRefusesAndABrokerThatIsGoneAreMarked()
    {
        m_history.mode = history::StoreState::Mode::Buffering;
        BrokerConfig broker;
        broker.name = "site";
        m_brokers = {broker};
        BrokerState state;
        state.name = "site";
        state.connection = BrokerState::Connection::Waiting;
        m_states = {state};
        QCOMPARE(row(u"Services"_s, u"History"_s).level, HealthLevel::Attention);
        QVERIFY(row(u"Services"_s, u"Broker site"_s).level != HealthLevel::Ok);
    }
};

QTEST_GUILESS_MAIN(HostReportTest)
#include "HostReportTest.moc"
