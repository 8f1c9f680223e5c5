// SPDX-License-Identifier: GPL-3.0-or-later
// Access that somebody asks for on a page for developers, and a person grants at the admin API.
#include "core/config/AtomicFile.h"
#include "core/gateway/control/AdminApi.h"
#include "core/gateway/control/Host.h"
#include "tests/integration/gateway/GatewayScene.h"
#include "tests/support/Verify.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <filesystem>
#include <fstream>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using control::Host;
using control::Subscriptions;

namespace {

constexpr std::string_view kForm = "name=Weather+app&contact=ann%40example.org&plan=free&purpose=A+map%0D%0Aof+the+lab";

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// The text of the one code in a page that is sound XML; empty when it is not, or has none.
std::string keyIn(const std::string &page)
{
    QXmlStreamReader reader(QString::fromStdString(page));
    std::string key;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == u"code")
            key = reader.readElementText().toStdString();
    }
    return reader.hasError() ? std::string() : key;
}

} // namespace

class SubscriptionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<HttpUpstream> m_upstream;
    std::unique_ptr<Host> m_host;
    std::string m_text;

    [[nodiscard]] std::string path(const char *name) const
    {
        return m_home->filePath(QString::fromLatin1(name)).toStdString();
    }
    void start()
    {
        auto host =
            Host::start({.places = {path("gateway.toml"), path("versions")}, .admin = {.socket = path("socket")}});
        VERIFY_OK(host);
        m_host = std::move(*host);
    }
    [[nodiscard]] RawClient client() const { return RawClient(m_host->service().view().ports.front()); }
    [[nodiscard]] RawClient::Answer post(const std::string &target, std::string_view body,
                                         const std::string &fields = "Origin: http://pi\r\n") const
    {
        return client().ask("POST " + target + " HTTP/1.1\r\nHost: pi\r\n" + fields
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                            + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
    }
    [[nodiscard]] int statusWith(const std::string &key) const
    {
        return client().ask(get("/readings", "X-API-Key: " + key + "\r\n")).status;
    }
    [[nodiscard]] std::string told(const std::string &key) const { return post("/developers", "receipt=" + key).body; }
    [[nodiscard]] control::AdminAnswer admin(const std::string &method, const std::string &target,
                                             std::vector<std::pair<std::string, std::string>> query = {}) const
    {
        return answerAdmin(m_host->service(), {.method = method, .path = target, .query = std::move(query)});
    }
    [[nodiscard]] QJsonArray all() const
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(admin("GET", "/v1/subscriptions").body)).array();
    }
    [[nodiscard]] std::string firstId() const { return all().first()["id"_L1].toString().toStdString(); }

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_upstream = std::make_unique<HttpUpstream>();
        m_text = "# of the lab\nlisten = [\"127.0.0.1:0\"] # anywhere\n[portal]\ntakes_requests = true\n"
                 "[[upstream]]\nname = \"pis\"\n[[upstream.endpoint]]\naddress = \""
                 + m_upstream->address()
                 + "\"\n[[plan]]\nname = \"free\"\n[[api]]\nname = \"readings\"\n[[route]]\nname = \"r\"\n"
                   "path = \"/readings\"\nto = \"pis\"\napi = \"readings\"\n[route.access]\nrequire = [\"key\"]\n"
                   "scopes = [\"read\"] # and no more\n[[consumer]]\nname = \"pump\"";
        VERIFY_OK(config::writeFileAtomically(path("gateway.toml"), m_text));
        start();
    }
    void cleanup() { m_host.reset(); }

    void aKeyWorksFromWhenItIsApprovedAndNoLongerThanItsVersion()
    {
        const auto answer = post("/developers/readings", kForm);
        QCOMPARE(answer.status, 200);
        QVERIFY(contains(answer.head, "\r\nCache-Control: no-store\r\n"));
        const std::string key = keyIn(answer.body);
        QVERIFY2(key.starts_with("piu_"), answer.body.c_str());
        QCOMPARE(statusWith(key), 401);
        QVERIFY(contains(told(key), "Nobody has decided yet."));
        const QJsonObject asked = all().first().toObject();
        QCOMPARE(asked["state"_L1], u"waiting"_s);
        QCOMPARE(asked["purpose"_L1], u"A map of the lab"_s);
        QCOMPARE(asked["scopes"_L1].toArray(), QJsonArray{u"read"_s});
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/approve", {{"author", "ann"}}).status, 200);
        QCOMPARE(statusWith(key), 200);
        QVERIFY(contains(told(key), "Access was granted"));
        const std::string text = *m_host->service().text(0);
        QVERIFY(text.starts_with(m_text + "\n"));
        QVERIFY2(contains(text, "\n# Weather app asked for access to readings\n[[consumer]]\nname = \"weather-app-"),
                 text.c_str());
        QVERIFY(!contains(text, key));
        QCOMPARE(m_host->service().versions().back().author, "ann");
        QVERIFY(m_host->service().rollBack(1, {"ann"}));
        QCOMPARE(statusWith(key), 401);
    }

    void aRejectionIsToldWithItsReason()
    {
        const std::string key = keyIn(post("/developers/readings", kForm).body);
        const std::string target = "/v1/subscriptions/" + firstId();
        QCOMPARE(admin("POST", target + "/reject", {{"note", "no <maps> please"}}).status, 200);
        QVERIFY(contains(told(key), "Access was not granted. no &lt;maps&gt; please"));
        QCOMPARE(statusWith(key), 401);
        QCOMPARE(admin("POST", target + "/approve").status, 409);
        QCOMPARE(admin("POST", target + "/forget").status, 404);
        QCOMPARE(admin("POST", "/v1/subscriptions/nobody/approve").status, 404);
        QVERIFY(contains(told("piu_guess"), "Unknown key"));
        QCOMPARE(m_host->service().versions().size(), 1U);
    }

    void whatWaitsIsThereAfterARestart()
    {
        const std::string key = keyIn(post("/developers/readings", kForm).body);
        std::ofstream(path("versions/requests") + "/rubbish.json") << "{";
        m_host.reset();
        start();
        QVERIFY(contains(told(key), "Nobody has decided yet."));
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/approve", {{"scopes", "read,more"}}).status, 200);
        QCOMPARE(statusWith(key), 200);
        QVERIFY(contains(*m_host->service().text(0), "scopes = [\"read\", \"more\"]"));
        m_host.reset();
        start();
        QCOMPARE(statusWith(key), 200);
        QVERIFY(contains(told(key), "Access was granted"));
    }

    void otherSitesCannotAskInAReadersName()
    {
        for (const char *const fields :
             {"", "Origin: null\r\n", "Origin: https://evil.example\r\n", "Origin: http://pi.evil\r\n",
              "Origin: http://pi\r\nOrigin: http://evil\r\n"}) {
            const auto answer = post("/developers/readings", kForm, fields);
            QCOMPARE(answer.status, 403);
            QVERIFY(contains(answer.body, "origin-refused"));
        }
        QVERIFY(all().isEmpty());
    }

    void whatIsIncompleteTooLongOrMalformedIsNotKept()
    {
        const std::string rest = "&contact=a&plan=free&purpose=p";
        for (const std::string &body :
             {std::string(), "name=" + rest, "name=%20" + rest, "name=%zz" + rest, "name=%ff" + rest,
              "name=" + std::string(101, 'x') + rest, std::string("name=a&contact=a&plan=gold&purpose=p"),
              std::string("name=a&contact=a&purpose=p"), std::string("{\"name\":\"a\"}")})
            QCOMPARE(post("/developers/readings", body).status, 422);
        QCOMPARE(post("/developers/readings", "name=" + std::string(20'000, 'x')).status, 413);
        QCOMPARE(post("/developers/none", kForm).status, 404);
        QVERIFY(all().isEmpty());
    }

    void whatIsHostileIsTextEverywhere()
    {
        const std::string key =
            keyIn(post("/developers/readings",
                       "name=%22%0A%5B%5Bconsumer%5D%5D%0Aname%3D%22root&contact=%3Cb%3E%22%5C&plan=free"
                       "&purpose=%01%e2%80%aex")
                      .body);
        QVERIFY(!key.empty());
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/approve").status, 200);
        QCOMPARE(statusWith(key), 200);
        QCOMPARE(m_host->service().view().config->guard.consumers.size(), 2U);
    }

    void oneAddressCannotFillTheDesk()
    {
        for (std::size_t i = 0; i < Subscriptions::kMostWaitingOfOne; ++i)
            QCOMPARE(post("/developers/readings", kForm).status, 200);
        QCOMPARE(post("/developers/readings", kForm).status, 429);
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/reject").status, 200);
        QCOMPARE(post("/developers/readings", kForm).status, 200);
    }

    void whoAsksThroughATrustedProxyCountsForThemselves()
    {
        m_text.replace(m_text.find("[portal]"), 8, "trust_forwarded = true\n[portal]");
        m_text += "\n[identity]\ntrusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\"]\n";
        QVERIFY(m_host->service().apply(m_text, {"ann"}));
        const auto askAs = [this](const std::string &forwarded) {
            return post("/developers/readings", kForm, "Origin: http://pi\r\nX-Forwarded-For: " + forwarded + "\r\n")
                .status;
        };
        for (std::size_t i = 0; i < Subscriptions::kMostWaitingOfOne; ++i)
            QCOMPARE(askAs("192.0.2.1, 10.0.0." + std::to_string(i)), 200);
        QCOMPARE(askAs("192.0.2.1"), 429);
        QCOMPARE(askAs("198.51.100.7, 192.0.2.1"), 429); // what a client says of itself is not believed
        QCOMPARE(askAs("192.0.2.2"), 200);
        QCOMPARE(askAs("2001:db8::1"), 200);
        QCOMPARE(all().first()["address"_L1].toString(), u"192.0.2.1"_s);
        QCOMPARE(all().last()["address"_L1].toString(), u"2001:db8::1"_s);
    }
    void whoAsksWithoutAProxyCountsByTheirOwnAddressWhateverTheySay()
    {
        for (std::size_t i = 0; i <= Subscriptions::kMostWaitingOfOne; ++i) {
            const std::string field = "X-Forwarded-For: 192.0.2." + std::to_string(i) + "\r\n";
            QCOMPARE(post("/developers/readings", kForm, "Origin: http://pi\r\n" + field).status,
                     i < Subscriptions::kMostWaitingOfOne ? 200 : 429);
        }
    }

    void aFormComesByteByByteToo()
    {
        RawClient slow = client();
        const std::string head =
            "POST /developers/readings HTTP/1.1\r\nHost: pi\r\nOrigin: http://pi\r\nContent-Length: ";
        for (const char byte : head + std::to_string(kForm.size()) + "\r\n\r\n" + std::string(kForm))
            slow.send({&byte, 1});
        QCOMPARE(slow.read().status, 200);
        QCOMPARE(slow.ask(get("/developers")).status, 200); // on the same connection
    }

    void whatTheDiskRefusesIsNotPromised()
    {
        std::filesystem::remove_all(path("versions/requests"));
        std::ofstream(path("versions/requests")) << "in the way";
        QCOMPARE(post("/developers/readings", kForm).status, 503);
        QVERIFY(all().isEmpty());
    }

    /// Approved is who has access, also where the disk does not keep that it was decided.
    void whatTheDiskRefusesToKeepOfAnApprovalIsFoundOutByTheNextStart()
    {
        const std::string key = keyIn(post("/developers/readings", kForm).body);
        const std::string file = path("versions/requests/") + firstId() + ".json";
        const auto waiting = config::readFile(file, 10'000);
        VERIFY_OK(waiting);
        std::filesystem::remove_all(path("versions/requests"));
        std::ofstream(path("versions/requests")) << "in the way";
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/approve", {{"author", "ann"}}).status, 200);
        QCOMPARE(statusWith(key), 200);
        QVERIFY(contains(told(key), "Access was granted"));
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/approve").status, 409);
        m_host.reset();
        std::filesystem::remove(path("versions/requests"));
        VERIFY_OK(config::writeFileAtomically(file, *waiting));
        start();
        QCOMPARE(statusWith(key), 200);
        QVERIFY(contains(told(key), "Access was granted"));
        QCOMPARE(all().first()["by"_L1].toString(), u"ann"_s);
        QVERIFY(contains(*config::readFile(file, 10'000), "\"approved\""));
    }
    void anApprovalThatTheDiskRefusesLeavesTheRequestWaiting()
    {
        const std::string key = keyIn(post("/developers/readings", kForm).body);
        const std::string next = path("versions/2.toml"); // where a folder is, no file can be put
        std::filesystem::create_directories(next + "/in the way");
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/approve").status, 500);
        QCOMPARE(statusWith(key), 401);
        QVERIFY(contains(told(key), "Nobody has decided yet."));
        std::filesystem::remove_all(next);
        QCOMPARE(admin("POST", "/v1/subscriptions/" + firstId() + "/approve").status, 200);
        QCOMPARE(statusWith(key), 200);
    }
    /// Killed as soon as the configuration is written, which is before, while or after the decision is.
    void anApprovalThatIsKilledIsEitherWholeOrNotThere()
    {
        const std::string key = keyIn(post("/developers/readings", kForm).body);
        const std::string approve = "http://gateway/v1/subscriptions/" + firstId() + "/approve";
        m_host.reset();
        const std::filesystem::path home = m_home->path().toStdString();
        for (int round = 0; round < 4; ++round) {
            const std::string file = path("gateway.toml");
            std::filesystem::copy(home / "versions", home / "kept", std::filesystem::copy_options::recursive);
            QProcess gateway;
            gateway.start(QStringLiteral(GATEWAY),
                          {u"run"_s, u"--state"_s, m_home->path(), u"--socket"_s, m_home->filePath(u"killed"_s),
                           m_home->filePath(u"gateway.toml"_s)});
            QTRY_VERIFY(QFile::exists(m_home->filePath(u"killed"_s)));
            QProcess curl;
            curl.start(u"curl"_s, {u"-s"_s, u"--retry"_s, u"3"_s, u"--retry-connrefused"_s, u"-X"_s, u"POST"_s,
                                   u"--unix-socket"_s, m_home->filePath(u"killed"_s), QString::fromStdString(approve)});
            if (round > 0) { // the first is killed at any time
                QVERIFY(eventually([&] { return contains(*config::readFile(file, 100'000), "weather-app-"); }));
            }
            gateway.kill(); // by SIGKILL
            QVERIFY(gateway.waitForFinished());
            QVERIFY(curl.waitForFinished());
            start();
            const bool isApproved = all().first()["state"_L1] == u"approved"_s;
            QCOMPARE(statusWith(key), isApproved ? 200 : 401);
            QVERIFY(isApproved || round == 0);
            m_host.reset();
            QFile::remove(m_home->filePath(u"killed"_s));
            std::filesystem::remove_all(home / "versions"); // and once more
            std::filesystem::rename(home / "kept", home / "versions");
            VERIFY_OK(config::writeFileAtomically(file, m_text));
        }
    }

    void whereNoneAreTakenThereIsNoForm()
    {
        QVERIFY(contains(client().ask(get("/developers/readings")).body, "<form "));
        m_text.replace(m_text.find("takes_requests = true"), 21, "");
        QVERIFY(m_host->service().apply(m_text, {"ann"}));
        QVERIFY(!contains(client().ask(get("/developers/readings")).body, "<form "));
        QCOMPARE(post("/developers/readings", kForm).status, 405);
    }

    void theDeskHoldsAHundredAndForgetsTheOldestOfThoseDecided()
    {
        const auto clock = std::make_shared<const SystemClock>();
        const auto hand = [](Subscriptions &desk, int number) {
            const auto filing =
                desk.hand({.id = "id" + std::to_string(number),
                           .hash = guard::hashKey(std::to_string(number)),
                           .api = "a",
                           .address = "10.0." + std::to_string(number / 250) + "." + std::to_string(number % 250)});
            return eventually([&] { return filing->isOver.load(); }) ? filing->outcome
                                                                     : portal::Filing::Outcome::Failed;
        };
        {
            const auto desk = *Subscriptions::open(path("desk"), clock);
            for (int i = 0; i < 100; ++i)
                QCOMPARE(hand(*desk, i), portal::Filing::Outcome::Kept);
            QCOMPARE(hand(*desk, 100), portal::Filing::Outcome::DeskFull);
            for (int i = 0; i < 300; ++i) {
                QVERIFY(desk->reject("id" + std::to_string(i), "ann", {}));
                QCOMPARE(hand(*desk, 100 + i), portal::Filing::Outcome::Kept);
            }
            QVERIFY(!desk->find(guard::hashKey("99")) && desk->find(guard::hashKey("100")));
        }
        QCOMPARE((*Subscriptions::open(path("desk"), clock))->all().size(), 300U);
    }
};

QTEST_GUILESS_MAIN(SubscriptionTest)
#include "SubscriptionTest.moc"
