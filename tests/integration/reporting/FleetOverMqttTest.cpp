// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/LocalEngine.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/mqtt/MosquittoClient.h"
#include "tests/support/MosquittoBroker.h"

#include <QFile>
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
    QProcess m_agent;

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
            return [](DeviceConfig) -> QCoro::Task<Result<std::shared_ptr<Link>>> {
                co_return fail(ErrorKind::Unreachable, "nothing is asked here");
            };
        };
        setup.storeDevices = [this](const std::vector<DeviceConfig> &devices) -> Result<void> {
            m_stored = devices;
            return {};
        };
        setup.devices = m_stored;
        setup.mqtt.makeClient = &mqtt::makeMosquittoClient;
        BrokerConfig broker;
        broker.name = "site";
        broker.host = "127.0.0.1";
        broker.port = m_broker->port();
        setup.mqtt.brokers = {broker};
        m_engine = std::make_unique<LocalEngine>(std::move(setup));
    }
    void stopConsole()
    {
        m_engine.reset();
        m_history.reset();
    }
    void startAgent()
    {
        const QString file = m_folder->filePath(QStringLiteral("agent.toml"));
        QFile settings(file);
        QVERIFY(settings.open(QIODevice::WriteOnly | QIODevice::Truncate));
        settings.write("[broker]\nhost = \"127.0.0.1\"\ntls = false\nport = " + QByteArray::number(m_broker->port())
                       + "\n\n[report]\nfast_seconds = 1\n\n[spool]\nfile = \""
                       + m_folder->filePath(QStringLiteral("spool")).toUtf8() + "\"\n");
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
    [[nodiscard]] bool isEveryNumberThereOnce() const
    {
        const auto found = numbers();
        std::set<std::uint64_t> once(found.begin(), found.end());
        return once.size() == found.size() && !once.empty() && *once.rbegin() - *once.begin() + 1 == once.size();
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

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stored.clear();
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

    void everyReadingIsStoredOnceWhateverDies()
    {
        startConsole();
        startAgent();
        QTRY_VERIFY_WITH_TIMEOUT(newest() > 0, kPatienceMs);
        const std::uint64_t first = *numbers().begin();
        awaitMore(3);

        killBroker(); // with it goes all that it had and had acknowledged
        QTest::qWait(3000);
        reviveBroker();
        awaitMore(5);

        stopConsole();
        QTest::qWait(3000);
        startConsole();
        QTRY_VERIFY_WITH_TIMEOUT(device(), kPatienceMs);
        awaitMore(5);

        killBroker();
        QTest::qWait(2000); // readings wait in the agent's spool
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
