// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceCharts.h"

#include <QTest>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::presentation;

namespace {

const ChartSpec *find(const std::vector<ChartSpec> &charts, const char *id)
{
    const auto found = std::ranges::find(charts, QLatin1String(id), &ChartSpec::id);
    return found == charts.end() ? nullptr : &*found;
}

} // namespace

class DeviceChartsTest : public QObject
{
    Q_OBJECT
private slots:
    void aPiWithoutDataHasNoCharts() { QVERIFY(chartsFor("pi", {}).empty()); }

    void chartsWithoutDataAreLeftOut()
    {
        const std::vector<SeriesKey> keys{{Metric::SocTemperature, {}}, {Metric::CpuUsage, {}}};
        const auto charts = chartsFor("pi", keys);
        QCOMPARE(charts.size(), 2u);
        QVERIFY(find(charts, "temperature") && find(charts, "cpu"));
    }

    void theAirAroundAPiStandsBesideItsHeat()
    {
        const std::vector<SeriesKey> keys{{Metric::SocTemperature, {}}};
        const std::vector<SensorSeries> sensors{
            {"rack",
             QStringLiteral("Rack"),
             {{Metric::AmbientTemperature, "rack"}, {Metric::RelativeHumidity, "rack"}}},
            {"hall",
             QStringLiteral("Hall"),
             {{Metric::AmbientTemperature, "top"}, {Metric::AmbientTemperature, "under"}}}};
        const auto charts = chartsFor("pi", keys, sensors);
        QStringList lines;
        for (const ChartLine &line : find(charts, "temperature")->lines)
            lines << QString::fromStdString(line.device) + u' ' + line.label;
        QCOMPARE(lines.join(QStringLiteral(", ")),
                 QStringLiteral("pi SoC, rack Rack, hall top, hall under")); // its own heat first, and untouched
        QCOMPARE(find(charts, "humidity")->lines.front().device, DeviceId("rack"));
    }

    void doorsAreLanes()
    {
        const std::vector<SeriesKey> keys{{Metric::ContactOpen, "front"}};
        const auto charts = chartsFor("sensor", keys);
        QCOMPARE(find(charts, "disturbances")->lanes.front().label, QStringLiteral("front open"));
        QCOMPARE(find(charts, "disturbances")->lanes.front().device, DeviceId("sensor"));
    }

    void theThreeTruthsAboutUnderVoltageAreThreeLanes()
    {
        const std::vector<SeriesKey> keys{{Metric::ThrottleWord, {}}, {Metric::UnderVoltageRecent, {}}};
        const auto charts = chartsFor("pi", keys);
        const ChartSpec *power = find(charts, "power");
        QVERIFY(power);
        QCOMPARE(power->lanes.size(), 9u);
        QStringList underVoltage;
        for (const ChartFlag &lane : power->lanes) {
            if (lane.meaning == FlagMeaning::UnderVoltage)
                underVoltage << lane.label;
        }
        QCOMPARE(underVoltage.join(QStringLiteral(", ")),
                 QStringLiteral("Under-voltage now, Under-voltage last 2 s, Under-voltage since boot"));
    }

    void everyThrottleBitHasItsOwnLane()
    {
        const std::vector<SeriesKey> keys{{Metric::ThrottleWord, {}}};
        const auto charts = chartsFor("pi", keys);
        std::uint32_t all = 0;
        for (const ChartFlag &lane : find(charts, "power")->lanes) {
            QCOMPARE(all & lane.mask, 0u);
            all |= lane.mask;
        }
        QCOMPARE(all, 0xf000fu);
    }

    void anInterfaceHasOneColourAndTwoKindsOfLine()
    {
        const std::vector<SeriesKey> keys{
            {Metric::NetworkReceiveRate, "eth0"},  {Metric::NetworkReceiveRate, "lo"},
            {Metric::NetworkReceiveRate, "wlan0"}, {Metric::NetworkTransmitRate, "eth0"},
            {Metric::NetworkTransmitRate, "lo"},   {Metric::NetworkTransmitRate, "wlan0"}};
        const auto charts = chartsFor("pi", keys);
        const auto &lines = find(charts, "network")->lines;
        QCOMPARE(lines.size(), 4u);
        QCOMPARE(lines[0].colour, lines[1].colour);
        QVERIFY(!lines[0].dashed && lines[1].dashed);
        QVERIFY(lines[0].colour != lines[2].colour);
    }

    void hundredInterfacesStayReadableAndSayWhatIsLeftOut()
    {
        std::vector<SeriesKey> keys;
        for (int i = 0; i < 100; ++i)
            keys.push_back({Metric::NetworkReceiveRate, "veth" + std::to_string(i)});
        keys.push_back({Metric::NetworkReceiveRate, "eth0"});
        const auto charts = chartsFor("pi", keys);
        const ChartSpec *network = find(charts, "network");
        QVERIFY(network->lines.size() <= 8);
        QCOMPARE(network->lines.front().series.instance, std::string("eth0"));
        QVERIFY(network->linesLeftOut > 90);
    }

    void namesFromThePiAreMadePrintable()
    {
        const std::vector<SeriesKey> keys{
            {Metric::FilesystemUsedPercent, "/\x1b[31mevil\x07" + std::string(5000, 'x')}};
        const QString label = chartsFor("pi", keys).front().lines.front().label;
        QVERIFY(!label.contains(QChar(0x1b)) && !label.contains(QChar(7)));
        QVERIFY(label.size() <= 70);
    }

    void everySeriesIsAskedForOnce()
    {
        const std::vector<SeriesKey> keys{{Metric::SocTemperature, {}}, {Metric::ThrottleWord, {}}};
        const auto charts = chartsFor("pi", keys);
        std::vector<SeriesKey> read;
        for (const SeriesId &id : seriesOf(charts)) {
            QCOMPARE(id.device, DeviceId("pi"));
            read.push_back(id.key);
        }
        QCOMPARE(read, keys);
    }
};

QTEST_GUILESS_MAIN(DeviceChartsTest)
#include "DeviceChartsTest.moc"
