// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/Format.h"
#include "core/exchange/InfluxLine.h"
#include "core/exchange/IsoTime.h"
#include "core/exchange/MetricNames.h"
#include "core/exchange/Numerals.h"
#include "tests/support/Verify.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

Q_DECLARE_METATYPE(piuptime::exchange::Format)

namespace piuptime::exchange {
namespace {

constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'123);
const Subject kKitchen{"7f6c-id", "the \"kitchen\", Pi\\2", "home, sweet = home"};

bool isSame(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

/// Any double at all, awkward ones among them.
double anyDouble(std::mt19937_64 &random)
{
    constexpr double kAwkward[] = {0.0,
                                   -0.0,
                                   0.1,
                                   100.0 / 3,
                                   1e15,
                                   123456789012345680000.0,
                                   9007199254740993.0,
                                   std::numeric_limits<double>::denorm_min(),
                                   std::numeric_limits<double>::max(),
                                   std::numeric_limits<double>::lowest(),
                                   std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::quiet_NaN()};
    return random() % 2 ? std::bit_cast<double>(random()) : kAwkward[random() % std::size(kAwkward)];
}

Reading anyReading(std::mt19937_64 &random)
{
    Reading reading;
    reading.receivedAt = kNoon + Milliseconds(random() % 1'000'000'000);
    for (const MetricInfo &metric : allMetrics()) {
        if (random() % 4 == 0)
            reading.samples.push_back({{metric.metric, ""}, anyDouble(random)});
        if (random() % 8 == 0)
            reading.samples.push_back({{metric.metric, "/mnt/a,b c=\"d\"\\e"}, anyDouble(random)});
    }
    reading.facts = {{FactKey::Model, "", "Raspberry \"Pi\" 5, Rev = 1.0\\"}, {FactKey::NetworkMac, "eth0", "dc:a6"}};
    return reading;
}

/// All lines of a file, put back together.
struct ReadBack {
    Reading reading;
    std::vector<Event> events;
};

ReadBack readBack(Format format, const std::string &text)
{
    ReadBack back;
    const auto parser = makeParser(format);
    for (const QByteArray &line : QByteArray::fromStdString(text).split('\n')) {
        const auto parsed = parser->parse(line.toStdString());
        if (!parsed)
            qFatal("%s", parsed.error().describe().c_str());
        if (parsed->device.empty())
            continue;
        if (parsed->device != kKitchen.id)
            qFatal("the device came back as %s", parsed->device.c_str());
        if (parsed->event)
            back.events.push_back(*parsed->event);
        back.reading.receivedAt = parsed->reading.receivedAt;
        back.reading.bootId = parsed->reading.bootId;
        back.reading.uptimeSeconds = parsed->reading.uptimeSeconds;
        back.reading.sequence = parsed->reading.sequence;
        for (const Sample &sample : parsed->reading.samples)
            back.reading.samples.push_back(sample);
        for (const Fact &fact : parsed->reading.facts)
            back.reading.facts.push_back(fact);
    }
    return back;
}

std::string reasonAgainst(Format format, std::vector<std::string> lines)
{
    const auto parser = makeParser(format);
    Result<Line> last = Line{};
    for (const std::string &line : lines)
        last = parser->parse(line);
    return last ? std::string() : last.error().detail;
}

} // namespace

class FormatsTest : public QObject
{
    Q_OBJECT
private slots:
    void everyDoubleComesBackBitByBit_data()
    {
        QTest::addColumn<Format>("format");
        for (const Format format : {Format::Csv, Format::JsonLines, Format::Prometheus, Format::Influx})
            QTest::newRow(std::string(name(format)).c_str()) << format;
    }
    void everyDoubleComesBackBitByBit()
    {
        QFETCH(Format, format);
        std::mt19937_64 random(7);
        for (int round = 0; round < 200; ++round) {
            const Reading reading = anyReading(random);
            const auto writer = makeWriter(format);
            std::string text;
            writer->begin(text);
            const Tally tally = writer->put(text, kKitchen, reading);
            if (format == Format::Influx && tally == Tally{})
                continue;
            const ReadBack back = readBack(format, text);
            QCOMPARE(tally.samples + tally.facts + tally.leftOut, reading.samples.size() + reading.facts.size());
            QCOMPARE(back.reading.samples.size(), tally.samples);
            QCOMPARE(back.reading.facts.size(), tally.facts);
            QVERIFY(back.reading.receivedAt == reading.receivedAt);
            std::size_t at = 0;
            for (const Sample &sample : reading.samples) {
                if (format == Format::Influx && !std::isfinite(sample.value))
                    continue;
                QVERIFY(back.reading.samples[at].series == sample.series);
                const bool isTinySpeed = format == Format::Prometheus && sample.series.metric == Metric::LinkSpeed
                                         && std::fabs(sample.value) < 1e-300;
                QVERIFY2(isTinySpeed || isSame(back.reading.samples[at].value, sample.value), text.c_str());
                ++at;
            }
            QVERIFY(format == Format::Prometheus || back.reading.facts == reading.facts);
        }
    }

    void eventsComeBackWhereTheFormatHasThem()
    {
        const Event event{kKitchen.id, kNoon, EventKind::Action, Severity::Warning, "reboot, by “jo”: 100 % \\o/"};
        Event expected = event;
        expected.device.clear();
        for (const Format format : {Format::Csv, Format::JsonLines, Format::Influx}) {
            const auto writer = makeWriter(format);
            std::string text;
            writer->begin(text);
            QCOMPARE(writer->put(text, kKitchen, event).events, std::uint64_t(1));
            const ReadBack back = readBack(format, text);
            QVERIFY2(back.events == std::vector<Event>{expected}, text.c_str());
        }
        std::string nothing;
        QCOMPARE(makeWriter(Format::Prometheus)->put(nothing, kKitchen, event).leftOut, std::uint64_t(1));
        QVERIFY(nothing.empty());
    }

    void jsonLinesCarryBootUptimeAndSequence()
    {
        Reading reading;
        reading.receivedAt = kNoon;
        reading.bootId = "5b1c";
        reading.uptimeSeconds = 12.25;
        reading.sequence = std::numeric_limits<std::uint64_t>::max();
        std::string text;
        makeWriter(Format::JsonLines)->put(text, kKitchen, reading);
        const Reading back = readBack(Format::JsonLines, text).reading;
        QCOMPARE(back.bootId, reading.bootId);
        QCOMPARE(back.uptimeSeconds.value_or(0), 12.25);
        QVERIFY(back.sequence == reading.sequence);
    }

    /// Scripts depend on these lines.
    void theFormatsLookAsDocumented()
    {
        Reading reading;
        reading.receivedAt = kNoon;
        reading.samples = {{{Metric::CpuUsage, ""}, 12.5}, {{Metric::DiskWritten, "sda"}, 4096}};
        const Subject subject{"7f6c", "kitchen", "home"};
        const auto written = [&](Format format) {
            const auto writer = makeWriter(format);
            std::string text;
            writer->begin(text);
            writer->put(text, subject, reading);
            return text;
        };
        QCOMPARE(written(Format::Csv), "at,device,metric,instance,value,id\n"
                                       "2026-09-21T14:13:20.123Z,kitchen,cpu_usage_percent,,12.5,7f6c\n"
                                       "2026-09-21T14:13:20.123Z,kitchen,disk_written_bytes,sda,4096,7f6c\n");
        QCOMPARE(written(Format::JsonLines),
                 "{\"at\":\"2026-09-21T14:13:20.123Z\",\"device\":\"kitchen\",\"id\":\"7f6c\",\"samples\":"
                 "{\"cpu_usage_percent\":12.5,\"disk_written_bytes\":{\"sda\":4096}}}\n");
        QCOMPARE(
            written(Format::Prometheus),
            "# HELP piuptime_cpu_usage_ratio CPU.\n# TYPE piuptime_cpu_usage_ratio gauge\n"
            "piuptime_cpu_usage_ratio{device=\"kitchen\",id=\"7f6c\",site=\"home\"} 0.125 1790000000123\n"
            "# HELP piuptime_disk_written_bytes_total Written since boot.\n"
            "# TYPE piuptime_disk_written_bytes_total counter\n"
            "piuptime_disk_written_bytes_total{device=\"kitchen\",id=\"7f6c\",site=\"home\",instance=\"sda\"} 4096 "
            "1790000000123\n");
        QCOMPARE(
            written(Format::Influx),
            "piuptime,device=kitchen,id=7f6c,site=home cpu_usage_percent=12.5 1790000000123000000\n"
            "piuptime,device=kitchen,id=7f6c,instance=sda,site=home disk_written_bytes=4096 1790000000123000000\n");
    }

    void aFaultyLineIsToldWithItsReason()
    {
        const std::string header = "at,device,metric,instance,value,id";
        QVERIFY(reasonAgainst(Format::Csv, {"time;value"}).find("column “at”") != std::string::npos);
        QCOMPARE(reasonAgainst(Format::Csv, {header, "2026-11-23T14:00:00Z,pi,load_1m,,1"}),
                 "5 columns where the first line has 6");
        QCOMPARE(reasonAgainst(Format::Csv, {header, "2026-11-23T14:00:00Z,pi,load_1m,,much,"}),
                 "not a number: “much”");
        QCOMPARE(reasonAgainst(Format::Csv, {header, "2026-11-23T14:00:00Z,\"pi,load_1m,,1,"}),
                 "a quote is not closed");
        QVERIFY(reasonAgainst(Format::Csv, {header, "2026-11-23T14:00:00,pi,load_1m,,1,"}).starts_with("not a time"));
        QVERIFY(reasonAgainst(Format::JsonLines, {"[1]"}).starts_with("not a JSON object"));
        QVERIFY(reasonAgainst(Format::JsonLines, {R"({"at":"2026-11-23T14:00:00Z","device":"a","samples":{"x":[]}})"})
                    .starts_with("“samples” must be"));
        QVERIFY(reasonAgainst(Format::Prometheus, {R"(up{device="a"} 1)"}).starts_with("no time in milliseconds"));
        QVERIFY(reasonAgainst(Format::Prometheus, {R"(up{device="a} 1)"}).starts_with("a label is not closed"));
        QVERIFY(reasonAgainst(Format::Prometheus, {"up 1 1"}).starts_with("no label “device”"));
        QVERIFY(reasonAgainst(Format::Influx, {"piuptime,device=a load_1m=0.5"}).starts_with("no time in nanoseconds"));
        QVERIFY(reasonAgainst(Format::Influx, {"piuptime,device=a 1"}).starts_with("not a field"));
        QVERIFY(reasonAgainst(Format::Influx, {"piuptime load_1m=1 1"}).starts_with("no tag “device”"));
    }

    void whatOtherProgramsWriteIsUnderstood()
    {
        const auto csv = makeParser(Format::Csv);
        VERIFY_OK(csv->parse("\xEF\xBB\xBF"
                             "value,metric,device,at,remark"));
        const auto line = csv->parse("7,load_1m,garage,2026-11-23 15:00:00.5+01:00,\"well, well\"");
        VERIFY_OK(line);
        QCOMPARE(isoTime(line->reading.receivedAt), "2026-11-23T14:00:00.500Z");
        QCOMPARE(line->reading.value(Metric::Load1).value_or(0), 7.0);
        const auto telegraf =
            makeParser(Format::Influx)
                ->parse("cpu,host=garage,cpu=cpu0 usage_idle=99.5,up=true,note=\"a, b\" 1790000000000000000");
        VERIFY_OK(telegraf);
        QCOMPARE(telegraf->device, "garage");
        QVERIFY((telegraf->unknown == std::vector<std::string>{"cpu.usage_idle", "cpu.up", "cpu.note"}));
        const auto protocol = parseInfluxLine("di\\ sk,path=/a\\,b,host=garage free=3i,ok=f,name=\"a, b\" "
                                              "1790000000000000001");
        VERIFY_OK(protocol);
        QCOMPARE(protocol->measurement, "di sk");
        QVERIFY(protocol->device() == "garage" && protocol->tag("path") == "/a,b" && protocol->tag("none").empty());
        QCOMPARE(protocol->fields.size(), std::size_t(3));
        QVERIFY(std::get<double>(protocol->fields[0].value) == 3 && std::get<double>(protocol->fields[1].value) == 0);
        QVERIFY(std::get<std::string>(protocol->fields[2].value) == "a, b");
        QVERIFY(toMsUtc(protocol->at) == 1'790'000'000'000);
        const auto integers = makeParser(Format::Influx)->parse("piuptime,device=a load_1m=3i,link_up=t 5000000");
        VERIFY_OK(integers);
        QCOMPARE(integers->reading.value(Metric::Load1).value_or(0), 3.0);
        QCOMPARE(toMsUtc(integers->reading.receivedAt), std::int64_t(5));
    }

    void namesForPrometheusAreUniqueAndFoundAgain()
    {
        for (const MetricInfo &metric : allMetrics())
            QVERIFY(findPrometheusName(prometheusName(metric.metric).name) == metric.metric);
        QVERIFY(!findPrometheusName("up"));
    }

    void timesComeBackAndOthersAreRefused()
    {
        for (const std::int64_t ms : {std::int64_t(0), std::int64_t(-1), std::int64_t(253'402'300'799'999),
                                      std::int64_t(951'782'400'000), std::int64_t(-62'167'219'200'000)})
            QVERIFY(parseIsoTime(isoTime(fromMsUtc(ms))) == fromMsUtc(ms));
        QVERIFY(isoTime(fromMsUtc(std::numeric_limits<std::int64_t>::max())).empty());
        for (const char *text : {"", "2026", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
                                 "2026-01-01T00:00:00Zx", "26-01-01T00:00:00Z"})
            QVERIFY2(!parseIsoTime(text), text);
    }

    void numeralsOutsideOfDoublesAreRefused()
    {
        for (const char *text : {"", "+", "-", "--1", "1e999", "0x10", "1 ", "1e", "nanx"})
            QVERIFY2(!parseNumeral(text), text);
        QCOMPARE(shiftedNumeral(42.5, -2), "0.425");
        QCOMPARE(shiftedNumeral(100, -2), "1");
        QVERIFY(!parseShiftedNumeral("1e9999999999999", 2));
        QVERIFY(!parseShiftedNumeral("5,5", 2));
    }
};

} // namespace piuptime::exchange

QTEST_GUILESS_MAIN(piuptime::exchange::FormatsTest)
#include "FormatsTest.moc"
