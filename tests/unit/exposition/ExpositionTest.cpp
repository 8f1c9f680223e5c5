// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exposition/MetricsPage.h"
#include "core/exposition/MetricsServer.h"
#include "core/exposition/RequestHead.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/Verify.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTest>

#include <limits>

namespace piuptime::exposition {
namespace {

constexpr UtcTime kNoon = fromMsUtc(1'790'000'000'250);

DeviceState fresh(const DeviceId &id, const std::string &name, const std::string &site = {})
{
    DeviceState state;
    state.config.id = id;
    state.config.name = name;
    state.config.site = site;
    state.connection = ConnectionState::Connected;
    state.everRead = true;
    state.stale = false;
    state.latest.receivedAt = kNoon;
    for (const MetricInfo &metric : allMetrics()) {
        state.latest.samples.push_back({{metric.metric, ""}, 42.5});
        state.latest.samples.push_back({{metric.metric, "sda \"1\"\\"}, std::numeric_limits<double>::quiet_NaN()});
    }
    state.latest.facts = {{FactKey::Model, "", "Raspberry \"Pi\" 5"}};
    return state;
}

std::string pageOf(std::vector<DeviceState> states)
{
    std::vector<DeviceStatePtr> shared;
    for (DeviceState &state : states)
        shared.push_back(std::make_shared<DeviceState>(std::move(state)));
    return metricsPage(std::move(shared));
}

bool has(const std::string &page, std::string_view line)
{
    return ("\n" + page).find("\n" + std::string(line) + "\n") != std::string::npos;
}

/// Everything the server says to `request`, until it ends the connection.
QByteArray ask(const MetricsServer &server, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    socket.write(request);
    QElapsedTimer patience;
    for (patience.start(); socket.state() != QAbstractSocket::UnconnectedState && patience.elapsed() < 20'000;)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 100);
    return socket.readAll();
}

} // namespace

class ExpositionTest : public QObject
{
    Q_OBJECT
private slots:
    void promtoolAcceptsThePage()
    {
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        QVERIFY2(!promtool.isEmpty(), "promtool is missing (package prometheus)");
        DeviceState gone = fresh("c", "attic", "home");
        gone.stale = true;
        const std::string page = pageOf({fresh("a", "kitchen", "home"), fresh("b", "gar\"age\n"), gone});
        QProcess check;
        check.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
        check.write(page.data(), static_cast<qint64>(page.size()));
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        const QByteArray said = check.readAllStandardError() + check.readAllStandardOutput();
        QVERIFY2(check.exitCode() == 0 && said.isEmpty(), said.constData());
    }

    void valuesHaveStandardNamesUnitsAndLabels()
    {
        const std::string page = pageOf({fresh("a", "kitchen", "home")});
        QVERIFY(has(page, "# TYPE piuptime_cpu_usage_ratio gauge"));
        QVERIFY(has(page, "piuptime_cpu_usage_ratio{device=\"kitchen\",site=\"home\"} 0.425"));
        QVERIFY(
            has(page, "piuptime_cpu_usage_ratio{device=\"kitchen\",site=\"home\",instance=\"sda \\\"1\\\"\\\\\"} NaN"));
        QVERIFY(has(page, "# TYPE piuptime_disk_written_bytes_total counter"));
        QVERIFY(has(page, "piuptime_device_up{device=\"kitchen\",site=\"home\"} 1"));
        QVERIFY(has(page,
                    "piuptime_device_last_reading_timestamp_seconds{device=\"kitchen\",site=\"home\"} 1790000000.25"));
        QVERIFY(
            has(page,
                "piuptime_device_info{device=\"kitchen\",site=\"home\",id=\"a\",model=\"Raspberry \\\"Pi\\\" 5\"} 1"));
    }

    void staleAndUnreachableDevicesAreDownAndTheirValuesLeftOut()
    {
        DeviceState stale = fresh("a", "stale");
        stale.stale = true;
        DeviceState waiting = fresh("b", "waiting");
        waiting.connection = ConnectionState::Waiting;
        DeviceState disabled = fresh("c", "disabled");
        disabled.config.enabled = false;
        DeviceState never;
        never.config.name = "never";
        const std::string page = pageOf({stale, waiting, disabled, never});
        for (const char *name : {"stale", "waiting", "never"})
            QVERIFY(has(page, "piuptime_device_up{device=\"" + std::string(name) + "\"} 0"));
        QVERIFY(page.find("disabled") == std::string::npos);
        QVERIFY(page.find("piuptime_cpu_usage_ratio") == std::string::npos);
        QVERIFY(page.find("timestamp_seconds{device=\"never\"}") == std::string::npos);
    }

    void namesakesAreToldApart()
    {
        const std::string page = pageOf({fresh("a", "pi", "home"), fresh("b", "pi", "home"), fresh("c", "pi", "work")});
        QVERIFY(has(page, "piuptime_device_up{device=\"pi (a)\",site=\"home\"} 1"));
        QVERIFY(has(page, "piuptime_device_up{device=\"pi (b)\",site=\"home\"} 1"));
        QVERIFY(has(page, "piuptime_device_up{device=\"pi\",site=\"work\"} 1"));
    }

