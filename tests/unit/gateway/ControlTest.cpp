// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/AtomicFile.h"
#include "core/gateway/control/AdminMessage.h"
#include "core/gateway/control/ImportOpenApi.h"
#include "core/gateway/control/KeyText.h"
#include "core/gateway/control/TextDifference.h"
#include "core/gateway/control/VersionStore.h"
#include "core/gateway/settings/GatewayText.h"
#include "tests/support/Verify.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace piuptime;
using namespace piuptime::gateway::control;

namespace {

constexpr UtcTime kAt{Milliseconds(1'795'737'566'000)};

} // namespace

class ControlTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    [[nodiscard]] std::string folder() const { return m_home.filePath(QStringLiteral("versions")).toStdString(); }

private slots:
    void init() { std::filesystem::remove_all(folder()); }

    void aStoreThatIsOpenedAgainHasItsVersions()
    {
        const std::string text = "# written by hand\nlisten = []\n";
        {
            auto store = VersionStore::open(folder());
            VERIFY_OK(store);
            QCOMPARE(store->newest(), 0U);
            VERIFY_OK(store->add({0, kAt, "pi", "first"}, text));
            VERIFY_OK(store->add({0, kAt + Seconds(1), "file", ""}, "x = 1"));
        }
        const auto store = VersionStore::open(folder());
        VERIFY_OK(store);
        QCOMPARE(store->versions(), (std::vector<Version>{{1, kAt, "pi", "first"}, {2, kAt + Seconds(1), "file", ""}}));
        QCOMPARE(store->text(1), text);
        QCOMPARE(store->text(2), "x = 1");
        VERIFY_FAILS(store->text(3), NotFound, "version 3");
    }

    void theOldestGoFirst()
    {
        auto store = VersionStore::open(folder());
        VERIFY_OK(store);
        for (std::size_t i = 0; i < VersionStore::kMost + 3; ++i)
            VERIFY_OK(store->add({0, kAt, "pi", ""}, std::to_string(i)));
        QCOMPARE(store->versions().size(), VersionStore::kMost);
        QCOMPARE(store->versions().front().number, 4U);
        VERIFY_FAILS(store->text(3), NotFound, "version 3");
        const auto again = VersionStore::open(folder());
        VERIFY_OK(again);
        QCOMPARE(again->versions(), store->versions());
    }

    void whatWasTakenBackIsGone()
    {
        auto store = VersionStore::open(folder());
        VERIFY_OK(store);
        VERIFY_OK(store->add({0, kAt, "pi", ""}, "a"));
        VERIFY_OK(store->add({0, kAt, "pi", ""}, "b"));
        store->takeBack();
        QCOMPARE(store->newest(), 1U);
        const auto again = VersionStore::open(folder());
        VERIFY_OK(again);
        QCOMPARE(again->newest(), 1U);
    }

    void filesThatAreNoVersionsArePassedOver()
    {
        std::filesystem::create_directories(folder());
        for (const char *name : {"/7.toml", "/x.toml", "/0.toml", "/8.txt", "/9.toml"}) {
            const bool isGood = std::string_view(name) == "/9.toml" || std::string_view(name) == "/0.toml";
            VERIFY_OK(config::writeFileAtomically(
                folder() + name, isGood ? "# {\"at_ms_utc\":5,\"author\":\"a\",\"note\":3}\nx" : "rubbish"));
        }
        const auto store = VersionStore::open(folder());
        VERIFY_OK(store);
        QCOMPARE(store->versions(), (std::vector<Version>{{9, UtcTime(Milliseconds(5)), "a", ""}}));
    }

    void whatPeopleSayOfAVersionIsMadeSafe()
    {
        auto store = VersionStore::open(folder());
        VERIFY_OK(store);
        const auto version = store->add({0, kAt,
                                         "\xff"
                                         "pi\n",
                                         std::string(10'000, 'x') + "\x1b[2J"},
                                        "a");
        VERIFY_OK(version);
        QCOMPARE(version->author, "\uFFFDpi");
        QVERIFY(version->note.size() <= 520);
        QVERIFY(version->note.ends_with("…"));
        const auto again = VersionStore::open(folder());
        VERIFY_OK(again);
        QCOMPARE(again->versions().front(), *version);
    }

    void aDifferenceIsInUnifiedForm()
    {
        QCOMPARE(textDifference("a\nb\nc\n", "a\nb\nc\n"), std::string());
        QCOMPARE(textDifference("a\nb\nc\n", "a\nx\nc\n"), "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
        QCOMPARE(textDifference("", "a\n"), "@@ -0,0 +1,1 @@\n+a\n");
    }

    void aKeyIsPutBelowItsConsumerAndNothingElseChanges()
    {
        const std::string text =
            "# mine\n[[consumer]]\nname = \"a\"\n\n[[consumer]]\nname = \"b\" # b\n[[consumer.basic]]\n"
            "user = \"b\"\n[[route]]\nname = \"r\"";
        const auto changed = withKey(text, "b", {"k1", "00", "the \"pump\"", "2027-01-01T00:00:00Z"});
        VERIFY_OK(changed);
        const std::string expected(
            "# mine\n[[consumer]]\nname = \"a\"\n\n[[consumer]]\nname = \"b\" # b\n[[consumer.key]]\n"
            "id = \"k1\"\nsha256 = \"00\"\nlabel = \"the \\\"pump\\\"\"\nexpires = 2027-01-01T00:00:00Z\n"
            "[[consumer.basic]]\nuser = \"b\"\n[[route]]\nname = \"r\"");
        QVERIFY2(*changed == expected, changed->c_str());
        const auto back = withoutKey(*changed, "b", "k1");
        VERIFY_OK(back);
        QCOMPARE(*back, text);
        VERIFY_FAILS(withKey(*changed, "b", {"k1", "00"}), Conflict, "k1");
        VERIFY_FAILS(withKey(text, "c", {"k1", "00"}), NotFound, "consumer");
        VERIFY_FAILS(withoutKey(text, "b", "k1"), NotFound, "k1");
        VERIFY_FAILS(withKey("[", "b", {"k1", "00"}), InvalidInput, "TOML");
        VERIFY_FAILS(withKey(text, "b", {"k1", "00", "", "soon"}), InvalidInput, "by hand");
    }

    void aTextThatCannotBeChangedByItselfIsLeftAlone()
    {
        const std::string text = "[[consumer]]\nname = \"a\"\nlabel = \"\"\"\n[x]\n\"\"\"\n";
        VERIFY_FAILS(withKey(text, "a", {"k1", "00"}), InvalidInput, "by hand");
        VERIFY_FAILS(withoutKey("consumer = [{name = \"a\", key = [{id = \"k1\"}]}]\n", "a", "k1"), InvalidInput,
                     "by hand");
    }

    void hugeTextsAreOnlySaidToDiffer()
    {
        std::string text;
        for (int i = 0; i < 20'001; ++i)
            text += std::to_string(i) + "\n";
        QVERIFY(textDifference("", text).find("too long") != std::string::npos);
    }

    void aTargetIsTakenApart()
    {
        AdminRequest request;
        QVERIFY(readTarget("/v1/a%20b", "?x=1&y=%41+&z", request));
        QCOMPARE(request.path, "/v1/a b");
        QCOMPARE(std::string(request.argument("x")), "1");
        QCOMPARE(std::string(request.argument("y")), "A+");
        QCOMPARE(std::string(request.argument("z")), "");
        QCOMPARE(std::string(request.argument("nothing")), "");
    }

    void escapesThatMakeNoSenseAreRefused_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"/%", "/%4", "/%zz", "/%0x", "/% 1"})
            QTest::newRow(path) << QByteArray(path);
    }
    void escapesThatMakeNoSenseAreRefused()
    {
        QFETCH(QByteArray, path);
        AdminRequest request;
        QVERIFY(!readTarget(path.toStdString(), "", request));
    }

    void anOpenApiDocumentBecomesAnApiWithItsRoutes()
    {
        const auto toml = importOpenApi("{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"Pi \\\"Readings\\\"\", "
                                        "\"version\": \"1.2\", \"description\": \"a\\nb\"},"
                                        "\"servers\": [{\"url\": \"https://pi.example/api/\"}],"
                                        "\"paths\": {\"/pis\": {\"get\": {}}, \"/pis/{id}\": {\"delete\": {}, "
                                        "\"summary\": \"\"}, \"/jobs\": {\"post\": {}}}}",
                                        "web");
        QVERIFY2(toml.has_value(), "it is refused");
        const auto config = gateway::parseGateway("listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"web\"\n"
                                                  "[[upstream.endpoint]]\naddress = \"127.0.0.1:80\"\n"
                                                  + *toml);
        QVERIFY2(config.has_value(), toml->c_str());
        QCOMPARE(config->apis.size(), 1U);
        QCOMPARE(config->apis[0].name, "pi-readings");
        QCOMPARE(config->apis[0].description, "a\nb");
        QCOMPARE(config->apis[0].state, gateway::ApiState::Draft);
        QCOMPARE(config->routes.size(), 2U);
        QCOMPARE(config->routes[1].pathPrefix, "/api/pis");
        QCOMPARE(config->routes[1].methods, (std::vector<std::string>{"DELETE", "GET"}));
        QCOMPARE(config->routes[1].api, "pi-readings");
    }

    void aDocumentInYamlMakesWhatTheSameInJsonMakes()
    {
        const auto fromJson = importOpenApi(R"({"openapi": "3.0.3", "info": {"title": "Pis", "description": "a\nb"},
            "paths": {"/pis": {"get": {"responses": {"200": {}}}}, "/pis/{id}": {"delete": {}}}})",
                                            "web");
        const auto fromYaml = importOpenApi("openapi: 3.0.3\ninfo:\n  title: Pis\n  description: |-\n    a\n    b\n"
                                            "paths:\n  /pis:\n    get: &ok\n      responses:\n        200: {}\n"
                                            "  /pis/{id}:\n    delete: *ok\n",
                                            "web");
        QVERIFY(fromJson && fromYaml);
        QCOMPARE(*fromYaml, *fromJson);
        const auto wrong = importOpenApi("openapi: 3.0.3\npaths:\n  /pis: {}\n  /pis: {}\n", "web");
        QVERIFY(!wrong && wrong.error().detail.starts_with("line 4, column 3: "));
    }

    void whatIsNoOpenApiDocumentIsRefused()
    {
        const std::string deep(100'000, '[');
        for (const std::string &text : {std::string(), std::string("{}"), std::string("{\"swagger\": \"2.0\"}"), deep,
                                        std::string("{\"openapi\": \"3.0\", \"info\": \"\xff\"}"),
                                        std::string("{\"openapi\": \"3.0.0\", \"paths\": {\"/a b\": {\"get\": {}}}}"),
                                        std::string(kMaxOpenApiBytes + 1, ' ')})
            QVERIFY2(!importOpenApi(text, "web").has_value(), text.substr(0, 60).c_str());
    }
};

QTEST_GUILESS_MAIN(ControlTest)
#include "ControlTest.moc"
