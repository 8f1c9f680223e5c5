// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/GatewayAdvisor.h"
#include "core/config/AtomicFile.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/Verify.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::composition;
using gateway::EndpointConfig;
using gateway::HardwareRule;

namespace {

Health healthWith(std::initializer_list<ReasonCode> codes)
{
    Health health;
    for (const ReasonCode code : codes)
        health.reasons.push_back({.code = code, .subject = {}, .text = {}});
    return health;
}

DeviceState piAt(const std::string &host, const Health &health)
{
    DeviceState state = testsupport::examplePi("k-1", "kitchen");
    state.config.endpoint.host = host;
    state.health = health;
    state.stale = false;
    return state;
}

} // namespace

class GatewayAdvisorTest : public QObject
{
    Q_OBJECT

private slots:
    void theStrictestReasonCounts()
    {
        const HardwareRule rule{.throttled = 50, .hot = 25, .onBattery = 10, .lowMemory = 100};
        const auto share = [&rule](std::initializer_list<ReasonCode> codes) {
            return adviceFor(healthWith(codes), rule).share;
        };
        QCOMPARE(share({}), 1.0);
        QCOMPARE(share({ReasonCode::MemoryLow}), 1.0);
        QCOMPARE(share({ReasonCode::ThrottledSinceBoot}), 1.0); // what was is over
        QCOMPARE(share({ReasonCode::UnderVoltageNow}), 0.5);
        QCOMPARE(share({ReasonCode::ThrottledNow, ReasonCode::Hot}), 0.25);
        QCOMPARE(adviceFor(healthWith({ReasonCode::Hot, ReasonCode::UpsOnBattery}), rule).why, "on-battery");
    }

    void anUpstreamOnAPiThatIsThrottledGetsLessUntilItRecovers()
    {
        const QTemporaryDir home;
        const std::string at = home.path().toStdString();
        VERIFY_OK(config::writeFileAtomically(at + "/gateway.toml",
                                              "listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"web\"\n"
                                              "[[upstream.endpoint]]\naddress = \"127.0.0.9:81\"\n"
                                              "[upstream.hardware]\nthrottled_percent = 40\n"
                                              "[[route]]\nname = \"all\"\nto = \"web\"\n"));
        auto service = gateway::control::Service::start({at + "/gateway.toml", at + "/versions"});
        VERIFY_OK(service);
        QVERIFY2((*service)->view().config, (*service)->view().fileError.c_str());
        testsupport::FakeEngine engine({piAt("127.0.0.9", healthWith({ReasonCode::ThrottledNow}))});
        GatewayAdvisor advisor(engine, **service);
        advisor.advise();
        const auto advice = [&service] { return (*service)->view().groups.front()->endpoints().front()->advice(); };
        QCOMPARE(advice().share, 0.4);
        QCOMPARE(advice().why, "throttled");

        DeviceState silent = piAt("127.0.0.9", healthWith({ReasonCode::ThrottledNow}));
        silent.stale = true;
        engine.set(silent);
        advisor.advise();
        QCOMPARE(advice().share, 1.0); // nobody knows

        engine.set(piAt("127.0.0.9", {}));
        advisor.advise();
        QCOMPARE(advice().share, 1.0);
        QCOMPARE(advice().why, "");
    }
};

QTEST_GUILESS_MAIN(GatewayAdvisorTest)
#include "GatewayAdvisorTest.moc"
