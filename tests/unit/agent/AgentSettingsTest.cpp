// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/settings/AgentSettings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace piuptime;
using namespace piuptime::agent;

namespace {

/// `line:column reason` of each problem.
QStringList problemsOf(const QByteArray &toml)
{
    const auto settings = parseAgentSettings(toml.toStdString());
    QStringList texts;
    if (settings)
        return texts;
    for (const config::Problem &problem : settings.error())
        texts << QStringLiteral("%1:%2 %3")
                     .arg(problem.line)
                     .arg(problem.column)
                     .arg(QString::fromStdString(problem.reason));
    return texts;
}

} // namespace

class AgentSettingsTest : public QObject
{
    Q_OBJECT
private slots:
    void aHostIsAllThatIsNeeded();
    void everyKeyIsTaken();
    void whatIsWrittenIsRead();
    void withoutTlsThePortIsTheUsualOneOfThat();
    void aClusterHasSeveralAddresses();
    void eachFaultIsToldWithItsPlace_data();
    void eachFaultIsToldWithItsPlace();
    void allFaultsAreTold();
    void whatTheSettingsDoIsExplained();
    void whatStandsInTheWayIsTold();
};

void AgentSettingsTest::aHostIsAllThatIsNeeded()
{
    const auto settings = parseAgentSettings("[broker]\nhost = \"broker.local\"\n");
    QVERIFY(settings);
    QCOMPARE(settings->broker.host, std::string("broker.local"));
    QCOMPARE(settings->broker.port, std::uint16_t(8883));
    QVERIFY(settings->broker.tls);
    QVERIFY(settings->form == AgentSettings::Form::Binary);
    QCOMPARE(settings->fast, Seconds(10));
    QCOMPARE(settings->spoolMegabytes, 16U);
}

void AgentSettingsTest::everyKeyIsTaken()
{
    const auto settings = parseAgentSettings(R"(
[broker]
host = "2001:db8::1"
port = 8884
tls = true
ca_file = "/etc/ca.pem"
certificate_file = "/etc/pi.pem"
key_file = "/etc/pi.key"
user = "press-4"
password_file = "/etc/password"
topic = "site/piuptime"
protocol = "3.1.1"
keep_alive_seconds = 60
[report]
fast_seconds = 2
slow_minutes = 10
backlog_per_second = 5
form = "json"
[spool]
file = "/data/spool"
megabytes = 64
[commands]
keys = ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]
allow = ["restart nginx.service", "reboot", "cadence"]
)");
    QVERIFY(settings);
    const BrokerSettings &broker = settings->broker;
    QCOMPARE(broker.host, std::string("2001:db8::1"));
    QCOMPARE(broker.port, std::uint16_t(8884));
    QCOMPARE(broker.caFile, std::string("/etc/ca.pem"));
    QCOMPARE(broker.certificateFile, std::string("/etc/pi.pem"));
    QCOMPARE(broker.keyFile, std::string("/etc/pi.key"));
    QCOMPARE(broker.user, std::string("press-4"));
    QCOMPARE(broker.passwordFile, std::string("/etc/password"));
    QCOMPARE(broker.topic, std::string("site/piuptime"));
    QVERIFY(broker.protocol == BrokerSettings::Protocol::Mqtt311);
    QCOMPARE(broker.keepAlive, Seconds(60));
    QCOMPARE(settings->fast, Seconds(2));
    QCOMPARE(settings->slow, std::chrono::minutes(10));
    QCOMPARE(settings->backlogPerSecond, 5U);
    QVERIFY(settings->form == AgentSettings::Form::Json);
    QCOMPARE(settings->spoolFile, std::string("/data/spool"));
    QCOMPARE(settings->spoolMegabytes, 64U);
    QVERIFY(settings->commands.keys == std::vector<CommandKey>{CommandKey{}});
    QCOMPARE(settings->commands.allow, (std::vector<std::string>{"restart nginx.service", "reboot", "cadence"}));
}

void AgentSettingsTest::withoutTlsThePortIsTheUsualOneOfThat()
{
    const auto settings = parseAgentSettings("[broker]\nhost = \"10.0.0.2\"\ntls = false\n");
    QVERIFY(settings);
    QCOMPARE(settings->broker.port, std::uint16_t(1883));
}

