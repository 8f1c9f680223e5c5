// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/ValueTemplate.h"
#include "tests/unit/publishers/Probe.h"

#include <algorithm>

namespace piuptime::publishers {
namespace {

constexpr std::string_view kZigbeeDevice =
    R"("device":{"identifiers":["zigbee2mqtt_0x00158d0001"],"name":"Cellar","manufacturer":"Aqara","model":"T1"})";
constexpr std::string_view kZigbeeAvailability =
    R"("availability":[{"topic":"zigbee2mqtt/bridge/state","value_template":"{{ value_json.state }}"},
    {"topic":"zigbee2mqtt/Cellar/availability","value_template":"{{ value_json.state }}"}],"availability_mode":"all")";

/// What Zigbee2MQTT announces for one quantity of a sensor.
std::string zigbee(std::string_view fields)
{
    return '{' + std::string(fields) + R"(,"state_topic":"zigbee2mqtt/Cellar",)" + std::string(kZigbeeDevice) + ','
           + std::string(kZigbeeAvailability) + '}';
}

/// A probe that knows a sensor of temperature, door and battery.
Probe cellar()
{
    Probe probe;
    probe.read("homeassistant/sensor/0x00158d0001/temperature/config",
               zigbee(R"("device_class":"temperature","unit_of_measurement":"°C","name":"Temperature",
               "value_template":"{{ value_json.temperature }}")"));
    probe.read("homeassistant/binary_sensor/0x00158d0001/contact/config",
               zigbee(R"("device_class":"door","payload_on":false,"payload_off":true,
               "value_template":"{{ value_json.contact }}")"));
    probe.read("homeassistant/sensor/0x00158d0001/battery/config",
               zigbee(R"("device_class":"battery","unit_of_measurement":"%","entity_category":"diagnostic",
               "value_template":"{{ value_json.battery | float | round(0) }}")"));
    return probe;
}

constexpr std::string_view kBundle = R"({"dev":{"ids":"node7","name":"Greenhouse","mdl":"Board 3","sn":"A7",
    "cns":[["mac","AA:BB:CC:00:00:07"]]},"o":{"name":"firmware"},"~":"garden/node7","avty_t":"~/status",
    "stat_t":"~/state","cmps":{
    "t":{"p":"sensor","dev_cla":"temperature","unit_of_meas":"°F","uniq_id":"n7t","val_tpl":"{{value_json['air']['t']|float}}"},
    "h":{"p":"sensor","dev_cla":"humidity","unit_of_meas":"%","uniq_id":"n7h","val_tpl":"{{ value_json.air.h | round(1) }}"},
    "p":{"p":"sensor","dev_cla":"atmospheric_pressure","unit_of_meas":"kPa","uniq_id":"n7p","val_tpl":"{{ value_json.p }}"},
    "gone":{"p":"sensor"},"lamp":{"p":"light","cmd_t":"~/lamp"}}})";

/// A thermometer without a device.
std::string announcementOn(std::string_view topic)
{
    QByteArray json = R"({"device_class":"temperature","state_topic":"@"})";
    return json.replace('@', QByteArray(topic.data(), qsizetype(topic.size()))).toStdString();
}

bool contains(const std::vector<std::string> &list, std::string_view text)
{
    return std::ranges::find(list, text) != list.end();
}

} // namespace

class HomeAssistantTest : public QObject
{
    Q_OBJECT

private slots:
    void anAnnouncedTopicIsToBeSubscribedTo()
    {
        Probe probe;
        const Readout readout = probe.read("homeassistant/device/node7/config", kBundle);
        QCOMPARE(readout.format, std::string_view("home-assistant"));
        QCOMPARE(readout.subscribe, (std::vector<std::string>{"garden/node7/state", "garden/node7/status"}));
        QVERIFY(contains(probe.reader.subscriptions(), "garden/node7/state"));
        QCOMPARE(probe.reader.memory().entries, std::size_t(3));
    }

    void componentsOfOneDeviceBecomeOneReport()
    {
        Probe probe = cellar();
        const Report report = probe.report("zigbee2mqtt/Cellar",
                                           R"({"battery":87.4,"contact":false,"temperature":11.25,"linkquality":120})");
        QVERIFY(report.kind == Kind::Sensor);
        QCOMPARE(report.identity.publisherName, std::string("zigbee2mqtt_0x00158d0001"));
        QCOMPARE(report.identity.displayName, std::string("Cellar"));
        COMPARE_VALUE(report, 11.25, Metric::AmbientTemperature, "Cellar");
        COMPARE_VALUE(report, 1, Metric::ContactOpen, "Cellar");
        COMPARE_VALUE(report, 87, Metric::SensorBattery, "Cellar");
    }

    void aDeviceBundleWithAbbreviationsIsTheSame()
    {
        Probe probe;
        probe.read("homeassistant/device/node7/config", kBundle);
        const Report report = probe.report("garden/node7/state", R"({"air":{"t":68,"h":"51.26"},"p":101.3})");
        QCOMPARE(report.identity.serial, std::string("a7"));
        QCOMPARE(report.identity.macs, std::vector<std::string>{"aa:bb:cc:00:00:07"});
        QVERIFY(std::abs(*value(report, Metric::AmbientTemperature, "Greenhouse") - 20) < 1e-9);
        COMPARE_VALUE(report, 51.3, Metric::RelativeHumidity, "Greenhouse");
        COMPARE_VALUE(report, 1013, Metric::AirPressure, "Greenhouse");
    }