    void aScrapeGetsTheNewestValues()
    {
        testsupport::FakeEngine engine({fresh("a", "kitchen")});
        const auto server = MetricsServer::start(engine, {});
        VERIFY_OK(server);
        const QByteArray first = ask(**server, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n");
        QVERIFY(first.startsWith("HTTP/1.1 200 OK\r\n"));
        QVERIFY(first.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"));
        QVERIFY(first.contains("\npiuptime_soc_temperature_celsius{device=\"kitchen\"} 42.5\n"));
        const qsizetype body = first.indexOf("\r\n\r\n") + 4;
        QVERIFY(first.contains("Content-Length: " + QByteArray::number(first.size() - body) + "\r\n"));
        DeviceState hotter = fresh("a", "kitchen");
        hotter.latest.samples.clear();
        hotter.latest.samples.push_back({{Metric::SocTemperature, ""}, 81});
        engine.set(hotter);
        QVERIFY(ask(**server, "GET /metrics?x=1 HTTP/1.0\r\n\r\n")
                    .contains("\npiuptime_soc_temperature_celsius{device=\"kitchen\"} 81\n"));
        const QByteArray head = ask(**server, "HEAD /metrics HTTP/1.1\r\n\r\n");
        QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\n") && head.endsWith("\r\n\r\n"));
        QTRY_COMPARE((*server)->clients(), 0);
    }

    void otherRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("another path") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("404");
        QTest::newRow("another method") << QByteArray("POST /metrics HTTP/1.1\r\n\r\n") << QByteArray("405");
        QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01 hello\n\n") << QByteArray("400");
        QTest::newRow("a blank too many") << QByteArray("GET  /metrics HTTP/1.1\r\n\r\n") << QByteArray("400");
        QTest::newRow("no end") << QByteArray("GET /metrics HTTP/1.1\r\nX: " + QByteArray(100'000, 'x'))
                                << QByteArray("431");
        QTest::newRow("a long head") << QByteArray("GET /metrics HTTP/1.1\r\nX: " + QByteArray(8'170, 'x') + "\r\n\r\n")
                                     << QByteArray("431");
    }
    void otherRequestsAreRefused()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        testsupport::FakeEngine engine;
        const auto server = MetricsServer::start(engine, {});
        VERIFY_OK(server);
        const QByteArray answer = ask(**server, request);
        QVERIFY2(answer.isEmpty() ? status == "431" : answer.startsWith("HTTP/1.1 " + status + ' '),
                 answer.constData());
        QTRY_COMPARE((*server)->clients(), 0);
    }

    void aClientThatSaysNothingIsCutOffAtItsDeadline()
    {
        testsupport::FakeEngine engine;
        MetricsServer::Options options;
        options.deadline = Milliseconds(200);
        const auto server = MetricsServer::start(engine, options);
        VERIFY_OK(server);
        QVERIFY(ask(**server, "GET /metrics HTT").isEmpty());
        QTRY_COMPARE((*server)->clients(), 0);
    }

    void moreClientsThanAllowedAreTurnedAwayAndTheOthersServed()
    {
        testsupport::FakeEngine engine({fresh("a", "kitchen")});
        MetricsServer::Options options;
        options.maxClients = 3;
        const auto server = MetricsServer::start(engine, options);
        VERIFY_OK(server);
        std::vector<std::unique_ptr<QTcpSocket>> slow;
        for (int i = 0; i < 3; ++i) {
            slow.push_back(std::make_unique<QTcpSocket>());
            slow.back()->connectToHost(QStringLiteral("127.0.0.1"), (*server)->port());
        }
        QTRY_COMPARE((*server)->clients(), 3);
        QVERIFY(ask(**server, "GET /metrics HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 503 "));
        slow.front()->write("GET /metrics HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(slow.front()->state(), QAbstractSocket::UnconnectedState);
        QVERIFY(slow.front()->readAll().startsWith("HTTP/1.1 200 "));
        QTRY_COMPARE((*server)->clients(), 2);
        QVERIFY(ask(**server, "GET /metrics HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 200 "));
    }

    void aPortThatIsTakenIsTold()
    {
        testsupport::FakeEngine engine;
        const auto first = MetricsServer::start(engine, {});
        VERIFY_OK(first);
        MetricsServer::Options options;
        options.port = (*first)->port();
        VERIFY_FAILS(MetricsServer::start(engine, options), Conflict, "127.0.0.1, port");
        options.host = "localhost.example";
        VERIFY_FAILS(MetricsServer::start(engine, options), InvalidInput, "not an IP address");
    }

    void anEngineMayGoWhileAClientWaits()
    {
        auto engine = std::make_unique<testsupport::FakeEngine>(std::vector<DeviceState>{fresh("a", "kitchen")});
        auto server = MetricsServer::start(*engine, {});
        VERIFY_OK(server);
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), (*server)->port());
        socket.write("GET /metrics HTTP/1.1\r\n\r\n");
        QTRY_COMPARE((*server)->clients(), 1);
        server->reset();
        engine.reset();
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }
};

} // namespace piuptime::exposition

QTEST_GUILESS_MAIN(piuptime::exposition::ExpositionTest)
#include "ExpositionTest.moc"
