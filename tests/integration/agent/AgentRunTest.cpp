// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/agent/Scene.h"
#include "tests/support/Certificates.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <csignal>

using namespace piuptime;
using namespace piuptime::test;
using namespace Qt::StringLiterals;

namespace {

/// Bytes that a process has had written to disks.
qint64 writtenBy(qint64 process)
{
    QFile file(u"/proc/%1/io"_s.arg(process));
    if (!file.open(QFile::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("write_bytes:"))
            return line.mid(12).trimmed().toLongLong();
    }
    return -1;
}

bool hasAll(MqttConsole &console, const std::vector<std::uint64_t> &numbers)
{
    return console.look([&](const AgentConsole &known) {
        return std::ranges::all_of(numbers, [&](std::uint64_t number) {
            return std::ranges::any_of(known.runs,
                                       [&](const auto &run) { return run.second.numbers.contains(number); });
        });
    });
}

} // namespace

class AgentRunTest : public QObject
{
    Q_OBJECT
private slots:
    void everyReadingArrivesOnceWhoeverDies();
    void whileAConsoleConfirmsNothingIsWritten();
    void anAgentThatDiesIsToldToBeOffline();
    void anAgentThatIsStoppedKeepsWhatNobodyHas();
    void certificatesOfBothSidesAreChecked();
    void anOldBrokerIsSpokenToInItsOwnProtocol();
    void jsonIsSpokenOnRequest();
    void settingsAreReadAnewWithoutALoss();
    void brokenSettingsAreToldAndTheOldOnesStay();
    void withoutASpoolItReportsAllTheSame();
    void aDiskThatIsFullCostsNothingThatMemoryHolds();
    void settingsThatCannotBeUsedEndIt();
};

/// The broker loses its memory, the console goes away, the agent is killed in an outage: at the end the console has
/// each number of each run, from the first to the last.
void AgentRunTest::everyReadingArrivesOnceWhoeverDies()
{
    SCENE(scene);
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 10);

    scene.broker().kill();
    SOON(scene.agent.spooled().size() >= 10);
    VERIFY_OK(scene.broker().restart());
    SOON(scene.console.readings() >= 30);

    scene.console.goAway();
    SOON(scene.agent.spooled().size() >= 5);
    scene.console.come();
    SOON(scene.agent.spooled().empty());

    scene.broker().kill();
    SOON(scene.agent.spooled().size() >= 5);
    scene.agent.kill();
    const std::vector<std::uint64_t> durable = scene.agent.spooled();
    QVERIFY(durable.size() >= 5);
    scene.agent.start();
    SOON(scene.agent.spooled().size() >= durable.size() + 5);
    VERIFY_OK(scene.broker().restart());
    SOON(hasAll(scene.console, durable));
    SOON(scene.agent.spooled().empty());

    QCOMPARE(scene.agent.stop(), 0);
    scene.agent.start(); // brings what the one before could not
    SOON(scene.console.look([](const AgentConsole &known) { return known.runs.size() == 3 && known.isWithoutGaps(); }));
    QCOMPARE(scene.console.look([](const AgentConsole &known) { return known.report.dropped; }), std::uint64_t(0));
    QCOMPARE(scene.console.look([](const AgentConsole &known) { return known.report.damaged; }), std::uint64_t(0));
}

void AgentRunTest::whileAConsoleConfirmsNothingIsWritten()
{
    SCENE(scene);
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 5);
    const QDateTime changed = QFileInfo(scene.agent.spoolFile()).lastModified();
    const qint64 written = writtenBy(scene.agent.processId());
    SOON(scene.console.readings() >= 60);
    QCOMPARE(QFileInfo(scene.agent.spoolFile()).lastModified(), changed);
    QCOMPARE(writtenBy(scene.agent.processId()), written);
    QVERIFY(scene.agent.spooled().empty());
}

void AgentRunTest::anAgentThatDiesIsToldToBeOffline()
{
    SCENE(scene);
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.look([](const AgentConsole &known) { return known.status == "online"; }));
    scene.agent.kill();
    SOON(scene.console.look([](const AgentConsole &known) { return known.status == "offline"; }));
}

void AgentRunTest::anAgentThatIsStoppedKeepsWhatNobodyHas()
{
    SCENE(scene);
    scene.console.look([](AgentConsole &known) { known.confirms = false; });
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 3);
    QCOMPARE(scene.agent.stop(), 0);
    SOON(scene.console.look([](const AgentConsole &known) { return known.status == "offline"; }));
    const auto numbers = scene.agent.spooled();
    QVERIFY(numbers.size() >= 3);
    QVERIFY(hasAll(scene.console, {numbers.begin(), numbers.begin() + 3}));
}

void AgentRunTest::certificatesOfBothSidesAreChecked()
{
    const CertificateAuthority authority;
    const CertificateFiles ofBroker = authority.issue("broker", {});
    const CertificateFiles ofAgent = authority.issue("agent", {"pi-7", {}});
    auto started = MosquittoBroker::start(
        {QByteArray::fromStdString("cafile " + authority.file() + "\ncertfile " + ofBroker.certificate + "\nkeyfile "
                                   + ofBroker.key + "\nrequire_certificate true\nuse_identity_as_username true\n")});
    VERIFY_OK(started);
    Scene scene;
    const QByteArray trust =
        "host = \"localhost\"\nport = " + QByteArray::number((*started)->port()) + "\nca_file = \"";
    const QByteArray mine = QByteArray::fromStdString("certificate_file = \"" + ofAgent.certificate
                                                      + "\"\nkey_file = \"" + ofAgent.key + "\"\n");
    mqtt::ClientOptions options = consoleOptions((*started)->port());
    options.host = "localhost";
    options.tls = mqtt::TlsOptions{authority.file(), ofAgent.certificate, ofAgent.key};
    MqttConsole console(options);
    console.come();

    const CertificateAuthority other;
    scene.agent.setSettings(trust + QByteArray::fromStdString(other.file()) + "\"\n" + mine);
    scene.agent.start();
    SOON(scene.agent.log().contains("we refuse the broker's"));
    QVERIFY(scene.agent.isRunning());

    scene.agent.setSettings(trust + QByteArray::fromStdString(authority.file()) + "\"\n" + mine);
    scene.agent.signal(SIGHUP);
    SOON(console.readings() >= 5);
    SOON(console.look([](const AgentConsole &known) { return known.isWithoutGaps(); }));
}

