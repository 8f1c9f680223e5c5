// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Base64Url.h"
#include "core/gateway/guard/KnownTokens.h"
#include "tests/support/Verify.h"

#include <QProcess>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway::guard;

namespace {

constexpr int kPatienceMs = 60'000;

} // namespace

/// Tokens that PyJWT minted, and what becomes of them under way.
class TokenTest : public QObject
{
    Q_OBJECT

    const UtcTime m_now = fromMsUtc(1'764'000'000'000);
    std::string m_keySet;
    std::map<std::string, std::string> m_tokens;
    std::optional<KeySet> m_keys;
    const TokenRule m_rule{.issuer = "https://id.example", .audiences = {"gateway"}, .algorithms = {}};

    [[nodiscard]] tl::expected<TokenClaims, TokenFlaw> check(const std::string &token) const
    {
        return checkToken(token, *m_keys, m_rule, m_now);
    }

private slots:
    void initTestCase()
    {
        QProcess minter;
        minter.start(u"/usr/bin/python3"_s, {QStringLiteral(MINT), QString::number(toMsUtc(m_now) / 1000)});
        QVERIFY(minter.waitForFinished(kPatienceMs));
        QVERIFY2(minter.exitCode() == 0, minter.readAllStandardError().constData());
        m_keySet = minter.readLine().trimmed().toStdString();
        while (minter.canReadLine()) {
            const QList<QByteArray> words = minter.readLine().trimmed().split(' ');
            QCOMPARE(words.size(), 2);
            m_tokens[words[0].toStdString()] = words[1].toStdString();
        }
        auto keys = KeySet::parse(m_keySet);
        VERIFY_OK(keys);
        m_keys = std::move(*keys);
        QCOMPARE(m_keys->size(), 6U); // without the one for encryption and the strange one
    }

