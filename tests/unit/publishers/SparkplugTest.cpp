// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/SparkplugPayload.h"
#include "tests/unit/publishers/Probe.h"
#include "tests/unit/publishers/SparkplugBytes.h"

namespace piuptime::publishers {
namespace {

constexpr std::uint64_t kNoonMs = 1'790'000'000'000;
constexpr std::string_view kNodeBirth = "spBv1.0/plant/NBIRTH/gate";
constexpr std::string_view kNodeData = "spBv1.0/plant/NDATA/gate";
constexpr std::string_view kNodeDeath = "spBv1.0/plant/NDEATH/gate";
constexpr std::string_view kRackBirth = "spBv1.0/plant/DBIRTH/gate/rack";
constexpr std::string_view kRackData = "spBv1.0/plant/DDATA/gate/rack";

enum : std::uint32_t { Int8 = 1, Int32 = 3, Int64 = 4, UInt32 = 7, Double = 10, Boolean = 11 };

MetricBytes birthNumber(std::uint64_t number)
{
    return MetricBytes().name("bdSeq").type(Int64).integer(11, number);
}

std::string nodeBirth(std::uint64_t number = 7)
{
    return payloadOf(0, kNoonMs, birthNumber(number),
                     MetricBytes().name("CPU Temperature").alias(1).type(Double).real(48.5),
                     MetricBytes().name("wifi_signal_dbm/wlan0").alias(2).type(Int32).integer(10, 0xFFFFFFC3U));
}

std::string rackBirth()
{
    return payloadOf(1, kNoonMs, MetricBytes().name("Top/Temperature").alias(10).type(Double).real(21),
                     MetricBytes().name("Door Open").alias(11).type(Boolean).integer(14, 1),
                     MetricBytes().name("Rail/mV").alias(12).type(UInt32).integer(10, 5100));
}

/// A probe that has seen the births of the node and of its rack; the next message is number 2.
Probe born()
{
    Probe probe;
    probe.read(kNodeBirth, nodeBirth());
    probe.read(kRackBirth, rackBirth());
    return probe;
}

} // namespace

class SparkplugTest : public QObject
{
    Q_OBJECT

private slots:
    void aBirthTellsLifeAndValues()
    {
        Probe probe;
        const Report node = probe.report(kNodeBirth, nodeBirth());
        QVERIFY(node.kind == Kind::Pi);
        QCOMPARE(node.identity.publisherName, std::string("plant/gate"));
        QVERIFY(node.availability && node.availability->online);
        QVERIFY(node.publishedAt == kNoon);
        COMPARE_VALUE(node, 48.5, Metric::SocTemperature);
        COMPARE_VALUE(node, -61, Metric::WifiSignal, "wlan0"); // travels unsigned
        const Report rack = probe.report(kRackBirth, rackBirth());
        QVERIFY(rack.kind == Kind::Sensor);
        QCOMPARE(rack.identity.publisherName, std::string("plant/gate/rack"));
        COMPARE_VALUE(rack, 21, Metric::AmbientTemperature, "rack Top");
        COMPARE_VALUE(rack, 1, Metric::ContactOpen, "rack");
    }

    void dataMayGiveTheAliasAlone()
    {
        Probe probe = born();
        const Report rack = probe.report(kRackData, payloadOf(2, kNoonMs + 1000, MetricBytes().alias(10).real(22.5)));
        COMPARE_VALUE(rack, 22.5, Metric::AmbientTemperature, "rack Top");
        const Report node =
            probe.report(kNodeData, payloadOf(3, kNoonMs, MetricBytes().alias(2).integer(10, 0xFFFFFFC0U)));
        COMPARE_VALUE(node, -64, Metric::WifiSignal, "wlan0"); // by the type told at birth
    }

    void theSequenceWrapsBehind255()
    {
        Probe probe = born();
        for (std::uint64_t i = 2; i < 600; ++i) {
            const Readout readout =
                probe.read(kRackData, payloadOf(i % 256, kNoonMs, MetricBytes().alias(11).integer(14, i % 2)));
            QCOMPARE(readout.reports.size(), std::size_t(1));
            QVERIFY(readout.replies.empty());
        }
    }

