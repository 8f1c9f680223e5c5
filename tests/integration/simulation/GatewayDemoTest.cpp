// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway of --demo, as the console sees it: a real one between simulated services and simulated people.
#include "app/composition/Composition.h"
#include "app/presentation/gateway/GatewayWatch.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::presentation::gateway;

class GatewayDemoTest : public QObject
{
    Q_OBJECT

    static constexpr int kPatienceMs = 60'000;

    SystemClock m_clock;
    std::unique_ptr<composition::Composition> m_demo;
    std::unique_ptr<GatewayWatch> m_watch;

    [[nodiscard]] const GatewayStatus &status() const { return m_watch->overview().status; }
    [[nodiscard]] bool failedWith(const QString &cause) const
    {
        return std::ranges::find(status().causes, cause, &CauseCount::slug) != status().causes.end();
    }
    [[nodiscard]] bool isSome(const std::function<bool(const GatewayEndpoint &)> &wanted) const
    {
        return std::ranges::any_of(m_watch->overview().upstreams, [&](const GatewayUpstream &upstream) {
            return std::ranges::any_of(upstream.endpoints, wanted);
        });
    }

private slots:
    void initTestCase()
    {
        auto demo = composition::Composition::open({.demoPis = 24});
        QVERIFY2(demo, demo ? "" : demo.error().describe().c_str());
        m_demo = std::move(*demo);
        QCOMPARE(m_demo->failures(), std::vector<std::string>());
        m_watch = std::make_unique<GatewayWatch>(m_demo->engine(), m_clock);
        m_watch->setDevice({});
        m_watch->setActive(true);
    }

    void peopleAreServed()
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_watch->stage(), GatewayWatch::Stage::Ready, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(status().answered > 20, kPatienceMs);
    }

    void notEverybodyIsLetIn()
    {
        QTRY_VERIFY_WITH_TIMEOUT(failedWith(u"key-unknown"_s), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(failedWith(u"rate-limited"_s), kPatienceMs);
    }

    void someAskForAccess() { QTRY_COMPARE_WITH_TIMEOUT(status().askingForAccess, 2, kPatienceMs); }

    void aServiceOnAPiInTroubleGetsLess()
    {
        QTRY_VERIFY_WITH_TIMEOUT(isSome([](const GatewayEndpoint &endpoint) { return endpoint.sharePercent < 100; }),
                                 kPatienceMs);
    }

    void aServiceOnAPiThatIsAwayGetsNothing()
    {
        QTRY_VERIFY_WITH_TIMEOUT(isSome([](const GatewayEndpoint &endpoint) {
                                     return endpoint.state == EndpointState::Unwell
                                            || endpoint.state == EndpointState::Ejected;
                                 }),
                                 kPatienceMs);
    }

    void eachServiceStandsOnAPiOfTheFleet()
    {
        QVERIFY(!isSome([this](const GatewayEndpoint &endpoint) { return m_watch->deviceOf(endpoint).isEmpty(); }));
    }

    void cleanupTestCase()
    {
        m_watch.reset();
        m_demo.reset();
    }
};

QTEST_GUILESS_MAIN(GatewayDemoTest)
#include "GatewayDemoTest.moc"
