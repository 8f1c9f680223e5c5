// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/GatewayPanel.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace piuptime;
using namespace piuptime::presentation::gateway;
using Stage = GatewayWatch::Stage;

namespace {

GatewayAnswer running(int requests, int failed = 0)
{
    return {200,
            R"({"status":{"is_running":true,"version":1,"started_at_ms_utc":5,"totals":{"requests":)"
                + std::to_string(requests) + R"(,"causes":{"no-upstream":)" + std::to_string(failed)
                + R"(}}},"routes":[],"upstreams":[{"name":"web","endpoints":[{"address":"a:1","state":"unwell"}]}]})"};
}

} // namespace

class GatewayWatchTest : public QObject
{
    Q_OBJECT

    testsupport::TestClock m_clock{UtcTime(Milliseconds(1'000'000))};
    std::unique_ptr<testsupport::FakeEngine> m_engine;

    void answerWith(Result<GatewayAnswer> answer)
    {
        m_engine->answerGateway = [answer](const DeviceId &, const GatewayRequest &) { return answer; };
    }

private slots:
    void init() { m_engine = std::make_unique<testsupport::FakeEngine>(); }

    void nobodyIsAskedWhileNobodyLooks()
    {
        GatewayWatch watch(*m_engine, m_clock);
        watch.setDevice({});
        QTest::qWait(0);
        QVERIFY(m_engine->gatewayCalls.empty());
        QCOMPARE(watch.stage(), Stage::Loading);
    }

    void whatWasToldStaysWhenItFallsSilent()
    {
        GatewayWatch watch(*m_engine, m_clock);
        answerWith(running(3));
        watch.setDevice("k-1");
        watch.setActive(true);
        QTRY_COMPARE(watch.stage(), Stage::Ready);
        QCOMPARE(m_engine->gatewayCalls.front().first, "k-1");
        QCOMPARE(watch.overview().status.requests, 3);

        answerWith(fail(ErrorKind::Unreachable, "gone"));
        m_clock.advance(7s);
        watch.refresh();
        QTRY_COMPARE(watch.stage(), Stage::Stale);
        QCOMPARE(watch.overview().status.requests, 3);
        QCOMPARE(watch.age(), 7s);
        QCOMPARE(watch.error()->detail, "gone");

        answerWith(running(4));
        watch.refresh();
        QTRY_COMPARE(watch.stage(), Stage::Ready);
        QVERIFY(!watch.error());
    }

    void whereNoneRunsIsToldApartFromWhereNoneAnswers()
    {
        GatewayWatch watch(*m_engine, m_clock);
        watch.setDevice({});
        watch.setActive(true);
        QTRY_COMPARE(watch.stage(), Stage::None);
        answerWith(fail(ErrorKind::Timeout, "slow"));
        watch.refresh();
        QTRY_COMPARE(watch.stage(), Stage::Failed);
    }

    void anAnswerOfAnotherDeviceIsDropped()
    {
        GatewayWatch watch(*m_engine, m_clock);
        watch.setDevice("k-1");
        bool wasCalled = false;
        answerWith(running(1));
        watch.ask({"GET", "/v1/config"}, this, [&](const Result<GatewayAnswer> &) { wasCalled = true; });
        watch.setDevice("g-1");
        QTest::qWait(20);
        QVERIFY(!wasCalled);
    }

    void aPanelMakesRatesOfCounts()
    {
        GatewayPanel panel(*m_engine, m_clock);
        QSignalSpy changed(&panel, &GatewayPanel::changed);
        answerWith(running(100, 0));
        panel.setActive(true);
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(panel.isThere());
        QCOMPARE(panel.figures()->lines().front().text, u"–"_s); // of one count nobody makes a rate
        answerWith(running(150, 5));
        m_clock.advance(10s);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 10'000);
        QCOMPARE(panel.figures()->lines().at(0).text, u"5.0 /s"_s);
        QCOMPARE(panel.figures()->lines().at(1).text, u"0.5 /s"_s);
        QCOMPARE(panel.figures()->lines().at(1).level, static_cast<int>(HealthLevel::Attention));
        QCOMPARE(panel.upstreams()->lines().front().level, static_cast<int>(HealthLevel::Critical));
    }
};

QTEST_GUILESS_MAIN(GatewayWatchTest)
#include "GatewayWatchTest.moc"
