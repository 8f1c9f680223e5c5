// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/protocol/Command.h"
#include "tests/support/FleetConsole.h"
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
    std::unique_ptr<test::FleetConsole> m_console;
    QProcess m_agent;
    Secret m_commandSecret;
    QByteArray m_agentCommands; ///< lines of agent.toml

    void startConsole() { m_console->start(m_broker->port()); }
    void stopConsole() { m_console->stop(); }
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

    [[nodiscard]] DeviceStatePtr device() const { return m_console->device(); }
    [[nodiscard]] fleet::LocalEngine *engine() const { return &m_console->engine(); }
    [[nodiscard]] std::uint64_t newest() const
    {
        const auto found = m_console->numbers();
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
        m_console = std::make_unique<test::FleetConsole>();
        m_console->mqtt.commandSecret = [this] { return known(m_commandSecret); };
        m_agentCommands.clear();
        m_commandSecret = agent::makeCommandSecret().value();
        auto broker = test::MosquittoBroker::start({});
        QVERIFY2(broker, broker ? "" : broker.error().describe().c_str());
        m_broker = std::move(*broker);
    }
    void cleanup()
    {
        killAgent();
        m_console.reset();
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
        QTRY_COMPARE_WITH_TIMEOUT(m_console->stored().size(), 1U, kPatienceMs);
    }

    void aPiThatIsAskedAndReportsIsOneDevice()
    {
        DeviceConfig local;
        local.id = kLocalDeviceId;
        local.name = "this machine";
        local.source = DeviceConfig::Source::Local;
        m_console->setStored({local});
        startConsole();
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->latest.slow, kPatienceMs);
        startAgent();
        QTRY_COMPARE_WITH_TIMEOUT(m_console->stored().front().reporter.substr(0, 6), std::string("agent "),
                                  kPatienceMs);
        QCOMPARE(engine()->states().size(), 1U);
        QTRY_VERIFY_WITH_TIMEOUT(!m_console->numbers().empty(), kPatienceMs); // what it reports is kept as its own
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
        engine()->saveDevices({asked});
        QTRY_VERIFY_WITH_TIMEOUT(engine()->states().size() == 1 && device()->config.name == "asked"
                                     && !device()->config.reporter.empty(),
                                 kPatienceMs);
    }

    void anotherPublisherAppearsWithItsValues()
    {
        startConsole();
        QTRY_VERIFY_WITH_TIMEOUT(m_console->isConnected(), kPatienceMs);
        QProcess publisher;
        const auto publish = [&] {
            publisher.start(QStringLiteral("mosquitto_pub"),
                            {QStringLiteral("-p"), QString::number(m_broker->port()), QStringLiteral("-t"),
                             QStringLiteral("telegraf/kitchen/cpu"), QStringLiteral("-m"),
                             QStringLiteral("cpu,cpu=cpu-total,host=kitchen usage_idle=75.5 1790000000000000000")});
            publisher.waitForFinished();
            return !engine()->states().empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(publish(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(device()->everRead, kPatienceMs);
        QCOMPARE(device()->config.name, "kitchen");
        QCOMPARE(device()->latest.value(Metric::CpuUsage), 24.5);
        const BrokerTraffic traffic = m_console->traffic();
        QCOMPARE(traffic.topics.at(0).topic, "telegraf/kitchen/cpu");
        QCOMPARE(traffic.topics.at(0).format, "telegraf");
    }

    void anAgentDoesWhatItAllowsAndNothingElse()
    {
        const std::string key = agent::encodeCommandKey(agent::keyOf(m_commandSecret).value());
        m_agentCommands = "[commands]\nkeys = [\"" + QByteArray::fromStdString(key) + "\"]\nallow = [\"cadence\"]\n";
        startConsole();
        startAgent();
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->everRead, kPatienceMs);
        const auto does = [this](const Action &action) {
            const auto outcome = engine()->act(device()->config.id, action);
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
        const std::uint64_t first = *m_console->numbers().begin();
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
        QCOMPARE(*m_console->numbers().begin(), first);
    }

private:
    /// Each once, and no gap but the one between two runs of the agent.
    [[nodiscard]] bool hasNoHoles() const
    {
        const auto found = m_console->numbers();
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
