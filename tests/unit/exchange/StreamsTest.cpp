// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/Export.h"
#include "core/exchange/Import.h"
#include "tests/support/MemoryHistoryStore.h"
#include "tests/support/Verify.h"

#include <QTest>

namespace piuptime::exchange {
namespace {

constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'000);
constexpr history::TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};
constexpr const char *kCsvHeader = "at,device,metric,instance,value,id\n";

ReadBytes from(const std::string &text, std::size_t atOnce = 64 * 1024)
{
    return [rest = text, atOnce](std::span<char> buffer) mutable -> Result<std::size_t> {
        const std::size_t count = rest.copy(buffer.data(), std::min(buffer.size(), atOnce));
        rest.erase(0, count);
        return count;
    };
}

/// Knows two devices, by id and by name.
std::optional<DeviceId> resolve(const std::string &name)
{
    if (name == "id-1" || name == "kitchen")
        return "id-1";
    if (name == "id-2" || name == "garage")
        return "id-2";
    return std::nullopt;
}

ImportOptions optionsFor(Format format)
{
    ImportOptions options;
    options.format = format;
    options.resolve = resolve;
    return options;
}

/// A store with two devices, some hours of readings, facts and events.
void fill(testsupport::MemoryHistoryStore &store)
{
    for (const DeviceId device : {"id-1", "id-2"}) {
        for (int i = 0; i < 1000; ++i) {
            Reading reading;
            reading.receivedAt = kNoon + Seconds(i * 10);
            reading.historical = true;
            reading.samples = {{{Metric::CpuUsage, ""}, i / 3.0},
                               {{Metric::SocTemperature, ""}, 40.0 + i % 7},
                               {{Metric::FilesystemUsed, "/"}, 1e9 + i}};
            if (i % 100 == 0)
                reading.facts = {{FactKey::Kernel, "", "6.1." + std::to_string(i)}};
            store.append(device, reading);
        }
        for (int i = 0; i < 2500; ++i)
            store.append({device, kNoon + Milliseconds(i / 3), EventKind::Action, Severity::Info, std::to_string(i)});
    }
}

std::string exported(const history::HistoryStore &store, Format format, Tally &tally)
{
    std::string file;
    const auto result = exportHistory(store, {{{"id-1", "kitchen", ""}, {"id-2", "garage", "home"}}, kAllTime, format},
                                      [&file](std::string_view bytes) -> Result<void> {
                                          file += bytes;
                                          return {};
                                      });
    tally = result.value_or(Tally{});
    return file;
}

bool isSame(const Reading &a, const Reading &b)
{
    return a.receivedAt == b.receivedAt && a.samples == b.samples && a.facts == b.facts && a.historical == b.historical;
}

} // namespace

class StreamsTest : public QObject
{
    Q_OBJECT
private slots:
    void whatIsExportedIsImportedAgain_data()
    {
        QTest::addColumn<int>("format");
        for (const Format format : {Format::Csv, Format::JsonLines, Format::Prometheus, Format::Influx})
            QTest::newRow(std::string(name(format)).c_str()) << static_cast<int>(format);
    }
    void whatIsExportedIsImportedAgain()
    {
        QFETCH(int, format);
        const auto chosen = static_cast<Format>(format);
        testsupport::MemoryHistoryStore before;
        fill(before);
        Tally tally;
        const std::string file = exported(before, chosen, tally);
        QCOMPARE(tally.samples, std::uint64_t(6000));

        testsupport::MemoryHistoryStore after;
        const auto summary = importHistory(after, optionsFor(chosen), from(file, 1000));
        VERIFY_OK(summary);
        QCOMPARE(summary->problems, std::uint64_t(0));
        QCOMPARE(summary->readings, std::uint64_t(2000));
        QCOMPARE(summary->handedOver.samples, tally.samples);
        QCOMPARE(summary->handedOver.facts, tally.facts);
        QCOMPARE(summary->handedOver.events, tally.events);
        const bool carriesAll = chosen != Format::Prometheus;
        QCOMPARE(tally.leftOut, std::uint64_t(carriesAll ? 0 : 20 + 5000));
        QCOMPARE(after.storedEvents.size(), std::size_t(carriesAll ? 5000 : 0));
        for (const auto &[device, readings] : before.readings) {
            for (const auto &[at, reading] : readings) {
                Reading expected = reading;
                if (!carriesAll)
                    expected.facts.clear();
                QVERIFY(isSame(after.readings[device][at], expected));
            }
        }
    }

