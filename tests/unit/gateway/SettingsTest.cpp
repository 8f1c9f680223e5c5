// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/GatewayText.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;

namespace {

/// A file that is right, and says everything that can be said.
constexpr std::string_view kWhole = R"(
listen = ["0.0.0.0:8080", "[::1]:0"]
workers = 2
most_connections = 500
most_connections_per_address = 50
trust_forwarded = true

[[listener]]
address = "0.0.0.0:8443"
client_certificates = "optional"
client_ca = "/etc/clients.pem"
http2 = false
[[listener.certificate]]
file = "pi.pem"
key = "keys/pi.key"

[limits]
head_bytes = 16384
body_bytes = 1048576

[clients]
head_ms = 5000
least_bytes_per_second = 1000

[[upstream]]
name = "sensors"
balance = "consistent_hash"
hash_field = "X-Session"
slow_start_ms = 30000
[[upstream.endpoint]]
address = "10.0.0.5:8080"
weight = 3
[[upstream.endpoint]]
address = "pi-6.local:8080"
[upstream.timeouts]
connect_ms = 500
[upstream.check]
path = "/health"
interval_ms = 1000
[upstream.outlier]
failures = 3
[upstream.retry]
attempts = 2
share_percent = 10.5
statuses = [502, 503]
[upstream.breaker]
failures = 50
[upstream.tls]
ca = "ours.pem"
name = "sensors.lab"

[[upstream]]
name = "next"
[[upstream.endpoint]]
address = "10.0.0.7:8080"

[[route]]
name = "readings"
hosts = ["pi.example", "*.pi.example"]
path = "/api"
methods = ["GET", "HEAD"]
new_path = "/v2"
new_host = "sensors.local"
total_ms = 2000
[route.fields]
X-Tier = "gold"
[[route.target]]
upstream = "sensors"
weight = 9
[[route.target]]
upstream = "next"

[[route]]
name = "rest"
to = "sensors"
)";

constexpr std::string_view kLeast = R"(
listen = ["127.0.0.1:0"]
[[upstream]]
name = "one"
[[upstream.endpoint]]
address = "127.0.0.1:80"
[[route]]
name = "all"
to = "one"
)";

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

/// A route's target, and what becomes of its JSON.
constexpr std::string_view kJsonChanges = R"(to = "one"
[route.request]
set_json = { "/a" = "C", "/b/c" = 20.5, "/d" = [1, { e = true }] }
max_json_bytes = 2048
[route.response]
rename_json = { "/a~1b" = "c" }
remove_json = ["/items/0/id"]
)";

/// `kLeast` with one text replaced.
std::string leastWith(std::string_view text, std::string_view replacement)
{
    std::string changed(kLeast);
    changed.replace(changed.find(text), text.size(), replacement);
    return changed;
}

} // namespace

