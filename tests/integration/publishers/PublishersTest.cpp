// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FleetConsole.h"
#include "tests/support/MosquittoBroker.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace piuptime;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 15'000;

/// A program that publishes one of the fixtures over the mqtt client of npm, until it is told to end or killed.
class Publisher
{
public:
    explicit Publisher(quint16 port, const QString &fixture)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"node"_s, {QStringLiteral(MQTT_JS "/publish.mjs"), QString::number(port),
                                    QStringLiteral(FIXTURES "/") + fixture + u".json"_s});
    }
    ~Publisher() { kill(); }

    /// Whether it has published everything, once at least.
    [[nodiscard]] bool awaitRound() { return m_process.waitForReadyRead(kPatienceMs); }
    /// \return whether it said goodbye
    [[nodiscard]] bool end()
    {
        m_process.closeWriteChannel();
        return m_process.waitForFinished(kPatienceMs) && m_process.exitCode() == 0;
    }
    /// Its connection ends without a goodbye.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(kPatienceMs);
    }

private:
    QProcess m_process;
};

struct Expected {
    Metric metric{};
    std::string instance;
    double value = 0;
};

/// What a console knows of the sender of one fixture.
struct Sender {
    const char *fixture;
    const char *reporter;
    const char *name;
    std::vector<Expected> values;
};

constexpr double kMebibyte = 1024 * 1024;

