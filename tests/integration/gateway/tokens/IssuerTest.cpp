// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/GatewayScene.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

constexpr int kPatienceMs = 60'000;

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

/// Tokens that pass a gateway, which fetches the keys of their issuer from a real server.
class IssuerTest : public QObject
{
    Q_OBJECT

    QJsonArray m_keys;
    std::map<std::string, std::string> m_tokens;
    std::mutex m_mutex;
    std::string m_document; ///< that the issuer's server answers with; empty: it fails
    std::atomic<int> m_asked = 0;

    void publish(const QStringList &kids)
    {
        QJsonArray chosen;
        for (const QJsonValue &key : m_keys) {
            if (kids.contains(key[u"kid"].toString()))
                chosen.append(key);
        }
        const std::scoped_lock lock(m_mutex);
        m_document = QJsonDocument(QJsonObject{{u"keys"_s, chosen}}).toJson().toStdString();
    }
    void fail()
    {
        const std::scoped_lock lock(m_mutex);
        m_document.clear();
    }
    [[nodiscard]] HttpUpstream::Script issuer()
    {
        return [this](Peer &peer, const Request &) {
            ++m_asked;
            const std::scoped_lock lock(m_mutex);
            peer.answer(m_document, m_document.empty() ? "500 Broken" : "200 OK");
        };
    }
    [[nodiscard]] static Config configWith(const HttpUpstream &upstream, const HttpUpstream &issuer)
    {
        Config config = configFor({&upstream});
        config.guard.issuers = {{.name = "id",
                                 .rule = {.issuer = "https://id.example", .audiences = {"gateway"}, .algorithms = {}},
                                 .keysUrl = "http://" + issuer.address() + "/keys",
                                 .leastPause = Milliseconds(0)}};
        config.guard.consumers = {{.name = "pumps", .tokens = {{.issuer = "id", .subject = "pu*"}}}};
        config.routes[0].guard.access.require = {guard::Credential::Token};
        config.routes[0].guard.access.scopes = {"read"};
        return config;
    }
    [[nodiscard]] RawClient::Answer ask(RawClient &client, const std::string &name) const
    {
        return client.ask("GET /a HTTP/1.1\r\nHost: pi\r\nAuthorization: Bearer " + m_tokens.at(name) + "\r\n\r\n");
    }

private slots:
    void initTestCase()
    {
        QProcess minter;
        const std::int64_t now = toMsUtc(SystemClock().utcNow()) / 1000;
        minter.start(u"/usr/bin/python3"_s, {QStringLiteral(MINT), QString::number(now)});
        QVERIFY(minter.waitForFinished(kPatienceMs));
        m_keys = QJsonDocument::fromJson(minter.readLine()).object()[u"keys"].toArray();
        while (minter.canReadLine()) {
            const QList<QByteArray> words = minter.readLine().trimmed().split(' ');
            m_tokens[words[0].toStdString()] = words[1].toStdString();
        }
        QVERIFY(m_tokens.size() > 10);
    }