    void linesOfOneTimeAreOneReadingEvenFarApart()
    {
        std::string file;
        for (const char *metric : {"piuptime_load_1m", "piuptime_load_5m", "piuptime_cpu_usage_ratio"}) {
            for (int i = 0; i < 500; ++i)
                file += std::string(metric) + "{device=\"kitchen\"} 0.5 " + std::to_string(1000 * i) + '\n';
        }
        testsupport::MemoryHistoryStore store;
        const auto summary = importHistory(store, optionsFor(Format::Prometheus), from(file));
        VERIFY_OK(summary);
        QCOMPARE(summary->readings, std::uint64_t(500));
        QCOMPARE(summary->cameTooLate, std::uint64_t(0));
        QCOMPARE(store.readings["id-1"].at(fromMsUtc(42'000)).samples.size(), std::size_t(3));
        QCOMPARE(store.readings["id-1"].at(fromMsUtc(42'000)).value(Metric::CpuUsage).value_or(0), 50.0);
    }

    void whatDoesNotFitIntoMemoryIsToldAndNotSilentlyLost()
    {
        std::string file;
        for (const char *metric : {"piuptime_load_1m", "piuptime_load_5m"}) {
            for (int i = 0; i < 5000; ++i)
                file += std::string(metric) + "{device=\"kitchen\"} 0.5 " + std::to_string(1000 * i) + '\n';
        }
        ImportOptions options = optionsFor(Format::Prometheus);
        options.maxHeldBytes = 100'000;
        testsupport::MemoryHistoryStore store;
        const auto summary = importHistory(store, options, from(file));
        VERIFY_OK(summary);
        QVERIFY(summary->cameTooLate > 4000);
        QVERIFY(store.mostWaiting < 1000);
        QVERIFY(store.flushes > 10);
    }

    void unknownNamesAreCountedAndTold()
    {
        testsupport::MemoryHistoryStore store;
        const auto summary = importHistory(store, optionsFor(Format::Influx),
                                           from("cpu,host=kitchen idle=1,user=2 1\n"
                                                "cpu,host=kitchen idle=1 2\n"
                                                "piuptime,device=kitchen load_1m=1 3000000\n"));
        VERIFY_OK(summary);
        QCOMPARE(summary->unknownCount, std::uint64_t(3));
        QCOMPARE(summary->unknown.at("cpu.idle"), std::uint64_t(2));
        QCOMPARE(summary->readings, std::uint64_t(1));
    }

    void anImportGoesOnAtFaultyLinesAndKeepsTheFirstReasons()
    {
        std::string file = kCsvHeader;
        for (int i = 0; i < 50; ++i)
            file += "2026-11-23T14:00:00Z,nobody,load_1m,,1,\n";
        file += "2026-11-23T14:00:00Z,kitchen,load_1m,,1,\n" + std::string(3000, 'x');
        ImportOptions options = optionsFor(Format::Csv);
        options.maxLineBytes = 1000;
        testsupport::MemoryHistoryStore store;
        const auto summary = importHistory(store, options, from(file, 100));
        VERIFY_OK(summary);
        QCOMPARE(summary->lines, std::uint64_t(53));
        QCOMPARE(summary->problems, std::uint64_t(51));
        QCOMPARE(summary->firstProblems.size(), options.maxProblems);
        QCOMPARE(summary->firstProblems.front().line, std::uint64_t(2));
        QCOMPARE(summary->firstProblems.front().reason, "no device has the name or id “nobody”");
        QCOMPARE(summary->readings, std::uint64_t(1));
        QVERIFY(!summary->stopped);
    }

    void anImportStopsAtTheFirstFaultWhenAskedTo()
    {
        ImportOptions options = optionsFor(Format::Csv);
        options.onError = OnError::Stop;
        options.maxLineBytes = 1000;
        testsupport::MemoryHistoryStore store;
        const auto summary =
            importHistory(store, options,
                          from(kCsvHeader + std::string("2026-11-23T14:00:00Z,kitchen,load_1m,,1,\n")
                               + std::string(200'000, 'x') + "\n2026-11-23T14:00:01Z,kitchen,load_1m,,1,\n"));
        VERIFY_OK(summary);
        QVERIFY(summary->stopped);
        QCOMPARE(summary->firstProblems.front().line, std::uint64_t(3));
        QCOMPARE(summary->firstProblems.front().reason, "longer than 1000 bytes");
        QCOMPARE(store.readings["id-1"].size(), std::size_t(1));
    }

    void aDiskThatRefusesEndsAnExport()
    {
        testsupport::MemoryHistoryStore store;
        fill(store);
        const auto result = exportHistory(
            store, {{{"id-1", "kitchen", ""}}, kAllTime, Format::JsonLines},
            [](std::string_view) -> Result<void> { return fail(ErrorKind::Internal, "no space left on device"); });
        VERIFY_FAILS(result, Internal, "no space left on device");
        VERIFY_FAILS(result, Internal, "exporting kitchen");
    }
};

} // namespace piuptime::exchange

QTEST_GUILESS_MAIN(piuptime::exchange::StreamsTest)
#include "StreamsTest.moc"
