// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/GatewayText.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;

namespace {

constexpr std::string_view kLeast = R"(
listen = ["127.0.0.1:0"]
[[upstream]]
name = "one"
[[upstream.endpoint]]
address = "127.0.0.1:80"
[[route]]
name = "all"
to = "one"
)";

constexpr std::string_view kAll = R"(
[log]
file = "/var/log/gateway.log"
rotate_bytes = 1000000
rotate_hours = 24
kept = 3
compress = false
sample_one_in = 10
query = false
hidden_parameters = ["secret"]
most_waiting_bytes = 1000000
[log.syslog]
transport = "udp"
address = "10.0.0.2:514"
app_name = "gate"
[log.mqtt]
host = "10.0.0.4"
port = 1884
topic = "home/requests"
user = "gate"
password_file = "/etc/gate.password"
[trace]
mode = "always"
request_id = true
[inspect]
kept = 100
slow_ms = 50
)";

constexpr std::string_view kLoki = "[log.loki]\n"
                                   "url = \"http://10.0.0.3:3100/loki/api/v1/push\"\n"
                                   "tenant = \"home\"\n"
                                   "job = \"pi\"\n"
                                   "timeout_ms = 1000\n";

auto parsed(std::string_view more)
{
    return parseGateway(std::string(kLeast).append(more));
}

} // namespace

/// `[log]`, `[trace]` and `[inspect]` of gateway.toml, right and wrong.
class SeeSettingsTest : public QObject
{
    Q_OBJECT
private slots:
    void everythingThatCanBeSaidIsUnderstood()
    {
        const auto config = parsed(std::string(kAll).append(kLoki));
        QVERIFY(config.has_value());
        const LogConfig &log = config->log;
        QVERIFY((log.file
                 == FileLogConfig{.path = "/var/log/gateway.log",
                                  .rotateBytes = 1'000'000,
                                  .rotateAfter = std::chrono::hours(24),
                                  .kept = 3,
                                  .compression = Compression::None}));
        QCOMPARE(log.sampleOneIn, 10U);
        QVERIFY(!log.hasQuery);
        QCOMPARE(log.hiddenParameters, (std::vector<std::string>{"secret"}));
        QCOMPARE(log.mostWaitingBytes, std::size_t{1'000'000});
        QVERIFY(
            (log.syslog
             == SyslogConfig{.address = "10.0.0.2:514", .transport = SyslogConfig::Transport::Udp, .appName = "gate"}));
        QCOMPARE(log.loki.tenant, std::string("home"));
        QCOMPARE(log.loki.timeout, Milliseconds(1000));
        QCOMPARE(log.mqtt.port, std::uint16_t{1884});
        QCOMPARE(log.mqtt.passwordFile, std::string("/etc/gate.password"));
        QCOMPARE(config->trace.mode, TraceConfig::Mode::Always);
        QVERIFY(config->trace.givesRequestId);
        QCOMPARE(config->inspect.kept, std::size_t{100});
        QCOMPARE(config->inspect.slow, Milliseconds(50));
    }

    void nothingIsToldUnlessSomebodyAsksForIt()
    {
        const auto config = parsed("");
        QVERIFY(config.has_value());
        QVERIFY(!config->log.isOn());
        QCOMPARE(config->trace.mode, TraceConfig::Mode::Off);
    }

    void aSyslogIsTheSystemsOwnUnlessToldOtherwise()
    {
        const auto config = parsed("[log.syslog]\n");
        QVERIFY(config.has_value());
        QCOMPARE(config->log.syslog.address, std::string("/dev/log"));
    }

    void aFaultIsToldWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char *title, const QByteArray &more, const QByteArray &told) {
            QTest::newRow(title) << more << told;
        };
        row("a key that is mistyped", "[log]\nfiles = \"/a\"", "unknown key “files”");
        row("a relative path", "[log]\nfile = \"a.log\"", "file must be an absolute path");
        row("a sample of none", "[log]\nsample_one_in = 0", "sample_one_in");
        row("a syslog by name without a transport", "[log.syslog]\naddress = \"10.0.0.2:514\"",
            "must be the path of a socket");
        row("a syslog by UDP without a port", "[log.syslog]\ntransport = \"udp\"\naddress = \"10.0.0.2\"",
            "needs an address with a port");
        row("Loki without a URL", "[log.loki]\njob = \"a\"", "Loki needs a url");
        row("Loki by another protocol", "[log.loki]\nurl = \"file:///etc/passwd\"", "url must begin with");
        row("a broker without a host", "[log.mqtt]\nport = 1883", "a broker needs a host");
        row("a topic with a wildcard", "[log.mqtt]\nhost = \"a\"\ntopic = \"a/#\"", "topic must be");
        row("another mode", "[trace]\nmode = \"sometimes\"", "mode");
        row("none kept", "[inspect]\nkept = 0", "kept");
    }

    void aFaultIsToldWithItsLine()
    {
        QFETCH(const QByteArray, more);
        QFETCH(const QByteArray, told);
        const auto config = parsed(more.toStdString());
        QVERIFY(!config.has_value());
        QCOMPARE(config.error().size(), std::size_t{1});
        QVERIFY(config.error().front().line >= 10);
        QVERIFY2(QByteArray::fromStdString(config.error().front().reason).contains(told),
                 config.error().front().reason.c_str());
    }
};

QTEST_GUILESS_MAIN(SeeSettingsTest)
#include "SeeSettingsTest.moc"
