// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Store.h"
#include "core/gateway/http/Date.h"
#include "tests/support/TestClock.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::cache;

namespace {

const UtcTime kNow = *http::parseHttpDate("Fri, 27 Nov 2026 00:00:00 GMT");

/// A head, parsed, with the bytes it stands in.
template <class Parser>
struct Parsed {
    explicit Parsed(std::string text)
        : bytes(std::move(text))
    {
        if (parser.parse(bytes) != http::Progress::Done)
            std::abort();
    }
    std::string bytes;
    Parser parser{http::Limits{}};
};

struct Request : Parsed<http::RequestParser> {
    explicit Request(const std::string &fields)
        : Parsed("GET /a HTTP/1.1\r\nHost: pi\r\n" + fields + "\r\n")
    {
    }
};

struct Response : Parsed<http::ResponseParser> {
    Response(int status, const std::string &fields)
        : Parsed("HTTP/1.1 " + std::to_string(status) + " x\r\n" + fields + "\r\n")
    {
    }
};

Policy policyOf(const std::string &asked, int status, const std::string &answered, const RouteCache &rule = {},
                const Times &times = {.cameUtc = kNow})
{
    const Request request(asked);
    const Response response(status, answered);
    return Policy::of(response.parser, status, Asked::of(request.parser), rule, times);
}

SharedEntry entryOf(const std::string &body, const std::string &fields = "Cache-Control: max-age=60\r\n")
{
    auto entry = std::make_shared<Entry>();
    entry->body = body;
    entry->status = 200;
    entry->policy = policyOf({}, 200, fields);
    return entry;
}

} // namespace

