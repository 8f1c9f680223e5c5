// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/TlsScene.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <fstream>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace Qt::StringLiterals;

namespace {

constexpr const char *kHostile = "<b onclick=\"x\">&'</b>]]><script>\x02\xE2\x80\xAE";

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

/// Two versions, a draft, one that is retired, and a key.
Config described(const HttpUpstream &upstream)
{
    Config config = configFor({&upstream});
    config.portal = {.path = "/developers", .title = "Lab", .text = "Ask."};
    config.apis = {
        {.name = "old",
         .family = "pis",
         .title = "Pis",
         .version = "1",
         .state = ApiState::Deprecated,
         .deprecatedAt = fromMsUtc(1'790'000'000'000),
         .sunset = fromMsUtc(4'102'444'800'000),
         .successor = "new",
         .versionIn = VersionIn::Path},
        {.name = "new",
         .family = "pis",
         .title = "Pis",
         .version = "2",
         .description = "What.\n\nMore.",
         .contact = "lab@example.org",
         .versionIn = VersionIn::Path},
        {.name = "soon", .family = "pis", .title = "Secret plans", .version = "3", .state = ApiState::Draft},
        {.name = "gone", .family = "pis", .version = "0", .state = ApiState::Retired},
    };
    config.routes = {routeOf("one", "/v1/pis", "old"), routeOf("two", "/v2/pis", "new"),
                     routeOf("three", "/v2/it's", "new"), routeOf("all", "/", {})};
    guard::AccessConfig &access = config.routes[1].guard.access;
    access.require = {guard::Credential::Key};
    access.scopes = {"read"};
    config.routes[2].methods = {"POST"};
    config.guard.plans = {
        {.name = "free", .limits = {{.name = "steady", .amount = 60, .per = Milliseconds(60'000), .burst = 10}}}};
    config.guard.consumers = {{.name = "hidden-consumer",
                               .plan = "free",
                               .scopes = {"read"},
                               .keys = {{.id = "k", .hash = guard::hashKey("YOUR-KEY")}}}};
    return config;
}

/// What a strict reader of XML finds in a page.
struct Document {
    QString error;
    QString text; ///< without the style
    QString style;
    QSet<QString> elements;
    QSet<QString> attributes;
    QStringList links;
    QSet<QString> ids;
    QStringList codes;
};

Document documentOf(const std::string &page)
{
    Document document;
    QXmlStreamReader reader(QString::fromStdString(page));
    QStringList open;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement()) {
            open += reader.name().toString();
            document.elements += open.last();
            for (const QXmlStreamAttribute &attribute : reader.attributes()) {
                document.attributes += attribute.name().toString();
                if (attribute.name() == u"href")
                    document.links += attribute.value().toString();
                if (attribute.name() == u"id")
                    document.ids += attribute.value().toString();
            }
            if (open.last() == u"code")
                document.codes += QString();
        } else if (reader.isEndElement()) {
            open.removeLast();
        } else if (reader.isCharacters()) {
            (open.last() == u"style" ? document.style : document.text) += reader.text();
            if (open.last() == u"code")
                document.codes.last() += reader.text();
        }
    }
    if (reader.hasError())
        document.error = reader.errorString();
    return document;
}

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

/// Pages for developers, through a running gateway.
class PortalTest : public QObject
{
    Q_OBJECT
private slots:
    void everyPageIsSoundAndLoadsNothing()
    {
        const HttpUpstream upstream;
        const auto gateway = start(described(upstream));
        RawClient client(gateway->ports().front());
        for (const char *const path : {"/developers", "/developers/", "/developers/old", "/developers/new"}) {
            const auto answer = client.ask(get(path));
            QCOMPARE(answer.status, 200);
            const Document document = documentOf(answer.body);
            QVERIFY2(document.error.isEmpty(), qPrintable(document.error));
            for (const char *const none : {"script", "link", "img", "iframe", "form", "object"})
                QVERIFY2(!document.elements.contains(QString::fromLatin1(none)), none);
            QVERIFY(!document.attributes.contains(u"src"_s) && !document.attributes.contains(u"style"_s));
            QVERIFY(!document.style.contains(u"url("_s) && !document.style.contains(u"@import"_s));
            QVERIFY(document.elements.contains(u"main"_s) && document.elements.contains(u"h1"_s));
            for (const QString &link : document.links) {
                if (link.startsWith(u'#'))
                    QVERIFY2(document.ids.contains(link.mid(1)), qPrintable(link));
                else if (link.startsWith(u'/'))
                    QCOMPARE(client.ask(get(link.toStdString())).status, 200);
            }
        }
        QVERIFY(upstream.requests().empty());
    }

    void browsersTakeItsOwnStyleAndNoOther()
    {
        const HttpUpstream upstream;
        const auto gateway = start(described(upstream));
        const auto answer = RawClient(gateway->ports().front()).ask(get("/developers"));
        const QByteArray style = documentOf(answer.body).style.toUtf8();
        const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
        QVERIFY2(contains(answer.head, "Content-Security-Policy: default-src 'none'; style-src 'sha256-"
                                           + hash.toStdString() + "'; base-uri 'none'; form-action 'none'"),
                 answer.head.c_str());
        QVERIFY(contains(answer.head, "\r\nX-Content-Type-Options: nosniff\r\n"));
    }

    void aPageTellsWhatThereIsAndNoMore()
    {
        const HttpUpstream upstream;
        const auto gateway = start(described(upstream));
        RawClient client(gateway->ports().front());
        const QString page = documentOf(client.ask(get("/developers/new")).body).text;
        for (const char *const told :
             {"Version 2", "published", "http://pi/v2", "/v2/pis", "a key; scope read", "X-API-Key", "Plan free",
              "60 requests a minute, up to 10 at once, for each consumer", "lab@example.org", "key-unknown",
              "Version 0, retired"})
            QVERIFY2(page.contains(QString::fromLatin1(told)), told);
        const QString index = documentOf(client.ask(get("/developers")).body).text;
        for (const QString &text : {page, index}) {
            QVERIFY(!text.contains(u"Secret"_s) && !text.contains(u"Version 3"_s));
            QVERIFY(!text.contains(u"hidden-consumer"_s));
        }
        QVERIFY(index.contains(u"until 1 January 2100"_s));
        const QString old = documentOf(client.ask(get("/developers/old")).body).text;
        QVERIFY2(old.contains(u"Deprecated since 21 September 2026. Served until 1 January 2100; from that day on it "
                              "answers 410. Its successor is Pis 2."_s),
                 qPrintable(old));
        for (const char *const none : {"/developers/soon", "/developers/gone", "/developers/new/openapi.json"})
            QVERIFY(!contains(client.ask(get(none)).head, "Content-Security-Policy")); // they go to the upstream
    }

    void whatIsHostileIsTextAndNothingElse()
    {
        const HttpUpstream upstream;
        Config config = described(upstream);
        config.portal.title = config.portal.text = kHostile;
        ApiConfig &api = config.apis[1];
        api.title = api.description = api.contact = kHostile;
        api.successor = "/\"><script>";
        api.sunset = fromMsUtc(4'102'444'800'000);
        config.routes[1].fields = {{"X-A", kHostile}};
        config.routes[1].hosts = {};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (const char *const path : {"/developers", "/developers/new"}) {
            const Document document = documentOf(client.ask(get(path)).body);
            QVERIFY2(document.error.isEmpty(), qPrintable(document.error));
            QVERIFY(!document.elements.contains(u"script"_s) && !document.elements.contains(u"b"_s));
            QVERIFY(!document.attributes.contains(u"onclick"_s));
            QVERIFY(document.text.contains(u"<b onclick=\"x\">&'</b>]]><script>"_s));
        }
    }

    void theAddressIsWhereTheReaderCameOrWhatIsSaid()
    {
        const HttpUpstream upstream;
        Config config = described(upstream);
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto ask = [&client](const std::string &host) {
            return client.ask("GET /developers/new HTTP/1.1\r\nHost: " + host + "\r\n\r\n").body;
        };
        QVERIFY(contains(ask("pi.example:8080"), "http://pi.example:8080/v2/pis"));
        QVERIFY(contains(ask("a'$(id)"), "http://localhost/v2/pis"));
        config.portal.url = "https://api.example";
        QVERIFY(gateway->reload(config));
        QVERIFY(contains(ask("pi"), "https://api.example/v2/pis"));
    }

    void itsExamplesWorkAsTheyAre()
    {
        const HttpUpstream upstream;
        const auto gateway = start(described(upstream));
        const std::string host = "127.0.0.1:" + std::to_string(gateway->ports().front());
        const std::string page =
            RawClient(gateway->ports().front()).ask("GET /developers/new HTTP/1.1\r\nHost: " + host + "\r\n\r\n").body;
        int count = 0;
        for (const QString &code : documentOf(page).codes) {
            if (!code.startsWith(u"curl"_s))
                continue;
            ++count;
            QCOMPARE(run(u"sh"_s, {u"-c"_s, code + u" -s -o /dev/null -w '%{http_code}'"_s}).output, u"200"_s);
        }
        QCOMPARE(count, 2);
        QVERIFY(upstream.requests().at(0).head.starts_with("GET /v2/pis HTTP/1.1"));
        QVERIFY(upstream.requests().at(1).head.starts_with("POST /v2/it's HTTP/1.1"));
    }

    void onlyReadingIsAllowed()
    {
        const HttpUpstream upstream;
        const auto gateway = start(described(upstream));
        RawClient client(gateway->ports().front());
        const auto refused = client.ask("POST /developers HTTP/1.1\r\nHost: pi\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(refused.status, 405);
        QVERIFY(contains(refused.head, "\r\nAllow: GET, HEAD\r\n"));
        client.send("HEAD /developers HTTP/1.1\r\nHost: pi\r\n\r\n");
        const auto head = client.read(true);
        const auto whole = client.ask(get("/developers"));
        QCOMPARE(head.status, 200);
        QVERIFY(contains(head.head, "Content-Length: " + std::to_string(whole.body.size())));
    }

    void itsPagesAreCountedForThemselves()
    {
        const HttpUpstream upstream;
        const auto gateway = start(described(upstream));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(get("/developers")).status, 200);
        QCOMPARE(client.ask("POST /developers HTTP/1.1\r\nHost: pi\r\nContent-Length: 0\r\n\r\n").status, 405);
        const auto countOf = [&gateway](const std::string &name) {
            const auto routes = gateway->traffic().routes;
            const auto found = std::ranges::find(routes, name, &RouteSnapshot::name);
            return found == routes.end() ? 0 : found->tally.requests();
        };
        QTRY_COMPARE(countOf("[portal]"), std::uint64_t{2});
        QCOMPARE(countOf(""), std::uint64_t{0});
        QCOMPARE(gateway->requests({}).back().route.view(), std::string_view("[portal]"));
    }

    void aDocumentIsToldOfAndGivenAsItIs()
    {
        QTemporaryDir folder;
        const std::string file = folder.filePath(u"api.json"_s).toStdString();
        const std::string document = R"({ "openapi": "3.0.3", "n": 1.10,
 "paths": {"/pis/{id}": {"get": {"summary": "One <Pi>"}, "post": {}}, "/x": 3}})";
        std::ofstream(file) << document;
        const HttpUpstream upstream;
        Config config = described(upstream);
        config.apis[1].openApi = file;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const Document page = documentOf(client.ask(get("/developers/new")).body);
        QVERIFY(page.error.isEmpty());
        QVERIFY(page.text.contains(u"/pis/{id}"_s) && page.text.contains(u"One <Pi>"_s));
        QVERIFY(page.links.contains(u"/developers/new/openapi.json"_s));
        const auto answer = client.ask(get("/developers/new/openapi.json"));
        QCOMPARE(answer.body, document);
        QVERIFY(contains(answer.head, "Content-Type: application/json\r\n"));
        for (const char *const wrong : {"[]", "{\"openapi\":\"3\"}", "no JSON"}) {
            std::ofstream(file) << wrong;
            QVERIFY(!gateway->reload(config)); // and what was served goes on
        }
        config.apis[1].openApi = "/nowhere/api.json";
        QVERIFY(!gateway->reload(config));
        QCOMPARE(client.ask(get("/developers/new")).status, 200);
    }

    void aDocumentInYamlIsToldOfAndGivenAwayInJson()
    {
        QTemporaryDir folder;
        const std::string file = folder.filePath(u"api.yaml"_s).toStdString();
        std::ofstream(file) << "openapi: 3.0.3\npaths:\n  /pis/{id}:\n    get:\n      summary: One <Pi>\n"
                               "      responses:\n        200: {description: yes}\n";
        const HttpUpstream upstream;
        Config config = described(upstream);
        config.apis[1].openApi = file;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QVERIFY(documentOf(client.ask(get("/developers/new")).body).text.contains(u"One <Pi>"_s));
        const auto answer = client.ask(get("/developers/new/openapi.json"));
        QVERIFY(contains(answer.head, "Content-Type: application/json\r\n"));
        const auto told = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
        const auto responses = told[u"paths"_s][u"/pis/{id}"_s][u"get"_s][u"responses"_s];
        QCOMPARE(responses[u"200"_s][u"description"_s].toString(), u"yes"_s);
        std::ofstream(file) << "openapi: 3.0.3\npaths: {}\npaths: {}\n";
        const auto reloaded = gateway->reload(config);
        QVERIFY(!reloaded && reloaded.error().describe().find("line 3, column 1: ") != std::string::npos);
    }

    void withoutAPortalItsPathIsLikeAnyOther()
    {
        const HttpUpstream upstream;
        Config config = described(upstream);
        config.portal.path.clear();
        const auto gateway = start(config);
        QVERIFY(!contains(RawClient(gateway->ports().front()).ask(get("/developers")).head, "Security-Policy"));
        QCOMPARE(upstream.requests().size(), 1U);
    }
};

QTEST_GUILESS_MAIN(PortalTest)
#include "PortalTest.moc"