const std::vector<Sender> &senders()
{
    using enum Metric;
    static const std::vector<Sender> all{
        {"telegraf-influx",
         "telegraf kitchen",
         "kitchen",
         {{CpuUsage, "", 24.5},
          {CoreUsage, "cpu0", 37.5},
          {MemoryUsedPercent, "", 25},
          {FilesystemUsedPercent, "/", 30},
          {SocTemperature, "", 48.7},
          {Load1, "", 0.42},
          {Uptime, "", 86'400}}},
        {"telegraf-json",
         "telegraf attic",
         "attic",
         {{CpuUsage, "", 8.75}, {MemoryUsedPercent, "", 50}, {SocTemperature, "", 61.2}}},
        {"rpi-reporter",
         "rpi-reporter rpi-garage",
         "rpi-garage",
         {{SocTemperature, "", 52.1},
          {FilesystemUsedPercent, "/", 21},
          {MemoryTotal, "", 3791.906 * kMebibyte},
          {Load1, "", 0.5},
          {ThrottleWord, "", 0x50000},
          {PackagesUpgradable, "", 7}}},
        {"rpi-mqtt-monitor",
         "rpi-mqtt-monitor porch",
         "porch",
         {{CpuUsage, "", 23.5}, {SocTemperature, "", 47.2}, {CpuClock, "", 1.5e9}, {ThrottleWord, "", 1}}},
        {"home-assistant-single",
         "home-assistant loft-station",
         "Loft",
         {{AmbientTemperature, "Loft", 19.4}, {RelativeHumidity, "Loft", 55.3}}},
        {"home-assistant-device",
         "home-assistant workshop-pi",
         "workshop",
         {{SocTemperature, "", 58.3}, {MemoryUsedPercent, "", 37.5}}},
        {"glances",
         "glances server",
         "server",
         {{CpuUsage, "", 33.3},
          {MemoryUsedPercent, "", 42.5},
          {FilesystemUsedPercent, "/", 71},
          {SocTemperature, "", 55}}},
        {"collectd",
         "collectd shed",
         "shed",
         {{Load1, "", 0.5}, {MemoryUsedPercent, "", 44.5}, {CpuUsage, "", 12}, {FilesystemUsedPercent, "/", 52.5}}},
        {"tasmota",
         "tasmota cellar",
         "cellar",
         {{AmbientTemperature, "cellar DS18B20", 12.6}, {WifiSignal, "cellar", -63}}},
        {"sparkplug-b", "sparkplug-b plant/press", "press", {{SocTemperature, "", 53.25}, {Uptime, "", 3600}}},
    };
    return all;
}

/// What is told of a sender; empty when the console knows all that it should.
QByteArray missingOf(const test::FleetConsole &console, const Sender &sender)
{
    const DeviceStatePtr state = console.device(sender.reporter);
    if (!state)
        return sender.reporter + QByteArray(" has not appeared");
    if (state->config.name != sender.name)
        return "it is called " + QByteArray::fromStdString(state->config.name);
    if (state->connection != ConnectionState::Connected || state->stale)
        return sender.reporter + QByteArray(" is not seen to be there");
    for (const auto &[metric, instance, value] : sender.values) {
        const auto known = state->latest.value(metric, instance);
        if (!known || !qFuzzyCompare(*known, value))
            return sender.reporter + QByteArray(": ") + QByteArray(info(metric).name.data()) + ' '
                   + QByteArray::fromStdString(instance) + " is "
                   + (known ? QByteArray::number(*known) : QByteArray("not known"));
    }
    return {};
}

QJsonArray rubbish()
{
    QFile file(QStringLiteral(FIXTURES "/rubbish.json"));
    return file.open(QFile::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()[u"once"].toArray()
                                      : QJsonArray();
}

QSet<QString> refusedTopics(const QJsonArray &messages)
{
    QSet<QString> topics;
    for (const auto &message : messages) {
        if (message[u"refused"].toBool())
            topics.insert(message[u"topic"].toString());
    }
    return topics;
}

/// The topics of which the console refused the latest message; a long one by its beginning.
QSet<QString> refusedTopics(const BrokerTraffic &traffic)
{
    QSet<QString> topics;
    for (const TopicTraffic &topic : traffic.topics) {
        if (!topic.problem.empty())
            topics.insert(QString::fromStdString(topic.topic.substr(0, topic.topic.find("xxx"))));
    }
    return topics;
}

} // namespace

#define BROKER_AND_CONSOLE(broker, console)                                                                            \
    auto broker##Started = test::MosquittoBroker::start({});                                                           \
    QVERIFY2(broker##Started, broker##Started ? "" : broker##Started.error().describe().c_str());                      \
    const auto broker = std::move(*broker##Started);                                                                   \
    test::FleetConsole console;                                                                                        \
    console.start(broker->port());                                                                                     \
    QTRY_VERIFY_WITH_TIMEOUT(console.isConnected(), kPatienceMs)

#define APPEARS(console, sender)                                                                                       \
    QTRY_VERIFY2_WITH_TIMEOUT(missingOf(console, sender).isEmpty(), missingOf(console, sender).constData(), kPatienceMs)

/// What other programs send, by another client than ours, over a real broker into the real engine.
class PublishersTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aPublisherAppearsWithItsValues_data();
    void aPublisherAppearsWithItsValues();
    void aPublisherThatDiesIsSeenToBeGone_data();
    void aPublisherThatDiesIsSeenToBeGone();
    void whatABrokerKeptProvesNeitherLifeNorDeath();
    void rubbishIsRefusedAndHarmsNobody();
    void rubbishThatABrokerKeptMeetsEveryConsole();
};

void PublishersTest::initTestCase()
{
    QVERIFY2(QFileInfo::exists(QStringLiteral(MQTT_JS "/node_modules/mqtt")),
             "the mqtt client of npm is not installed: ctest does that before this test");
    QVERIFY(!rubbish().isEmpty());
}

void PublishersTest::aPublisherAppearsWithItsValues_data()
{
    QTest::addColumn<std::size_t>("number");
    for (std::size_t i = 0; i < senders().size(); ++i)
        QTest::newRow(senders()[i].fixture) << i;
}

void PublishersTest::aPublisherAppearsWithItsValues()
{
    QFETCH(const std::size_t, number);
    const Sender &sender = senders()[number];
    BROKER_AND_CONSOLE(broker, console);
    Publisher publisher(broker->port(), QString::fromLatin1(sender.fixture));
    APPEARS(console, sender);
    QCOMPARE(console.engine().states().size(), 1U);
    QCOMPARE(console.traffic().refused, 0U);
    QVERIFY(publisher.end());
}

void PublishersTest::aPublisherThatDiesIsSeenToBeGone_data()
{
    QTest::addColumn<std::size_t>("number");
    const std::set<std::string_view> withoutWill{"telegraf-influx", "telegraf-json", "collectd"};
    for (std::size_t i = 0; i < senders().size(); ++i) {
        if (!withoutWill.contains(senders()[i].fixture))
            QTest::newRow(senders()[i].fixture) << i;
    }
}

void PublishersTest::aPublisherThatDiesIsSeenToBeGone()
{
    QFETCH(const std::size_t, number);
    const Sender &sender = senders()[number];
    BROKER_AND_CONSOLE(broker, console);
    {
        Publisher publisher(broker->port(), QString::fromLatin1(sender.fixture));
        APPEARS(console, sender);
        publisher.kill();
    }
    QTRY_COMPARE_WITH_TIMEOUT(console.device(sender.reporter)->connection, ConnectionState::Waiting, kPatienceMs);
    const Expected &told = sender.values.front();
    QVERIFY(console.device(sender.reporter)->latest.value(told.metric, told.instance)); // stays, with its age
    const Publisher again(broker->port(), QString::fromLatin1(sender.fixture));
    APPEARS(console, sender);
}

/// A will is kept by the broker, the word that a Pi is back may not be: whoever comes later sees the will of a Pi that
/// lives, and values of one that may not.
void PublishersTest::whatABrokerKeptProvesNeitherLifeNorDeath()
{
    const auto isOf = [](const char *fixture) {
        return std::ranges::find(senders(), std::string_view(fixture), &Sender::fixture);
    };
    const Sender &reporter = *isOf("rpi-reporter");
    const Sender &monitor = *isOf("rpi-mqtt-monitor");
    BROKER_AND_CONSOLE(broker, console);
    for (const Sender *sender : {&reporter, &monitor}) {
        Publisher dies(broker->port(), QString::fromLatin1(sender->fixture));
        APPEARS(console, *sender);
    }
    QTRY_COMPARE_WITH_TIMEOUT(console.device(reporter.reporter)->connection, ConnectionState::Waiting, kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(console.device(monitor.reporter)->connection, ConnectionState::Waiting, kPatienceMs);
    console.stop();

    const Publisher lives(broker->port(), QString::fromLatin1(reporter.fixture));
    console.start(broker->port());
    APPEARS(console, reporter);
    QVERIFY(console.device(monitor.reporter));
    QVERIFY(console.device(monitor.reporter)->connection != ConnectionState::Connected);
}

void PublishersTest::rubbishIsRefusedAndHarmsNobody()
{
    BROKER_AND_CONSOLE(broker, console);
    const QJsonArray messages = rubbish();
    std::vector<std::unique_ptr<Publisher>> publishers;
    for (const Sender &sender : senders())
        publishers.push_back(std::make_unique<Publisher>(broker->port(), QString::fromLatin1(sender.fixture)));
    Publisher rubbishSender(broker->port(), u"rubbish"_s);
    QVERIFY(rubbishSender.awaitRound());
    const QSet<QString> expected = refusedTopics(messages);
    QTRY_COMPARE_WITH_TIMEOUT(refusedTopics(console.traffic()), expected, kPatienceMs);
    QCOMPARE(console.traffic().refused, static_cast<std::uint64_t>(expected.size()));
    for (const Sender &sender : senders())
        APPEARS(console, sender);
    QCOMPARE(console.engine().states().size(), senders().size()); // and nobody else
    QVERIFY(console.isConnected());
}

void PublishersTest::rubbishThatABrokerKeptMeetsEveryConsole()
{
    BROKER_AND_CONSOLE(broker, console);
    Publisher rubbishSender(broker->port(), u"rubbish"_s);
    QVERIFY(rubbishSender.awaitRound());
    QVERIFY(rubbishSender.end());
    console.stop();
    console.start(broker->port());
    const Publisher publisher(broker->port(), QString::fromLatin1(senders().front().fixture));
    APPEARS(console, senders().front());
    QTRY_VERIFY_WITH_TIMEOUT(refusedTopics(console.traffic()).contains(u"glances/bomb/fs"_s), kPatienceMs);
    QVERIFY(console.isConnected());
}

QTEST_GUILESS_MAIN(PublishersTest)
#include "PublishersTest.moc"
