// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Target.h"
#include "core/gateway/proxy/Snapshot.h"
#include "core/gateway/route/Changes.h"

#include <QTest>

#include <map>

using namespace piuptime;
using namespace piuptime::gateway;

namespace {

RouteConfig route(std::string name, std::vector<std::string> hosts, std::string prefix,
                  std::vector<std::string> methods = {}, std::vector<FieldMatch> fields = {})
{
    return {.name = std::move(name),
            .hosts = std::move(hosts),
            .pathPrefix = std::move(prefix),
            .methods = std::move(methods),
            .fields = std::move(fields),
            .targets = {{.group = "any"}}};
}

} // namespace

class RouterTest : public QObject
{
    Q_OBJECT
private slots:
    void theRouteThatAsksForMoreIsTaken_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("found");
        const auto row = [](const char *title, const QByteArray &start, const QByteArray &fields,
                            const QByteArray &found) {
            QTest::newRow(title) << start + " HTTP/1.1\r\n" + fields + "\r\n" << found;
        };
        row("any host", "GET /x", "Host: elsewhere\r\n", "rest");
        row("a host", "GET /x", "Host: pi.example.org\r\n", "pi");
        row("a host in capitals with a port", "GET /x", "Host: PI.example.ORG:8080\r\n", "pi");
        row("a host below", "GET /x", "Host: a.b.example.org\r\n", "below");
        row("the host itself is not below", "GET /x", "Host: example.org\r\n", "rest");
        row("an IPv6 host", "GET /x", "Host: [::1]:80\r\n", "v6");
        row("a prefix", "GET /api/v1/pis", "Host: elsewhere\r\n", "api");
        row("the prefix alone", "GET /api", "Host: elsewhere\r\n", "api");
        row("half a word", "GET /apiary", "Host: elsewhere\r\n", "rest");
        row("a longer prefix", "GET /api/v2/pis", "Host: elsewhere\r\n", "v2");
        row("an encoded prefix", "GET /%61pi/%76%32/pis", "Host: elsewhere\r\n", "v2");
        row("a prefix with slashes", "GET //api///v2", "Host: elsewhere\r\n", "v2");
        row("an encoded slash", "GET /api%2fv2", "Host: elsewhere\r\n", "rest");
        row("a field", "GET /api/v2/pis", "Host: elsewhere\r\nx-canary: yes\r\n", "canary");
        row("a field with another value", "GET /api/v2/pis", "Host: elsewhere\r\nX-Canary: no\r\n", "v2");
        row("a field with any value", "GET /x", "Host: elsewhere\r\nX-Debug: 1\r\n", "debug");
        row("a method", "POST /jobs", "Host: elsewhere\r\n", "jobs");
        row("another method", "GET /jobs", "Host: elsewhere\r\n", "rest");
        row("a host without such a path", "GET /api", "Host: [::2]\r\n", "api");
        row("a method that a host refuses", "DELETE /", "Host: readonly\r\n", "rest");
    }

    void theRouteThatAsksForMoreIsTaken()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const QByteArray, found);
        const std::vector<RouteConfig> routes{
            route("rest", {}, "/"),
            route("debug", {}, "/", {}, {{.name = "x-debug", .value = {}}}),
            route("api", {}, "/api"),
            route("v2", {}, "/api/v2"),
            route("canary", {}, "/api/v2", {}, {{.name = "X-Canary", .value = "yes"}}),
            route("jobs", {}, "/jobs", {"POST", "PUT"}),
            route("pi", {"pi.example.org"}, "/"),
            route("below", {"*.Example.org"}, "/"),
            route("v6", {"[::1]"}, "/"),
            route("readonly", {"readonly"}, "/", {"GET"}),
        };
        const Router::Match match = find(routes, request.toStdString());
        QVERIFY(match.route != nullptr);
        QCOMPARE(QByteArray::fromStdString(match.route->name), found);
    }

    void whatNoRouteTakesIsTold()
    {
        const std::vector<RouteConfig> routes{route("jobs", {"pi"}, "/jobs", {"POST"})};
        QCOMPARE(find(routes, "GET / HTTP/1.1\r\nHost: pi\r\n\r\n").cause, Cause::NoRoute);
        QCOMPARE(find(routes, "POST /jobs HTTP/1.1\r\nHost: other\r\n\r\n").cause, Cause::NoRoute);
        QCOMPARE(find(routes, "GET /jobs HTTP/1.1\r\nHost: pi\r\n\r\n").cause, Cause::MethodRefused);
    }

    void prefixesAreReplaced_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("instead");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("a folder") << QByteArray("/api") << QByteArray("/v1") << QByteArray("/api/pis")
                                  << QByteArray("/v1/pis");
        QTest::newRow("to the root") << QByteArray("/api") << QByteArray("/") << QByteArray("/api/pis")
                                     << QByteArray("/pis");
        QTest::newRow("nothing left") << QByteArray("/api") << QByteArray("/") << QByteArray("/api") << QByteArray("/");
        QTest::newRow("slashes") << QByteArray("/api/") << QByteArray("/v1/") << QByteArray("/api/pis")
                                 << QByteArray("/v1/pis");
        QTest::newRow("a slash less") << QByteArray("/api/") << QByteArray("/v1") << QByteArray("/api/pis")
                                      << QByteArray("/v1/pis");
        QTest::newRow("from the root") << QByteArray("/") << QByteArray("/v1") << QByteArray("/pis")
                                       << QByteArray("/v1/pis");
    }

    void prefixesAreReplaced()
    {
        QFETCH(const QByteArray, prefix);
        QFETCH(const QByteArray, instead);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, asked);
        RouteConfig config = route("r", {}, prefix.toStdString());
        config.newPrefix = instead.toStdString();
        std::string storage;
        const std::string text = path.toStdString();
        QVERIFY(coversPath(config.pathPrefix, text));
        QCOMPARE(pathForUpstream(config, text, text, storage),
                 std::string_view(asked.data(), static_cast<std::size_t>(asked.size())));
    }

    void requestsAreSharedOutByWeight()
    {
        Registry registry;
        Config config;
        config.groups = {{.name = "old", .endpoints = {{.address = "127.0.0.1:1"}}},
                         {.name = "new", .endpoints = {{.address = "127.0.0.1:2"}}}};
        config.routes = {route("r", {}, "/")};
        config.routes[0].targets = {{.group = "old", .weight = 95}, {.group = "new", .weight = 5}};
        const auto snapshot = Snapshot::make(config, registry);
        QVERIFY(snapshot.has_value());
        std::map<std::string, int> counts;
        std::uint32_t dice = 0;
        for (int i = 0; i < 10'000; ++i)
            ++counts[(*snapshot)->groupOf((*snapshot)->config().routes[0], dice += 2654435769U)->config().name];
        QVERIFY(counts["new"] >= 490 && counts["new"] <= 510);
        QCOMPARE(counts["old"] + counts["new"], 10'000);
    }

    void contradictionsAreTold()
    {
        Registry registry;
        Config config;
        config.routes = {route("r", {}, "/")};
        QCOMPARE(Snapshot::make(config, registry).error().kind, ErrorKind::InvalidInput);
        config.groups = {{.name = "any", .endpoints = {}}};
        QCOMPARE(Snapshot::make(config, registry).error().kind, ErrorKind::InvalidInput);
        config.groups[0].endpoints = {{.address = "nowhere"}};
        QCOMPARE(Snapshot::make(config, registry).error().kind, ErrorKind::InvalidInput);
        config.groups[0].endpoints = {{.address = "127.0.0.1:80"}};
        QVERIFY(Snapshot::make(config, registry).has_value());
        config.routes[0].targets[0].weight = 0;
        QCOMPARE(Snapshot::make(config, registry).error().kind, ErrorKind::InvalidInput);
        config.routes[0] = route("r", {}, "api");
        QCOMPARE(Snapshot::make(config, registry).error().kind, ErrorKind::InvalidInput);
    }

    void whatDoesNotPassDoesNotPassByAnotherName()
    {
        http::FieldNames dropped;
        dropped.add("Authorization");
        const FieldChanger changer({.renamed = {{"authorization", "X-Auth"}, {"X-Hop", "X-On"}, {"X-A", "X-B"}}},
                                   &dropped);
        const std::string head = "GET / HTTP/1.1\r\nHost: pi\r\nAuthorization: secret\r\nConnection: x-hop\r\n"
                                 "X-Hop: here\r\nx-a: 1\r\n\r\n";
        http::RequestParser request{http::Limits{}};
        QVERIFY(request.parse(head) == http::Progress::Done);
        std::string lines;
        changer.addTo(lines, request, request.head().connection);
        QCOMPARE(lines, "X-B: 1\r\n");
        QVERIFY(changer.dropped().holds("Authorization") && changer.dropped().holds("x_a"));
    }

    void aPathOfAnotherFormStaysAsItIs()
    {
        const PathChange change{.from = "/pis/{id}/readings", .to = "/v2/{id}"};
        QCOMPARE(changedPath(change, "/pis/7/readings"), "/v2/7");
        for (const char *const other :
             {"/", "/pis", "/pis//readings", "/pis/7/readings/", "/pis/7/readings/8", "/a/7/b"})
            QCOMPARE(changedPath(change, other), std::string());
    }

private:
    /// \return a route that is there until the next one is looked for
    Router::Match find(const std::vector<RouteConfig> &routes, const std::string &bytes)
    {
        m_config.routes = routes;
        const Router router(m_config);
        http::RequestParser request{http::Limits{}};
        if (request.parse(bytes) != http::Progress::Done)
            return {};
        std::string storage;
        return router.find(request, http::normalizedPath(request.head().path, storage));
    }

    Config m_config;
};

QTEST_APPLESS_MAIN(RouterTest)
#include "RouterTest.moc"
