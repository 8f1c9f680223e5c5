// SPDX-License-Identifier: GPL-3.0-or-later
// What a gateway does becomes part of the history of its Pi: asked over a real socket, as the poller of a device asks.
#include "core/fleet/GatewayMeter.h"
#include "core/fleet/LocalLink.h"
#include "core/gateway/control/Host.h"
#include "tests/support/HttpUpstream.h"
#include "tests/support/RawClient.h"
#include "tests/support/Verify.h"

#include <QCoroTask>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::fleet;
using gateway::control::Host;

namespace {

std::optional<double> valueOf(const std::vector<Sample> &samples, Metric metric)
{
    const auto found = std::ranges::find(samples, metric, [](const Sample &sample) { return sample.series.metric; });
    return found == samples.end() ? std::nullopt : std::optional(found->value);
}

} // namespace

class MeterTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    HttpUpstream m_upstream;
    std::unique_ptr<Host> m_host;
    std::shared_ptr<Link> m_link = std::make_shared<LocalLink>();

    [[nodiscard]] std::string at(const char *name) const
    {
        return m_home.filePath(QString::fromLatin1(name)).toStdString();
    }
    void start()
    {
        QVERIFY(QDir(m_home.path()).mkpath(u"state"_s));
        auto host = Host::start(
            {.places = {at("gateway.toml"), at("versions")}, .admin = {.socket = at("state/gateway.sock")}});
        VERIFY_OK(host);
        m_host = std::move(*host);
        const std::string text = "listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"web\"\n[[upstream.endpoint]]\n"
                                 "address = \""
                                 + m_upstream.address() + "\"\n[[route]]\nname = \"all\"\nto = \"web\"\n";
        QVERIFY(m_host->service().apply(text, {"pi"}).has_value());
    }
    [[nodiscard]] int ask(std::string_view method) const
    {
        return RawClient(m_host->service().view().ports.front())
            .ask(std::string(method) + " / HTTP/1.1\r\nHost: x\r\n\r\n")
            .status;
    }

private slots:
    void initTestCase() { qputenv("PIUPTIME_HOME", m_home.path().toLocal8Bit()); }
    void cleanup() { m_host.reset(); }

    void whereThereIsNoneNothingIsMeasured()
    {
        const auto meter = std::make_shared<GatewayMeter>(std::make_shared<GatewayLine>());
        QVERIFY(QCoro::waitFor(meter->read(m_link, true)).empty());
        QVERIFY(QCoro::waitFor(meter->read(nullptr, true)).empty());
    }

    void whatItDidSinceItWasAskedLastIsMeasured()
    {
        start();
        const auto meter = std::make_shared<GatewayMeter>(std::make_shared<GatewayLine>());
        QVERIFY(QCoro::waitFor(meter->read(m_link, false)).empty()); // it may not look yet
        QVERIFY(QCoro::waitFor(meter->read(m_link, true)).empty());  // and there is no earlier time
        QCOMPARE(ask("GET"), 200);
        QCOMPARE(ask("TRACE"), 405);
        double requests = 0;
        double failed = 0;
        bool hasLatency = false;
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto samples = QCoro::waitFor(meter->read(m_link, false));
                requests += valueOf(samples, Metric::GatewayRequestRate).value_or(0);
                failed += valueOf(samples, Metric::GatewayFailureRate).value_or(0);
                hasLatency = hasLatency || valueOf(samples, Metric::GatewayLatencyTail).has_value();
                return requests > 0 && failed > 0;
            },
            15'000));
        QVERIFY(requests <= 2 && failed <= 1); // a second: each counts once
        QVERIFY(hasLatency);
    }

    void oneThatEndsIsLookedForAgain()
    {
        start();
        const auto meter = std::make_shared<GatewayMeter>(std::make_shared<GatewayLine>());
        QVERIFY(QCoro::waitFor(meter->read(m_link, true)).empty());
        m_host.reset();
        QVERIFY(QCoro::waitFor(meter->read(m_link, false)).empty());
        start();
        QVERIFY(QCoro::waitFor(meter->read(m_link, true)).empty());
        QVERIFY(QTest::qWaitFor([&] { return !QCoro::waitFor(meter->read(m_link, false)).empty(); }, 10'000));
    }

    void rubbishIsNoMeasurement()
    {
        QVERIFY(gatewaySamples("").empty());
        QVERIFY(gatewaySamples("[1]").empty());
        QVERIFY(gatewaySamples(R"({"seconds":-1,"requests":5})").empty());
        const auto samples = gatewaySamples(R"({"seconds":10,"requests":-5,"failed":"x","bytes":1e300})");
        QVERIFY(!valueOf(samples, Metric::GatewayRequestRate));
        QCOMPARE(valueOf(samples, Metric::GatewayFailureRate), 0.0);
    }
};

QTEST_GUILESS_MAIN(MeterTest)
#include "MeterTest.moc"