    void aGapInTheSequenceAsksForARebirth()
    {
        Probe probe = born();
        const Readout gap = probe.read(kRackData, payloadOf(3, kNoonMs, MetricBytes().alias(10).real(30)));
        QVERIFY(gap.reports.empty()); // its aliases may be of a birth that was missed
        QCOMPARE(gap.replies.size(), std::size_t(1));
        QCOMPARE(gap.replies[0].topic, std::string("spBv1.0/plant/NCMD/gate"));
        const auto command = parseSparkplugPayload(gap.replies[0].payload);
        QVERIFY(command && command->find("Node Control/Rebirth"));
        QCOMPARE(command->find("Node Control/Rebirth")->number(0), std::optional(1.0));
        QVERIFY(probe.read(kRackData, payloadOf(4, kNoonMs)).replies.empty()); // once is enough
        QCOMPARE(probe.read(kRackData, payloadOf(5, kNoonMs), false, kNoon + Seconds(61)).replies.size(),
                 std::size_t(1));
        probe.read(kNodeBirth, nodeBirth());
        probe.read(kRackBirth, rackBirth());
        COMPARE_VALUE(probe.report(kRackData, payloadOf(2, kNoonMs, MetricBytes().alias(10).real(30))), 30,
                      Metric::AmbientTemperature, "rack Top");
    }

    void whatComesBeforeABirthIsNotReadButAskedFor()
    {
        Probe probe;
        const Readout readout =
            probe.read(kNodeData, payloadOf(9, kNoonMs, MetricBytes().name("CPU Temperature").type(Double).real(50)));
        QVERIFY(readout.reports.empty());
        QCOMPARE(readout.replies.size(), std::size_t(1));
    }

    void anUnknownAliasCostsItselfAndAsksForARebirth()
    {
        Probe probe = born();
        const Readout readout = probe.read(
            kRackData, payloadOf(2, kNoonMs, MetricBytes().alias(99).real(1), MetricBytes().alias(10).real(23)));
        QCOMPARE(readout.replies.size(), std::size_t(1));
        COMPARE_VALUE(readout.reports.front(), 23, Metric::AmbientTemperature, "rack Top");
    }

    void aDeathOfTheNodeIsOneOfItsDevices()
    {
        Probe probe = born();
        const Readout readout = probe.read(kNodeDeath, payloadOf({}, kNoonMs, birthNumber(7)));
        QCOMPARE(readout.reports.size(), std::size_t(2));
        QCOMPARE(readout.reports[0].identity.publisherName, std::string("plant/gate"));
        QCOMPARE(readout.reports[1].identity.publisherName, std::string("plant/gate/rack"));
        for (const Report &report : readout.reports)
            QVERIFY(report.availability && !report.availability->online);
        QCOMPARE(probe.reader.memory().entries, std::size_t(0));
        QCOMPARE(probe.reader.memory().bytes, std::size_t(0));
    }

    /// The broker sends the will of a lost connection after the node came back over another one.
    void aDeathOfAnEarlierBirthIsPassedOver()
    {
        Probe probe = born();
        QVERIFY(probe.read(kNodeDeath, payloadOf({}, kNoonMs, birthNumber(6))).reports.empty());
        QVERIFY(!probe.report(kRackData, payloadOf(2, kNoonMs, MetricBytes().alias(10).real(22))).samples.empty());
    }

    void aDeathOfADeviceLeavesTheNodeAlive()
    {
        Probe probe = born();
        const Report report = probe.report("spBv1.0/plant/DDEATH/gate/rack", payloadOf(2, kNoonMs));
        QVERIFY(report.availability && !report.availability->online);
        QVERIFY(probe.read(kNodeData, payloadOf(3, kNoonMs, MetricBytes().alias(1).real(50))).replies.empty());
    }

    void historicalValuesStandApartWithTheirOwnTimes()
    {
        Probe probe = born();
        const Readout readout = probe.read(
            kRackData, payloadOf(2, kNoonMs, MetricBytes().alias(10).at(kNoonMs - 5000).historical().real(18),
                                 MetricBytes().alias(10).at(kNoonMs - 4000).historical().real(19),
                                 MetricBytes().alias(10).real(22)));
        QCOMPARE(readout.reports.size(), std::size_t(3));
        QVERIFY(readout.reports[0].historical && *readout.reports[0].publishedAt == kNoon - Seconds(5));
        COMPARE_VALUE(readout.reports[1], 19, Metric::AmbientTemperature, "rack Top");
        QVERIFY(!readout.reports[2].historical);
        COMPARE_VALUE(readout.reports[2], 22, Metric::AmbientTemperature, "rack Top");
    }