    void aPartialStateTellsWhatItHas()
    {
        Probe probe = cellar();
        const Report report = probe.report("zigbee2mqtt/Cellar", R"({"contact":true,"temperature":null})");
        COMPARE_VALUE(report, 0, Metric::ContactOpen, "Cellar");
        QCOMPARE(report.samples.size(), std::size_t(1));
        QCOMPARE(report.refused, std::size_t(0));
        QVERIFY(probe.read("zigbee2mqtt/Cellar", "not JSON").reports.empty());
    }

    void allSourcesOfAvailabilityHaveToAgree()
    {
        Probe probe = cellar();
        QVERIFY(probe.read("zigbee2mqtt/bridge/state", R"({"state":"online"})").reports.empty()); // not known yet
        const Report up = probe.report("zigbee2mqtt/Cellar/availability", R"({"state":"online"})", true);
        QVERIFY(up.availability && up.availability->online && up.availability->retained);
        const Report down = probe.report("zigbee2mqtt/bridge/state", R"({"state":"offline"})");
        QVERIFY(down.availability && !down.availability->online);
    }

    void anAvailabilityOfOneEntityIsNotThatOfTheDevice()
    {
        Probe probe;
        const auto config = [](const QByteArray &name) {
            QByteArray json = R"({"stat_t":"box/@","dev_cla":"temperature","unit_of_meas":"°C","name":"@",
                "avty_t":"box/@/up","dev":{"ids":["box"],"name":"Box"}})";
            return json.replace('@', name).toStdString();
        };
        probe.read("homeassistant/sensor/a/config", config("a"));
        QCOMPARE(probe.read("box/a/up", "offline").reports.size(), std::size_t(1)); // it has no other entity yet
        probe.read("homeassistant/sensor/b/config", config("b"));
        QVERIFY(probe.read("box/a/up", "offline").reports.empty());
        COMPARE_VALUE(probe.report("box/b", "4"), 4, Metric::AmbientTemperature, "Box b");
    }

    void anEmptyAnnouncementDeletes()
    {
        Probe probe;
        probe.read("homeassistant/device/node7/config", kBundle);
        const Readout readout = probe.read("homeassistant/device/node7/config", "");
        QCOMPARE(readout.unsubscribe, (std::vector<std::string>{"garden/node7/state", "garden/node7/status"}));
        QCOMPARE(probe.reader.memory().entries, std::size_t(0));
        QCOMPARE(probe.reader.memory().bytes, std::size_t(0));
        QVERIFY(probe.read("garden/node7/state", "{}").format.empty());
    }

    void anAnnouncementSentAgainChangesNothing()
    {
        Probe probe = cellar();
        const Memory before = probe.reader.memory();
        probe.read("zigbee2mqtt/bridge/state", R"({"state":"online"})");
        const Readout readout = probe.read("homeassistant/binary_sensor/0x00158d0001/contact/config",
                                           zigbee(R"("device_class":"door","payload_on":false,"payload_off":true,
               "value_template":"{{ value_json.contact }}")"));
        QVERIFY(readout.subscribe.empty() && readout.unsubscribe.empty());
        QCOMPARE(probe.reader.memory().bytes, before.bytes);
        QVERIFY(!probe.report("zigbee2mqtt/Cellar/availability", R"({"state":"offline"})").availability->online);
    }

    void aPiIsToldByItsModelAndItsQuantitiesByTheirWords()
    {
        Probe probe;
        const auto announce = [&](const QByteArray &key, const QByteArray &fields) {
            QByteArray json = R"({"~":"system/attic","stat_t":"~/state","value_template":"{{ value_json.@ }}",
                "unique_id":"attic_@","device":{"identifiers":["attic"],"name":"attic",
                "manufacturer":"Raspberry Pi Ltd"},)";
            json += fields + '}';
            probe.read("homeassistant/sensor/attic/" + key.toStdString() + "/config",
                       json.replace('@', key).toStdString());
        };
        announce("cpu_temp", R"("device_class":"temperature","unit_of_measurement":"°C")");
        announce("cpu_usage", R"("unit_of_measurement":"%")");
        announce("disk_use", R"("unit_of_measurement":"%")");
        announce("disk_free", R"("unit_of_measurement":"%")");
        announce("uptime", R"("device_class":"duration","unit_of_measurement":"min")");
        announce("room", R"("device_class":"temperature","unit_of_measurement":"°C","name":"Room")");
        const Report report = probe.report(
            "system/attic/state", R"({"cpu_temp":51,"cpu_usage":7,"disk_use":40,"disk_free":60,"uptime":2,"room":21})");
        QVERIFY(report.kind == Kind::Pi);
        COMPARE_VALUE(report, 51, Metric::SocTemperature);
        COMPARE_VALUE(report, 7, Metric::CpuUsage);
        COMPARE_VALUE(report, 40, Metric::FilesystemUsedPercent, "/");
        COMPARE_VALUE(report, 120, Metric::Uptime);
        COMPARE_VALUE(report, 21, Metric::AmbientTemperature, "attic Room");
    }

    void whatAFormatOfItsOwnReadsIsLeftToIt()
    {
        Probe probe;
        const Readout readout = probe.read("homeassistant/sensor/rpi-MQTT-monitor/attic_cpu_temp/config",
                                           R"({"state_topic":"rpi-MQTT-monitor/attic/cpu_temp","name":"CPU",
            "device_class":"temperature","unit_of_measurement":"°C","device":{"identifiers":["attic"]}})");
        QVERIFY(readout.subscribe.empty());
        QCOMPARE(probe.report("rpi-MQTT-monitor/attic/cpu_temp", "50").format, std::string_view("rpi-mqtt-monitor"));
    }

    void anAnnouncementCannotMakeUsSubscribeToEverything()
    {
        for (const char *topic : {"#", "a/+/b", "$SYS/broker/load", ""}) {
            Probe probe;
            const Readout readout = probe.read("homeassistant/sensor/x/config", announcementOn(topic));
            QVERIFY2(readout.subscribe.empty(), topic);
        }
    }

    void aFullMemoryRefusesTheNewestAndCounts()
    {
        Probe probe({}, {2, 1024 * 1024});
        for (const char *name : {"a", "b", "c", "d"})
            probe.read("homeassistant/sensor/" + std::string(name) + "/config",
                       announcementOn("t/" + std::string(name)));
        QCOMPARE(probe.reader.memory().entries, std::size_t(2));
        QCOMPARE(probe.reader.memory().refused, std::size_t(2));
        QVERIFY(!contains(probe.reader.subscriptions(), "t/c"));
        COMPARE_VALUE(probe.report("t/a", "5"), 5, Metric::AmbientTemperature, "a");
        Probe small({}, {1000, 100});
        small.read("homeassistant/sensor/a/config", R"({"device_class":"temperature","stat_t":"t/a"})");
        QCOMPARE(small.reader.memory().refused, std::size_t(1));
    }

    void aTemplateIsReadWhenItIsOfTheKnownKind_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // null: not read
        QTest::newRow("none") << QByteArray("") << QByteArray("{\"a\":{\"b\":[1.25,true]},\"x y\":\"on\"}");
        QTest::newRow("dots") << QByteArray("{{ value_json.a.b[0] }}") << QByteArray("1.25");
        QTest::newRow("brackets") << QByteArray("{{value_json['x y']}}") << QByteArray("on");
        QTest::newRow("truth") << QByteArray("{{ value_json[\"a\"].b[1] | tojson }}") << QByteArray("True");
        QTest::newRow("round") << QByteArray("{{ value_json.a.b[0] | float(0) | round(1) }}") << QByteArray("1.3");
        QTest::newRow("trimmed") << QByteArray("{{- value_json.a.b[0] | int -}}") << QByteArray("1");
        QTest::newRow("missing") << QByteArray("{{ value_json.z | default(5) }}") << QByteArray();
        QTest::newRow("sum") << QByteArray("{{ value_json.a + 1 }}") << QByteArray();
        QTest::newRow("condition") << QByteArray("{{ 'ON' if value_json.a else 'OFF' }}") << QByteArray();
        QTest::newRow("statement") << QByteArray("{% if value %}1{% endif %}") << QByteArray();
        QTest::newRow("unknown filter") << QByteArray("{{ value | timestamp_local }}") << QByteArray();
        QTest::newRow("open") << QByteArray("{{ value_json['a }}") << QByteArray();
        QTest::newRow("braces") << QByteArray("{{}}") << QByteArray();
    }

    void aTemplateIsReadWhenItIsOfTheKnownKind()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        constexpr std::string_view kPayload = R"({"a":{"b":[1.25,true]},"x y":"on"})";
        simdjson::dom::parser parser;
        const simdjson::dom::element json = parser.parse(kPayload.data(), kPayload.size());
        const auto made = ValueTemplate::parse(text.toStdString());
        const auto rendered = made ? made->render(kPayload, &json) : std::nullopt;
        QCOMPARE(QByteArray::fromStdString(rendered.value_or("")), expected);
    }

    void rubbishIsRefused()
    {
        for (const char *rubbish : {"{", "[]", "1", "\xff", "{\"a\":1,\"a\":2}"})
            QVERIFY2(!Probe().refusal("homeassistant/sensor/x/config", rubbish).empty(), rubbish);
        QVERIFY(!Probe().refusal("homeassistant/device/x/config", "{}").empty());
        QVERIFY(!Probe().refusal("homeassistant/sensor/x/config", std::string(100'000, '[')).empty());
        QVERIFY(Probe().read("homeassistant/status", "online").format.empty());
    }
};

} // namespace piuptime::publishers

QTEST_GUILESS_MAIN(piuptime::publishers::HomeAssistantTest)
#include "HomeAssistantTest.moc"
