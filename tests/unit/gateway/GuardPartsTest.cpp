// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/Cors.h"
#include "core/gateway/guard/Passwords.h"
#include "core/gateway/guard/Shown.h"
#include "core/gateway/http/FieldNames.h"

#include <QTest>

#include <sodium.h>

using namespace piuptime;
using namespace piuptime::gateway::guard;

/// What a guard reads: addresses, keys, passwords, origins, queries.
class GuardPartsTest : public QObject
{
    Q_OBJECT

private slots:
    void rangesHoldWhatTheyShould_data()
    {
        QTest::addColumn<QString>("range");
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isIn");
        const std::tuple<const char *, const char *, bool> rows[]{
            {"10.0.0.0/8", "10.255.0.1", true},
            {"10.0.0.0/8", "11.0.0.1", false},
            {"10.1.2.3", "10.1.2.3", true},
            {"10.1.2.3", "10.1.2.4", false},
            {"0.0.0.0/0", "203.0.113.9", true},
            {"0.0.0.0/0", "2001:db8::1", false},
            {"2001:db8::/33", "2001:db8:7fff::", true},
            {"2001:db8::/33", "2001:db8:8000::", false},
            {"::/0", "2001:db8::1", true},
            {"10.0.0.0/8", "::ffff:10.0.0.1", true},
            {"192.168.0.128/25", "192.168.0.127", false},
            {"192.168.0.128/25", "192.168.0.200", true},
        };
        for (const auto &[range, address, isIn] : rows)
            QTest::addRow("%s in %s", address, range) << range << address << isIn;
    }
    void rangesHoldWhatTheyShould()
    {
        QFETCH(const QString, range);
        QFETCH(const QString, address);
        QFETCH(const bool, isIn);
        const auto network = Network::parse(range.toStdString());
        const auto one = IpAddress::parse(address.toStdString());
        QVERIFY(network && one);
        QCOMPARE(network->holds(*one), isIn);
    }
    void whatIsNoRangeIsNone()
    {
        for (const char *text :
             {"", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "2001:db8::/129", "2001:db8::1/64", "10.0.0/8",
              "10.0.0.0/8/8", "10.0.0.0/+8", "10.0.0.0/-1", "a", "/8", "[::1]", "::1%lo"})
            QVERIFY2(!Network::parse(text), text);
    }
    void ofIpv6AWholeNetworkIsOneClient()
    {
        QCOMPARE(IpAddress::parse("2001:db8:1:2:3::4")->asOneClient(), *IpAddress::parse("2001:db8:1:2::"));
        QCOMPARE(IpAddress::parse("10.0.0.1")->asOneClient(), *IpAddress::parse("10.0.0.1"));
    }
    void mintedKeysAreLongAndKeptAsHashes()
    {
        const MintedKey one = mintKey();
        const MintedKey other = mintKey();
        QVERIFY(one.key.reveal().starts_with("piu_" + one.id + "_"));
        QCOMPARE(one.key.reveal().size(), 4U + 8U + 1U + 32U);
        QVERIFY(one.key.reveal() != other.key.reveal());
        QVERIFY(hashKey(one.key.reveal()) == one.hash);
        QVERIFY(*parseKeyHash(hexOf(one.hash)) == one.hash);
        QVERIFY(!parseKeyHash("abc"));
        QVERIFY(!parseKeyHash(std::string(64, 'g')));
    }
    void basicCredentialsAreReadStrictly()
    {
        const auto good = parseBasic("cHVtcDphOmI="); // pump:a:b
        QVERIFY(good.has_value());
        QCOMPARE(good->user, "pump");
        QCOMPARE(good->password.reveal(), "a:b");
        QVERIFY(!parseBasic("cHVtcA=="));    // no colon
        QVERIFY(!parseBasic("cHVtcDphOmI")); // no padding
        QVERIFY(!parseBasic("cHVtcDphOmI=="));
        QVERIFY(!parseBasic("cHVt cDphOmI="));
        QVERIFY(!parseBasic("cHVtcAo6YQ==")); // a line break
        QVERIFY(!parseBasic("***"));
        QVERIFY(!parseBasic(std::string(8192, 'A')));
    }
    void parametersAreFoundAndTakenOut()
    {
        QCOMPARE(parameterOf("?a=1&key=x&b=2", "key"), "x");
        QCOMPARE(parameterOf("?mykey=x", "key"), "");
        QCOMPARE(withoutParameter("?a=1&key=x&b=2&key=y", "key"), "?a=1&b=2");
        QCOMPARE(withoutParameter("?key=x", "key"), "");
        QCOMPARE(withoutParameter("", "key"), "");
    }
    void originsAreComparedAsAWhole()
    {
        const CorsConfig config{.origins = {"https://app.example", "https://*.pi.example:8443"}};
        const Cors cors(config);
        for (const char *origin : {"https://app.example", "https://a.pi.example:8443", "https://a.b.pi.example:8443"})
            QVERIFY2(cors.allows(origin), origin);
        for (const char *origin : {"http://app.example", "https://app.example.evil", "https://app.example:444", "null",
                                   "https://pi.example:8443", "https://.pi.example:8443", "https://a.pi.example",
                                   "https://evil.example/.pi.example:8443", "https://a@b.pi.example:8443"})
            QVERIFY2(!cors.allows(origin), origin);
    }
    void anUnderscoreIsTakenForAHyphen()
    {
        gateway::http::FieldNames names;
        names.add("X-Consumer");
        QVERIFY(names.holds("x_consumer"));
        QVERIFY(!names.holds("X-Consumers"));
    }
    void aPasswordIsCheckedOnceAndThenRemembered()
    {
        Passwords passwords;
        std::array<char, crypto_pwhash_STRBYTES> hash{};
        QCOMPARE(crypto_pwhash_str(hash.data(), "right", 5, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN), 0);
        QVERIFY(isPasswordHash(hash.data()));
        for (const bool isRight : {false, true}) {
            const char *const password = isRight ? "right" : "wrong";
            const auto awaited = passwords.check(hash.data(), password);
            QVERIFY(awaited);
            QTRY_VERIFY_WITH_TIMEOUT(awaited->isOver.load(), 60'000);
            QCOMPARE(awaited->isRight, isRight);
            QCOMPARE(passwords.remembers(hash.data(), password), isRight);
        }
    }
    void nobodysPasswordTakesAWholeCheckAndIsWrong()
    {
        Passwords passwords;
        QVERIFY(isPasswordHash(passwords.nobodysHash()));
        const auto awaited = passwords.check(passwords.nobodysHash(), "");
        QTRY_VERIFY_WITH_TIMEOUT(awaited->isOver.load(), 60'000);
        QVERIFY(!awaited->isRight);
    }
    void tooManyThatWaitAreTurnedAway()
    {
        Passwords passwords;
        int turnedAway = 0;
        for (int i = 0; i < 100; ++i)
            turnedAway += passwords.check(passwords.nobodysHash(), "x") ? 0 : 1;
        QVERIFY(turnedAway > 50);
    }
};

QTEST_GUILESS_MAIN(GuardPartsTest)
#include "GuardPartsTest.moc"