/// gateway.toml, right and wrong.
class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void everythingThatCanBeSaidIsUnderstood()
    {
        const auto config = parseGateway(kWhole, "/etc/piuptime");
        QVERIFY2(config.has_value(), problemsOf(kWhole).c_str());
        QCOMPARE(config->listen, (std::vector<std::string>{"0.0.0.0:8080", "[::1]:0"}));
        QCOMPARE(config->listeners.size(), 1U);
        const ListenerConfig &listener = config->listeners[0];
        QCOMPARE(listener.address, "0.0.0.0:8443");
        QCOMPARE(listener.certificates.size(), 1U);
        QCOMPARE(listener.certificates[0].certificate, "/etc/piuptime/pi.pem");
        QCOMPARE(listener.certificates[0].key, "/etc/piuptime/keys/pi.key");
        QCOMPARE(listener.clientCertificates, ClientCertificates::Optional);
        QCOMPARE(listener.clientCa, "/etc/clients.pem");
        QVERIFY(!listener.http2);
        QCOMPARE(config->workers, 2U);
        QCOMPARE(config->mostConnections, 500U);
        QCOMPARE(config->mostPerAddress, 50U);
        QVERIFY(config->trustsForwarded);
        QCOMPARE(config->requestLimits.headBytes, 16384U);
        QCOMPARE(config->requestLimits.bodyBytes, 1048576U);
        QCOMPARE(config->client.head, Milliseconds{5000});
        QCOMPARE(config->client.leastBytesPerSecond, 1000U);
        QCOMPARE(config->groups.size(), 2U);
        const GroupConfig &group = config->groups[0];
        QCOMPARE(group.balance, Balance::ConsistentHash);
        QCOMPARE(group.hashField, "X-Session");
        QCOMPARE(group.slowStart, Milliseconds{30'000});
        QCOMPARE(group.endpoints.size(), 2U);
        QCOMPARE(group.endpoints[0].weight, 3U);
        QCOMPARE(group.endpoints[1].address, "pi-6.local:8080");
        QCOMPARE(group.timeouts.connect, Milliseconds{500});
        QCOMPARE(group.check.path, "/health");
        QCOMPARE(group.check.interval, Milliseconds{1000});
        QCOMPARE(group.outlier.failuresInARow, 3);
        QCOMPARE(group.retry.attempts, 2);
        QCOMPARE(group.retry.share, 0.105);
        QCOMPARE(group.retry.statuses, (std::vector<int>{502, 503}));
        QCOMPARE(group.breaker.failuresInARow, 50);
        QVERIFY(group.tls.isOn && !config->groups[1].tls.isOn);
        QCOMPARE(group.tls.ca, "/etc/piuptime/ours.pem");
        QCOMPARE(group.tls.name, "sensors.lab");
        QCOMPARE(config->routes.size(), 2U);
        const RouteConfig &route = config->routes[0];
        QCOMPARE(route.hosts.size(), 2U);
        QCOMPARE(route.pathPrefix, "/api");
        QCOMPARE(route.methods.size(), 2U);
        QCOMPARE(route.newPrefix, std::optional<std::string>("/v2"));
        QCOMPARE(route.newHost, std::optional<std::string>("sensors.local"));
        QCOMPARE(route.total, Milliseconds{2000});
        QCOMPARE(route.fields.size(), 1U);
        QCOMPARE(route.fields[0].value, "gold");
        QCOMPARE(route.targets.size(), 2U);
        QCOMPARE(route.targets[0].weight, 9U);
        QCOMPARE(config->routes[1].targets[0].group, "sensors");
    }
    void changesOfJsonAreReadWithValuesOfAllKinds()
    {
        const std::string text = leastWith("to = \"one\"", kJsonChanges);
        const auto config = parseGateway(text);
        QVERIFY2(config.has_value(), problemsOf(text).c_str());
        const ChangeConfig &changes = config->routes[0].changes;
        QCOMPARE(changes.requestJson.set.size(), 3U);
        QCOMPARE(changes.requestJson.set[0].value, "\"C\"");
        QCOMPARE(changes.requestJson.set[1].value, "20.5");
        QCOMPARE(changes.requestJson.set[2].value, "[1,{\"e\":true}]");
        QCOMPARE(changes.requestJson.mostBytes, 2048U);
        QCOMPARE(changes.answerJson.mostBytes, JsonChanges().mostBytes);
        QCOMPARE(changes.answerJson.renamed[0].pointer, "/a~1b");
        QCOMPARE(changes.answerJson.removed, std::vector<std::string>{"/items/0/id"});
    }
    void pagesForDevelopersAreThereWhereTheyAreAskedFor()
    {
        const auto config =
            parseGateway(leastWith("[[upstream]]", "[portal]\nurl = \"https://pi.example:8443\"\n[[api]]\n"
                                                   "name = \"a\"\nopenapi = \"a.json\"\n[[upstream]]"),
                         "/etc/piuptime");
        QVERIFY(config.has_value());
        QCOMPARE(config->portal.path, "/developers");
        QCOMPARE(config->portal.url, "https://pi.example:8443");
        QCOMPARE(config->apis[0].openApi, "/etc/piuptime/a.json");
        QVERIFY(parseGateway(kLeast)->portal.path.empty());
    }
    void whatIsNotSaidIsAsUsual()
    {
        const auto config = parseGateway(kLeast);
        QVERIFY2(config.has_value(), problemsOf(kLeast).c_str());
        const Config usual;
        QCOMPARE(config->workers, usual.workers);
        QCOMPARE(config->groups[0].timeouts.head, GroupConfig().timeouts.head);
        QCOMPARE(config->routes[0].pathPrefix, "/");
    }
    /// The parser makes a table of each part, one in the other, and took all of the stack to get rid of them.
    void keysOfManyPartsAreRefused()
    {
        std::string deep;
        for (int i = 0; i < 200'000; ++i)
            deep += "a.";
        const std::string reason = "the keys of this line have more than 64 parts";
        QCOMPARE(problemsOf("# one\n" + deep + "a = 1\n"), "2: " + reason + '\n');
        QCOMPARE(problemsOf('[' + deep + "a]\n"), "1: " + reason + '\n');
        QCOMPARE(problemsOf("x = {y = \"\"\"z\"\"\"\"\", " + deep + "a = 1}\n"), "1: " + reason + '\n');
        // Dots that part nothing may be as many as they like.
        for (const char *const quote : {"\"", "'", "\"\"\"", "'''"})
            QVERIFY(problemsOf("name = " + (quote + deep) + quote + "\n").find(reason) == std::string::npos);
        QVERIFY(problemsOf("# " + deep + "\n").find(reason) == std::string::npos);
    }
    void endpointsWithoutAddressesAreNotTakenForTheSame()
    {
        const std::string problems =
            problemsOf(leastWith("address = \"127.0.0.1:80\"", "weight = 1\n[[upstream.endpoint]]\nweight = 2"));
        const std::string reason = ": an endpoint needs an address, such as “10.0.0.5:8080”\n";
        QCOMPARE(problems, "5" + reason + "7" + reason);
    }
    void aFaultIsToldWithItsLine_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *title, const std::string &file, const char *told) {
            QTest::newRow(title) << QString::fromStdString(file) << told;
        };
        row("syntax", leastWith("name = \"one\"", "name = one"), "4: ");
        row("a word that is mistyped", leastWith("listen", "worker = 2\nlisten"),
            "2: unknown key “worker”; did you mean “workers”?");
        row("nowhere to listen", leastWith("listen = [\"127.0.0.1:0\"]", ""), "listen somewhere");
        row("a port that is none", leastWith("127.0.0.1:0", "127.0.0.1:70000"),
            "2: “127.0.0.1:70000” is not an address");
        row("no port", leastWith("127.0.0.1:80", "127.0.0.1"), "6: address must be a host and a port");
        row("a host with blanks", leastWith("127.0.0.1:80", "a b:80"), "6: address must be a host and a port");
        row("an upstream that is not there", leastWith("to = \"one\"", "to = \"two\""),
            "9: there is no upstream of the name “two”");
        row("an upstream without endpoints", leastWith("[[upstream.endpoint]]\naddress = \"127.0.0.1:80\"", ""),
            "needs an endpoint");
        row("a route to nowhere", leastWith("to = \"one\"", ""), "7: a route needs");
        row("a route to both", leastWith("to = \"one\"", "to = \"one\"\n[[route.target]]\nupstream = \"one\""),
            "not both");
        row("weights of nought", leastWith("to = \"one\"", "[[route.target]]\nupstream = \"one\"\nweight = 0"),
            "go nowhere");
        row("a path without a slash", leastWith("to = \"one\"", "to = \"one\"\npath = \"api\""),
            "10: path must begin with");
        row("a path with a query", leastWith("to = \"one\"", "to = \"one\"\npath = \"/a?b\""),
            "10: path must begin with");
        row("a method in small letters", leastWith("to = \"one\"", "to = \"one\"\nmethods = [\"get\"]"),
            "10: “get” is no method");
        row("a host with a port", leastWith("to = \"one\"", "to = \"one\"\nhosts = [\"a:80\"]"),
            "10: “a:80” is no host");
        row("a field that is none", leastWith("to = \"one\"", "to = \"one\"\n[route.fields]\n\"a b\" = \"c\""),
            "is not the name of a header field");
        row("a name with blanks", leastWith("name = \"all\"", "name = \"a b\""), "8: name must consist of");
        row("a name twice",
            leastWith("[[route]]", "[[upstream]]\nname = \"one\"\n[[upstream.endpoint]]\naddress = \"a:1\"\n[[route]]"),
            "7: the name “one” is taken");
        row("an endpoint twice", leastWith("[[route]]", "[[upstream.endpoint]]\naddress = \"127.0.0.1:80\"\n[[route]]"),
            "8: address is there twice");
        row("a hash without its balance", leastWith("name = \"one\"", "name = \"one\"\nhash_field = \"X\""),
            "of no use");
        row("a status that is no failure", leastWith("[[route]]", "[upstream.retry]\nstatuses = [200]\n[[route]]"),
            "8: statuses must be a list");
        row("a check without a path", leastWith("[[route]]", "[upstream.check]\ninterval_ms = 500\n[[route]]"),
            "a check needs a path");
        row("a number out of bounds", leastWith("listen", "workers = 100\nlisten"),
            "2: workers must be from 1 to 64, not 100");
        const std::string pair = "[[listener.certificate]]\nfile = \"a\"\nkey = \"b\"\n";
        const auto listener = [&pair](const std::string &keys, const std::string &certificate) {
            return leastWith("[[upstream]]", "[[listener]]\n" + keys + certificate + "[[upstream]]");
        };
        row("an address twice", leastWith("\"127.0.0.1:0\"", "\"pi:80\", \"pi:81\", \"pi:80\""),
            "2: “pi:80” is there twice");
        row("TLS where plain HTTP is spoken",
            leastWith("\"127.0.0.1:0\"]", "\"pi:80\"]\n[[listener]]\naddress = \"pi:80\"\n" + pair),
            "4: “pi:80” is there twice");
        row("a listener without an address", listener("", pair), "3: a listener needs an address and a port");
        row("a listener without a certificate", listener("address = \"a:1\"\n", ""), "needs a certificate");
        row("a certificate without a key", listener("address = \"a:1\"\n", "[[listener.certificate]]\nfile = \"a\"\n"),
            "5: a certificate needs");
        row("clients asked for certificates of nobody",
            listener("address = \"a:1\"\nclient_certificates = \"required\"\n", pair), "needs client_ca");
        row("authorities for clients who are not asked", listener("address = \"a:1\"\nclient_ca = \"c\"\n", pair),
            "5: client_ca is of no use");
        row("an upstream's name that is none", leastWith("[[route]]", "[upstream.tls]\nname = \"a b\"\n[[route]]"),
            "8: name must be the host");
        const auto api = [](const std::string &keys) {
            return leastWith("[[route]]", "[[api]]\nname = \"a\"\n" + keys + "[[route]]");
        };
        row("an API that is not there", leastWith("to = \"one\"", "to = \"one\"\napi = \"none\""),
            "10: there is no API of the name “none”");
        row("a state that is none", api("state = \"old\"\n"), "9: state must be");
        row("deprecated, but not since when", api("state = \"deprecated\"\n"), "7: a deprecated API needs");
        row("a day that is none", api("sunset = \"soon\"\n"), "9: sunset must be a day");
        row("a successor with a line end", api("successor = \"https://a/\\r\\nX: y\"\n"),
            "9: successor holds control characters");
        row("a successor that would end its brackets", api("successor = \"https://a/>\"\n"), "9: successor must be");
        row("a successor of whom nobody knows", api("successor = \"b\"\n"), "9: successor must be");
        row("a version nowhere", api("version_in = \"path\"\n"), "9: version_in needs a version");
        row("a version with blanks", api("version = \"2 b\"\n"), "9: version must consist of");
        row("a preview by half", api("preview_field = \"X-Preview\"\n"), "7: a preview needs both");
        row("an API twice", api("[[api]]\nname = \"a\"\nfamily = \"b\"\n"), "9: the name “a” is taken");
        const auto changed = [](const std::string &keys) {
            return leastWith("to = \"one\"", "to = \"one\"\n[route.request]\n" + keys);
        };
        row("framing that is changed", changed("set_fields = { Content-Length = \"1\" }\n"),
            "11: “Content-Length” cannot");
        row("framing in another spelling", changed("remove_fields = [\"transfer_encoding\"]\n"),
            "11: “transfer_encoding”");
        row("the host", changed("rename_fields = { X-A = \"Host\" }\n"), "11: “X-A” cannot be changed");
        row("who asks", changed("rename_fields = { X-A = \"X_Consumer\" }\n"), "11: “X-A” cannot be changed");
        row("a value with a line end", changed("add_fields = { X-A = \"a\\r\\nB: c\" }\n"), "11: X-A holds control");
        row("two parameters in one", changed("set_query = { a = \"1&b=2\" }\n"), "11: “a” is no parameter");
        row("a path with a name of nothing", changed("path = \"/a/{b}\"\nnew_path = \"/{c}\"\n"),
            "10: path and new_path");
        row("a path that climbs", changed("path = \"/a/{b}\"\nnew_path = \"/../{b}\"\n"), "10: path and new_path");
        row("a place that is no pointer", changed("remove_json = [\"a.b\"]\n"), "10: it must be a JSON Pointer");
        row("places that contradict", changed("remove_json = [\"/a\"]\nset_json = { \"/a/b\" = 1 }\n"),
            "10: it contradicts another change of the same place, or of one around it");
        row("a value that JSON has not", changed("set_json = { \"/a\" = 2026-11-27 }\n"), "11: “/a” needs a value");
        row("too much JSON", changed("max_json_bytes = 5000000\n"), "11: max_json_bytes must be from 1024");
        row("kept and changed", changed("remove_json = [\"/a\"]\n[route.cache]\n"), "cannot keep answers as well");
        const auto portal = [](const std::string &keys) {
            return leastWith("[[upstream]]", "[portal]\n" + keys + "[[upstream]]");
        };
        row("pages with a slash at their end", portal("path = \"/developers/\"\n"), "4: path must be a path such as");
        row("pages at another host", portal("url = \"https://pi.example/api\"\n"), "4: url must be an address");
        row("sticky by nothing", leastWith("to = \"one\"", "to = \"one\"\nsticky = \"luck\""), "10: sticky must be");
        row("a part that is no table", leastWith("listen", "limits = 3\nlisten"), "limits must be a table");
    }
    void aFaultIsToldWithItsLine()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, told);
        const QString problems = QString::fromStdString(problemsOf(file.toStdString()));
        QVERIFY2(problems.contains(told), qPrintable(problems));
        QCOMPARE(problems.count(u'\n'), 1); // and nothing else
    }
    void allFaultsAreToldInTheOrderOfTheFile()
    {
        const std::string problems = problemsOf("listen = 3\nworkers = 0\n[[route]]\nname = \"x\"\nto = \"y\"\n");
        QVERIFY2(problems.find("1: ") < problems.find("2: ") && problems.find("2: ") < problems.find("5: "),
                 problems.c_str());
    }
    void aFileThatIsTooLargeIsNotRead()
    {
        const std::string large(kMaxGatewayFileBytes + 1, '#');
        QVERIFY(problemsOf(large).find("larger") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "SettingsTest.moc"
