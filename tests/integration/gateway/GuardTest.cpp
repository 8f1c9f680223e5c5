// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"

#include <QProcess>
#include <QTest>

#include <sodium.h>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using guard::Credential;
using guard::LimitBy;
using guard::LimitConfig;
using guard::LimitKind;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

const std::string kKey = "piu_testtest_0123456789abcdefghijABCDEFGHIJ";
const std::string kOldKey = "piu_oldoldol_0123456789abcdefghijABCDEFGHIJ";
const std::string kOtherKey = "piu_otherxxx_0123456789abcdefghijABCDEFGHIJ";

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::string asking(std::string_view fields, std::string_view target = "/a", std::string_view method = "GET")
{
    return std::string(method) + " " + std::string(target) + " HTTP/1.1\r\nHost: pi\r\n" + std::string(fields) + "\r\n";
}

std::string withKey(std::string_view key, std::string_view target = "/a")
{
    return asking("X-API-Key: " + std::string(key) + "\r\n", target);
}

std::string passwordHash(const std::string &password)
{
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_MIN,
                          crypto_pwhash_MEMLIMIT_MIN)
        != 0)
        std::abort();
    return hash.data();
}

/// One consumer with each kind of credential, and another one.
Config guardedConfig(const HttpUpstream &upstream)
{
    Config config = configFor({&upstream});
    config.guard.consumers = {
        {.name = "pump",
         .plan = "small",
         .scopes = {"read"},
         .keys = {{.id = "first", .hash = guard::hashKey(kKey)},
                  {.id = "old", .hash = guard::hashKey(kOldKey), .expires = fromMsUtc(1'000)}},
         .basics = {{.user = "pump", .hash = passwordHash("secret")}}},
        {.name = "other", .keys = {{.id = "second", .hash = guard::hashKey(kOtherKey)}}},
    };
    config.routes[0].guard.access.require = {Credential::Key, Credential::Basic};
    return config;
}

LimitConfig bucket(std::uint64_t burst, LimitBy by)
{
    return {.name = "slow", .by = by, .amount = 1, .per = Seconds(3600), .burst = burst};
}

} // namespace

/// Who may pass a gateway, with real requests.
class GuardTest : public QObject
{
    Q_OBJECT

private slots:
    void whoShowsNothingOrSomethingWrongIsTurnedAway_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("cause");
        const std::tuple<const char *, std::string, int, const char *> rows[]{
            {"nothing", "", 401, "credentials-missing"},
            {"a wrong key", "X-API-Key: piu_x\r\n", 401, "key-unknown"},
            {"an empty key", "X-API-Key:\r\n", 401, "key-unknown"},
            {"a key of other bytes", "X-API-Key: \xff\xfe\xc3\r\n", 401, "key-unknown"},
            {"a huge key", "X-API-Key: " + std::string(8000, 'k') + "\r\n", 401, "key-unknown"},
            {"a huge bearer", "Authorization: Bearer " + std::string(8000, 'k') + "\r\n", 401, "key-unknown"},
            {"a key that expired", "X-API-Key: " + kOldKey + "\r\n", 401, "key-expired"},
            {"two keys", "X-API-Key: " + kKey + "\r\nX-API-Key: " + kKey + "\r\n", 400, "credentials-ambiguous"},
            {"two authorizations", "Authorization: Bearer " + kKey + "\r\nAuthorization: Bearer " + kKey + "\r\n", 400,
             "credentials-ambiguous"},
            {"another scheme", "Authorization: Digest x\r\n", 401, "credentials-missing"},
            {"a wrong password", "Authorization: Basic cHVtcDp3cm9uZw==\r\n", 401, "password-refused"},
            {"an unknown user", "Authorization: Basic bm9ib2R5OnNlY3JldA==\r\n", 401, "password-refused"},
            {"a password that is none", "Authorization: Basic \xff\r\n", 401, "password-refused"},
            {"the key in the query", "", 401, "credentials-missing"},
        };
        for (const auto &[title, fields, status, cause] : rows)
            QTest::newRow(title) << QString::fromLatin1(fields.data(), static_cast<qsizetype>(fields.size())) << status
                                 << cause;
    }
    void whoShowsNothingOrSomethingWrongIsTurnedAway()
    {
        QFETCH(const QString, fields);
        QFETCH(const int, status);
        QFETCH(const QString, cause);
        const HttpUpstream upstream;
        const auto gateway = start(guardedConfig(upstream));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(asking(fields.toLatin1().toStdString(), "/a?key=" + kKey));
        QCOMPARE(answer.status, status);
        QVERIFY2(contains(answer.body, cause.toStdString()), answer.body.c_str());
        QCOMPARE(contains(answer.head, "\r\nWWW-Authenticate: "), status == 401);
        QVERIFY(upstream.requests().empty());
        QCOMPARE(client.ask(withKey(kKey)).status, 200); // the connection goes on
    }

    void eachCredentialIsTakenAndDoesNotGoFurther_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("target");
        QTest::newRow("key") << QString::fromStdString("x-api-key: " + kKey + "\r\n") << u"/a?b=1"_s;
        QTest::newRow("bearer") << QString::fromStdString("Authorization: bearer " + kKey + "\r\n") << u"/a?b=1"_s;
        QTest::newRow("basic") << u"Authorization: Basic cHVtcDpzZWNyZXQ=\r\n"_s << u"/a?b=1"_s;
        QTest::newRow("query") << QString() << QString::fromStdString("/a?api_key=" + kKey + "&b=1");
    }
    void eachCredentialIsTakenAndDoesNotGoFurther()
    {
        QFETCH(const QString, fields);
        QFETCH(const QString, target);
        const HttpUpstream upstream;
        Config config = guardedConfig(upstream);
        config.routes[0].guard.access.queryKey = "api_key";
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 2; ++i) { // the second time it is remembered
            const auto answer = client.ask(
                asking("X-Consumer: admin\r\nx_consumer: admin\r\nX-Consumer-Scopes: all\r\n" + fields.toStdString(),
                       target.toStdString()));
            QCOMPARE(answer.status, 200);
        }
        for (const Request &request : upstream.requests()) {
            QVERIFY2(request.head.starts_with("GET /a?b=1 HTTP/1.1\r\n"), request.head.c_str());
            QVERIFY(!contains(request.head, "piu_"));
            QVERIFY(!contains(request.head, "uthorization"));
            QVERIFY(!contains(request.head, "admin"));
            QVERIFY(!contains(request.head, "all"));
            QVERIFY(contains(request.head, "\r\nX-Consumer: pump\r\n"));
            QVERIFY(contains(request.head, "\r\nX-Consumer-Scopes: read\r\n"));
        }
    }

    void credentialsPassWhereTheRouteSaysSo()
    {
        const HttpUpstream upstream;
        Config config = guardedConfig(upstream);
        config.routes[0].guard.access.forwardsCredentials = true;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(withKey(kKey)).status, 200);
        QVERIFY(contains(upstream.requests().front().head, kKey));
    }

    void aBodyBehindAPasswordThatIsBeingCheckedArrivesWhole()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &request) { peer.answer(request.body); });
        const auto gateway = start(guardedConfig(upstream));
        RawClient client(gateway->ports().front());
        const std::string body(300'000, 'b');
        const auto answer = client.ask("POST /a HTTP/1.1\r\nHost: pi\r\nAuthorization: Basic cHVtcDpzZWNyZXQ=\r\n"
                                       "Content-Length: 300000\r\n\r\n"
                                       + body);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body == body);
        QCOMPARE(gateway->totals().requests, 1U);
    }

    void aClientThatLeavesWhileItsPasswordIsCheckedHarmsNobody()
    {
        const HttpUpstream upstream;
        const auto gateway = start(guardedConfig(upstream));
        for (int i = 0; i < 20; ++i) {
            RawClient client(gateway->ports().front());
            client.send(asking("Authorization: Basic cHVtcDp3cm9uZw==\r\n"));
        }
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(withKey(kKey)).status, 200);
    }

    void anonymousClientsPassWhereTheyMayButNotWithAWrongKey()
    {
        const HttpUpstream upstream;
        Config config = guardedConfig(upstream);
        config.routes[0].guard.access.allowsAnonymous = true;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(asking("X-Consumer: pump\r\n")).status, 200);
        QVERIFY(!contains(upstream.requests().front().head, "X-Consumer"));
        QCOMPARE(client.ask(withKey("piu_x")).status, 401);
    }

    void scopesAndConsumersDecideWhoMay()
    {
        const HttpUpstream upstream;
        Config config = guardedConfig(upstream);
        config.routes[0].guard.access.scopes = {"read"};
        config.routes[0].guard.access.plans = {"small"};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(withKey(kKey)).status, 200);
        QVERIFY(contains(client.ask(withKey(kOtherKey)).body, "consumer-refused"));
        config.routes[0].guard.access.plans = {};
        QVERIFY(gateway->reload(config));
        QVERIFY(eventually([&] { return contains(client.ask(withKey(kOtherKey)).body, "scope-missing"); }));
        QCOMPARE(client.ask(withKey(kOtherKey)).status, 403);
    }

    void addressesAreAllowedAndDenied()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.trustsForwarded = true;
        config.guard.trustedProxies = {*guard::Network::parse("127.0.0.1"), *guard::Network::parse("10.0.0.0/8")};
        config.routes[0].guard.access.allow = {*guard::Network::parse("203.0.113.0/24"),
                                               *guard::Network::parse("2001:db8::/32")};
        config.routes[0].guard.access.deny = {*guard::Network::parse("203.0.113.7")};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto from = [&client](std::string_view hops) {
            return client.ask(asking("X-Forwarded-For: " + std::string(hops) + "\r\n")).status;
        };
        QCOMPARE(client.ask(asking("")).status, 403);
        QCOMPARE(from("203.0.113.9"), 200);
        QCOMPARE(from("203.0.113.9, 10.1.2.3"), 200);
        QCOMPARE(from("203.0.113.7"), 403);
        QCOMPARE(from("203.0.113.9, 198.51.100.1"), 403); // what is before that one is its word alone
        QCOMPARE(from("2001:db8::5"), 200);
        QCOMPARE(from("2001:db9::5"), 403);
        QCOMPARE(from("rubbish"), 403);
        config.guard.trustedProxies = {*guard::Network::parse("10.0.0.0/8")};
        QVERIFY(gateway->reload(config));
        QVERIFY(eventually([&] { return from("203.0.113.9") == 403; })); // we are no proxy any more
    }

    void aPreflightIsAnsweredByTheGateway()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) {
            peer.answer("x", "200 OK", "Access-Control-Allow-Origin: https://upstream.example\r\n");
        });
        Config config = guardedConfig(upstream);
        config.routes[0].methods = {"GET"};
        config.routes[0].guard.cors = {.origins = {"https://*.pi.example"},
                                       .methods = {"GET", "PUT"},
                                       .fields = {"X-API-Key"},
                                       .exposed = {"X-Sum"},
                                       .allowsCredentials = true};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        const std::string asks = "Access-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: x-api-key\r\n";
        const auto preflight = client.ask(asking("Origin: https://a.pi.example\r\n" + asks, "/a", "OPTIONS"));
        QCOMPARE(preflight.status, 204);
        QVERIFY(contains(preflight.head, "\r\nAccess-Control-Allow-Origin: https://a.pi.example\r\n"));
        QVERIFY(contains(preflight.head, "\r\nAccess-Control-Allow-Methods: GET, PUT\r\n"));
        QVERIFY(contains(preflight.head, "\r\nAccess-Control-Allow-Headers: X-API-Key\r\n"));
        QVERIFY(contains(preflight.head, "\r\nAccess-Control-Allow-Credentials: true\r\n"));
        QVERIFY(contains(preflight.head, "\r\nVary: Origin,"));
        const auto refused = client.ask(asking("Origin: https://evil.example\r\n" + asks, "/a", "OPTIONS"));
        QCOMPARE(refused.status, 403);
        QVERIFY(contains(refused.body, "origin-refused"));
        QVERIFY(upstream.requests().empty());
        const auto answer = client.ask(asking("Origin: https://a.pi.example\r\nX-API-Key: " + kKey + "\r\n"));
        QCOMPARE(answer.status, 200);
        QVERIFY(contains(answer.head, "\r\nAccess-Control-Allow-Origin: https://a.pi.example\r\n"));
        QVERIFY(contains(answer.head, "\r\nAccess-Control-Expose-Headers: X-Sum\r\n"));
        QVERIFY(!contains(answer.head, "upstream.example"));
        const auto missing = client.ask(asking("Origin: https://a.pi.example\r\n"));
        QCOMPARE(missing.status, 401); // which the page may read
        QVERIFY(contains(missing.head, "\r\nAccess-Control-Allow-Origin: https://a.pi.example\r\n"));
        const auto foreign = client.ask(asking("Origin: https://evil.example\r\nX-API-Key: " + kKey + "\r\n"));
        QCOMPARE(foreign.status, 200);
        QVERIFY(!contains(foreign.head, "Access-Control-"));
        QVERIFY(contains(foreign.head, "\r\nVary: Origin\r\n"));
    }

    void aBurstFromManyConnectionsGetsExactlyWhatIsAllowed()
    {
        const HttpUpstream upstream;
        Config config = guardedConfig(upstream);
        config.workers = 2;
        config.guard.plans = {{.name = "small", .limits = {bucket(25, LimitBy::Consumer)}}};
        const auto gateway = start(config);
        std::atomic<int> granted = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> odd = 0;
        std::vector<std::thread> clients;
        for (int i = 0; i < 8; ++i) {
            clients.emplace_back([&] {
                RawClient client(gateway->ports().front());
                for (int j = 0; j < 10; ++j) {
                    const auto answer = client.ask(withKey(kKey));
                    const bool hasFields = contains(answer.head, "\r\nRateLimit: \"slow\";r=")
                                           && contains(answer.head, "\r\nRateLimit-Policy: \"slow\";q=25;w=90000\r\n")
                                           && contains(answer.head, "\r\nx-ratelimit-limit-requests: 25\r\n");
                    const bool isTold = contains(answer.head, "\r\nRetry-After: 3600\r\n");
                    granted += answer.status == 200 && hasFields ? 1 : 0;
                    refused += answer.status == 429 && hasFields && isTold ? 1 : 0;
                    odd += answer.status == 200 || answer.status == 429 ? 0 : 1;
                }
            });
        }
        for (std::thread &client : clients)
            client.join();
        QCOMPARE(odd.load(), 0);
        QCOMPARE(granted.load(), 25);
        QCOMPARE(refused.load(), 55);
        QCOMPARE(gateway->totals().of(Cause::RateLimited), 55U);
        RawClient other(gateway->ports().front());
        QCOMPARE(other.ask(withKey(kOtherKey)).status, 200); // has no plan
        QVERIFY(gateway->reload(config));
        QCOMPARE(other.ask(withKey(kKey)).status, 429); // a reload gives nothing back
    }

    void theStrictestLimitDecidesAndTheOthersAreNotUsedUp()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.guard.limits = {
            {.name = "all", .kind = LimitKind::Window, .by = LimitBy::All, .amount = 4, .per = Seconds(86'400)}};
        config.routes = {config.routes[0], config.routes[0]};
        config.routes[1].name = "b";
        config.routes[1].pathPrefix = "/b";
        config.routes[1].guard.limits = {bucket(1, LimitBy::Address)};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(asking("", "/b")).status, 200);
        for (int i = 0; i < 5; ++i) {
            const auto answer = client.ask(asking("", "/b"));
            QCOMPARE(answer.status, 429);
            QVERIFY(contains(answer.body, "rate-limited"));
        }
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(asking("")).status, 200);
        const auto last = client.ask(asking(""));
        QCOMPARE(last.status, 429);
        QVERIFY(contains(last.body, "quota-exceeded"));
    }

    void soManyRequestsAtATimeAndNoMore()
    {
        std::atomic<bool> isEnough = false;
        const HttpUpstream upstream([&](Peer &peer, const Request &) {
            isEnough.wait(false);
            peer.answer("x");
        });
        Config config = configFor({&upstream});
        config.routes[0].guard.limits = {
            {.name = "few", .kind = LimitKind::Concurrency, .by = LimitBy::Address, .amount = 2}};
        const auto gateway = start(std::move(config));
        RawClient first(gateway->ports().front());
        RawClient second(gateway->ports().front());
        RawClient third(gateway->ports().front());
        first.send(kGet);
        second.send(kGet);
        QVERIFY(eventually([&] { return upstream.connections() == 2; }));
        const auto refused = third.ask(kGet);
        second.close(); // who leaves makes room too
        QVERIFY(eventually([&] { return gateway->totals().of(Cause::ClientGone) == 1; }));
        third.send(kGet);
        QVERIFY(eventually([&] { return upstream.connections() == 3; }));
        isEnough = true;
        isEnough.notify_all();
        QCOMPARE(refused.status, 429);
        QVERIFY(contains(refused.body, "concurrency-limited"));
        QVERIFY(contains(refused.head, "\r\nRetry-After: 1\r\n"));
        QCOMPARE(first.read().status, 200);
        QCOMPARE(third.read().status, 200);
    }

    void bytesOfBodiesCountBothWays()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &) { peer.answer(std::string(600, 'x')); });
        Config config = configFor({&upstream});
        config.routes[0].guard.limits = {
            {.name = "volume", .kind = LimitKind::Bytes, .by = LimitBy::All, .amount = 1000, .per = Seconds(3600)}};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(post(std::string(500, 'y')));
        QCOMPARE(answer.status, 200);
        QVERIFY(contains(answer.head, "\r\nRateLimit-Policy: \"volume\";q=1000;w=3600;qu=\"content-bytes\"\r\n"));
        QVERIFY(contains(client.ask(kGet).body, "quota-exceeded"));
    }

    void recordsTellWhoAskedAndHowTheyStandButNoKey()
    {
        const HttpUpstream upstream;
        Config config = guardedConfig(upstream);
        config.guard.plans = {{.name = "small", .limits = {bucket(1, LimitBy::Key)}}};
        config.routes[0].guard.access.queryKey = "api_key";
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(asking("", "/a?api_key=" + kKey)).status, 200);
        QCOMPARE(client.ask(withKey(kKey)).status, 429);
        QVERIFY(eventually([&] { return gateway->requests({}).size() == 2; }));
        for (const RequestRecord &record : gateway->requests({})) {
            QCOMPARE(record.consumer.view(), "pump");
            QCOMPARE(record.keyId.view(), "first");
            QCOMPARE(record.limit.view(), "slow");
            QCOMPARE(record.limitRemaining, 0);
            QVERIFY(!contains(toJson(record), "0123456789abcdef"));
        }
        QCOMPARE(gateway->requests({}).front().cause, Cause::RateLimited);
    }

    void curlPassesWithItsUserAndIsToldWhyNot()
    {
        const HttpUpstream upstream;
        const auto gateway = start(guardedConfig(upstream));
        const auto curl = [&](const QStringList &arguments) {
            QProcess process;
            process.start(u"curl"_s, QStringList{u"-s"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s}
                                         + arguments
                                         + QStringList{u"http://127.0.0.1:%1/a"_s.arg(gateway->ports().front())});
            process.waitForFinished(60'000);
            return QString::fromLatin1(process.readAll());
        };
        QCOMPARE(curl({u"-u"_s, u"pump:secret"_s}), u"200"_s);
        QCOMPARE(curl({u"-u"_s, u"pump:wrong"_s}), u"401"_s);
        QCOMPARE(curl({u"-H"_s, QString::fromStdString("X-API-Key: " + kKey)}), u"200"_s);
        QCOMPARE(curl({u"--oauth2-bearer"_s, QString::fromStdString(kKey)}), u"200"_s);
    }

    /// Each a client of its own to the limit, and none of them pushes out the one that used up its own.
    void aHundredThousandAddressesLiftNobodysLimit()
    {
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.trustsForwarded = true;
        config.routes[0].guard.limits = {bucket(2, LimitBy::Address)};
        config.routes[0].guard.access.deny = {*guard::Network::parse("198.18.0.0/15")};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        const std::string mine = asking("X-Forwarded-For: 203.0.113.9\r\n");
        QCOMPARE(client.ask(mine).status, 200);
        QCOMPARE(client.ask(mine).status, 200);
        QCOMPARE(client.ask(mine).status, 429);
        constexpr int kEach = 100;
        for (int i = 0; i < 100'000; i += kEach) {
            std::string many;
            for (int j = i; j < i + kEach; ++j)
                many += asking("X-Forwarded-For: 10." + std::to_string(j >> 16) + "." + std::to_string(j >> 8 & 255)
                               + "." + std::to_string(j & 255) + "\r\n");
            client.send(many);
            for (int j = 0; j < kEach; ++j)
                QVERIFY(client.read().status != 0);
        }
        QCOMPARE(client.ask(mine).status, 429);
    }
};

QTEST_GUILESS_MAIN(GuardTest)
#include "GuardTest.moc"
