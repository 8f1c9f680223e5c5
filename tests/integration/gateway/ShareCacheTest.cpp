// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Packed.h"
#include "tests/integration/gateway/ShareScene.h"
#include "tests/support/Verify.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

const std::string kMinute = "Cache-Control: max-age=60\r\n";
const std::string kPost = "POST /a HTTP/1.1\r\nHost: pi\r\nContent-Length: 0\r\n\r\n";

bool says(const RawClient::Answer &answer, const std::string &line)
{
    return answer.head.find("\r\n" + line + "\r\n") != std::string::npos;
}

std::string getOf(const std::string &path, const std::string &fields = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: pi\r\n" + fields + "\r\n";
}

/// Numbers its answers, and gives them these fields.
HttpUpstream numbering(const std::string &fields)
{
    auto count = std::make_shared<std::atomic<int>>(0);
    return HttpUpstream([fields, count](Peer &peer, const Request &) {
        peer.answer("answer " + std::to_string(++*count), "200 OK", fields);
    });
}

} // namespace

/// Cached answers that several gateways have in common, through a real Redis.
class ShareCacheTest : public QObject
{
    Q_OBJECT

    Secrets m_secrets;

    [[nodiscard]] Config configAt(const test::RedisServer &redis, const HttpUpstream &upstream) const
    {
        Config config = configFor({&upstream});
        config.routes[0].cache.isOn = true;
        config.share = m_secrets.patientShareAt(redis.socket());
        config.share.hasCache = true;
        config.share.fetch = Seconds(10); // that no answer is late
        return config;
    }
    /// A gateway that has reached Redis.
    [[nodiscard]] static std::unique_ptr<Gateway> startShared(const Config &config)
    {
        auto gateway = start(config);
        if (!eventually([&] { return isShared(*gateway); }))
            qFatal("Redis is not reached");
        return gateway;
    }
    /// Whether another request is answered after asking Redis.
    [[nodiscard]] static bool isShared(const Gateway &gateway)
    {
        static std::atomic<int> probe = 0;
        const auto before = gateway.share().cache->shared;
        (void)RawClient(gateway.ports().front()).ask(getOf("/probe" + std::to_string(++probe)));
        for (int look = 0; look < 40 && gateway.share().cache->shared == before; ++look)
            std::this_thread::sleep_for(Milliseconds(5));
        return gateway.share().cache->shared > before;
    }
    [[nodiscard]] static RawClient::Answer ask(const Gateway &gateway, const std::string &request)
    {
        return RawClient(gateway.ports().front()).ask(request);
    }
    [[nodiscard]] static int askedFor(const HttpUpstream &upstream, const std::string &path)
    {
        int count = 0;
        for (const Request &request : upstream.requests())
            count += request.head.find(' ' + path + ' ') != std::string::npos ? 1 : 0;
        return count;
    }
    /// Asks, and waits until others can have the answer.
    [[nodiscard]] static RawClient::Answer askAndShare(const Gateway &gateway, const std::string &request)
    {
        const auto before = gateway.share().cache->shared;
        auto answer = ask(gateway, request);
        if (!eventually([&] { return gateway.share().cache->shared > before; }))
            qFatal("the answer is not shared");
        return answer;
    }

private slots:
    void anAnswerOfOneGatewayIsGivenByTheOther()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute + "ETag: \"one\"\r\n");
        const auto one = startShared(configAt(*redis, upstream));
        const auto other = startShared(configAt(*redis, upstream));
        const auto first = askAndShare(*one, getOf("/a"));
        QVERIFY(says(first, "Cache-Status: piuptime; fwd=uri-miss"));
        const auto second = ask(*other, getOf("/a"));
        QCOMPARE(second.body, first.body);
        QVERIFY2(says(second, "Cache-Status: piuptime; hit; detail=shared"), second.head.c_str());
        QVERIFY(says(second, "ETag: \"one\"") && second.head.find("\r\nAge: ") != std::string::npos);
        const auto third = ask(*other, getOf("/a")); // it has it itself now
        QVERIFY(says(third, "Cache-Status: piuptime; hit"));
        QCOMPARE(ask(*other, getOf("/a", "If-None-Match: \"one\"\r\n")).status, 304);
        QCOMPARE(askedFor(upstream, "/a"), 1);
        QCOMPARE(other->share().cache->found, 1U);
        QVERIFY(other->metricsText().find("\npiuptime_gateway_share_answers_found_total 1\n") != std::string::npos);
    }
    void aGatewayThatStartsAnewHasWhatItHadBefore()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute);
        (void)askAndShare(*startShared(configAt(*redis, upstream)), getOf("/a"));
        QVERIFY(says(ask(*startShared(configAt(*redis, upstream)), getOf("/a")),
                     "Cache-Status: piuptime; hit; detail=shared"));
    }
    void variantsAreKeptApart()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute + "Vary: Accept-Language\r\n");
        const auto one = startShared(configAt(*redis, upstream));
        const auto other = startShared(configAt(*redis, upstream));
        const std::string german = getOf("/v", "Accept-Language: de\r\n");
        const std::string french = getOf("/v", "Accept-Language: fr\r\n");
        const std::string inGerman = askAndShare(*one, german).body;
        const std::string inFrench = askAndShare(*one, french).body;
        QVERIFY(inGerman != inFrench);
        QCOMPARE(ask(*other, french).body, inFrench);
        QCOMPARE(ask(*other, german).body, inGerman);
        QVERIFY(says(ask(*other, getOf("/v", "Accept-Language: it\r\n")), "Cache-Status: piuptime; fwd=uri-miss"));
        QCOMPARE(askedFor(upstream, "/v"), 3);
    }
    void whatOneConsumerWasToldNoOtherIs()
    {
        const std::string keys[] = {"piu_testtest_0123456789abcdefghijABCDEFGHIJ",
                                    "piu_otherxxx_0123456789abcdefghijABCDEFGHIJ"};
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute);
        Config config = configAt(*redis, upstream);
        config.guard.consumers = {{.name = "pump", .keys = {{.id = "first", .hash = guard::hashKey(keys[0])}}},
                                  {.name = "roof", .keys = {{.id = "second", .hash = guard::hashKey(keys[1])}}}};
        config.routes[0].guard.access.require = {guard::Credential::Key};
        const auto one = start(config);
        const auto other = start(config);
        const auto as = [&keys](int who) { return getOf("/a", "X-Api-Key: " + keys[who] + "\r\n"); };
        QVERIFY(eventually([&] {
            (void)ask(*one, getOf("/first" + std::to_string(one->totals().requests), "X-Api-Key: " + keys[0] + "\r\n"));
            return one->share().cache->shared > 0;
        }));
        const std::string told = askAndShare(*one, as(0)).body;
        QVERIFY(eventually([&] { return ask(*other, as(0)).body == told; }));
        QVERIFY(ask(*other, as(1)).body != told);
    }
    void whatARequestMakesVoidIsVoidEverywhere()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute);
        const auto one = startShared(configAt(*redis, upstream));
        const auto other = startShared(configAt(*redis, upstream));
        const std::string old = askAndShare(*one, getOf("/a")).body;
        QCOMPARE(ask(*other, getOf("/a")).body, old);
        QCOMPARE(ask(*other, kPost).status, 200);
        QVERIFY(ask(*other, getOf("/a")).body != old); // at once
        QVERIFY(eventually([&] { return ask(*one, getOf("/a")).body != old; }));
        const auto third = startShared(configAt(*redis, upstream));
        QVERIFY(ask(*third, getOf("/a")).body != old);
    }
    /// Else what was asked for before the change would be there for all after it.
    void whatWasUnderWayWhenItBecameVoidIsNotShared()
    {
        const auto redis = startRedis();
        std::atomic<bool> isHeld = true;
        const HttpUpstream upstream([&isHeld](Peer &peer, const Request &request) {
            if (request.head.starts_with("GET /slow "))
                (void)eventually([&isHeld] { return !isHeld; });
            peer.answer("old", "200 OK", kMinute);
        });
        const auto one = startShared(configAt(*redis, upstream));
        const auto other = startShared(configAt(*redis, upstream));
        RawClient slow(one->ports().front());
        slow.send(getOf("/slow"));
        QVERIFY(eventually([&] { return askedFor(upstream, "/slow") == 1; }));
        QCOMPARE(ask(*other, "PUT /slow HTTP/1.1\r\nHost: pi\r\nContent-Length: 0\r\n\r\n").status, 200);
        QVERIFY(isShared(*other)); // what was to be told comes before
        isHeld = false;
        QCOMPARE(slow.read().body, std::string("old"));
        QVERIFY(isShared(*one));
        const int before = askedFor(upstream, "/slow");
        QVERIFY(!says(ask(*other, getOf("/slow")), "Cache-Status: piuptime; hit; detail=shared"));
        QCOMPARE(askedFor(upstream, "/slow"), before + 1);
    }
    void agesGoOnFromGatewayToGateway()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering("Cache-Control: max-age=60\r\nAge: 58\r\n");
        const auto one = startShared(configAt(*redis, upstream));
        const auto other = startShared(configAt(*redis, upstream));
        (void)askAndShare(*one, getOf("/a"));
        const auto answer = ask(*other, getOf("/a"));
        QVERIFY2(says(answer, "Age: 58") || says(answer, "Age: 59"), answer.head.c_str());
        QVERIFY(eventually([&] { return !says(ask(*other, getOf("/a")), "Cache-Status: piuptime; hit"); }));
    }
    void onlyGatewaysOfOneConfigurationHaveAnswersInCommon()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute);
        const auto one = startShared(configAt(*redis, upstream));
        (void)askAndShare(*one, getOf("/a"));
        Config config = configAt(*redis, upstream);
        config.fingerprint = "another";
        QVERIFY(says(ask(*startShared(config), getOf("/a")), "Cache-Status: piuptime; fwd=uri-miss"));
        config = configAt(*redis, upstream);
        config.share.secretFile = m_secrets.file("other", "another secret, also long");
        QVERIFY(says(ask(*startShared(config), getOf("/a")), "Cache-Status: piuptime; fwd=uri-miss"));
    }
    void whatIsPlantedInRedisIsNotGiven_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("nothing") << QString();
        QTest::newRow("no time") << u"rubbish"_s;
        QTest::newRow("not sealed") << u"1:HTTP/1.1 200 OK"_s;
        QTest::newRow("long") << u"1:"_s + QString(100'000, u'x');
        QTest::newRow("of another") << u"copied"_s;
    }
    void whatIsPlantedInRedisIsNotGiven()
    {
        QFETCH(QString, value);
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute);
        const auto one = startShared(configAt(*redis, upstream));
        QCOMPARE(redis->run({u"FLUSHALL"_s}), "OK\n");
        (void)askAndShare(*one, getOf("/a"));
        const QString known =
            QString::fromStdString(redis->run({u"KEYS"_s, u"piuptime:answers:"_s + QString(32, u'?')})).trimmed();
        (void)askAndShare(*one, getOf("/b"));
        for (const QString &key :
             QString::fromStdString(redis->run({u"KEYS"_s, u"piuptime:answers:"_s + QString(32, u'?')}))
                 .split(u'\n', Qt::SkipEmptyParts)) {
            if (key == known)
                continue;
            if (value == u"copied"_s) { // sealed rightly, but it answers another question
                (void)redis->run({u"EVAL"_s,
                                  u"local all = redis.call('HGETALL', KEYS[1]) redis.call('DEL', KEYS[2]) "
                                  "redis.call('HSET', KEYS[2], unpack(all)) return 1"_s,
                                  u"2"_s, known, key});
            } else {
                const QString field = QString::fromStdString(redis->run({u"HKEYS"_s, key})).section(u'\n', 0, 0);
                (void)redis->run({u"HSET"_s, key, field, value});
            }
        }
        const auto other = startShared(configAt(*redis, upstream));
        const auto answer = ask(*other, getOf("/b"));
        QCOMPARE(answer.status, 200);
        QVERIFY2(says(answer, "Cache-Status: piuptime; fwd=uri-miss"), answer.head.c_str());
        QVERIFY(says(ask(*other, getOf("/a")), "Cache-Status: piuptime; hit; detail=shared"));
    }
    void answersTakeNoMoreOfRedisThanTheyMay()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream([](Peer &peer, const Request &request) {
            peer.answer(request.head.substr(4, 8) + std::string(20'000, 'x'), "200 OK", kMinute);
        });
        Config config = configAt(*redis, upstream);
        config.share.cacheBytes = 200'000;
        const auto one = startShared(config);
        const auto other = startShared(config);
        const auto path = [](int number) { return getOf("/big" + std::to_string(10'000 + number)); };
        for (int number = 0; number < 30; ++number)
            (void)askAndShare(*one, path(number));
        QVERIFY(says(ask(*other, path(29)), "Cache-Status: piuptime; hit; detail=shared"));
        QVERIFY(says(ask(*other, path(0)), "Cache-Status: piuptime; fwd=uri-miss"));
        const auto size = [&redis](const QString &field) {
            return std::stoll(redis->run({u"HGET"_s, u"piuptime:answers:sizes"_s, field}));
        };
        QVERIFY2(size(u"all"_s) <= 200'000, std::to_string(size(u"all"_s)).c_str());
        const std::string names = redis->run({u"ZRANGE"_s, u"piuptime:answers:uses"_s, u"0"_s, u"-1"_s});
        QVERIFY2(std::ranges::count(names, '\n') <= 12, names.c_str());
        std::int64_t sum = 0;
        for (const QString &name : QString::fromStdString(names).split(u'\n', Qt::SkipEmptyParts))
            sum += size(name);
        QCOMPARE(size(u"all"_s), sum);
        for (int number = 0; number < 30; ++number)
            (void)ask(*one, "DELETE /big" + std::to_string(10'000 + number) + " HTTP/1.1\r\nHost: pi\r\n\r\n");
        QVERIFY(isShared(*one));
        QVERIFY(size(u"all"_s) < 70'000); // of requests that only looked whether Redis is there
    }
    void whateverBecomesOfRedisRequestsAreAnswered()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute);
        Config config = configAt(*redis, upstream);
        config.share.answer = Milliseconds(250);
        config.share.connect = Milliseconds(250);
        config.share.fetch = Milliseconds(20);
        const auto gateway = startShared(config);
        std::atomic<bool> isOver = false;
        std::atomic<int> answered = 0;
        std::atomic<int> odd = 0;
        std::thread load([&] {
            RawClient client(gateway->ports().front());
            for (int i = 0; !isOver; ++i) {
                const int status =
                    client.ask(i % 7 == 0 ? kPost : getOf("/" + std::to_string(i % 50 == 0 ? i : i % 5))).status;
                answered += status == 200 ? 1 : 0;
                odd += status == 200 ? 0 : 1;
            }
        });
        const auto goesOn = [&] {
            const int before = answered;
            return eventually([&] { return answered > before + 50; });
        };
        bool isRight = goesOn();
        redis->freeze();
        isRight = isRight && goesOn();
        redis->thaw();
        isRight = isRight && eventually([&] { return isShared(*gateway); }) && goesOn();
        redis->kill();
        isRight = isRight && goesOn() && redis->restart();
        isRight = isRight && eventually([&] { return isShared(*gateway); }) && goesOn();
        isOver = true;
        load.join();
        QVERIFY(isRight);
        QCOMPARE(odd.load(), 0);
    }
    /// What was made void while Redis was away must not come back from it.
    void whatBecameVoidMeanwhileIsToldWhenRedisIsBack()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream = numbering(kMinute);
        Config config = configAt(*redis, upstream);
        config.share.answer = Milliseconds(250);
        const auto one = startShared(config);
        const std::string old = askAndShare(*one, getOf("/a")).body;
        const auto other = startShared(config);
        QCOMPARE(ask(*other, getOf("/a")).body, old);
        redis->freeze();
        QCOMPARE(ask(*one, kPost).status, 200);
        QVERIFY(ask(*one, getOf("/a")).body != old);
        redis->thaw();
        QVERIFY(eventually([&] { return ask(*other, getOf("/a")).body != old; }));
        QVERIFY(ask(*startShared(config), getOf("/a")).body != old);
    }
    void anAnswerThatIsPackedIsTheSameUnpacked()
    {
        cache::Entry entry{.who = "all\n*",
                           .selector = "de",
                           .head = "HTTP/1.1 200 OK\r\nDate: now\r\n",
                           .body = "hello",
                           .status = 200,
                           .policy = {}};
        entry.policy = {.mayStore = true,
                        .isShared = true,
                        .mustRevalidate = true,
                        .lifetime = Seconds(60),
                        .staleIfError = Seconds(5),
                        .vary = {"accept-language"},
                        .etag = "\"1\"",
                        .lastModified = "now"};
        const std::string packed = cache::pack(entry, "http://pi/a", Seconds(3));
        const auto unpacked = cache::unpack(packed);
        VERIFY_OK(unpacked);
        QCOMPARE(unpacked->uri, std::string("http://pi/a"));
        QCOMPARE(cache::pack(*unpacked->entry, unpacked->uri, unpacked->entry->policy.ageAtFirst), packed);
        for (std::size_t size = 0; size < packed.size(); ++size)
            QVERIFY(!cache::unpack(std::string_view(packed).substr(0, size)));
        QVERIFY(!cache::unpack(packed + 'x'));
        for (const char *const head :
             {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n", "HTTP/1.1 200 OK\r\nSet-Cookie: a\r\n", "HTTP/1.1 404 No\r\n",
              "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n", "rubbish"}) {
            entry.head = head;
            QVERIFY2(!cache::unpack(cache::pack(entry, "http://pi/a", {})), head);
        }
    }
};

QTEST_GUILESS_MAIN(ShareCacheTest)
#include "ShareCacheTest.moc"
