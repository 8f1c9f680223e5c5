// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/LocalEngine.h"
#include "core/fleet/SshLink.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/mqtt/MosquittoClient.h"
#include "core/ssh/HostKeys.h"
#include "core/ssh/Identities.h"
#include "tests/support/MosquittoBroker.h"
#include "tests/support/ScriptedPrompter.h"
#include "tests/support/StagedMachine.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace piuptime;
using namespace piuptime::fleet;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 120'000;
constexpr history::TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};
const DeviceId kPi = "pi";
const QString kUser = u"console"_s;
const QString kPassword = u"a \"quoted\" pass#word"_s;

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(kPatienceMs) && process.exitCode() == 0;
}

QString architecture()
{
    QProcess dpkg;
    dpkg.start(u"dpkg"_s, {u"--print-architecture"_s});
    dpkg.waitForFinished(kPatienceMs);
    return QString::fromLatin1(dpkg.readAllStandardOutput().trimmed());
}

} // namespace

/// A console puts the real package on a machine, over OpenSSH, and hears it by way of a real broker.
class AgentInstallTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::MosquittoBroker> m_broker;
    std::unique_ptr<test::StagedMachine> m_machine;
    std::shared_ptr<history::HistoryStore> m_history;
    std::unique_ptr<LocalEngine> m_engine;
    std::string m_packages; ///< the folder that the console takes them from
    std::vector<InstallStep> m_steps;

    void startConsole()
    {
        history::SqliteOptions store;
        store.path = m_folder->filePath(u"history.db"_s).toStdString();
        store.commitInterval = Milliseconds(200);
        m_history = history::SqliteHistoryStore::open(store).value();

        QFile knownHosts(m_folder->filePath(u"known_hosts"_s));
        QVERIFY(knownHosts.open(QFile::WriteOnly));
        knownHosts.write(m_machine->server().knownHostsLine());
        knownHosts.close();
        ssh::SessionOptions common;
        common.hostKeys = std::make_shared<ssh::HostKeys>(knownHosts.fileName().toStdString());
        common.keys = std::make_shared<ssh::Identities>();

        LocalEngine::Setup setup;
        setup.clock = std::make_shared<SystemClock>();
        setup.history = m_history;
        setup.makeLinkOpener = [common](QuestionDesk &) -> LinkOpener {
            return [common, person = std::make_shared<test::ScriptedPrompter>()](DeviceConfig device) {
                return openSshLink(std::move(device), common, person);
            };
        };
        setup.storeDevices = [](const std::vector<DeviceConfig> &) -> Result<void> { return {}; };
        DeviceConfig pi;
        pi.id = kPi;
        pi.name = "cabinet";
        pi.endpoint = m_machine->server().endpoint();
        pi.identities = {m_machine->server().userKey()};
        setup.devices = {pi};
        setup.polling.fast = Seconds(1);
        setup.polling.backoff = {Milliseconds(200), Milliseconds(500), 1.0};
        setup.mqtt.makeClient = &mqtt::makeMosquittoClient;
        setup.mqtt.password = [](const BrokerConfig &) {
            QPromise<std::optional<Secret>> promise;
            promise.start();
            promise.addResult(Secret(kPassword.toStdString()));
            promise.finish();
            return promise.future();
        };
        setup.mqtt.agentPackage = [this](const std::string &wanted) { return findAgentPackage({m_packages}, wanted); };
        setup.mqtt.installPatience = Seconds(6);
        BrokerConfig broker;
        broker.name = "site";
        broker.host = "127.0.0.1";
        broker.port = m_broker->port();
        broker.user = kUser.toStdString();
        setup.mqtt.brokers = {broker};
        m_engine = std::make_unique<LocalEngine>(std::move(setup));
        connect(m_engine.get(), &Engine::installAdvanced, this,
                [this](const DeviceId &, const InstallProgress &progress) {
                    if (m_steps.empty() || m_steps.back() != progress.step)
                        m_steps.push_back(progress.step);
                });
        QTRY_VERIFY_WITH_TIMEOUT(isConnected(), kPatienceMs);
    }
    [[nodiscard]] bool isConnected() const
    {
        const auto states = m_engine->states();
        const auto brokers = m_engine->brokerStates();
        return !states.empty() && states.front()->connection == ConnectionState::Connected && !brokers.empty()
               && brokers.front().connection == BrokerState::Connection::Connected;
    }
    [[nodiscard]] Result<InstalledAgent> install(const AgentInstall &order)
    {
        m_steps.clear();
        return ended(m_engine->installAgent(kPi, order));
    }
    template <class T>
    [[nodiscard]] static Result<T> ended(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, kPatienceMs))
            return fail(ErrorKind::Timeout, "the test gave up");
        return future.result();
    }
    [[nodiscard]] QByteArray there(const QString &command) const { return m_machine->run(command).trimmed(); }
    [[nodiscard]] QByteArray version() const
    {
        return there(u"dpkg-query -W -f '${db:Status-Abbrev}${Version}' piuptime-agent 2>/dev/null"_s);
    }
    [[nodiscard]] bool isRunning() const { return there(u"systemctl is-active piuptime-agent && echo yes"_s) == "yes"; }
    /// Nothing of an installation is left: neither files with secrets nor the folder it was done in.
    [[nodiscard]] QByteArray leftovers() const { return there(u"ls -d /tmp/piuptime-agent.* 2>/dev/null"_s); }

    /// A package of another version, in which `change` was done to the unpacked one.
    void makePackage(const QString &newVersion, const QString &change)
    {
        const QString folder = m_folder->filePath(u"packages-"_s + newVersion);
        const QString tree = folder + u"/tree"_s;
        QVERIFY(QDir().mkpath(folder));
        const QString original = QStringLiteral(PIUPTIME_BUILDS) + u"/agent-"_s + architecture();
        QVERIFY(run(u"sh"_s, {u"-ec"_s,
                              u"dpkg-deb -R \"$1\"/piuptime-agent_*.deb \"$2\"\n"
                              "sed -i \"s/^Version: .*/Version: $3/\" \"$2/DEBIAN/control\"\n"
                              "cd \"$2\"\n"_s
                                  + change + u"\ndpkg-deb -b --root-owner-group . \"$4/piuptime-agent_$3_$5.deb\""_s,
                              u"sh"_s, original, tree, newVersion, folder, architecture()}));
        m_packages = folder.toStdString();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_packages = PIUPTIME_BUILDS "/agent-" + architecture().toStdString();
        auto machine = test::StagedMachine::start();
        if (!machine && machine.error().kind == ErrorKind::Unauthorized)
            QSKIP(machine.error().detail.c_str());
        QVERIFY2(machine, machine ? "" : machine.error().describe().c_str());
        m_machine = std::move(*machine);
        auto broker = test::MosquittoBroker::start({.users = {kUser, kPassword}});
        QVERIFY2(broker, broker ? "" : broker.error().describe().c_str());
        m_broker = std::move(*broker);
        startConsole();
    }
    void cleanup()
    {
        m_engine.reset();
        m_history.reset();
        m_broker.reset();
        m_machine.reset();
    }

    void oneOrderPutsTheAgentOnAPiThatIsHeard()
    {
        const auto installed = install({.broker = "site"});
        QVERIFY2(installed, installed ? "" : installed.error().describe().c_str());
        QCOMPARE(installed->replaced, std::string());
        QCOMPARE(version(), QByteArray("ii " + QByteArray::fromStdString(installed->version)));
        QVERIFY(isRunning());
        QCOMPARE(there(u"stat -c '%a %U %G' /etc/piuptime/agent.toml /etc/piuptime/password"_s),
                 QByteArray("640 root piuptime-agent\n640 root piuptime-agent"));
        QCOMPARE(there(u"cat /etc/piuptime/password"_s), kPassword.toUtf8());
        QCOMPARE(leftovers(), QByteArray());
        QCOMPARE(m_steps, (std::vector{InstallStep::Looking, InstallStep::Copying, InstallStep::Installing,
                                       InstallStep::Starting, InstallStep::Listening}));
        // The Pi that is asked and the Pi that reports are one, and the audit log says who did it.
        QTRY_COMPARE_WITH_TIMEOUT(m_engine->states().size(), std::size_t(1), kPatienceMs);
        const auto events = ended(m_engine->events(kPi, kAllTime, 100));
        QVERIFY(events && std::ranges::any_of(*events, [](const Event &event) {
                    return event.kind == EventKind::Action && event.detail.starts_with("install the agent, asked by ");
                }));
        QVERIFY(!install({.broker = "nowhere"}));
    }
    void anAgentThatIsNotHeardIsUndone()
    {
        const auto installed =
            install({.broker = "site", .asConsole = false, .user = "console", .password = Secret("wrong")});
        QVERIFY(!installed);
        QCOMPARE(installed.error().kind, ErrorKind::Timeout);
        QVERIFY2(installed.error().detail.find("everything is as it was") != std::string::npos,
                 installed.error().detail.c_str());
        // In the agent's own words.
        QVERIFY2(installed.error().detail.find("users, access list") != std::string::npos,
                 installed.error().detail.c_str());
        QCOMPARE(version(), QByteArray());
        QCOMPARE(there(u"ls -d /etc/piuptime /usr/bin/piuptime-agent /var/cache/piuptime/*.deb 2>/dev/null"_s),
                 QByteArray());
        QCOMPARE(leftovers(), QByteArray());
        QCOMPARE(m_steps.back(), InstallStep::Undoing);
    }
    void aNewVersionThatDoesNotStartGivesWayToTheOldOne()
    {
        const auto first = install({.broker = "site"});
        QVERIFY2(first, first ? "" : first.error().describe().c_str());
        (void)there(u"echo '# by hand' >> /etc/piuptime/agent.toml"_s);
        const QByteArray modes = there(u"stat -c %a / /etc /etc/piuptime /var"_s);
        const QByteArray settings = there(u"cat /etc/piuptime/agent.toml"_s);
        makePackage(u"9.0-1"_s, u"printf '#!/bin/sh\\nexit 1\\n' >usr/bin/piuptime-agent"_s);
        const auto second = install({.broker = "site", .obeys = false});
        QVERIFY(!second);
        QVERIFY2(second.error().detail.find("the agent does not start") != std::string::npos,
                 second.error().detail.c_str());
        QVERIFY2(second.error().detail.find("everything is as it was") != std::string::npos,
                 second.error().detail.c_str());
        QCOMPARE(version(), QByteArray("ii " + QByteArray::fromStdString(first->version)));
        QCOMPARE(there(u"cat /etc/piuptime/agent.toml"_s), settings);
        QCOMPARE(there(u"stat -c %a / /etc /etc/piuptime /var"_s), modes);
        QVERIFY(isRunning());
    }
    void aNewVersionTakesThePlaceOfTheOldOne()
    {
        const auto first = install({.broker = "site"});
        QVERIFY2(first, first ? "" : first.error().describe().c_str());
        makePackage(u"9.0-1"_s, u":"_s);
        const auto second = install({.broker = "site"});
        QVERIFY2(second, second ? "" : second.error().describe().c_str());
        QCOMPARE(second->replaced, first->version);
        QCOMPARE(version(), QByteArray("ii 9.0-1"));
        QCOMPARE(second->agent, first->agent);
    }
    void aPackageThatCannotBeInstalledLeavesNothing()
    {
        makePackage(u"9.0-1"_s, u"sed -i 's/^Depends: /Depends: no-such-package, /' DEBIAN/control"_s);
        const auto installed = install({.broker = "site"});
        QVERIFY(!installed);
        QVERIFY2(installed.error().detail.find("no-such-package") != std::string::npos,
                 installed.error().detail.c_str());
        QVERIFY(installed.error().detail.find("everything is as it was") != std::string::npos);
        QCOMPARE(version(), QByteArray());
        QCOMPARE(leftovers(), QByteArray());
    }
    void aLostConnectionDoesNotEndIt()
    {
        auto future = m_engine->installAgent(kPi, {.broker = "site"});
        QTRY_VERIFY_WITH_TIMEOUT(!m_steps.empty() && m_steps.back() == InstallStep::Installing, kPatienceMs);
        // The sessions alone: what the installation started goes on.
        QVERIFY(!there(u"pkill -9 -f 'sshd: .*notty'; echo gone"_s).contains("nobody"));
        const auto installed = ended(future);
        QVERIFY2(installed, installed ? "" : installed.error().describe().c_str());
        QVERIFY(isRunning());
        const auto events = ended(m_engine->events(kPi, kAllTime, 100));
        QVERIFY(events && std::ranges::any_of(*events, [](const Event &event) {
                    return event.kind == EventKind::Disconnected;
                }));
    }
    void whoChangesHisMindHasItUndone()
    {
        m_steps.clear();
        auto future = m_engine->installAgent(kPi, {.broker = "site"});
        QTRY_VERIFY_WITH_TIMEOUT(!m_steps.empty() && m_steps.back() == InstallStep::Installing, kPatienceMs);
        m_engine->cancelInstall(kPi);
        const auto installed = ended(future);
        QVERIFY(!installed);
        QCOMPARE(installed.error().kind, ErrorKind::Cancelled);
        QCOMPARE(installed.error().detail, std::string("the installation was ended; everything is as it was"));
        QCOMPARE(version(), QByteArray());
        QCOMPARE(leftovers(), QByteArray());
    }
    void aConsoleThatGoesAwayLeavesNothingHalfDone()
    {
        m_steps.clear();
        auto future = m_engine->installAgent(kPi, {.broker = "site"});
        QTRY_VERIFY_WITH_TIMEOUT(!m_steps.empty() && m_steps.back() == InstallStep::Installing, kPatienceMs);
        m_engine.reset(); // ends in time, although the installation goes on
        // Nobody confirms; somebody at the Pi ends the wait.
        QTRY_VERIFY_WITH_TIMEOUT(there(u"grep -s hear /tmp/piuptime-agent.*/progress"_s).startsWith("hear "),
                                 kPatienceMs);
        (void)there(u"pkill -TERM -f 'install.sh install'"_s);
        QTRY_COMPARE_WITH_TIMEOUT(there(u"tail -n 1 /tmp/piuptime-agent.*/progress"_s), QByteArray("undone"),
                                  kPatienceMs);
        QCOMPARE(version(), QByteArray());
        QCOMPARE(there(u"find /tmp/piuptime-agent.* -name password"_s), QByteArray());
    }
    void itIsRemovedWithItsSettings()
    {
        QVERIFY(!ended(m_engine->removeAgent(kPi)));
        const auto installed = install({.broker = "site"});
        QVERIFY2(installed, installed ? "" : installed.error().describe().c_str());
        const auto removed = ended(m_engine->removeAgent(kPi));
        QVERIFY2(removed, removed ? "" : removed.error().describe().c_str());
        QCOMPARE(version(), QByteArray());
        QCOMPARE(there(u"ls -d /etc/piuptime /usr/bin/piuptime-agent /var/lib/piuptime-agent 2>/dev/null"_s),
                 QByteArray());
        QVERIFY(!isRunning());
    }
    void anotherInstallationMeanwhileIsRefused()
    {
        auto future = m_engine->installAgent(kPi, {.broker = "site"});
        const auto second = ended(m_engine->installAgent(kPi, {.broker = "site"}));
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        m_engine->cancelInstall(kPi);
        QVERIFY(!ended(future));
    }
};

QTEST_GUILESS_MAIN(AgentInstallTest)
#include "AgentInstallTest.moc"