    void nullIsNoValueAndNaNIsRefused()
    {
        Probe probe = born();
        const Report report =
            probe.report(kRackData, payloadOf(2, kNoonMs, MetricBytes().alias(11).null(),
                                              MetricBytes().alias(10).real(std::numeric_limits<double>::quiet_NaN())));
        QVERIFY(report.samples.empty());
        QCOMPARE(report.refused, std::size_t(1));
    }

    void aMetricOfAnyNameMayBeBoundByHand()
    {
        Probe probe;
        QVERIFY(probe.reader.setBindings(
            {{std::string(kRackData), "Rail/mV", Metric::RailVoltage, "5V", "rack", Kind::Pi, 0.001, 0}}));
        probe.read(kNodeBirth, nodeBirth());
        const Report birth = probe.report(kRackBirth, rackBirth());
        QVERIFY(birth.kind == Kind::Pi);
        QVERIFY(std::abs(*value(birth, Metric::RailVoltage, "5V") - 5.1) < 1e-9);
        COMPARE_VALUE(probe.report(kRackData, payloadOf(2, kNoonMs, MetricBytes().alias(12).integer(10, 5000))), 5,
                      Metric::RailVoltage, "5V");
    }

    void signedValuesAreCastByTheirType()
    {
        SparkplugMetric metric;
        metric.field = SparkplugMetric::Field::Integer;
        metric.raw = 0xFF;
        QCOMPARE(metric.number(Int8), std::optional(-1.0));
        QCOMPARE(metric.number(UInt32), std::optional(255.0));
        metric.raw = ~std::uint64_t(0);
        QCOMPARE(metric.number(Int64), std::optional(-1.0));
    }

    void aFullMemoryRefusesNodesAndMetrics()
    {
        Probe probe({}, {4, 1024 * 1024});
        probe.read(kNodeBirth, nodeBirth()); // a node, a device, two metrics: full
        QCOMPARE(probe.reader.memory().entries, std::size_t(4));
        QVERIFY(probe.read("spBv1.0/plant/NDATA/other", payloadOf(1, kNoonMs)).replies.empty());
        QCOMPARE(probe.reader.memory().refused, std::size_t(1));
    }

    void rubbishIsRefused_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("text") << QByteArray("{\"timestamp\":1}");
        QTest::newRow("endless varint") << QByteArray(20, '\xff');
        QTest::newRow("length beyond the end") << QByteArray("\x12\x7f\x01", 3);
        QTest::newRow("group") << QByteArray("\x0b\x0c", 2);
        QTest::newRow("field 0") << QByteArray("\x00\x01", 2);
        QTest::newRow("cut") << QByteArray::fromStdString(nodeBirth()).chopped(3);
        QByteArray many;
        for (std::size_t i = 0; i <= kMaxSparkplugMetrics; ++i)
            many += QByteArray("\x12\x00", 2);
        QTest::newRow("too many metrics") << many;
    }

    void rubbishIsRefused()
    {
        QFETCH(QByteArray, payload);
        Probe probe;
        QVERIFY(!probe.refusal(kNodeBirth, payload.toStdString()).empty());
        QCOMPARE(probe.reader.memory().entries, std::size_t(0));
    }

    void otherTopicsOfTheNamespaceAreNotRead()
    {
        for (const char *topic : {"spBv1.0/STATE/host", "spBv1.0/plant/NCMD/gate", "spBv1.0/plant/NDATA",
                                  "spBv1.0/plant/NDATA/gate/rack", "spBv1.0/plant/DDATA/gate", "spBv1.0//NDATA/gate"})
            QVERIFY2(Probe().read(topic, "").format.empty(), topic);
    }
};

} // namespace piuptime::publishers

QTEST_GUILESS_MAIN(piuptime::publishers::SparkplugTest)
#include "SparkplugTest.moc"
