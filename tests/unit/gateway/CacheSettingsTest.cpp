// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/GatewayText.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;

namespace {

auto parsed(std::string_view route)
{
    return parseGateway(std::string(R"(
listen = ["127.0.0.1:0"]
[cache]
most_bytes = 1000000
[[upstream]]
name = "one"
[[upstream.endpoint]]
address = "127.0.0.1:80"
[[route]]
name = "all"
to = "one"
)")
                            .append(route));
}

} // namespace

/// `[cache]` and `[route.cache]` of gateway.toml.
class CacheSettingsTest : public QObject
{
    Q_OBJECT
private slots:
    void everythingThatCanBeSaidIsUnderstood()
    {
        const auto config =
            parsed("[route.cache]\nmax_entry_bytes = 1000\ndefault_ttl_ms = 5000\nstale_if_error_ms = 60000\n");
        QVERIFY(config.has_value());
        QCOMPARE(config->cache.mostBytes, std::size_t{1'000'000});
        const cache::RouteCache &rule = config->routes[0].cache;
        QVERIFY(rule.isOn);
        QCOMPARE(rule.maxEntryBytes, std::size_t{1000});
        QCOMPARE(rule.defaultTtl, Milliseconds(5000));
        QCOMPARE(rule.staleIfError, Milliseconds(60'000));
    }

    void nothingIsKeptUnlessSomebodyAsksForIt()
    {
        QVERIFY(!parsed("")->routes[0].cache.isOn);
        QVERIFY(!parsed("[route.cache]\non = false\n")->routes[0].cache.isOn);
    }

    void aFaultIsToldWithItsLine()
    {
        const auto config = parsed("[route.cache]\ndefault_ttl_ms = -1\n");
        QVERIFY(!config.has_value());
        QCOMPARE(config.error().front().line, 13U);
    }

    void aRouteThatChangesMessagesKeepsNone()
    {
        const std::string changes = "[route.request]\nremove_fields = [\"Cookie\"]\n";
        QVERIFY(parsed(changes).has_value());
        const auto both = parsed(changes + "[route.cache]\ndefault_ttl_ms = 5000\n");
        QVERIFY(!both.has_value());
        QCOMPARE(both.error().size(), std::size_t{1});
        QCOMPARE(both.error().front().line, 9U);
        QVERIFY(parsed(changes + "[route.cache]\non = false\n").has_value());
    }
};

QTEST_GUILESS_MAIN(CacheSettingsTest)
#include "CacheSettingsTest.moc"
