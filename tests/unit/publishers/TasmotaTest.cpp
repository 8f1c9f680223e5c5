// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/publishers/Probe.h"

namespace piuptime::publishers {

class TasmotaTest : public QObject
{
    Q_OBJECT

private slots:
    void theLastWillTellsLifeAndDeath()
    {
        const Report report = Probe().report("tele/plug/LWT", "Offline", true);
        QVERIFY(report.kind == Kind::Sensor);
        QCOMPARE(report.identity.publisherName, std::string("plug"));
        QVERIFY(report.availability && !report.availability->online && report.availability->retained);
        QVERIFY(Probe().report("tele/plug/LWT", "Online").availability->online);
    }

    void sensorsAreNamedAfterDeviceAndPart()
    {
        const Report report = Probe().report("tele/shed/SENSOR", R"({"Time":"2026-11-23T15:00:00",
            "DS18B20-1":{"Id":"0316A2795CFF","Temperature":20.6},
            "BME280":{"Temperature":-3.5,"Humidity":61.2,"DewPoint":-9,"Pressure":1013.2},
            "PressureUnit":"hPa","TempUnit":"C"})");
        COMPARE_VALUE(report, 20.6, Metric::AmbientTemperature, "shed DS18B20-1");
        COMPARE_VALUE(report, -3.5, Metric::AmbientTemperature, "shed BME280");
        COMPARE_VALUE(report, 61.2, Metric::RelativeHumidity, "shed BME280");
        COMPARE_VALUE(report, 1013.2, Metric::AirPressure, "shed BME280");
        QVERIFY(!report.publishedAt); // a time without a zone is none
    }

    void aPlugTellsItsPowerAndVoltage()
    {
        const Report report = Probe().report("tele/plug/SENSOR", R"({"Time":"2026-11-23T15:00:00","ENERGY":
            {"Total":3.185,"Power":12,"ApparentPower":15,"Voltage":231,"Current":0.065}})");
        COMPARE_VALUE(report, 12, Metric::OutletPower, "plug");
        COMPARE_VALUE(report, 231, Metric::OutletVoltage, "plug");
    }

    void unitsOfOtherCountriesAreConverted()
    {
        const Report report = Probe().report("tele/shed/SENSOR", R"({"AM2301":{"Temperature":68,"Humidity":"nan"},
            "BMP280":{"Pressure":29.92},"TempUnit":"F","PressureUnit":"inHg"})");
        QVERIFY(std::abs(*value(report, Metric::AmbientTemperature, "shed AM2301") - 20) < 1e-9);
        QVERIFY(std::abs(*value(report, Metric::AirPressure, "shed BMP280") - 1013.2) < 0.1);
        QCOMPARE(report.refused, std::size_t(1)); // the humidity
    }

    void theStateTellsTheSignal()
    {
        const Report report = Probe().report("tele/plug/STATE", R"({"Time":"2026-11-23T15:00:00","Uptime":"0T01:00:00",
            "UptimeSec":3600,"Wifi":{"AP":1,"RSSI":78,"Signal":-61}})");
        COMPARE_VALUE(report, -61, Metric::WifiSignal, "plug");
        QVERIFY(!value(report, Metric::Uptime)); // it would pass for the uptime of the Pi it is attached to
    }

    void rubbishIsRefused()
    {
        for (const char *topic : {"tele/plug/LWT", "tele/plug/STATE", "tele/plug/SENSOR"}) {
            for (const char *rubbish : {"", "[]", "{", "\xff", "online"})
                QVERIFY2(!Probe().refusal(topic, rubbish).empty(), topic);
        }
    }
};

} // namespace piuptime::publishers

QTEST_GUILESS_MAIN(piuptime::publishers::TasmotaTest)
#include "TasmotaTest.moc"
