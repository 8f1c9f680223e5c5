// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/protocol/Command.h"
#include "core/fleet/LocalEngine.h"
#include "core/fleet/LocalLink.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/mqtt/MosquittoClient.h"
#include "tests/support/MosquittoBroker.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

using namespace piuptime;
using namespace piuptime::fleet;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr history::TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};

QCoro::Task<Result<std::shared_ptr<Link>>> openLocalLink()
{
    std::shared_ptr<Link> link = std::make_shared<LocalLink>();
    co_return link;
}

DeviceConfig thisMachine(std::string site = {})
{
    DeviceConfig local;
    local.id = kLocalDeviceId;
    local.name = "this machine";
    local.source = DeviceConfig::Source::Local;
    local.site = std::move(site);
    return local;
}

QFuture<Result<Secret>> known(const Secret &secret)
{
    QPromise<Result<Secret>> promise;
    promise.start();
    promise.addResult(secret);
    promise.finish();
    return promise.future();
}

} // namespace

/// The whole way: the real agent measures this machine, a real broker carries it, a console stores and shows it.
class FleetOverMqttTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::MosquittoBroker> m_broker;
    std::shared_ptr<history::HistoryStore> m_history;
    std::unique_ptr<LocalEngine> m_engine;
    std::vector<DeviceConfig> m_stored;
    std::vector<Binding> m_bindings;
    QProcess m_agent;
    Secret m_commandSecret;
    QByteArray m_agentCommands; ///< lines of agent.toml

    void startConsole()
    {
        history::SqliteOptions options;
        options.path = m_folder->filePath(QStringLiteral("history.db")).toStdString();
        options.commitInterval = Milliseconds(200);
        m_history = history::SqliteHistoryStore::open(options).value();
        LocalEngine::Setup setup;
        setup.clock = std::make_shared<SystemClock>();
        setup.history = m_history;
        setup.makeLinkOpener = [](QuestionDesk &) -> LinkOpener {
            return [](DeviceConfig) { return openLocalLink(); };
        };
        setup.storeDevices = [this](const std::vector<DeviceConfig> &devices) -> Result<void> {
            m_stored = devices;
            return {};
        };
        setup.devices = m_stored;
        setup.mqtt.makeClient = &mqtt::makeMosquittoClient;
        setup.mqtt.commandSecret = [this] { return known(m_commandSecret); };
        BrokerConfig broker;
        broker.name = "site";
        broker.host = "127.0.0.1";
        broker.port = m_broker->port();
        setup.mqtt.brokers = {broker};
        setup.mqtt.bindings = m_bindings;
        setup.mqtt.store = [this](const std::vector<BrokerConfig> &, const std::vector<Binding> &bindings,
                                  const std::map<std::string, Secret> &) -> Result<void> {
            m_bindings = bindings;
            return {};
        };
        m_engine = std::make_unique<LocalEngine>(std::move(setup));
    }
    void stopConsole()
    {
        m_engine.reset();
        m_history.reset();
    }
    [[nodiscard]] bool isConnected()
    {
        return QTest::qWaitFor(
            [this] { return m_engine->brokerStates().at(0).connection == BrokerState::Connection::Connected; },
            kPatienceMs);
    }
    void publish(const char *topic, const char *payload) const
    {
        QProcess publisher;
        publisher.start(QStringLiteral("mosquitto_pub"),
                        {QStringLiteral("-p"), QString::number(m_broker->port()), QStringLiteral("-t"),
                         QString::fromUtf8(topic), QStringLiteral("-m"), QString::fromUtf8(payload)});
        publisher.waitForFinished();
    }
    [[nodiscard]] DeviceStatePtr find(const DeviceId &id) const
    {
        for (const DeviceStatePtr &state : m_engine->states()) {
            if (state->config.id == id)
                return state;
        }
        return nullptr;
    }
    [[nodiscard]] bool isStored(const DeviceId &id, const SeriesKey &series) const
    {
        (void)m_history->flush(Milliseconds(10'000));
        const auto points = m_history->query({id, series, kAllTime, 0});
        return points && !points->empty();
    }
    void startAgent()
    {
        const QString file = m_folder->filePath(QStringLiteral("agent.toml"));
        QFile settings(file);
        QVERIFY(settings.open(QIODevice::WriteOnly | QIODevice::Truncate));
        settings.write("[broker]\nhost = \"127.0.0.1\"\ntls = false\nport = " + QByteArray::number(m_broker->port())
                       + "\n\n[report]\nfast_seconds = 1\n\n[spool]\nfile = \""
                       + m_folder->filePath(QStringLiteral("spool")).toUtf8() + "\"\n" + m_agentCommands);
        settings.close();
        m_agent.setProcessChannelMode(QProcess::ForwardedChannels);
        m_agent.start(QStringLiteral(PIUPTIME_AGENT), {QStringLiteral("run"), file});
        QVERIFY(m_agent.waitForStarted());
    }
    void killAgent()
    {
        m_agent.kill();
        m_agent.waitForFinished();
    }
    void killBroker() { m_broker->kill(); }
    void reviveBroker()
    {
        const Result<void> again = m_broker->restart();
        QVERIFY2(again, again ? "" : again.error().describe().c_str());
    }

    [[nodiscard]] DeviceStatePtr device() const
    {
        const auto states = m_engine->states();
        return states.empty() ? nullptr : states.front();
    }
    /// The numbers that are stored of each boot.
    [[nodiscard]] std::multiset<std::uint64_t> numbers() const
    {
        std::multiset<std::uint64_t> found;
        if (const DeviceStatePtr state = device()) {
            (void)m_history->flush(Milliseconds(10'000));
            (void)m_history->scan(state->config.id, kAllTime, [&](const Reading &reading) {
                if (reading.sequence)
                    found.insert(*reading.sequence);
                return true;
            });
        }
        return found;
    }
    [[nodiscard]] std::uint64_t newest() const
    {
        const auto found = numbers();
        return found.empty() ? 0 : *found.rbegin();
    }
    /// So many more readings than now are stored.
    void awaitMore(std::uint64_t count)
    {
        const std::uint64_t before = newest();
        QTRY_VERIFY_WITH_TIMEOUT(newest() >= before + count, kPatienceMs);
    }

    /// So many readings have gone to the agent's disk, each of which changes its file.
    void awaitSpooled(int count)
    {
        const QFileInfo spool(m_folder->filePath(QStringLiteral("spool")));
        for (int i = 0; i < count; ++i) {
            const QDateTime before = QFileInfo(spool.filePath()).lastModified();
            QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(spool.filePath()).lastModified() > before, kPatienceMs);
        }
    }
    /// So many readings have gone over the broker, whoever listens.
    void awaitPublished(int count) const
    {
        QProcess listener;
        listener.start(QStringLiteral("mosquitto_sub"),
                       {QStringLiteral("-p"), QString::number(m_broker->port()), QStringLiteral("-t"),
                        QStringLiteral("piuptime/+/live"), QStringLiteral("-C"), QString::number(count)});
        QVERIFY(listener.waitForFinished(kPatienceMs));
        QCOMPARE(listener.exitCode(), 0);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stored.clear();
        m_bindings.clear();
        m_agentCommands.clear();
        m_commandSecret = agent::makeCommandSecret().value();
        auto broker = test::MosquittoBroker::start({});
        QVERIFY2(broker, broker ? "" : broker.error().describe().c_str());
        m_broker = std::move(*broker);
    }
    void cleanup()
    {
        killAgent();
        stopConsole();
        m_broker.reset();
    }

    void aPiThatReportsAppearsWithItsValues()
    {
        startConsole();
        startAgent();
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->everRead && !device()->stale, kPatienceMs);
        QCOMPARE(device()->config.source, DeviceConfig::Source::Mqtt);
        QCOMPARE(device()->connection, ConnectionState::Connected);
        QVERIFY(device()->latest.value(Metric::MemoryTotal).value_or(0) > 0);
        const std::string *host = device()->latest.fact(FactKey::HostName);
        QVERIFY(host != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(device()->config.name, *host, kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_stored.size(), 1U, kPatienceMs);
    }

    void aPiThatIsAskedAndReportsIsOneDevice()
    {
        m_stored = {thisMachine()};
        startConsole();
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->latest.slow, kPatienceMs);
        startAgent();
        QTRY_COMPARE_WITH_TIMEOUT(m_stored.front().reporter.substr(0, 6), std::string("agent "), kPatienceMs);
        QCOMPARE(m_engine->states().size(), 1U);
        QTRY_VERIFY_WITH_TIMEOUT(!numbers().empty(), kPatienceMs); // what it reports is kept as its own
        QCOMPARE(device()->config.id, kLocalDeviceId);
    }

    void aPiThatReportedFirstIsRecognisedOnceItIsAsked()
    {
        startConsole();
        startAgent();
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->everRead, kPatienceMs);
        DeviceConfig asked;
        asked.name = "asked";
        asked.endpoint = {"pi", "127.0.0.1", 22};
        m_engine->saveDevices({asked});
        QTRY_VERIFY_WITH_TIMEOUT(m_engine->states().size() == 1 && device()->config.name == "asked"
                                     && !device()->config.reporter.empty(),
                                 kPatienceMs);
    }

    void anotherPublisherAppearsWithItsValues()
    {
        startConsole();
        QTRY_VERIFY_WITH_TIMEOUT(m_engine->brokerStates().at(0).connection == BrokerState::Connection::Connected,
                                 kPatienceMs);
        QProcess publisher;
        const auto publish = [&] {
            publisher.start(QStringLiteral("mosquitto_pub"),
                            {QStringLiteral("-p"), QString::number(m_broker->port()), QStringLiteral("-t"),
                             QStringLiteral("telegraf/kitchen/cpu"), QStringLiteral("-m"),
                             QStringLiteral("cpu,cpu=cpu-total,host=kitchen usage_idle=75.5 1790000000000000000")});
            publisher.waitForFinished();
            return !m_engine->states().empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(publish(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(device()->everRead, kPatienceMs);
        QCOMPARE(device()->config.name, "kitchen");
        QCOMPARE(device()->latest.value(Metric::CpuUsage), 24.5);
        const auto traffic = m_engine->traffic("site");
        QTRY_VERIFY(traffic.isFinished());
        QVERIFY(traffic.result());
        QCOMPARE(traffic.result()->topics.at(0).topic, "telegraf/kitchen/cpu");
        QCOMPARE(traffic.result()->topics.at(0).format, "telegraf");
    }

    void aPlainTopicThatIsBoundIsAValueOfThePiAndStored()
    {
        m_stored = {thisMachine()};
        startConsole();
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->latest.slow, kPatienceMs);
        QVERIFY(isConnected());

        // Nobody reads it; a person looks at it all the same, before anything is bound.
        TopicMessage seen;
        const auto isSeen = [&] {
            publish("shelf/air", R"({"t":[70.7]})");
            const auto message = m_engine->follow("site", "shelf/air").result();
            seen = message.value_or(TopicMessage());
            return seen.number > 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSeen(), kPatienceMs);
        QCOMPARE(seen.payload, R"({"t":[70.7]})");

        Binding binding;
        binding.topic = "shelf/air";
        binding.path = "t[0]";
        binding.metric = Metric::AmbientTemperature;
        binding.instance = "shelf";
        binding.device = kLocalDeviceId;
        binding.scale = 5. / 9;
        binding.offset = -160. / 9;
        const auto saved = m_engine->saveBindings({binding});
        QTRY_VERIFY(saved.isFinished());
        QVERIFY(saved.result());
        QCOMPARE(m_bindings, std::vector<Binding>{binding});
        const auto value = [this] { return device()->latest.value(Metric::AmbientTemperature, "shelf"); };
        const auto isShown = [&] {
            publish("shelf/air", R"({"t":[70.7]})");
            return value().has_value();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isShown(), kPatienceMs);
        QVERIFY(std::abs(*value() - 21.5) < 1e-9);
        QVERIFY(device()->boundAt.contains({Metric::AmbientTemperature, "shelf"}));
        QCOMPARE(m_engine->states().size(), 1U); // it is the Pi's, and makes no device of its own
        QVERIFY(device()->latest.value(Metric::MemoryTotal));
        QTRY_VERIFY_WITH_TIMEOUT(isStored(kLocalDeviceId, {Metric::AmbientTemperature, "shelf"}), kPatienceMs);
    }

    void aSensorIsAttachedToAPiAndToASite()
    {
        m_stored = {thisMachine("Harbour")};
        startConsole();
        QVERIFY(isConnected());
        DeviceStatePtr sensor;
        const auto hasAppeared = [&] {
            publish("tele/rack/SENSOR",
                    R"({"Time":"2026-11-26T12:00:00","AM2301":{"Temperature":31.5,"Humidity":40}})");
            sensor = find(idOfReporter("tasmota rack"));
            return sensor && sensor->everRead;
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasAppeared(), kPatienceMs);
        QCOMPARE(sensor->config.kind, DeviceConfig::Kind::Sensor);
        const auto attach = [&](const DeviceId &pi, const std::string &site) {
            DeviceConfig config = find(sensor->config.id)->config;
            config.attachedTo = pi;
            config.site = site;
            const auto saved = m_engine->saveDevices({config});
            return QTest::qWaitFor([&] { return saved.isFinished(); }, kPatienceMs) && saved.result();
        };
        const auto isAttached = [&] {
            return piuptime::isAttached(find(sensor->config.id)->config, find(kLocalDeviceId)->config);
        };
        QVERIFY(attach(kLocalDeviceId, {}));
        QTRY_VERIFY(isAttached());
        QVERIFY(attach({}, "Harbour"));
        QTRY_VERIFY(isAttached());
        QVERIFY(!attach(sensor->config.id, {})); // to no Pi
        QVERIFY(attach(kLocalDeviceId, {}));
        const auto id = sensor->config.id;
        QTRY_VERIFY_WITH_TIMEOUT(isStored(id, {Metric::AmbientTemperature, "rack AM2301"}), kPatienceMs);

        stopConsole();
        startConsole(); // where it is attached is stored, and what it told before is still its own
        QTRY_VERIFY_WITH_TIMEOUT(find(id) && find(kLocalDeviceId) && isAttached(), kPatienceMs);
        QVERIFY(find(id)->everRead);
        const auto removed = m_engine->removeDevices({kLocalDeviceId});
        QTRY_VERIFY(removed.isFinished());
        QTRY_VERIFY(find(id)->config.attachedTo.empty());
    }

    void aTopicBoundToANameMakesASensorWhichGoesWithItsBinding()
    {
        startConsole();
        QVERIFY(isConnected());
        Binding binding;
        binding.topic = "garden/door";
        binding.metric = Metric::ContactOpen;
        binding.device = "Shed";
        const auto saved = m_engine->saveBindings({binding});
        QTRY_VERIFY(saved.isFinished());
        const auto hasAppeared = [&] {
            publish("garden/door", "open");
            return device() && device()->everRead;
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasAppeared(), kPatienceMs);
        QCOMPARE(device()->config.name, "Shed");
        QCOMPARE(device()->config.kind, DeviceConfig::Kind::Sensor);
        QCOMPARE(device()->latest.value(Metric::ContactOpen), 1.);
        const DeviceId id = device()->config.id;
        DeviceConfig renamed = device()->config;
        renamed.name = "Old shed";
        m_engine->saveDevices({renamed});
        QTRY_COMPARE(device()->config.name, "Old shed");
        binding.device = id; // as a console writes it, and as a file is read
        m_engine->saveBindings({binding});
        const auto isClosed = [&] {
            publish("garden/door", "closed");
            return device()->latest.value(Metric::ContactOpen) == 0.;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isClosed(), kPatienceMs);
        QCOMPARE(m_engine->states().size(), 1U);
        QCOMPARE(device()->config.name, "Old shed");
        m_engine->removeDevices({id});
        QTRY_VERIFY(m_engine->bindings().empty());
        QVERIFY(m_bindings.empty());
    }

    void anAgentDoesWhatItAllowsAndNothingElse()
    {
        const std::string key = agent::encodeCommandKey(agent::keyOf(m_commandSecret).value());
        m_agentCommands = "[commands]\nkeys = [\"" + QByteArray::fromStdString(key) + "\"]\nallow = [\"cadence\"]\n";
        startConsole();
        startAgent();
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->everRead, kPatienceMs);
        const auto does = [this](const Action &action) {
            const auto outcome = m_engine->act(device()->config.id, action);
            return QTest::qWaitFor([&] { return outcome.isFinished(); }, kPatienceMs)
                       ? outcome.result()
                       : Result<ActionResult>(fail(ErrorKind::Timeout, "no outcome"));
        };
        Result<ActionResult> result = fail(ErrorKind::Timeout, "not tried");
        // Until the agent has told its challenge there is nothing to sign; each is good once.
        const auto isDone = [&] {
            if (!result)
                result = does({Action::Kind::SetCadence, {}, Seconds(2)});
            return result.has_value();
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isDone(), result ? "" : result.error().describe().c_str(), kPatienceMs);
        QVERIFY2(result->succeeded, result->output.c_str());
        QTRY_COMPARE_WITH_TIMEOUT(device()->pollInterval, Seconds(2), kPatienceMs);
        result = does({Action::Kind::Reboot});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Unauthorized);
        m_commandSecret = agent::makeCommandSecret().value(); // a console that nobody has named
        const auto isAnswered = [&] {
            if (!result && result.error().kind != ErrorKind::Timeout)
                result = does({Action::Kind::SetCadence, {}, Seconds(3)});
            return result || result.error().kind == ErrorKind::Timeout;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isAnswered(), kPatienceMs);
        QVERIFY(!result || !result->succeeded);
        QCOMPARE(device()->pollInterval, Seconds(2));
    }

    void everyReadingIsStoredOnceWhateverDies()
    {
        startConsole();
        startAgent();
        QTRY_VERIFY_WITH_TIMEOUT(newest() > 0, kPatienceMs);
        const std::uint64_t first = *numbers().begin();
        awaitMore(3);

        killBroker(); // with it goes all that it had and had acknowledged
        awaitSpooled(2);
        reviveBroker();
        awaitMore(5);

        stopConsole();
        awaitPublished(3);
        startConsole();
        QTRY_VERIFY_WITH_TIMEOUT(device(), kPatienceMs);
        awaitMore(5);

        killBroker();
        awaitSpooled(2);
        killAgent();
        startAgent();
        reviveBroker();
        awaitMore(5);

        // A later run of the agent numbers on above the earlier one: within a run nothing may be missing.
        QTRY_VERIFY_WITH_TIMEOUT(hasNoHoles(), kPatienceMs);
        QCOMPARE(*numbers().begin(), first);
    }

private:
    /// Each once, and no gap but the one between two runs of the agent.
    [[nodiscard]] bool hasNoHoles() const
    {
        const auto found = numbers();
        int gaps = 0;
        std::optional<std::uint64_t> before;
        for (const std::uint64_t number : found) {
            if (before && number == *before)
                return false;
            gaps += before && number != *before + 1 ? 1 : 0;
            before = number;
        }
        return gaps <= 1;
    }
};

QTEST_GUILESS_MAIN(FleetOverMqttTest)
#include "FleetOverMqttTest.moc"
