// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every format: bounds, subscriptions, and topics bound by hand.
#include "core/publishers/JsonValues.h"
#include "core/publishers/Quantity.h"
#include "tests/unit/publishers/Probe.h"

#include <algorithm>

namespace piuptime::publishers {
namespace {

Binding binding(std::string_view topic, std::string_view path)
{
    return {
        std::string(topic), std::string(path), Metric::AmbientTemperature, "north wall", "Shed", Kind::Sensor, 1, 0};
}

constexpr std::array<std::string_view, 13> kTopics{"home/nodes/sensor/a/monitor",
                                                   "home/nodes/sensor/a/status",
                                                   "rpi-MQTT-monitor/a",
                                                   "rpi-MQTT-monitor/a/cpu_temp",
                                                   "telegraf/a/cpu",
                                                   "glances/a/cpu",
                                                   "glances/a/fs/_/percent",
                                                   "collectd/a/load/load",
                                                   "tele/a/SENSOR",
                                                   "tele/a/LWT",
                                                   "homeassistant/device/a/config",
                                                   "spBv1.0/g/NBIRTH/a",
                                                   "spBv1.0/g/DDATA/a/b"};

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void aForeignTopicIsNobodys()
    {
        const Readout readout = Probe().read("zigbee2mqtt/lamp", "{}");
        QVERIFY(readout.format.empty());
        QVERIFY(readout.reports.empty());
    }