void AgentSettingsTest::aClusterHasSeveralAddresses()
{
    const auto settings =
        parseAgentSettings("[broker]\naddresses = [\"One.local\", \"10.0.0.2:8884\", \"[fd00::3]:8885\"]\n");
    QVERIFY(settings);
    QCOMPARE(settings->broker.host, std::string("one.local"));
    QCOMPARE(settings->broker.port, std::uint16_t(8883));
    QVERIFY(settings->broker.others == (std::vector<BrokerAddress>{{"10.0.0.2", 8884}, {"fd00::3", 8885}}));
    QCOMPARE(addressText(settings->broker), std::string("one.local:8883 or 10.0.0.2:8884 or [fd00::3]:8885"));
}

void AgentSettingsTest::eachFaultIsToldWithItsPlace_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("start");
    const QByteArray host = "[broker]\nhost = \"a\"\n";
    QTest::newRow("no broker") << QByteArray("[spool]\nmegabytes = 8\n") << QStringLiteral("1:1 there is no broker");
    QTest::newRow("no host") << QByteArray("\n[broker]\n") << QStringLiteral("2:1 a broker needs a host");
    QTest::newRow("a port in the host") << QByteArray("[broker]\nhost = \"a:1883\"\n")
                                        << QStringLiteral("2:8 host must");
    QTest::newRow("a user in the host") << QByteArray("[broker]\nhost = \"me@a\"\n") << QStringLiteral("2:8 host must");
    QTest::newRow("a host beside addresses") << host + "addresses = [\"b\"]\n"
                                             << QStringLiteral("2:8 give either host and port or addresses");
    QTest::newRow("no addresses") << QByteArray("[broker]\naddresses = []\n")
                                  << QStringLiteral("2:13 addresses must have one");
    QTest::newRow("an address that is none")
        << QByteArray("[broker]\naddresses = [\"me@a\"]\n") << QStringLiteral("2:13 addresses must be hosts");
    QTest::newRow("a port that is none") << host + "port = 70000\n" << QStringLiteral("3:8 port must");
    QTest::newRow("half a certificate") << host + "key_file = \"/k\"\n"
                                        << QStringLiteral("1:1 certificate_file and key_file");
    QTest::newRow("a certificate without TLS") << host + "tls = false\nca_file = \"/c\"\n"
                                               << QStringLiteral("4:11 ca_file is of no use");
    QTest::newRow("a relative path") << host + "ca_file = \"c\"\n"
                                     << QStringLiteral("3:11 ca_file must be an absolute");
    QTest::newRow("a password for nobody") << host + "password_file = \"/p\"\n"
                                           << QStringLiteral("3:17 password_file is of no use");
    QTest::newRow("a topic for many") << host + "topic = \"a/#\"\n" << QStringLiteral("3:9 topic must");
    QTest::newRow("a pulse too fast") << host + "keep_alive_seconds = 4\n"
                                      << QStringLiteral("3:22 keep_alive_seconds must");
    QTest::newRow("another protocol") << host + "protocol = \"4\"\n" << QStringLiteral("3:12 protocol must");
    QTest::newRow("no time at all") << host + "[report]\nfast_seconds = 0\n"
                                    << QStringLiteral("4:16 fast_seconds must");
    QTest::newRow("a misspelt key") << host + "[spool]\nmegabyte = 5\n" << QStringLiteral("4:1");
    QTest::newRow("a misspelt table") << host + "[spol]\n" << QStringLiteral("3:2");
    QTest::newRow("a key that is none") << host + "[commands]\nkeys = [\"me\"]\nallow = []\n"
                                        << QStringLiteral("4:8 not an Ed25519 public key");
    QTest::newRow("an allowance that is none") << host + "[commands]\nkeys = []\nallow = [\"rm\"]\n"
                                               << QStringLiteral("5:9 “rm” is nothing to allow");
    QTest::newRow("keys for nothing") << host + "[commands]\nkeys = []\n" << QStringLiteral("3:1 keys and allow");
    QTest::newRow("no table") << QByteArray("spool = 3\n") + host << QStringLiteral("1:9 spool must be a table");
    QTest::newRow("no TOML") << QByteArray("[broker\n") << QStringLiteral("1:");
}

void AgentSettingsTest::eachFaultIsToldWithItsPlace()
{
    QFETCH(const QByteArray, toml);
    QFETCH(const QString, start);
    const QStringList problems = problemsOf(toml);
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().startsWith(start), qPrintable(problems.first()));
}

