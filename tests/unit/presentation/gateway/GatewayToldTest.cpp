// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/GatewayTexts.h"
#include "core/gateway/Cause.h"
#include "tests/support/Verify.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::presentation::gateway;

class GatewayToldTest : public QObject
{
    Q_OBJECT

private slots:
    void anOverviewIsRead()
    {
        const auto told = readOverview({200, R"({
            "status": {"is_running": true, "name": "gate", "version": 7, "started_at_ms_utc": 1000, "workers": 2,
                       "listeners": [{"address": "0.0.0.0:80", "port": 80}], "file": {"error": "", "problems": []},
                       "totals": {"requests": 12, "bytes_in": 5000000000, "causes": {"no-route": 1, "no-upstream": 3}}},
            "routes": [{"name": "r", "path": "/api", "hosts": ["a.example"], "methods": ["GET"],
                        "targets": [{"upstream": "old", "weight": 9}, {"upstream": "new", "weight": 1}]}],
            "upstreams": [{"name": "old", "balance": "peak_ewma", "breaker": "half_open",
                           "endpoints": [{"address": "10.0.0.5:80", "state": "ejected", "under_way": 4,
                                          "latency_us": 1500, "weight": 2}]}]})"});
        VERIFY_OK(told);
        QCOMPARE(told->status.version, 7);
        QCOMPARE(told->status.bytesIn, 5'000'000'000);
        QCOMPARE(told->status.causes.size(), 2);
        QCOMPARE(told->status.causes.front().slug, u"no-upstream"_s); // the most frequent one
        QCOMPARE(GatewayTexts::summary(told->status), u"Version 7 is served at 0.0.0.0:80."_s);
        QCOMPARE(GatewayTexts::match(told->routes.front()), u"GET a.example /api"_s);
        QCOMPARE(told->routes.front().targets, (QStringList{u"old × 9"_s, u"new × 1"_s}));
        const GatewayUpstream &upstream = told->upstreams.front();
        QCOMPARE(upstream.breaker, BreakerState::HalfOpen);
        QCOMPARE(upstream.endpoints.front().state, EndpointState::Ejected);
        QCOMPARE(upstream.endpoints.front().latencySeconds, 0.0015);
    }

    void whetherLimitsAreSharedIsTold()
    {
        const auto told = [](const char *status) { return readStatus({200, status}).value(); };
        QVERIFY(GatewayTexts::share(told(R"({"is_running": true})")).isEmpty());
        QCOMPARE(GatewayTexts::share(told(R"({"share": {"redis": "/run/s", "is_up": true, "trouble": ""}})")),
                 u"Limits are shared through Redis at /run/s."_s);
        QVERIFY(GatewayTexts::share(told(R"({"share": {"redis": "/run/s", "is_up": false, "trouble": "full"}})"))
                    .endsWith(u"Redis at /run/s: full"_s));
    }

    void everythingThatCanGoWrongHasWords()
    {
        for (int i = 1; i < piuptime::gateway::kCauseCount; ++i) {
            const auto slug = QString::fromUtf8(info(static_cast<piuptime::gateway::Cause>(i)).slug);
            QVERIFY2(GatewayTexts::wordsFor(slug), qPrintable(slug));
        }
        QVERIFY(!GatewayTexts::wordsFor(u"of-a-later-gateway"_s));
        QCOMPARE(GatewayTexts::cause(u"of-a-later-gateway"_s), u"of a later gateway"_s);
    }

    void whatTheCacheDidIsRead()
    {
        const auto told = readTraffic({200, R"({"cache": {"hits": 5, "misses": 4, "revalidated": 2, "stale": 1,
                                               "bytes": 4096}})"});
        VERIFY_OK(told);
        QCOMPARE(told->cache.answered, 8);
        QCOMPARE(told->cache.asked, 12);
        QVERIFY(GatewayTexts::cache(told->cache).contains(u"66.7"_s));
        QVERIFY(GatewayTexts::cache({}).isEmpty());
    }

    void aRefusalIsAnErrorOfItsKind_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("named") << 409 << QByteArray(R"({"kind":"conflict","detail":"why"})") << ErrorKind::Conflict;
        QTest::newRow("unnamed") << 401 << QByteArray(R"({"title":"why"})") << ErrorKind::Unauthorized;
        QTest::newRow("theirs") << 500 << QByteArray(R"({"title":"why","kind":"?"})") << ErrorKind::Internal;
    }
    void aRefusalIsAnErrorOfItsKind()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(ErrorKind, kind);
        const auto told = readStatus({status, body.toStdString()});
        QVERIFY(!told);
        QCOMPARE(told.error().kind, kind);
        QCOMPARE(told.error().detail, "why");
    }

    void rubbishIsCorruptAndWhatIsMissingIsDefault()
    {
        VERIFY_FAILS(readStatus({200, "<html>"}), Corrupt, "no JSON");
        const auto nothing = readStatus({200, "{}"});
        VERIFY_OK(nothing);
        QVERIFY(!nothing->isRunning);
        const auto odd = readUpstreams({200, R"([{"endpoints":[{"state":7,"under_way":"x"}]}, 5])"});
        VERIFY_OK(odd);
        QCOMPARE(odd->size(), 2);
    }

    void foreignTextIsMadeSafe()
    {
        const auto told = readRoutes({200, "[{\"name\":\"a\\u001b[2Jb\\u202ec\",\"path\":\"/\"}]"});
        VERIFY_OK(told);
        QVERIFY(!told->front().name.contains(QChar(0x1b)));
        QVERIFY(!told->front().name.contains(QChar(0x202e)));
    }

    void whoChangesSomethingIsSaidEscaped()
    {
        const std::string query = changeQuery(u"a & b=c\n"_s);
        QVERIFY(query.find("&note=a%20%26%20b%3Dc%0A") != std::string::npos);
        QVERIFY(query.starts_with("author=") && !query.starts_with("author=&"));
    }
};

QTEST_GUILESS_MAIN(GatewayToldTest)
#include "GatewayToldTest.moc"
