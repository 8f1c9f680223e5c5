// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/GatewayText.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;

namespace {

/// A file that is right; at the end of this one, since moc takes its addresses for comments.
std::string_view whole();

std::string problemsOf(std::string_view toml)
{
    const auto parsed = parseGateway(toml);
    std::string all;
    if (!parsed) {
        for (const config::Problem &problem : parsed.error())
            all += std::to_string(problem.line) + ": " + problem.reason + '\n';
    }
    return all;
}

std::string wholeWith(std::string_view text, std::string_view replacement)
{
    std::string changed(whole());
    changed.replace(changed.find(text), text.size(), replacement);
    return changed;
}

} // namespace

/// What gateway.toml says of who may pass, right and wrong.
class GuardSettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void everythingThatCanBeSaidIsUnderstood()
    {
        const auto config = parseGateway(whole());
        QVERIFY2(config.has_value(), problemsOf(whole()).c_str());
        const guard::GuardConfig &guard = config->guard;
        QCOMPARE(guard.keyField, "X-Key");
        QCOMPARE(guard.consumerField, "X-Who");
        QCOMPARE(guard.trustedProxies.size(), 1U);
        QCOMPARE(guard.plans[0].limits[0].kind, guard::LimitKind::Rate);
        QCOMPARE(guard.plans[0].limits[0].burst, 20U);
        QCOMPARE(guard.plans[0].limits[1].kind, guard::LimitKind::Window);
        QCOMPARE(guard.plans[0].limits[1].by, guard::LimitBy::Key);
        QCOMPARE(guard.plans[0].limits[1].per, Milliseconds(86'400'000));
        QCOMPARE(guard.issuers[0].rule.algorithms.size(), 2U);
        QCOMPARE(guard.issuers[0].refresh, Milliseconds(60'000));
        const guard::ConsumerConfig &consumer = guard.consumers[0];
        QVERIFY(consumer.keys[0].hash == guard::hashKey(""));
        QCOMPARE(toMsUtc(*consumer.keys[0].expires), 1'801'353'600'000);
        QCOMPARE(consumer.basics[0].user, "pump");
        QCOMPARE(consumer.certificates[0].subject, "CN=pump");
        QCOMPARE(consumer.tokens[0].subject, "pump-*");
        QCOMPARE(guard.limits[0].kind, guard::LimitKind::Concurrency);
        const guard::RouteGuard &route = config->routes[0].guard;
        QCOMPARE(route.access.require.size(), 2U);
        QCOMPARE(route.access.allow.size(), 2U);
        QCOMPARE(route.cors.maxAge, Seconds(60));
        QCOMPARE(route.access.queryKey, "auth");
        QCOMPARE(config->log.hiddenParameters.back(), "auth"); // no log may have it
        QCOMPARE(route.limits[0].kind, guard::LimitKind::Bytes);
        QCOMPARE(route.limits[0].by, guard::LimitBy::Address);
    }
    void aFileOfKeysIsBesideTheConfiguration()
    {
        const std::string file = wholeWith("keys_url = \"https://id.example/keys\"", "keys_file = \"keys.json\"");
        const auto config = parseGateway(file, "/etc/piuptime");
        QVERIFY2(config.has_value(), problemsOf(file).c_str());
        QCOMPARE(config->guard.issuers[0].keysFile, "/etc/piuptime/keys.json");
    }
    void aFaultIsToldWithItsReason_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *title, const std::string &file, const char *told) {
            QTest::newRow(title) << QString::fromStdString(file) << told;
        };
        row("a key in place of its hash", wholeWith("e3b0c442", "piu_c442"),
            "64 hexadecimal digits: the hash of the key");
        row("a password in place of its hash", wholeWith("$argon2id$v=19$m=65536", "secret"),
            "hash must be of argon2id");
        row("a hash that takes all memory", wholeWith("m=65536", "m=99999999"), "at most 256 MiB");
        row("a time without a zone", wholeWith("+01:00", ""), "with its zone");
        row("a plan that is not there", wholeWith("plan = \"small\"", "plan = \"large\""),
            "there is no plan of the name");
        row("an issuer that is not there", wholeWith("issuer = \"id\"", "issuer = \"ad\""), "there is no issuer");
        row("an asterisk amid a subject", wholeWith("pump-*", "*-pump"), "one asterisk, at its end");
        row("a limit without a window", wholeWith("per = \"hour\"\n", ""), "a limit needs “per”");
        row("a limit of two kinds", wholeWith("bytes = 1000000", "bytes = 1000000\nrate = 3"), "a limit needs one of");
        row("a burst without a rate", wholeWith("count = 1000", "count = 1000\nburst = 3"), "burst is of no use");
        row("a range that is none", wholeWith("10.0.0.7", "10.0.0.7/8"), "is no range of addresses");
        row("a way that is none", wholeWith("\"jwt\"", "\"magic\""), "“magic” is none of");
        row("no way at all", wholeWith("require = [\"key\", \"jwt\"]\n", ""), "need “require”");
        row("an origin with a path", wholeWith("https://*.pi.example", "https://pi.example/a"), "is no origin");
        row("credentials for any page", wholeWith("\"https://*.pi.example\"]", "\"*\"]\ncredentials = true"),
            "would give any page");
        row("an algorithm that is none", wholeWith("\"ES256\"", "\"none\""), "“none” is no algorithm");
        row("keys from a file in the web", wholeWith("https://id.example/keys", "ftp://id.example/keys"),
            "keys_url must begin with");
    }
    void aFaultIsToldWithItsReason()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, told);
        const QString problems = QString::fromStdString(problemsOf(file.toStdString()));
        QVERIFY2(problems.contains(told), qPrintable(problems));
        QCOMPARE(problems.count(u'\n'), 1); // and nothing else
    }
};

namespace {

std::string_view whole()
{
    return R"(
listen = ["127.0.0.1:0"]
[[upstream]]
name = "one"
[[upstream.endpoint]]
address = "127.0.0.1:80"

[identity]
key_field = "X-Key"
consumer_field = "X-Who"
trusted_proxies = ["10.0.0.0/8"]

[[plan]]
name = "small"
[[plan.limit]]
name = "steady"
rate = 100
per = "minute"
burst = 20
[[plan.limit]]
name = "daily"
count = 1000
per = "day"
by = "key"

[[issuer]]
name = "id"
issuer = "https://id.example"
audiences = ["gateway"]
algorithms = ["ES256", "EdDSA"]
keys_url = "https://id.example/keys"
refresh_ms = 60000

[[consumer]]
name = "pump"
plan = "small"
scopes = ["read"]
[[consumer.key]]
id = "first"
sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
expires = 2027-01-31T01:00:00+01:00
[[consumer.basic]]
user = "pump"
hash = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g"
[[consumer.certificate]]
subject = "CN=pump"
[[consumer.token]]
issuer = "id"
subject = "pump-*"

[[limit]]
name = "flood"
concurrency = 500
by = "all"

[[route]]
name = "all"
to = "one"
[route.access]
require = ["key", "jwt"]
scopes = ["read"]
plans = ["small"]
allow = ["10.0.0.0/8", "2001:db8::/32"]
deny = ["10.0.0.7"]
query_key = "auth"
[route.cors]
origins = ["https://*.pi.example"]
methods = ["GET"]
max_age_s = 60
[[route.limit]]
name = "volume"
bytes = 1000000
per = "hour"
by = "address"
)";
}

} // namespace

QTEST_GUILESS_MAIN(GuardSettingsTest)
#include "GuardSettingsTest.moc"