/// The rules of HTTP for caches, one by one.
class CacheTest : public QObject
{
    Q_OBJECT
private slots:
    void whatMayBeStored_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("answered");
        QTest::addColumn<int>("seconds"); // that it stays fresh; -1: it is not stored
        const auto row = [](const char *title, const char *asked, int status, const char *answered, int seconds) {
            QTest::newRow(title) << QString::fromLatin1(asked) << status << QString::fromLatin1(answered) << seconds;
        };
        row("nothing is said", "", 200, "", -1);
        row("a validator alone says nothing", "", 200, "ETag: \"a\"\r\n", -1);
        row("max-age", "", 200, "Cache-Control: max-age=60\r\n", 60);
        row("s-maxage before max-age", "", 200, "Cache-Control: max-age=60, s-maxage=10\r\n", 10);
        row("in any case of letters", "", 200, "cache-control: Max-Age=\"60\"\r\n", 60);
        row("the smaller of two", "", 200, "Cache-Control: max-age=60\r\nCache-Control: max-age=5\r\n", 5);
        row("a number that is none", "", 200, "Cache-Control: max-age=-1\r\n", -1);
        row("a number beyond all bounds", "", 200, "Cache-Control: max-age=99999999999999999999\r\n", 2147483647);
        row("a directive within quotes", "", 200, "Cache-Control: x=\"a, max-age=60\"\r\n", -1);
        row("Expires", "", 200, "Expires: Fri, 27 Nov 2026 00:01:00 GMT\r\n", 60);
        row("Expires and Date", "", 200,
            "Date: Fri, 27 Nov 2026 00:00:00 GMT\r\nExpires: Fri, 27 Nov 2026 00:02:00 GMT\r\n", 120);
        row("max-age before Expires", "", 200, "Cache-Control: max-age=1\r\nExpires: Fri, 27 Nov 2026 00:02:00 GMT\r\n",
            1);
        row("Expires that is no date", "", 200, "Expires: 0\r\n", -1);
        row("Expires twice", "", 200,
            "Expires: Fri, 27 Nov 2026 00:01:00 GMT\r\nExpires: Fri, 27 Nov 2026 00:02:00 GMT\r\n", -1);
        row("ETag twice", "", 200, "Cache-Control: max-age=60\r\nETag: \"a\"\r\nETag: \"b\"\r\n", -1);
        row("old already", "", 200, "Cache-Control: max-age=60\r\nAge: 60\r\n", -1);
        row("an age that is none", "", 200, "Cache-Control: max-age=60\r\nAge: x\r\n", -1);
        row("no-store", "", 200, "Cache-Control: max-age=60, no-store\r\n", -1);
        row("private", "", 200, "Cache-Control: max-age=60, private\r\n", -1);
        row("private for some fields", "", 200, "Cache-Control: private=\"a,b\", max-age=60\r\n", -1);
        row("a cookie is set", "", 200, "Cache-Control: max-age=60\r\nSet-Cookie: a=b\r\n", -1);
        row("Vary by anything", "", 200, "Cache-Control: max-age=60\r\nVary: Accept, *\r\n", -1);
        row("Vary by who forwards", "", 200, "Cache-Control: max-age=60\r\nVary: X-Forwarded-For\r\n", -1);
        row("Vary by language", "", 200, "Cache-Control: max-age=60\r\nVary: Accept-Language\r\n", 60);
        row("not found", "", 404, "Cache-Control: max-age=60\r\n", 60);
        row("found elsewhere for now", "", 302, "Cache-Control: max-age=60\r\n", -1);
        row("a part", "", 206, "Cache-Control: max-age=60\r\n", -1);
        row("an error", "", 500, "Cache-Control: max-age=60\r\n", -1);
        row("credentials", "Authorization: x\r\n", 200, "Cache-Control: max-age=60\r\n", -1);
        row("credentials, public", "Authorization: x\r\n", 200, "Cache-Control: max-age=60, public\r\n", 60);
        row("credentials, s-maxage", "Authorization: x\r\n", 200, "Cache-Control: s-maxage=60\r\n", 60);
        row("credentials, must-revalidate", "Authorization: x\r\n", 200,
            "Cache-Control: max-age=60, must-revalidate\r\n", 60);
        row("a request that forbids it", "Cache-Control: no-store\r\n", 200, "Cache-Control: max-age=60\r\n", -1);
        row("a request for news", "Cache-Control: no-cache\r\n", 200, "Cache-Control: max-age=60\r\n", 60);
        row("no-cache with a validator", "", 200, "Cache-Control: no-cache\r\nETag: \"a\"\r\n", 0);
        row("no-cache without one", "", 200, "Cache-Control: no-cache\r\n", -1);
    }
    void whatMayBeStored()
    {
        QFETCH(const QString, asked);
        QFETCH(const int, status);
        QFETCH(const QString, answered);
        QFETCH(const int, seconds);
        const Policy policy = policyOf(asked.toStdString(), status, answered.toStdString());
        QCOMPARE(policy.mayStore, seconds >= 0);
        if (seconds >= 0)
            QVERIFY(policy.lifetime >= Seconds(seconds) && policy.lifetime <= Seconds(std::int64_t{seconds} + 1));
    }

    void anAnswerThatSaysNothingIsKeptForAsLongAsTheRouteSaysUnlessSomebodyIsKnown()
    {
        const RouteCache rule{.defaultTtl = Seconds(5)};
        QVERIFY(policyOf({}, 200, {}, rule).mayStore);
        QVERIFY(!policyOf("Cookie: a=b\r\n", 200, {}, rule).mayStore);
        QVERIFY(!policyOf("Authorization: x\r\n", 200, {}, rule).mayStore);
        QVERIFY(!policyOf({}, 500, {}, rule).mayStore);
    }

    void anEntryAges()
    {
        testsupport::TestClock clock(kNow);
        Entry entry;
        entry.came = clock.monotonicNow();
        entry.policy = policyOf({}, 200, "Cache-Control: max-age=60\r\nAge: 10\r\n", {.staleIfError = Seconds(30)},
                                {.asked = entry.came - Seconds(2), .came = entry.came, .cameUtc = kNow});
        QCOMPARE(entry.ageAt(clock.monotonicNow()), Milliseconds(12'000));
        const auto isFreshFor = [&](const std::string &fields) {
            const Request request(fields);
            return entry.isFreshFor(Asked::of(request.parser), clock.monotonicNow());
        };
        QVERIFY(isFreshFor({}));
        QVERIFY(isFreshFor("Cache-Control: max-age=12\r\nPragma: no-cache\r\n"));
        QVERIFY(!isFreshFor("Cache-Control: max-age=11\r\n"));
        QVERIFY(!isFreshFor("Cache-Control: min-fresh=48\r\n"));
        QVERIFY(!isFreshFor("Cache-Control: no-cache\r\n"));
        QVERIFY(!isFreshFor("Pragma: no-cache\r\n"));
        clock.advance(Milliseconds(47'999));
        QVERIFY(isFreshFor({}));
        clock.advance(Milliseconds(1));
        QVERIFY(!isFreshFor({}));
        QVERIFY(entry.mayStandIn(clock.monotonicNow()));
        clock.advance(Milliseconds(30'000));
        QVERIFY(!entry.mayStandIn(clock.monotonicNow()));
    }

    void anAnswerThatMustBeRevalidatedNeverStandsIn_data()
    {
        QTest::addColumn<QString>("directive");
        for (const char *const directive : {"must-revalidate", "proxy-revalidate", "no-cache", "s-maxage=60"})
            QTest::newRow(directive) << QString::fromLatin1(directive);
    }
    void anAnswerThatMustBeRevalidatedNeverStandsIn()
    {
        QFETCH(const QString, directive);
        Entry entry;
        entry.policy = policyOf({}, 200, "Cache-Control: max-age=60, " + directive.toStdString() + "\r\n",
                                {.staleIfError = Seconds(3600)});
        QVERIFY(!entry.mayStandIn(MonoTime(Seconds(61))));
    }

    void whatA304SaysTakesThePlaceOfWhatWasThere()
    {
        QCOMPARE(refreshedHead("HTTP/1.1 200 OK\r\nX-A: 1\r\nX-B: 1\r\nContent-Type: text/plain\r\n",
                               "HTTP/1.1 304 Not Modified\r\nx-b: 2\r\nX-C: 2\r\nContent-Type: evil\r\n"),
                 std::string("HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Type: text/plain\r\nx-b: 2\r\nX-C: 2\r\n"));
    }

    void anAnswerUnderWayWhileItIsMadeVoidIsNotKept()
    {
        Store store;
        store.setMost(1 << 20U);
        const Request request("");
        const std::uint64_t epoch = store.epochOf("http://pi/a");
        store.invalidate("http://pi/a");
        store.put("http://pi/a", entryOf("old"), epoch);
        QVERIFY(!store.find("http://pi/a", "", "", request.parser));
        store.put("http://pi/a", entryOf("new"), store.epochOf("http://pi/a"));
        QCOMPARE(store.find("http://pi/a", "", "", request.parser)->body, std::string("new"));
        store.setMost(0);
        QVERIFY(!store.find("http://pi/a", "", "", request.parser));
        QCOMPARE(store.numbers().bytes, std::uint64_t{0});
    }

    void oneUriTakesNoMoreThanItsVariants()
    {
        Store store;
        store.setMost(std::size_t{16} << 20U);
        for (int i = 0; i < 100; ++i) {
            auto entry = std::make_shared<Entry>(*entryOf("x"));
            entry->who = std::to_string(i);
            store.put("u", entry, store.epochOf("u"));
        }
        QCOMPARE(store.numbers().evicted, 100 - Store::kMostVariants);
        const Request request("");
        QVERIFY(!store.find("u", "0", "*", request.parser));
        QVERIFY(store.find("u", "99", "*", request.parser));
    }

    void aDateIsReadAsItIsWritten()
    {
        QCOMPARE(http::parseHttpDate(http::httpDate(kNow)), std::optional(kNow));
        for (const char *const wrong : {"", "0", "Fri, 31 Feb 2026 00:00:00 GMT", "Fri, 27 Nov 2026 24:00:00 GMT",
                                        "Fri, 27 Nov 2026 00:00:00 CET", "Fri, 27 Foo 2026 00:00:00 GMT"})
            QVERIFY2(!http::parseHttpDate(wrong), wrong);
    }
};

QTEST_GUILESS_MAIN(CacheTest)
#include "CacheTest.moc"
