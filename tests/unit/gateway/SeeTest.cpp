// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/HiddenParameters.h"
#include "core/gateway/see/LineCursor.h"
#include "core/gateway/see/LogLine.h"
#include "core/gateway/see/LogPump.h"
#include "core/gateway/see/RecordRing.h"
#include "core/gateway/see/RequestFilter.h"
#include "core/gateway/see/TrafficSnapshot.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <future>

using namespace piuptime;
using namespace piuptime::gateway;
using std::chrono::microseconds;

namespace {

constexpr UtcTime kNoon = fromMsUtc(1'790'000'040'250);

RequestRecord recordOf(std::uint64_t id, int status = 200, Cause cause = Cause::None)
{
    RequestRecord record;
    record.id = id;
    record.startedAt = kNoon;
    record.hasHead = true;
    record.client = "10.0.0.9";
    record.method = "GET";
    record.host = "pi";
    record.path = "/a";
    record.route = "all";
    record.status = status;
    record.cause = cause;
    record.bytesIn = 10;
    record.bytesOut = 100;
    record.total = microseconds(1500);
    return record;
}

QJsonObject parsed(const std::string &text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

/// Fails until it is told to work, and keeps what it took.
class MoodySink final : public LogSink
{
public:
    struct Memory {
        std::mutex mutex;
        std::string lines;
        std::atomic<bool> works{false};
        std::atomic<int> attempts{0};
    };
    explicit MoodySink(Memory &memory)
        : m_memory(memory)
    {
    }
    [[nodiscard]] std::string_view name() const override { return "moody"; }
    [[nodiscard]] Result<void> write(std::string_view lines) override
    {
        ++m_memory.attempts;
        if (!m_memory.works)
            return fail(ErrorKind::Unreachable, "not in the mood");
        const std::scoped_lock lock(m_memory.mutex);
        m_memory.lines += lines;
        return {};
    }

private:
    Memory &m_memory;
};

std::shared_ptr<const LogBatch> batch(std::string lines)
{
    const auto count = static_cast<std::uint64_t>(std::ranges::count(lines, '\n'));
    return std::make_shared<LogBatch>(LogBatch{std::move(lines), count});
}

} // namespace

class SeeTest : public QObject
{
    Q_OBJECT
private slots:
    void bucketsFollowOneAnotherWithoutGaps()
    {
        for (std::size_t bucket = 0; bucket + 1 < Histogram::kBuckets; ++bucket) {
            const std::uint64_t end = Histogram::endOf(bucket);
            QCOMPARE(Histogram::bucketOf(end), bucket + 1);
            QCOMPARE(Histogram::bucketOf(end - 1), bucket);
        }
        QCOMPARE(Histogram::bucketOf(~std::uint64_t{0}), Histogram::kBuckets - 1);
    }

