// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace std::chrono_literals;

namespace {

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

RouteConfig routeOf(std::string name, std::string path, std::string api)
{
    return {.name = std::move(name),
            .hosts = {},
            .pathPrefix = std::move(path),
            .methods = {},
            .fields = {},
            .targets = {{.group = "pis"}},
            .api = std::move(api)};
}

/// `old` and `new`, versions 1 and 2 of a family, at the paths that they name.
Config twoVersions(const HttpUpstream &upstream)
{
    Config config = configFor({&upstream});
    config.apis = {
        {.name = "old", .family = "pis", .version = "1", .successor = "new", .versionIn = VersionIn::Path},
        {.name = "new", .family = "pis", .version = "2", .versionIn = VersionIn::Path},
    };
    config.routes = {routeOf("one", "/v1/pis", "old"), routeOf("two", "/v2/pis", "new")};
    return config;
}

} // namespace

/// APIs as things with a life, through a running gateway.
class ApiTest : public QObject
{
    Q_OBJECT
private slots:
    void aDraftIsThereForPreviewsAlone()
    {
        const HttpUpstream upstream;
        Config config = twoVersions(upstream);
        config.apis[1].state = ApiState::Draft;
        config.apis[1].previewField = "X-Preview";
        config.apis[1].previewValue = "yes";
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto refused = client.ask(get("/v2/pis"));
        QCOMPARE(refused.status, 404);
        QVERIFY(!contains(refused.body, "2"));
        QCOMPARE(client.ask(get("/v2/pis", "X-Preview: no\r\n")).status, 404);
        QCOMPARE(client.ask(get("/v2/pis", "X-Preview: yes\r\n")).status, 200);
    }

    void theAnswersOfADeprecatedOneSaySo()
    {
        const HttpUpstream upstream;
        Config config = twoVersions(upstream);
        config.apis[0].state = ApiState::Deprecated;
        config.apis[0].deprecatedAt = fromMsUtc(1'790'000'000'000);
        config.apis[0].sunset = fromMsUtc(4'102'444'800'000);
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(get("/v1/pis"));
        QCOMPARE(answer.status, 200);
        QVERIFY(contains(answer.head, "\r\nDeprecation: @1790000000\r\n"));
        QVERIFY(contains(answer.head, "\r\nSunset: Fri, 01 Jan 2100 00:00:00 GMT\r\n"));
        QVERIFY(contains(answer.head, "\r\nLink: </v2/pis>; rel=\"successor-version\"\r\n"));
        QVERIFY(!contains(client.ask(get("/v2/pis")).head, "Deprecation"));
    }

    void aRetiredOneNamesItsSuccessorAndReachesNobody()
    {
        const HttpUpstream upstream;
        Config config = twoVersions(upstream);
        config.apis[0].state = ApiState::Retired;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(get("/v1/pis"));
        QCOMPARE(answer.status, 410);
        QVERIFY(contains(answer.head, "410 Gone"));
        QVERIFY(contains(answer.body, R"("cause":"api-retired")"));
        QVERIFY(contains(answer.body, "its successor is /v2/pis"));
        QVERIFY(upstream.requests().empty());
        QCOMPARE(client.ask(get("/v2/pis")).status, 200); // on the same connection
    }