void AgentSettingsTest::allFaultsAreTold()
{
    const QStringList problems =
        problemsOf("[broker]\nhost = \"a b\"\nport = 0\n[spool]\nmegabytes = 0\n[report]\nform = \"xml\"\n");
    QCOMPARE(problems.size(), 4);
    QVERIFY(problems[0].startsWith(QStringLiteral("2:")));
    QVERIFY(problems[3].startsWith(QStringLiteral("7:")));
}

void AgentSettingsTest::whatIsWrittenIsRead()
{
    AgentSettings settings;
    BrokerSettings &broker = settings.broker;
    broker.host = "fd00::1";
    broker.port = 8884;
    broker.caFile = "/etc/piuptime/ca.pem";
    broker.certificateFile = "/etc/piuptime/agent.pem";
    broker.keyFile = "/etc/piuptime/agent.key";
    broker.user = "a \"b\" \\ c # d";
    broker.passwordFile = "/etc/piuptime/password";
    broker.topic = "works/north";
    settings.commands = {{CommandKey{}}, {"restart *", "cadence"}};
    const auto read = parseAgentSettings(formatAgentSettings(settings.broker, settings.commands));
    QVERIFY(read);
    QVERIFY(read->broker == settings.broker);
    QVERIFY(read->commands == settings.commands);
    BrokerSettings plain;
    plain.host = "broker.local";
    plain.port = 1883;
    plain.tls = false;
    const auto readPlain = parseAgentSettings(formatAgentSettings(plain, {}));
    QVERIFY(readPlain);
    QVERIFY(readPlain->broker == plain);
    QVERIFY(readPlain->commands.keys.empty());
    plain.others = {{"fd00::2", 1884}, {"third.example", 1883}};
    const auto readCluster = parseAgentSettings(formatAgentSettings(plain, {}));
    QVERIFY(readCluster);
    QVERIFY(readCluster->broker == plain);
}

void AgentSettingsTest::whatTheSettingsDoIsExplained()
{
    AgentSettings settings;
    settings.broker.host = "broker.local";
    settings.broker.user = "press-4";
    settings.fast = Seconds(1);
    const QString text = QString::fromStdString(explain(settings));
    QVERIFY(text.contains(QStringLiteral("Reports to broker.local:8883, under piuptime/…, over MQTT 5")));
    QVERIFY(text.contains(QStringLiteral("an authority that this system trusts and be made out to broker.local")));
    QVERIFY(text.contains(QStringLiteral("Signs in as press-4 without a password.")));
    QVERIFY(text.contains(QStringLiteral("every 1 second and")));
    QVERIFY(text.contains(QStringLiteral("at most 16 MiB")));
    QVERIFY(text.contains(QStringLiteral("Obeys no commands.")));
    settings.commands = {{CommandKey{}}, {"cadence"}};
    const QString commanded = QString::fromStdString(explain(settings));
    QVERIFY(commanded.contains(QStringLiteral("Obeys commands that 1 key may sign, as far as they are: cadence.")));
    QVERIFY(!commanded.contains(QStringLiteral("polkit")));
    settings.commands.allow.emplace_back("restart *");
    QVERIFY(QString::fromStdString(explain(settings)).contains(QStringLiteral("a rule of polkit must")));
    settings.broker.tls = false;
    QVERIFY(QString::fromStdString(explain(settings)).contains(QStringLiteral("can read and forge everything")));
}

void AgentSettingsTest::whatStandsInTheWayIsTold()
{
    const QTemporaryDir folder;
    AgentSettings settings;
    settings.broker.host = "broker.local";
    settings.spoolFile = folder.filePath(QStringLiteral("spool")).toStdString();
    QVERIFY(obstacles(settings).empty());
    settings.spoolFile = "/nowhere/at/all/spool";
    settings.broker.caFile = folder.filePath(QStringLiteral("ca.pem")).toStdString();
    const auto found = obstacles(settings);
    QCOMPARE(found.size(), std::size_t(2));
    QVERIFY(found[0].find("ca.pem cannot be read: No such file") != std::string::npos);
    QVERIFY(found[1].starts_with("/nowhere/at/all cannot be written to"));
}

QTEST_GUILESS_MAIN(AgentSettingsTest)
#include "AgentSettingsTest.moc"
