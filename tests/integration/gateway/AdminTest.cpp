// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/AtomicFile.h"
#include "core/gateway/control/Host.h"
#include "tests/integration/gateway/GatewayScene.h"
#include "tests/support/Verify.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using control::Host;

namespace {

struct Told {
    int status = 0;
    QJsonDocument body;

    [[nodiscard]] QJsonValue operator[](QLatin1StringView key) const { return body.object()[key]; }
};

} // namespace

class AdminTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<HttpUpstream> m_upstream;
    std::unique_ptr<Host> m_host;

    [[nodiscard]] std::string path(const char *name) const
    {
        return m_home->filePath(QString::fromLatin1(name)).toStdString();
    }
    [[nodiscard]] std::string text(const std::string &upstream = "web") const
    {
        return "listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"" + upstream
               + "\"\n[[upstream.endpoint]]\naddress = \"" + m_upstream->address()
               + "\"\n[[route]]\nname = \"all\"\nto = \"" + upstream + "\"\n";
    }
    [[nodiscard]] Host::Options options() const
    {
        return {.places = {path("gateway.toml"), path("versions")},
                .admin = {.socket = path("gateway.sock"), .address = "127.0.0.1:0", .tokenFile = path("admin.token")}};
    }
    void start()
    {
        auto host = Host::start(options());
        VERIFY_OK(host);
        m_host = std::move(*host);
    }
    void startWith(const std::string &file)
    {
        VERIFY_OK(config::writeFileAtomically(path("gateway.toml"), file));
        start();
    }
    /// Over the Unix socket, with curl.
    [[nodiscard]] Told ask(const QString &target, const QStringList &more = {}, const std::string &body = {}) const
    {
        QProcess curl;
        QStringList words{u"-sS"_s,
                          u"--max-time"_s,
                          u"20"_s,
                          u"-w"_s,
                          u"\n%{http_code}"_s,
                          u"--unix-socket"_s,
                          QString::fromStdString(path("gateway.sock"))};
        if (!body.empty())
            words << u"--data-binary"_s << u"@-"_s;
        curl.start(u"curl"_s, words + more + QStringList{u"http://gateway"_s + target});
        curl.write(body.data(), static_cast<qint64>(body.size()));
        curl.closeWriteChannel();
        if (!curl.waitForFinished())
            return {};
        const QByteArray all = curl.readAllStandardOutput();
        const qsizetype end = all.lastIndexOf('\n');
        return {all.mid(end + 1).toInt(), QJsonDocument::fromJson(all.left(end))};
    }
    [[nodiscard]] Told post(const QString &target, const std::string &body = {}) const
    {
        return ask(target, {u"-X"_s, u"POST"_s}, body);
    }
    [[nodiscard]] Told put(const QString &target, const std::string &body) const
    {
        return ask(target, {u"-X"_s, u"PUT"_s}, body);
    }
    [[nodiscard]] int throughGateway() const
    {
        return RawClient(m_host->service().view().ports.at(0)).ask(kGet).status;
    }

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_upstream = std::make_unique<HttpUpstream>();
    }
    void cleanup()
    {
        m_host.reset();
        m_upstream.reset();
    }

    void theStatusSaysWhatRuns()
    {
        startWith(text());
        QCOMPARE(throughGateway(), 200);
        const Told told = ask(u"/v1/status"_s);
        QCOMPARE(told.status, 200);
        QCOMPARE(told["is_running"_L1].toBool(), true);
        QCOMPARE(told["version"_L1].toInt(), 1);
        QCOMPARE(told["listeners"_L1][0]["port"_L1].toInt(), int(m_host->service().view().ports.at(0)));
        QCOMPARE(told["totals"_L1]["answered"_L1].toInt(), 1);
    }

    void theStatusSaysThatLimitsAreNotSharedAndWhy()
    {
        VERIFY_OK(config::writeFileAtomically(path("secret"), "a secret of all gateways"));
        startWith(text() + "[share]\nredis = \"" + path("redis.sock") + "\"\nsecret_file = \"secret\"\n");
        QCOMPARE(throughGateway(), 200);
        QVERIFY(eventually(
            [this] { return ask(u"/v1/status"_s)["share"_L1]["trouble"_L1].toString().contains(u"No such file"_s); }));
        const Told told = ask(u"/v1/status"_s);
        QCOMPARE(told["share"_L1]["is_up"_L1].toBool(true), false);
        QCOMPARE(told["share"_L1]["redis"_L1].toString().toStdString(), path("redis.sock"));
    }

    void withoutAConfigurationNothingRunsUntilOneIsPutIntoUse()
    {
        start();
        QCOMPARE(ask(u"/v1/status"_s)["is_running"_L1].toBool(), false);
        const Told told = put(u"/v1/config?author=pi"_s, text());
        QCOMPARE(told.status, 200);
        QCOMPARE(told["version"_L1].toInt(), 1);
        QCOMPARE(throughGateway(), 200);
        QCOMPARE(config::readFile(path("gateway.toml"), 10'000), text());
    }

    void aFileThatIsWrongIsToldAndTheLastGoodVersionServes()
    {
        startWith(text());
        m_host.reset();
        startWith("listen = [\"127.0.0.1:0\"]\nlisten_to = 3\n");
        QCOMPARE(throughGateway(), 200);
        const Told told = ask(u"/v1/status"_s);
        QCOMPARE(told["version"_L1].toInt(), 1);
        QCOMPARE(told["file"_L1]["problems"_L1][0]["line"_L1].toInt(), 2);
        QVERIFY(told["file"_L1]["error"_L1].toString().contains(u"listen_to"_s));
    }

    void aConfigurationThatIsWrongChangesNothing()
    {
        startWith(text());
        const Told told =
            put(u"/v1/config"_s, "listen = [\"127.0.0.1:0\"]\n[[route]]\nname = \"a\"\nto = \"nowhere\"\n");
        QCOMPARE(told.status, 422);
        QCOMPARE(told["problems"_L1][0]["line"_L1].toInt(), 4);
        QVERIFY(told["detail"_L1].toString().contains(u"nowhere"_s));
        QCOMPARE(ask(u"/v1/status"_s)["version"_L1].toInt(), 1);
        QCOMPARE(config::readFile(path("gateway.toml"), 10'000), text());
        QCOMPARE(throughGateway(), 200);
    }

    void whatCannotBeServedChangesNothing()
    {
        startWith(text());
        std::string other = text();
        other.insert(other.find("[[route]]"), "[upstream.tls]\nca = \"/no/such/authority.pem\"\n");
        QCOMPARE(put(u"/v1/config"_s, other).status, 404);
        QCOMPARE(ask(u"/v1/config/versions"_s)["versions"_L1].toArray().size(), 1);
        QCOMPARE(throughGateway(), 200);
    }

    void aChangeThatIsBasedOnAnotherVersionIsRefused()
    {
        startWith(text());
        QCOMPARE(put(u"/v1/config?based_on=1"_s, text("site")).status, 200);
        const Told late = put(u"/v1/config?based_on=1"_s, text("other"));
        QCOMPARE(late.status, 409);
        QVERIFY(late["detail"_L1].toString().contains(u"version 2"_s));
        QCOMPARE(ask(u"/v1/config"_s)["text"_L1].toString().toStdString(), text("site"));
    }

    void aVersionCanBeTakenBack()
    {
        startWith(text());
        QCOMPARE(put(u"/v1/config?author=pi&note=a%20try"_s, text("site")).status, 200);
        const Told told = post(u"/v1/config/rollback?to=1&author=pi"_s);
        QCOMPARE(told["version"_L1].toInt(), 3);
        QCOMPARE(told["note"_L1].toString(), u"back to version 1"_s);
        QCOMPARE(ask(u"/v1/config"_s)["text"_L1].toString().toStdString(), text());
        QCOMPARE(config::readFile(path("gateway.toml"), 10'000), text());
        const QJsonArray versions = ask(u"/v1/config/versions"_s)["versions"_L1].toArray();
        QCOMPARE(versions.size(), 3);
        QCOMPARE(versions[1]["note"_L1].toString(), u"a try"_s);
        QVERIFY(ask(u"/v1/config/diff?from=2&to=3"_s)["diff"_L1].toString().contains(
            u"-name = \"site\"\n+name = \"web\""_s));
    }

    void aTextIsCheckedWithoutPuttingItIntoUse()
    {
        startWith(text());
        const Told good = post(u"/v1/config/check"_s, text("site"));
        QCOMPARE(good["valid"_L1].toBool(), true);
        QVERIFY(good["diff"_L1].toString().contains(u"+name = \"site\""_s));
        const Told bad = post(u"/v1/config/check"_s, "listen = 3");
        QCOMPARE(bad["valid"_L1].toBool(true), false);
        QVERIFY(!bad["problems"_L1].toArray().isEmpty());
        QCOMPARE(ask(u"/v1/status"_s)["version"_L1].toInt(), 1);
    }

    void theFileIsReadAgainWhenAsked()
    {
        startWith(text());
        VERIFY_OK(config::writeFileAtomically(path("gateway.toml"), text("site")));
        QCOMPARE(post(u"/v1/config/reload"_s)["version"_L1].toInt(), 2);
        QCOMPARE(ask(u"/v1/upstreams"_s).body[0]["name"_L1].toString(), u"site"_s);
        VERIFY_OK(config::writeFileAtomically(path("gateway.toml"), "rubbish"));
        QCOMPARE(post(u"/v1/config/reload"_s).status, 422);
        QVERIFY(!ask(u"/v1/status"_s)["file"_L1]["error"_L1].toString().isEmpty());
        QCOMPARE(throughGateway(), 200);
    }

    void aDiskThatTakesNothingKeepsTheOldConfiguration()
    {
        startWith(text());
        // A folder cannot be replaced by a file, whoever asks.
        std::filesystem::remove(path("gateway.toml"));
        std::filesystem::create_directories(path("gateway.toml") + "/x");
        QCOMPARE(put(u"/v1/config"_s, text("site")).status, 500);
        QCOMPARE(ask(u"/v1/upstreams"_s).body[0]["name"_L1].toString(), u"web"_s);
        QCOMPARE(ask(u"/v1/config/versions"_s)["versions"_L1].toArray().size(), 1);
        QCOMPARE(throughGateway(), 200);
    }

    void anEndpointIsDrainedAndRestored()
    {
        startWith(text());
        const QString endpoint = u"/v1/endpoints/"_s + QString::fromStdString(m_upstream->address());
        QCOMPARE(post(endpoint + u"/drain"_s).body[0]["endpoints"_L1][0]["state"_L1].toString(), u"draining"_s);
        QCOMPARE(throughGateway(), 503);
        QCOMPARE(post(endpoint + u"/restore"_s).status, 200);
        QCOMPARE(throughGateway(), 200);
        QCOMPARE(post(u"/v1/endpoints/nobody:1/drain"_s).status, 404);
        QCOMPARE(post(endpoint + u"/paint"_s).status, 404);
    }

    void aKeyIsMadeToldOnceUsedAndRevoked()
    {
        startWith(text() + "[route.access]\nrequire = [\"key\"]\n[[consumer]]\nname = \"pump\" # the old one\n");
        QCOMPARE(throughGateway(), 401);
        const Told made = post(u"/v1/consumers/pump/keys?label=cellar&expires=2099-01-01T00:00:00Z&author=pi"_s);
        QCOMPARE(made.status, 200);
        const std::string key = made["key"_L1].toString().toStdString();
        const QString id = made["id"_L1].toString();
        QVERIFY(!key.empty() && !id.isEmpty());
        const auto withKey = [&] {
            return RawClient(m_host->service().view().ports.at(0))
                .ask("GET / HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key + "\r\n\r\n")
                .status;
        };
        QCOMPARE(withKey(), 200);
        const std::string file = config::readFile(path("gateway.toml"), 10'000).value_or("");
        QVERIFY(file.find(key) == std::string::npos); // its hash alone
        QVERIFY(file.find("# the old one") != std::string::npos);
        const Told consumers = ask(u"/v1/consumers"_s);
        QCOMPARE(consumers.body[0]["keys"_L1][0]["id"_L1].toString(), id);
        QCOMPARE(consumers.body[0]["keys"_L1][0]["label"_L1].toString(), u"cellar"_s);
        QVERIFY(!QString::fromUtf8(consumers.body.toJson()).contains(u"sha256"_s));
        QCOMPARE(ask(u"/v1/consumers/pump/keys/"_s + id, {u"-X"_s, u"DELETE"_s}).status, 200);
        QCOMPARE(withKey(), 401);
        QCOMPARE(ask(u"/v1/consumers/pump/keys/"_s + id, {u"-X"_s, u"DELETE"_s}).status, 404);
        QCOMPARE(post(u"/v1/consumers/nobody/keys"_s).status, 404);
        QCOMPARE(post(u"/v1/consumers/pump/keys?expires=tomorrow"_s).status, 422);
    }

    void theLoopbackAddressWantsTheToken()
    {
        startWith(text());
        const std::string token = config::readFile(path("admin.token"), 1000).value_or("").substr(0, 64);
        QCOMPARE(token.size(), 64U);
        const auto status = [this](const std::string &fields) {
            return RawClient(m_host->adminPort())
                .ask("GET /v1/status HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n")
                .status;
        };
        QCOMPARE(status(""), 401);
        QCOMPARE(status("Authorization: Bearer " + token.substr(0, 63) + "\r\n"), 401);
        QCOMPARE(status("Authorization: Basic " + token + "\r\n"), 401);
        QCOMPARE(status("Authorization: Bearer " + token + "\r\n"), 200);
        m_host.reset();
        start();
        QCOMPARE(status("Authorization: Bearer " + token + "\r\n"), 200); // the token stays the same
    }

    void theAddressMustBeOfThisMachineAlone()
    {
        Host::Options open = options();
        open.admin.address = "0.0.0.0:0";
        VERIFY_FAILS(Host::start(open), InvalidInput, "this machine alone");
    }

    void aSecondOneOfTheSameUserIsRefusedAndHarmsNothing()
    {
        startWith(text());
        VERIFY_FAILS(Host::start(options()), Conflict, "runs already");
        QCOMPARE(ask(u"/v1/status"_s).status, 200);
        QCOMPARE(ask(u"/v1/config/versions"_s)["versions"_L1].toArray().size(), 1);
    }

    void aSocketThatWasLeftBehindIsTakenOver()
    {
        startWith(text());
        std::filesystem::rename(path("gateway.sock"), path("kept"));
        m_host.reset();
        std::filesystem::rename(path("kept"), path("gateway.sock")); // as after a kill: nobody answers at it
        start();
        QCOMPARE(ask(u"/v1/status"_s).status, 200);
    }

    void rubbishIsRefusedAndTheNextOneIsServed()
    {
        startWith(text());
        const std::string bearer =
            "Authorization: Bearer " + config::readFile(path("admin.token"), 1000).value_or("").substr(0, 64) + "\r\n";
        const auto status = [this](const std::string &bytes) {
            return RawClient(m_host->adminPort()).ask(bytes).status;
        };
        QCOMPARE(status("GET /v1/status HTTP/1.1\r\nHost : x\r\n\r\n"), 400);
        QCOMPARE(status("GET /%zz HTTP/1.1\r\nHost: x\r\n" + bearer + "\r\n"), 400);
        QCOMPARE(status("PUT /v1/config HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n" + bearer + "\r\n"), 413);
        QCOMPARE(status("DELETE /v1/config HTTP/1.1\r\nHost: x\r\n" + bearer + "\r\n"), 405);
        QCOMPARE(ask(u"/nothing"_s).status, 404);
        QCOMPARE(ask(u"/v1/config/diff"_s).status, 422);
        QCOMPARE(post(u"/v1/config/rollback?to=-1"_s).status, 422);
        QCOMPARE(put(u"/v1/config"_s, std::string(100'000, '\xff')).status, 422);
        QCOMPARE(ask(u"/v1/status"_s).status, 200);
    }

    void apisAreToldWithTheirRoutesAndWhereTheyAreInTheirLives()
    {
        startWith(text()
                  + "\n[[api]]\nname = \"gone\"\nversion = \"1\"\nsunset = 2001-01-01\n[[api]]\nname = \"now\"\n"
                    "family = \"gone\"\nversion = \"2\"\n[[route]]\nname = \"of-now\"\nto = \"web\"\npath = "
                    "\"/now\"\napi = \"now\"\n");
        const QJsonArray apis = ask(u"/v1/apis"_s).body.array();
        QCOMPARE(apis.size(), 2);
        QCOMPARE(apis[0]["state"_L1].toString(), u"retired"_s);
        QCOMPARE(apis[0]["sunset_at_ms_utc"_L1].toInteger(), 978'307'200'000);
        QCOMPARE(apis[1]["state"_L1].toString(), u"published"_s);
        QCOMPARE(apis[1]["routes"_L1].toArray(), QJsonArray{u"of-now"_s});
    }

    void requestsThatFollowEachOtherAreAllAnswered()
    {
        startWith(text());
        const std::string bearer =
            "Authorization: Bearer " + config::readFile(path("admin.token"), 1000).value_or("").substr(0, 64) + "\r\n";
        const std::string one = "GET /v1/routes HTTP/1.1\r\nHost: x\r\n" + bearer + "\r\n";
        RawClient client(m_host->adminPort());
        client.send(one + one + one);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.read().status, 200);
    }
};

QTEST_GUILESS_MAIN(AdminTest)
#include "AdminTest.moc"