    void aTokenOfAKnownIssuerPassesAndTellsItsScopes()
    {
        publish({u"ed"_s});
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        const auto gateway = start(configWith(upstream, issuer));
        RawClient client(gateway->ports().front());
        QCOMPARE(ask(client, "EdDSA").status, 200); // also when the keys are still on their way
        const std::string head = upstream.requests().front().head;
        QVERIFY(contains(head, "\r\nX-Consumer: pumps\r\n"));
        QVERIFY(contains(head, "\r\nX-Consumer-Scopes: read write\r\n"));
        QVERIFY(!contains(head, "Bearer"));
    }
    void whyATokenIsRefusedIsTold()
    {
        publish({u"ed"_s});
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        const auto gateway = start(configWith(upstream, issuer));
        RawClient client(gateway->ports().front());
        for (const auto &[token, flaw] :
             {std::pair("late", "expired"), std::pair("other-audience", "wrong-audience"),
              std::pair("foreign-key", "bad-signature"), std::pair("unknown-kid", "key-unknown"),
              std::pair("none", "algorithm-refused")}) {
            const auto answer = ask(client, token);
            QCOMPARE(answer.status, 401);
            QVERIFY2(contains(answer.head, std::string("error=\"invalid_token\", error_description=\"") + flaw),
                     answer.head.c_str());
            QVERIFY(contains(answer.body, std::string("\"detail\":\"") + flaw));
        }
        QVERIFY(upstream.requests().empty());
    }
    void newKeysAreFetchedWhenATokenNamesOne()
    {
        publish({u"ed"_s});
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        const auto gateway = start(configWith(upstream, issuer));
        RawClient client(gateway->ports().front());
        QCOMPARE(ask(client, "EdDSA").status, 200);
        QCOMPARE(ask(client, "ES256").status, 401);
        publish({u"p256"_s});
        QCOMPARE(ask(client, "ES256").status, 200); // the first request with it
        QCOMPARE(ask(client, "EdDSA").status, 401); // which was taken back
    }
    void aTokenThatWasRightIsJudgedAnewByAnotherRule()
    {
        publish({u"ed"_s});
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        Config config = configWith(upstream, issuer);
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask(client, "EdDSA").status, 200);
        QVERIFY(contains(upstream.requests().back().head, "\r\nX-Consumer-Scopes: read write\r\n"));
        config.guard.issuers[0].rule.audiences = {"another"};
        QVERIFY(gateway->reload(config));
        QCOMPARE(ask(client, "EdDSA").status, 401);
        config.guard.issuers[0].rule.audiences = {"gateway"};
        config.guard.consumers[0].tokens[0].subject = "nobody";
        QVERIFY(gateway->reload(config));
        QCOMPARE(ask(client, "EdDSA").status, 403);
    }
    void theOldKeysStayWhileTheIssuerFails()
    {
        publish({u"ed"_s});
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        const auto gateway = start(configWith(upstream, issuer));
        RawClient client(gateway->ports().front());
        QCOMPARE(ask(client, "EdDSA").status, 200);
        fail();
        QCOMPARE(ask(client, "ES256").status, 401); // asks for its key in vain
        QCOMPARE(ask(client, "EdDSA").status, 200);
    }
    void withoutAnyKeysItIsTheGatewaysFault()
    {
        fail();
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        const auto gateway = start(configWith(upstream, issuer));
        RawClient client(gateway->ports().front());
        const auto answer = ask(client, "EdDSA");
        QCOMPARE(answer.status, 503);
        QVERIFY(contains(answer.body, "issuer-keys-missing"));
        publish({u"ed"_s});
        QVERIFY(eventually([&] { return ask(client, "EdDSA").status == 200; }));
    }
    void unknownKeysDoNotMakeItAskAgainAndAgain()
    {
        publish({u"ed"_s});
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        Config config = configWith(upstream, issuer);
        config.guard.issuers[0].leastPause = Seconds(3600);
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QCOMPARE(ask(client, "EdDSA").status, 200);
        const int before = m_asked;
        for (int i = 0; i < 50; ++i)
            QCOMPARE(ask(client, "unknown-kid").status, 401);
        QCOMPARE(m_asked.load(), before);
        QVERIFY(gateway->reload(config));
        QCOMPARE(ask(client, "EdDSA").status, 200);
        QCOMPARE(m_asked.load(), before); // the next configuration has its keys from the one before
    }
    void aKeySetThatIsTooLargeIsNotTaken()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_document = std::string(3'000'000, ' ');
        }
        const HttpUpstream issuer(this->issuer());
        const HttpUpstream upstream;
        const auto gateway = start(configWith(upstream, issuer));
        RawClient client(gateway->ports().front());
        QCOMPARE(ask(client, "EdDSA").status, 503);
    }
};

QTEST_GUILESS_MAIN(IssuerTest)
#include "IssuerTest.moc"