    void eachAlgorithmIsUnderstood_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512",
                                 "EdDSA", "no-kid", "nearly-late", "one-audience", "scope-list"})
            QTest::newRow(name) << name;
    }
    void eachAlgorithmIsUnderstood()
    {
        QFETCH(const QString, name);
        const auto claims = check(m_tokens.at(name.toStdString()));
        QVERIFY2(claims.has_value(), claims ? "" : std::string(gateway::guard::name(claims.error())).c_str());
        QCOMPARE(claims->subject, "pump");
        QCOMPARE(claims->issuer, "https://id.example");
        QCOMPARE(claims->scopes, (std::vector<std::string>{"read", "write"}));
        QVERIFY(claims->expires.has_value());
    }
    void whatIsWrongIsTold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("flaw");
        const std::pair<const char *, const char *> rows[]{
            {"late", "expired"},
            {"early", "not-yet-valid"},
            {"for-ever", "expiry-missing"},
            {"other-issuer", "wrong-issuer"},
            {"other-audience", "wrong-audience"},
            {"unknown-kid", "key-unknown"},
            {"foreign-key", "bad-signature"},
            {"critical", "malformed"},
            {"none", "algorithm-refused"},
            {"confused", "key-unknown"},
        };
        for (const auto &[name, flaw] : rows)
            QTest::newRow(name) << name << flaw;
    }
    void whatIsWrongIsTold()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, flaw);
        const auto claims = check(m_tokens.at(name.toStdString()));
        QVERIFY(!claims);
        QCOMPARE(QString::fromLatin1(gateway::guard::name(claims.error()).data()), flaw);
    }
    void whatWasRightIsKnownUntilItsTimeIsOver()
    {
        auto keys = KeySet::parse(m_keySet);
        VERIFY_OK(keys);
        TokenChecker checker(std::move(*keys), m_rule);
        const std::string &token = m_tokens.at("RS256");
        const KeyHash digest = KnownTokens::digestOf(token);
        QVERIFY(checker.known(digest, m_now) == nullptr);
        const auto checked = checker.check(token, digest, m_now);
        QVERIFY(checked && (*checked)->subject == "pump");
        QVERIFY(checker.known(digest, m_now) == *checked); // the very same
        const UtcTime over = *(*checked)->expires + m_rule.leeway;
        QVERIFY(checker.known(digest, over - Milliseconds(1)) != nullptr);
        QVERIFY(checker.known(digest, over) == nullptr);
        QCOMPARE(checker.check(token, digest, over).error(), TokenFlaw::Expired);
        auto sameKeys = KeySet::parse(m_keySet);
        VERIFY_OK(sameKeys);
        const TokenChecker other(std::move(*sameKeys), m_rule);
        QVERIFY(other.known(digest, m_now) == nullptr);
    }
    void whatWasWrongIsNotKept()
    {
        auto keys = KeySet::parse(m_keySet);
        VERIFY_OK(keys);
        TokenChecker checker(std::move(*keys), m_rule);
        for (const char *name : {"late", "early", "other-audience", "foreign-key", "none"}) {
            const std::string &token = m_tokens.at(name);
            const KeyHash digest = KnownTokens::digestOf(token);
            QVERIFY(!checker.check(token, digest, m_now));
            QVERIFY(checker.known(digest, m_now) == nullptr);
        }
    }
    void soManyTokensAreKnownAndTheLatestAmongThem()
    {
        constexpr std::size_t kShown = 3 * KnownTokens::kMost;
        const auto known = std::make_unique<KnownTokens>();
        const auto claims = std::make_shared<const TokenClaims>();
        const auto digestOf = [](std::size_t i) { return KnownTokens::digestOf(std::to_string(i)); };
        std::size_t found = 0;
        for (std::size_t i = 0; i < kShown; ++i) {
            known->keep(digestOf(i), claims);
            QVERIFY(known->find(digestOf(i)) == claims);
        }
        for (std::size_t i = 0; i < kShown; ++i)
            found += known->find(digestOf(i)) ? 1 : 0;
        QVERIFY2(found > KnownTokens::kMost / 2 && found <= KnownTokens::kMost, std::to_string(found).c_str());
        TokenClaims large;
        large.scopes.resize(KnownTokens::kMostScopes + 1);
        known->keep(digestOf(kShown), std::make_shared<const TokenClaims>(large));
        QVERIFY(known->find(digestOf(kShown)) == nullptr);
    }
    void anAlgorithmThatIsNotWantedIsRefused()
    {
        TokenRule rule = m_rule;
        rule.algorithms = {TokenAlgorithm::EdDsa};
        QVERIFY(checkToken(m_tokens.at("EdDSA"), *m_keys, rule, m_now));
        QCOMPARE(checkToken(m_tokens.at("RS256"), *m_keys, rule, m_now).error(), TokenFlaw::AlgorithmRefused);
    }
    /// No changed letter passes: neither another value nor another spelling of the same.
    void aTokenWithOneOtherLetterIsRefused()
    {
        for (const char *name : {"HS256", "RS256", "ES256", "EdDSA"}) {
            const std::string &token = m_tokens.at(name);
            for (std::size_t i = 0; i < token.size(); ++i) {
                std::string changed = token;
                changed[i] = token[i] == 'A' ? 'B' : 'A';
                QVERIFY2(!check(changed), (std::string(name) + ' ' + std::to_string(i)).c_str());
            }
        }
    }
    void rubbishIsMalformed_data()
    {
        QTest::addColumn<QString>("token");
        QTest::newRow("nothing") << u""_s;
        QTest::newRow("no parts") << u"abc"_s;
        QTest::newRow("only dots") << u".."_s;
        QTest::newRow("too many parts") << u"e30.e30.e30.e30"_s;
        QTest::newRow("a head that is no object") << u"W10.e30.AAAA"_s;
        QTest::newRow("padding") << u"e30=.e30.AAAA"_s;
        QTest::newRow("no algorithm as text") << u"eyJhbGciOjF9.e30.AAAA"_s; // {"alg":1}
        QTest::newRow("a key id that is a list") << u"eyJhbGciOiJIUzI1NiIsImtpZCI6W119.e30.AAAA"_s;
        QTest::newRow("an algorithm twice") << u"eyJhbGciOiJIUzI1NiIsImFsZyI6IkhTMjU2In0.e30.AAAA"_s;
        QTest::newRow("too long") << QString(static_cast<qsizetype>(kMaxTokenBytes) + 1, u'a');
    }
    void rubbishIsMalformed()
    {
        QFETCH(const QString, token);
        const auto claims = check(token.toStdString());
        QVERIFY(!claims);
        QCOMPARE(claims.error(), TokenFlaw::Malformed);
    }
    void keySetsThatMakeNoSenseAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no keys") << QByteArray(R"({"keys":[]})");
        QTest::newRow("keys that are no list") << QByteArray(R"({"keys":{}})");
        QTest::newRow("a short secret") << QByteArray(R"({"keys":[{"kty":"oct","k":"c2hvcnQ"}]})");
        QTest::newRow("a weak RSA key") << QByteArray(R"({"keys":[{"kty":"RSA","n":"_____w","e":"AQAB"}]})");
        QTest::newRow("a point beside its curve")
            << QByteArray(R"({"keys":[{"kty":"EC","crv":"P-256","x":")" + QByteArray(43, 'A') + R"(","y":")"
                          + QByteArray(43, 'A') + R"("}]})");
        QTest::newRow("an algorithm of another kind")
            << QByteArray(R"({"keys":[{"kty":"oct","alg":"RS256","k":")" + QByteArray(43, 'A') + R"("}]})");
        QTest::newRow("an edwards key that is cut short")
            << QByteArray(R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]})");
    }
    void keySetsThatMakeNoSenseAreRefused()
    {
        QFETCH(const QByteArray, json);
        const auto keys = KeySet::parse(json.toStdString());
        QVERIFY(!keys);
        QCOMPARE(keys.error().kind, ErrorKind::Corrupt);
    }
    void base64HasOneSpelling()
    {
        QCOMPARE(fromBase64Url("_-8"), std::optional(std::string("\xff\xef")));
        QCOMPARE(fromBase64Url(""), std::optional(std::string()));
        for (const char *other : {"_-9", "_-8=", "A", "AA\n", "A A", "+/8", "AB"})
            QVERIFY2(!fromBase64Url(other), other);
    }
};

QTEST_GUILESS_MAIN(TokenTest)
#include "TokenTest.moc"