void AgentRunTest::anOldBrokerIsSpokenToInItsOwnProtocol()
{
    SCENE(scene, ("protocol = \"3.1.1\"\n"));
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 5);
    QVERIFY(scene.agent.log().contains("over MQTT 3.1.1"));
}

void AgentRunTest::jsonIsSpokenOnRequest()
{
    SCENE(scene);
    scene.agent.writeSettings("[broker]\n" + scene.settings
                              + "[report]\nfast_seconds = 1\nform = \"json\"\n[spool]\nfile = \""
                              + scene.agent.spoolFile().toUtf8() + "\"\n");
    scene.agent.start();
    SOON(scene.agent.spooled().size() >= 5);
    scene.console.come();
    SOON(scene.agent.spooled().empty());
    SOON(scene.console.look([](const AgentConsole &known) { return known.isWithoutGaps(); }));
    QCOMPARE(scene.console.look([](const AgentConsole &known) { return known.undecodable; }), std::size_t(0));
    QVERIFY(scene.console.look([](const AgentConsole &known) { return known.blocks; }) > 0);
}

void AgentRunTest::settingsAreReadAnewWithoutALoss()
{
    SCENE(scene);
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 5);
    scene.agent.writeSettings("[broker]\n" + scene.settings + "[report]\nfast_seconds = 2\n[spool]\nfile = \""
                              + scene.agent.spoolFile().toUtf8() + "2\"\n");
    scene.agent.signal(SIGHUP);
    SOON(scene.console.look([](const AgentConsole &known) { return known.report.cadence == Seconds(2); }));
    const std::uint64_t before = scene.console.readings();
    SOON(scene.console.readings() >= before + 5);
    QVERIFY(QFile::exists(scene.agent.spoolFile() + u'2'));
    SOON(scene.console.look([](const AgentConsole &known) { return known.runs.size() == 1 && known.isWithoutGaps(); }));
}

void AgentRunTest::brokenSettingsAreToldAndTheOldOnesStay()
{
    SCENE(scene);
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 5);
    scene.agent.writeSettings("[broker]\nhost = \"127.0.0.1\"\nprot = 5\n");
    scene.agent.signal(SIGHUP);
    SOON(scene.agent.log().contains("agent.toml:3:1: "));
    QVERIFY(scene.agent.log().contains("the settings stay as they were"));
    const std::uint64_t before = scene.console.readings();
    SOON(scene.console.readings() >= before + 5);
    QCOMPARE(scene.console.look([](const AgentConsole &known) { return known.report.cadence; }), Seconds(1));
}

void AgentRunTest::withoutASpoolItReportsAllTheSame()
{
    SCENE(scene);
    scene.agent.writeSettings("[broker]\n" + scene.settings
                              + "[report]\nfast_seconds = 1\n[spool]\nfile = \"/proc/spool\"\n");
    scene.console.come();
    scene.agent.start();
    SOON(scene.console.readings() >= 5);
    QVERIFY(scene.agent.log().contains("the spool takes nothing: "));
    SOON(scene.console.look([](const AgentConsole &known) { return !known.report.trouble.empty(); }));

    scene.broker().kill();
    const std::uint64_t before = scene.console.readings();
    SOON(scene.agent.log().contains("not connected to"));
    VERIFY_OK(scene.broker().restart());
    SOON(scene.console.readings() >= before + 10);
    SOON(scene.console.look([](const AgentConsole &known) { return known.isWithoutGaps(); }));
}

void AgentRunTest::aDiskThatIsFullCostsNothingThatMemoryHolds()
{
    SCENE(scene);
    scene.agent.limitFiles(12 * 1024); // some readings fit into the journal
    scene.agent.start();
    SOON(scene.agent.log().contains("the spool takes nothing: "));
    scene.console.come();
    SOON(scene.console.readings() >= 30);
    SOON(scene.console.look([](const AgentConsole &known) {
        return known.isWithoutGaps() && known.report.waiting == 0 && known.report.trouble.empty();
    }));
    QVERIFY(scene.agent.log().contains("the spool takes readings again"));
}

void AgentRunTest::settingsThatCannotBeUsedEndIt()
{
    Scene scene;
    scene.agent.writeSettings("[broker]\n");
    scene.agent.start();
    SOON(!scene.agent.isRunning());
    QVERIFY(scene.agent.log().contains("agent.toml:1:1: a broker needs a host"));
    scene.agent.setSettings("host = \"localhost\"\nca_file = \"/nowhere/ca.pem\"\n");
    scene.agent.start();
    SOON(!scene.agent.isRunning());
    QVERIFY2(scene.agent.log().contains("/nowhere/ca.pem"), scene.agent.log().constData());
}

QTEST_GUILESS_MAIN(AgentRunTest)
#include "AgentRunTest.moc"