    void afterItsSunsetOneIsRetired()
    {
        const HttpUpstream upstream;
        Config config = twoVersions(upstream);
        config.apis[0].sunset = SystemClock().utcNow() - 1h;
        config.apis[1].sunset = SystemClock().utcNow() + 1h;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(get("/v1/pis")).status, 410);
        QCOMPARE(client.ask(get("/v2/pis")).status, 200);
    }

    void anUnknownVersionIsAnsweredWithThoseThereAre()
    {
        const HttpUpstream upstream;
        const auto gateway = start(twoVersions(upstream));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(get("/v9/pis"));
        QCOMPARE(answer.status, 404);
        QVERIFY(contains(answer.body, R"("cause":"version-unknown")"));
        QVERIFY(contains(answer.body, "Its versions are 1, 2"));
        QVERIFY(contains(client.ask(get("/v9/other")).body, R"("cause":"no-route")"));
    }

    void aFieldNamesAVersionOrTheDefaultIsTaken()
    {
        const HttpUpstream upstream(
            [](HttpUpstream::Peer &peer, const HttpUpstream::Request &request) { peer.answer(request.head); });
        Config config = twoVersions(upstream);
        for (ApiConfig &api : config.apis)
            api.versionIn = VersionIn::Field;
        config.apis[0].isDefault = true;
        config.routes[0].pathPrefix = config.routes[1].pathPrefix = "/pis";
        config.routes[0].newPrefix = "/first";
        config.routes[1].newPrefix = "/second";
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto isAsked = [&client](const std::string &fields, std::string_view path) {
            return contains(client.ask(get("/pis", fields)).body, path);
        };
        QVERIFY(isAsked("", "GET /first "));
        QVERIFY(isAsked("API-Version: 2\r\n", "GET /second "));
        QVERIFY(isAsked("api-version: 1\r\n", "GET /first "));
        QVERIFY(isAsked("Accept: application/json;q=1; version=2\r\n", "GET /second "));
        QVERIFY(isAsked("API-Version: 3\r\n", "Its versions are 1, 2"));
    }

    void anApiIsRetiredAmidTheLoad()
    {
        const HttpUpstream upstream;
        Config config = twoVersions(upstream);
        const auto gateway = start(config);
        int last = 0;
        std::thread load([&gateway, &last] {
            RawClient client(gateway->ports().front());
            int status = 200;
            for (int i = 0; i < 100'000 && status == 200; ++i) {
                status = client.ask(get("/v1/pis")).status;
            }
            last = status;
        });
        const bool isUnderWay = eventually([&upstream] { return upstream.requests().size() > 50; });
        config.apis[0].state = ApiState::Retired;
        const auto reloaded = gateway->reload(config);
        load.join();
        QVERIFY(isUnderWay && reloaded.has_value());
        QCOMPARE(last, 410); // and nothing but 200 before
    }

    void aCanaryIsForThoseWhoAskAndStaysWithWhoeverGotIt()
    {
        const auto say = [](const char *text) {
            return [text](HttpUpstream::Peer &peer, const HttpUpstream::Request &) { peer.answer(text); };
        };
        const HttpUpstream stable(say("stable"));
        const HttpUpstream canary(say("canary"));
        Config config = configFor({&stable});
        config.groups.push_back({.name = "next", .endpoints = {{.address = canary.address()}}});
        RouteConfig &route = config.routes[0];
        route.targets = {{.group = "pis", .weight = 50},
                         {.group = "next", .weight = 50, .field = {.name = "X-Canary", .value = "1"}}};
        route.sticky = Sticky::Field;
        route.stickyField = "X-Session";
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        int canaries = 0;
        for (int i = 0; i < 100; ++i) {
            const std::string session = "X-Session: s" + std::to_string(i) + "\r\n";
            const std::string first = client.ask(get("/", session)).body;
            QCOMPARE(client.ask(get("/", session)).body, first);
            QCOMPARE(client.ask(get("/", session + "X-Canary: 1\r\n")).body, "canary");
            canaries += first == "canary" ? 1 : 0;
        }
        QVERIFY2(canaries > 20 && canaries < 80, std::to_string(canaries).c_str());
    }

    void headsPathsAndQueriesAreChangedOnTheirWay()
    {
        const HttpUpstream upstream([](HttpUpstream::Peer &peer, const HttpUpstream::Request &request) {
            peer.answer(request.head, "200 OK", "X-Inner: secret\r\nX-Old: kept\r\nServer: up\r\n");
        });
        Config config = configFor({&upstream});
        ChangeConfig &changes = config.routes[0].changes;
        changes.request = {.set = {{"X-Set", "ours"}},
                           .added = {{"X-Added", "more"}},
                           .renamed = {{"X-Old", "X-New"}},
                           .removed = {"X-Gone"}};
        changes.query = {.set = {{"unit", "C"}}, .renamed = {{"since", "from"}}, .removed = {"debug"}};
        changes.path = {.from = "/pis/{id}/readings", .to = "/v2/devices/{id}"};
        changes.answer = {
            .set = {{"Server", "gate"}}, .added = {}, .renamed = {{"X-Old", "X-Now"}}, .removed = {"X-Inner"}};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(get("/pis/7%2f8/readings?since=1&%64ebug=2&a&unit=F",
                                           "X-Set: theirs\r\nx_set: theirs\r\nX-Added: one\r\nx-old: v\r\nX-New: "
                                           "forged\r\nX-Gone: x\r\n"));
        const std::string &seen = answer.body;
        QVERIFY2(contains(seen, "GET /v2/devices/7%2f8?from=1&a&unit=C HTTP/1.1\r\n"), seen.c_str());
        for (const char *const there :
             {"\r\nX-Set: ours\r\n", "\r\nX-Added: one\r\n", "\r\nX-Added: more\r\n", "\r\nX-New: v\r\n"})
            QVERIFY2(contains(seen, there), there);
        for (const char *const gone : {"theirs", "forged", "X-Gone", "x-old"})
            QVERIFY2(!contains(seen, gone), gone);
        QVERIFY(contains(answer.head, "\r\nServer: gate\r\n") && contains(answer.head, "\r\nX-Now: kept\r\n"));
        QVERIFY(!contains(answer.head, "secret") && !contains(answer.head, "X-Old"));
        QVERIFY(contains(client.ask(get("/pis/7")).body, "GET /pis/7?unit=C "));
    }
};

QTEST_GUILESS_MAIN(ApiTest)
#include "ApiTest.moc"