    void aTopicOver1KiBIsRefused()
    {
        Probe probe;
        const auto readout = probe.reader.read({std::string(65'535, 'a'), "1", false, kNoon});
        QVERIFY(!readout && readout.error().kind == ErrorKind::Overloaded);
    }

    void aGiantPayloadIsRefusedByEveryFormat()
    {
        const std::string giant(kMaxPayloadBytes + 1, ' ');
        for (const std::string_view topic : kTopics) {
            Probe probe;
            const auto readout = probe.reader.read({topic, giant, true, kNoon});
            QVERIFY(!readout && readout.error().kind == ErrorKind::Overloaded);
        }
    }

    void rubbishMakesNoReportsWithValuesInAnyFormat()
    {
        std::string deep;
        for (int i = 0; i < 20'000; ++i)
            deep += "{\"a\":[";
        const std::array<std::string, 9> rubbish{
            "",   std::string("\0\0\0", 3),           "\xff\xfe\x00", "{",    "{\"info\":",
            deep, std::string(kMaxPayloadBytes, '['), "NaN",          "1e999"};
        for (const std::string_view topic : kTopics) {
            for (const std::string &payload : rubbish) {
                Probe probe;
                const auto readout = probe.reader.read({topic, payload, false, kNoon});
                if (!readout) {
                    QVERIFY(!readout.error().detail.empty());
                    continue;
                }
                for (const Report &report : readout->reports)
                    QVERIFY2(report.samples.empty(), std::string(topic).c_str());
            }
        }
    }

    void aPublisherWithoutAPrintableNameIsRefused()
    {
        QVERIFY(Probe().refusal("rpi-MQTT-monitor/\x01/cpu_temp", "50").find("not printable") != std::string::npos);
    }

    void theSubscriptionsCoverEveryFormatAndNothingElse()
    {
        const auto filters = Probe().reader.subscriptions();
        QVERIFY(std::ranges::is_sorted(filters));
        for (const char *filter : {"home/nodes/sensor/+/monitor", "rpi-MQTT-monitor/+/+", "telegraf/#", "glances/#",
                                   "collectd/+/+/+", "tele/+/LWT", "homeassistant/+/+/config", "spBv1.0/+/DDATA/+/+"})
            QVERIFY2(std::ranges::find(filters, filter) != filters.end(), filter);
        QVERIFY(std::ranges::find(filters, "#") == filters.end());
        Prefixes none{{}, {}, {}, {}, {}, {}, {}, {}};
        QVERIFY(Probe(none).reader.subscriptions().empty());
    }

    void aHostWithoutAPrintableNameCostsItselfAlone()
    {
        const Readout readout = Probe().read("telegraf/x/y", "system,host=\x01 load1=1 1790000000000000000\n"
                                                             "system,host=b load1=2 1790000000000000000");
        QCOMPARE(readout.reports.size(), std::size_t(1));
        QCOMPARE(readout.reports[0].identity.hostName, std::string("b"));
    }

    /// Overlapping filters may bring a message twice, and a Sparkplug sequence would then seem to have a gap.
    void aBoundTopicThatAFormatBringsAnywayIsNotSubscribedToAgain()
    {
        Probe probe;
        QVERIFY(probe.reader.setBindings({binding("spBv1.0/g/DDATA/n/d", "x"), binding("tele/a/SENSOR", "x")}));
        QCOMPARE(probe.reader.subscriptions(), Probe().reader.subscriptions());
    }

    void anAnnouncementThatEndsLeavesABoundTopicSubscribed()
    {
        Probe probe;
        probe.read("homeassistant/sensor/x/config", R"({"device_class":"temperature","stat_t":"garden/t"})");
        QVERIFY(probe.reader.setBindings({binding("garden/t", "")}));
        QVERIFY(probe.read("homeassistant/sensor/x/config", "").unsubscribe.empty());
    }

    void aNumericTopicIsBoundByHand()
    {
        Probe probe;
        Binding fahrenheit = binding("garden/t", "");
        fahrenheit.scale = 5.0 / 9;
        fahrenheit.offset = -32 * 5.0 / 9;
        QVERIFY(probe.reader.setBindings({fahrenheit}));
        const Report report = probe.report("garden/t", " 50 ");
        QCOMPARE(report.format, std::string_view("bound"));
        QCOMPARE(report.identity.publisherName, std::string("Shed"));
        QVERIFY(std::abs(*value(report, Metric::AmbientTemperature, "north wall") - 10) < 1e-9);
        const auto filters = probe.reader.subscriptions();
        QVERIFY(std::ranges::find(filters, "garden/t") != filters.end());
    }

    void theValuesInAPayloadAreListedWithTheWaysToThem()
    {
        const std::string payload = "{\"air\":{\"t\":21.5,\"ok\":true},\"list\":[1,{\"x y\":\"2\"}],\"it's\":3,"
                                    "\"gone\":null,\"\":4}";
        const auto values = valuesIn(payload).value();
        std::string told;
        for (const JsonValue &value : values)
            told += value.path + '=' + value.text + ';';
        QCOMPARE(told, std::string("air.t=21.5;air.ok=True;list[0]=1;list[1].x y=2;['it's']=3;gone=;['']=4;"));
        for (const JsonValue &value : values) {
            const auto bound = boundValue(binding("a", value.path), payload);
            QCOMPARE(bound.has_value(), value.path != "air.ok" && value.path != "gone");
        }
        QCOMPARE(valuesIn(" 21.5\n").value(), (std::vector<JsonValue>{{"", "21.5"}}));
        QCOMPARE(valuesIn("{\"a\":").error().kind, ErrorKind::Corrupt);
        std::string many = "[0";
        for (int i = 0; i < 5000; ++i)
            many += ",0";
        QCOMPARE(valuesIn(many + "]").value().size(), kMostJsonValues);
    }

    void everyUnitThatIsOfferedIsTaken()
    {
        for (const MetricInfo &metric : allMetrics()) {
            for (const std::string_view unit : unitsOf(metric.metric))
                QVERIFY(inOurUnit(metric.metric, 1, unit));
        }
    }

    void severalBindingsOfOneTopicAreReadTogether()
    {
        Probe probe;
        Binding door = binding("garden/state", "doors[1].open");
        door.metric = Metric::ContactOpen;
        Binding other = binding("garden/state", "['t 1']");
        other.device = "Greenhouse";
        QVERIFY(probe.reader.setBindings({binding("garden/state", "air.t"), door, other}));
        const Readout readout =
            probe.read("garden/state", R"({"air":{"t":4.5},"doors":[{},{"open":"ON"}],"t 1":"21.5"})");
        QCOMPARE(readout.reports.size(), std::size_t(2));
        COMPARE_VALUE(readout.reports[0], 21.5, Metric::AmbientTemperature, "north wall");
        COMPARE_VALUE(readout.reports[1], 4.5, Metric::AmbientTemperature, "north wall");
        COMPARE_VALUE(readout.reports[1], 1, Metric::ContactOpen, "north wall");
        QCOMPARE(probe.read("garden/state", R"({"t 1":20})").reports[1].refused, std::size_t(0)); // in parts
    }

    void aBoundTopicIsReadAsBoundAndInNoOtherWay()
    {
        Probe probe;
        QVERIFY(probe.reader.setBindings({binding("rpi-MQTT-monitor/a/cpu_temp", "")}));
        QCOMPARE(probe.report("rpi-MQTT-monitor/a/cpu_temp", "5").format, std::string_view("bound"));
    }

    void aBindingThatCannotBeIsRefusedAndTheFormerStay()
    {
        Probe probe;
        QVERIFY(probe.reader.setBindings({binding("garden/t", "")}));
        for (const Binding &wrong : {binding("garden/#", ""), binding("", ""), binding("a", "x["), binding("a", ".x")})
            QVERIFY(probe.reader.setBindings({wrong}).error().kind == ErrorKind::InvalidInput);
        Binding nameless = binding("a", "");
        nameless.device.clear();
        QVERIFY(!probe.reader.setBindings({nameless}));
        QCOMPARE(probe.report("garden/t", "5").samples.size(), std::size_t(1));
    }

    void aPreviewSaysWhyThereIsNoValue()
    {
        const auto kind = [](const Binding &bound, std::string_view payload) {
            const auto value = boundValue(bound, payload);
            return value ? std::optional<ErrorKind>() : std::optional(value.error().kind);
        };
        QVERIFY(!kind(binding("a", "t"), R"({"t":"12.5"})"));
        QVERIFY(kind(binding("a", "t"), "{}") == ErrorKind::NotFound);
        QVERIFY(kind(binding("a", "t"), "{") == ErrorKind::Corrupt);
        QVERIFY(kind(binding("a", "t"), R"({"t":[]})") == ErrorKind::Corrupt);
        QVERIFY(kind(binding("a", "t["), "{}") == ErrorKind::InvalidInput);
        QVERIFY(kind(binding("a", ""), "1e305") == ErrorKind::Corrupt);
        QVERIFY(kind(binding("a", ""), std::string(kMaxPayloadBytes + 1, '1')) == ErrorKind::Overloaded);
    }
};

} // namespace piuptime::publishers

QTEST_GUILESS_MAIN(piuptime::publishers::ReaderTest)
#include "ReaderTest.moc"