    void percentilesAreRightToAnEighth()
    {
        Histogram histogram;
        for (int i = 1; i <= 10'000; ++i)
            histogram.add(microseconds(i));
        for (const auto &[share, exact] : {std::pair(0.5, 5000), std::pair(0.9, 9000), std::pair(0.99, 9900)}) {
            const double found = static_cast<double>(histogram.percentile(share).count());
            QVERIFY2(std::abs(found - exact) <= exact / 8.0, qPrintable(QString::number(found)));
        }
        QCOMPARE(Histogram().percentile(0.5), microseconds(0));
    }

    void aPageThatOpensShowsThePastBySecondsAndByMinutes()
    {
        TrafficHistory history;
        TallyCounters counters;
        const auto tell = [&](int second) {
            Tally tally;
            counters.addTo(tally);
            history.add(kNoon + Seconds(second), tally);
        };
        for (int second = 0; second < 700; ++second) {
            counters.add(recordOf(1));
            if (second % 10 == 0)
                counters.add(recordOf(2, 502, Cause::UpstreamClosed));
            tell(second);
        }
        const auto seconds = history.seconds();
        QCOMPARE(seconds.size(), TrafficHistory::kSeconds);
        QCOMPARE(seconds.back().requests, std::uint64_t{1});
        QCOMPARE(seconds[seconds.size() - 10].byFault[static_cast<std::size_t>(Fault::Upstream)], std::uint64_t{1});
        const auto minutes = history.minutes();
        QCOMPARE(minutes.size(), std::size_t{11});
        QCOMPARE(minutes[5].requests, std::uint64_t{66});
        QCOMPARE(minutes[5].bytesOut, std::uint64_t{6600});
    }

    void theLastRecordsAreFoundNewestFirst()
    {
        RecordRing ring(4);
        for (std::uint64_t id = 1; id <= 10; ++id)
            ring.add(recordOf(id));
        std::vector<RequestRecord> found;
        ring.read(found, 10, [](const RequestRecord &record) { return record.id != 9; });
        QCOMPARE(found.size(), std::size_t{3});
        QCOMPARE(found.front().id, std::uint64_t{10});
        QCOMPARE(found.back().id, std::uint64_t{7});
    }

    void aReaderOfAWriterInFullSwingSeesWholeRecords()
    {
        RecordRing ring(16);
        std::atomic<bool> ends{false};
        auto writer = std::async(std::launch::async, [&] {
            for (std::uint64_t id = 1; !ends; ++id) {
                RequestRecord record = recordOf(id);
                record.path = std::to_string(id);
                ring.add(record);
            }
        });
        for (int i = 0; i < 2000; ++i) {
            std::vector<RequestRecord> found;
            ring.read(found, 16, [](const RequestRecord &) { return true; });
            for (const RequestRecord &record : found)
                QCOMPARE(std::string(record.path.view()), std::to_string(record.id));
            QVERIFY(std::ranges::is_sorted(found, std::ranges::greater{}, &RequestRecord::id));
        }
        ends = true;
    }

    void filtersAskForAllTheyName()
    {
        RequestRecord record = recordOf(7, 404, Cause::NoRoute);
        QVERIFY(RequestFilter{}.accepts(record));
        QVERIFY(RequestFilter{.statusClass = 4}.accepts(record));
        QVERIFY(!RequestFilter{.statusClass = 5}.accepts(record));
        QVERIFY(!RequestFilter{.route = "other"}.accepts(record));
        QVERIFY(RequestFilter{.cause = Cause::NoRoute}.accepts(record));
        QVERIFY(!RequestFilter{.text = "/b"}.accepts(record));
        QVERIFY(!RequestFilter{.atLeast = microseconds(2000)}.accepts(record));
        QVERIFY(!RequestFilter{.sinceId = 7}.accepts(record));
        QVERIFY((RequestFilter{.sinceId = 6, .beforeId = 8}.accepts(record)));
        QVERIFY(!RequestFilter{.beforeId = 7}.accepts(record));
    }

    void aLineIsValidJsonWhateverClientsSend()
    {
        RequestRecord record = recordOf(1);
        record.path = std::string_view("/\"\\\x01\x80\xff\n", 7);
        record.userAgent = "\x1b[31m";
        std::string line;
        appendLogLine(line, record, {});
        QCOMPARE(std::ranges::count(line, '\n'), 1);
        const QJsonObject json = parsed(line);
        QVERIFY2(!json.isEmpty(), line.c_str());
        QCOMPARE(json.value(QStringLiteral("status")).toInt(), 200);
        QCOMPARE(json.value(QStringLiteral("total_ms")).toDouble(), 1.5);
        QCOMPARE(json.value(QStringLiteral("time")).toString(), QStringLiteral("2026-09-21T14:14:00.250Z"));
        QVERIFY(!parsed(toJson(record)).isEmpty());
    }

    void hiddenParametersLoseTheirValues()
    {
        const std::vector<std::string> hidden{"token", "key"};
        const auto shown = [&hidden](std::string_view query) {
            std::string storage;
            return std::string(withoutHidden(query, hidden, storage));
        };
        QCOMPARE(shown("?a=1&token=secret&b=2"), std::string("?a=1&token=***&b=2"));
        QCOMPARE(shown("?TOKEN=secret"), std::string("?TOKEN=***"));
        QCOMPARE(shown("?key=x&token=y"), std::string("?key=***&token=***"));
        QCOMPARE(shown("?a=1&%74o%6Ben=secret"), std::string("?a=1&%74o%6Ben=***"));
        QCOMPARE(shown("?token"), std::string("?token"));
        QCOMPARE(shown("?monkey=1&keys=2"), std::string("?monkey=1&keys=2"));
        QCOMPARE(shown("?"), std::string("?"));
    }

    void linesGoOnWhereTheyFailed()
    {
        LineCursor cursor;
        std::string sent;
        bool fails = true;
        const auto send = [&](std::string_view line) -> Result<void> {
            if (line == "two" && std::exchange(fails, false))
                return fail(ErrorKind::Unreachable, "no");
            sent.append(line).append(";");
            return {};
        };
        QVERIFY(!cursor.each("one\ntwo\nthree\n", send));
        QVERIFY(cursor.each("one\ntwo\nthree\n", send).has_value());
        QCOMPARE(sent, std::string("one;two;three;"));
    }

    void whatHasNoRoomBeforeADeadSinkIsCountedAndTheRestComesOnceItLives()
    {
        MoodySink::Memory memory;
        LogPump pump(std::make_unique<MoodySink>(memory), 8,
                     {.first = Milliseconds(5), .longest = Milliseconds(5), .factor = 1});
        pump.offer(batch("one\n"));
        pump.offer(batch("two\n"));
        pump.offer(batch("three\nfour\n"));
        QTRY_VERIFY(memory.attempts > 2);
        QCOMPARE(pump.status().dropped, std::uint64_t{2});
        QVERIFY(pump.status().trouble.find("not in the mood") != std::string::npos);
        memory.works = true;
        QTRY_COMPARE(pump.status().written, std::uint64_t{2});
        QVERIFY(pump.status().trouble.empty());
        const std::scoped_lock lock(memory.mutex);
        QCOMPARE(memory.lines, std::string("one\ntwo\n"));
    }

    void aRequestThatWasTriedTwiceIsExplainedStepByStep()
    {
        RequestRecord record = recordOf(1);
        record.beginAttempt("10.0.0.5:80", record.startedMono + microseconds(100));
        record.endAttempt(record.startedMono + microseconds(3100), 0, Cause::UpstreamUnreachable);
        record.beginAttempt("10.0.0.6:80", record.startedMono + microseconds(3200));
        record.endAttempt(record.startedMono + microseconds(15'200), 200, Cause::None);
        const std::vector<Step> steps = explain(record);
        QCOMPARE(steps.size(), std::size_t{5});
        QCOMPARE(steps[2].what,
                 std::string("attempt 1 at 10.0.0.5:80: The upstream refused the connection, after 3.0 ms"));
        QCOMPARE(steps[3].what, std::string("attempt 2 at 10.0.0.6:80: status 200 after 12 ms"));
        QCOMPARE(steps[4].what, std::string("status 200"));
    }

    void theCachesPartIsExplained()
    {
        RequestRecord record = recordOf(1);
        record.cache = "hit";
        QCOMPARE(explain(record)[2].what, std::string("the cache has the answer"));
        record.cache = "stale";
        record.beginAttempt("10.0.0.5:80", record.startedMono + microseconds(100));
        record.endAttempt(record.startedMono + microseconds(3100), 0, Cause::UpstreamUnreachable);
        QCOMPARE(explain(record)[3].what, std::string("the cache's answer stands in for the upstream"));
    }

    void promtoolAcceptsThePage()
    {
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        QVERIFY2(!promtool.isEmpty(), "promtool is missing (package prometheus)");
        TallyCounters counters;
        counters.add(recordOf(1));
        counters.add(recordOf(2, 502, Cause::UpstreamClosed));
        TrafficSnapshot traffic;
        traffic.routes.resize(2);
        traffic.routes[1].name = "all";
        counters.addTo(traffic.routes[1].tally);
        traffic.upstreams = {{.name = "pis"}};
        EndpointTraffic endpoint;
        endpoint.began();
        endpoint.failed(Cause::UpstreamClosed);
        endpoint.answered(microseconds(700));
        traffic.endpoints = {
            {.upstream = "pis", .name = "10.0.0.5:80", .state = "well", .numbers = endpoint.numbers()}};
        traffic.logs = {{.sink = "file", .trouble = {}}};
        const std::string page = metricsText(traffic);
        QProcess check;
        check.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
        check.write(page.data(), static_cast<qint64>(page.size()));
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        const QByteArray said = check.readAllStandardError() + check.readAllStandardOutput();
        QVERIFY2(check.exitCode() == 0 && said.isEmpty(), said.constData());
        QVERIFY(page.find("piuptime_gateway_requests_total{route=\"all\",class=\"5xx\"} 1\n") != std::string::npos);
        QVERIFY(page.find("piuptime_gateway_request_failures_total{route=\"all\",cause=\"upstream-closed\","
                          "fault=\"upstream\"} 1\n")
                != std::string::npos);
        QVERIFY(page.find("piuptime_gateway_request_duration_seconds_count{route=\"all\"} 2\n") != std::string::npos);
        QVERIFY(!parsed(toJson(traffic)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SeeTest)
#include "SeeTest.moc"
