// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Probe.h"
#include "core/simulation/DemoFleet.h"
#include "tests/integration/simulation/OpenSsh.h"

#include <libssh/libssh.h>

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTcpSocket>
#include <QTest>

#include <set>
#include <thread>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 20'000; ///< ms

/// A blocking session of libssh that runs the probe: two hundred of them are lighter than two hundred programs.
class PlainClient
{
public:
    PlainClient(const DeviceConfig &device, ssh_key key)
        : m_session(ssh_new())
    {
        const int port = device.endpoint.port;
        const bool readConfiguration = false;
        ssh_options_set(m_session, SSH_OPTIONS_HOST, device.endpoint.host.c_str());
        ssh_options_set(m_session, SSH_OPTIONS_PORT, &port);
        ssh_options_set(m_session, SSH_OPTIONS_USER, "pi");
        ssh_options_set(m_session, SSH_OPTIONS_PROCESS_CONFIG, &readConfiguration);
        if (ssh_connect(m_session) != SSH_OK || ssh_userauth_publickey(m_session, nullptr, key) != SSH_AUTH_SUCCESS)
            return;
        m_channel = ssh_channel_new(m_session);
        const std::string command(collect::kProbeCommand);
        if (ssh_channel_open_session(m_channel) == SSH_OK
            && ssh_channel_request_exec(m_channel, command.c_str()) == SSH_OK)
            m_ready = true;
    }
    ~PlainClient() { ssh_free(m_session); }
    PlainClient(const PlainClient &) = delete;
    PlainClient &operator=(const PlainClient &) = delete;

    bool isReady() const { return m_ready; }

    /// Sends `text` and waits for the record of `nonce`.
    bool exchange(const std::string &text, const std::string &nonce)
    {
        if (!m_ready || ssh_channel_write(m_channel, text.data(), static_cast<std::uint32_t>(text.size())) < 0)
            return false;
        collect::RecordDecoder decoder;
        decoder.expect(nonce);
        std::array<char, 16384> buffer{};
        for (;;) {
            const int got = ssh_channel_read_timeout(m_channel, buffer.data(), buffer.size(), 0, kPatience);
            if (got <= 0)
                return false;
            const auto whole = decoder.feed({buffer.data(), static_cast<std::size_t>(got)});
            if (!whole || *whole)
                return whole.has_value();
        }
    }

private:
    ssh_session m_session;
    ssh_channel m_channel = nullptr;
    bool m_ready = false;
};

std::size_t indexOf(const DemoFleet &fleet, Story story)
{
    const auto &pis = fleet.profiles();
    const auto found = std::ranges::find(pis, story, &PiProfile::story);
    return static_cast<std::size_t>(found - pis.begin());
}

} // namespace

class SimulatedFleetTest : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        DemoFleet::Options options;
        options.network = 91;
        auto fleet = DemoFleet::start(options);
        QVERIFY2(fleet, fleet ? "" : fleet.error().describe().c_str());
        m_fleet = std::move(*fleet);
    }
    void cleanup() { m_fleet.reset(); }

    void itHandsOutDevicesThatCanBeReached()
    {
        QCOMPARE(m_fleet->devices().size(), std::size_t{24});
        std::set<std::string> ids;
        for (const DeviceConfig &device : m_fleet->devices()) {
            ids.insert(device.id);
            QVERIFY(!device.name.empty() && !device.site.empty() && !device.tags.empty());
            QCOMPARE(device.endpoint.port, m_fleet->server().port());
        }
        QCOMPARE(ids.size(), std::size_t{24});
    }

    void onlyItsUserCanReadTheKeyFileAndItGoesWithTheFleet()
    {
        const QString file = QString::fromStdString(m_fleet->keyFile());
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        m_fleet.reset();
        QVERIFY(!QFile::exists(file));
    }

    void openSshSignsInAndRunsTheProbe()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        const auto reading = ssh.ask({.fast = true, .slow = true, .ups = {}});
        QVERIFY2(reading, ssh.errors().constData());
        QCOMPARE(*reading->fact(FactKey::HostName), m_fleet->profiles()[0].name);
        QVERIFY(reading->value(Metric::SocTemperature).has_value());
        const auto next = ssh.ask({});
        QVERIFY(next);
        QCOMPARE(next->bootId, reading->bootId);
    }

    void openSshSignsIn_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("accepted");
        const auto raspberry = QStringLiteral("raspberry");
        QTest::newRow("password") << QStringLiteral("password") << raspberry << true;
        QTest::newRow("wrong password") << QStringLiteral("password") << QStringLiteral("rasp") << false;
        QTest::newRow("keyboard-interactive") << QStringLiteral("keyboard-interactive") << raspberry << true;
        QTest::newRow("wrong answer") << QStringLiteral("keyboard-interactive") << QStringLiteral("pi") << false;
        QTest::newRow("nothing, when not allowed") << QStringLiteral("none") << QString() << false;
    }

    void openSshSignsIn()
    {
        QFETCH(QString, method);
        QFETCH(QString, password);
        QFETCH(bool, accepted);
        OpenSsh ssh(*m_fleet, 2);
        ssh.signInWith(method, password);
        QCOMPARE(ssh.run(QStringLiteral("true")), accepted ? 0 : 255);
        QCOMPARE(ssh.errors().contains("Permission denied"), !accepted);
    }

    void everybodyGetsInWhenAskedSo()
    {
        DemoFleet::Options options;
        options.network = 92;
        options.count = 1;
        options.anybody = true;
        const auto fleet = DemoFleet::start(options);
        QVERIFY(fleet);
        OpenSsh ssh(**fleet, 0);
        ssh.signInWith(QStringLiteral("none"), {});
        QCOMPARE(ssh.run(QStringLiteral("true")), 0);
    }

    void restartingTheFailedUnitHealsIt()
    {
        const std::size_t index = indexOf(*m_fleet, Story::FailedUnit);
        OpenSsh ssh(*m_fleet, index);
        QCOMPARE(ssh.run(QStringLiteral("sudo -n systemctl restart -- no-such.service")), 5);
        QCOMPARE(ssh.run(QStringLiteral("sudo -n systemctl restart -- nginx.service")), 0);
        std::size_t failed = 1;
        m_fleet->server().inspect(index, [&](SimulatedPi &pi) { failed = pi.failedUnits().size(); });
        QCOMPARE(failed, std::size_t{0});
    }

    void aCommandItDoesNotHaveIsNotFound()
    {
        OpenSsh ssh(*m_fleet, 0);
        QCOMPARE(ssh.run(QStringLiteral("curl http://example.org")), 127);
    }

    void aRebootDropsTheConnectionAndComesBackWithANewBootId()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        const auto before = ssh.ask({});
        QVERIFY(before);
        OpenSsh action(*m_fleet, 0);
        QCOMPARE(action.run(QStringLiteral("sudo -n systemctl reboot")), 0);
        QVERIFY(ssh.waitForEnd());
        QVERIFY(!canConnect(0));
        QTRY_VERIFY_WITH_TIMEOUT(canConnect(0), kPatience);
        OpenSsh again(*m_fleet, 0);
        QVERIFY(again.startProbe());
        const auto after = again.ask({});
        QVERIFY(after);
        QVERIFY(after->bootId != before->bootId);
        QVERIFY(after->uptimeSeconds.value_or(1e9) < 60);
    }

    void powerOffTakesItAwayForGood()
    {
        OpenSsh ssh(*m_fleet, 2);
        QCOMPARE(ssh.run(QStringLiteral("sudo -n systemctl poweroff")), 0);
        QTRY_VERIFY(!canConnect(2));
    }

    void theUnreachablePiRefuses() { QTRY_VERIFY(!canConnect(indexOf(*m_fleet, Story::Unreachable))); }

    void aRefusedConnectionIsRefusedUntilTheFaultIsGone()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().setFault(0, Fault::Refuse);
        QVERIFY(ssh.waitForEnd());
        QVERIFY(!canConnect(0));
        m_fleet->server().setFault(0, Fault::None);
        QTRY_VERIFY(canConnect(0));
    }

    void halfOpenIsAcceptedAndThenNothing()
    {
        m_fleet->server().setFault(0, Fault::HalfOpen);
        QTcpSocket socket;
        connectTo(0, socket);
        QVERIFY(socket.waitForConnected(kPatience));
        socket.write("SSH-2.0-Test\r\n");
        QVERIFY(!socket.waitForReadyRead(300));
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void aConnectionFallsSilentInTheMiddle()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        QVERIFY(ssh.ask({}));
        m_fleet->server().setFault(0, Fault::HalfOpen);
        settle(0);
        ssh.sendAsk({});
        QVERIFY(ssh.read(300).isEmpty());
        QVERIFY(ssh.isRunning());
    }

    void aStalledProbeAnswersNoAskWhileSignInWorks()
    {
        m_fleet->server().setFault(0, Fault::Stall);
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        ssh.sendAsk({});
        QVERIFY(ssh.read(300).isEmpty());
        m_fleet->server().setFault(0, Fault::None);
        settle(0);
        QVERIFY(ssh.ask({}));
    }

    void aSlowPiAnswersLate()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().setFault(0, Fault::Slow, 400ms);
        settle(0);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(ssh.ask({}));
        QVERIFY(timer.elapsed() >= 400);
    }

    void anEndlessBannerNeverEnds()
    {
        m_fleet->server().setFault(0, Fault::EndlessBanner);
        QTcpSocket socket;
        connectTo(0, socket);
        qint64 received = 0;
        while (received < 2'000'000 && socket.waitForReadyRead(kPatience))
            received += socket.readAll().size();
        QVERIFY(received >= 2'000'000);
    }

    void somethingElseListens()
    {
        m_fleet->server().setFault(0, Fault::NotSsh);
        QTcpSocket socket;
        connectTo(0, socket);
        QVERIFY(socket.waitForReadyRead(kPatience));
        QVERIFY(socket.readAll().startsWith("HTTP/1.1"));
    }

    void aChangedHostKeyIsNoticedByOpenSsh()
    {
        OpenSsh before(*m_fleet, 0);
        QCOMPARE(before.run(QStringLiteral("true")), 0);
        m_fleet->server().setFault(0, Fault::ChangedHostKey);
        settle(0);
        OpenSsh after(*m_fleet, 0);
        QCOMPARE(after.run(QStringLiteral("true")), 255);
        QVERIFY(after.errors().contains("HOST IDENTIFICATION HAS CHANGED"));
    }

    void nobodyIsLetIn()
    {
        m_fleet->server().setFault(0, Fault::RefuseSignIn);
        OpenSsh ssh(*m_fleet, 0);
        QCOMPARE(ssh.run(QStringLiteral("true")), 255);
        QVERIFY(ssh.errors().contains("Permission denied"));
    }

    void garbageIsNoRecord()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().setFault(0, Fault::GarbageRecord);
        settle(0);
        ssh.sendAsk({});
        const QByteArray answer = ssh.read(kPatience);
        QVERIFY(!answer.isEmpty());
        QVERIFY(!answer.contains("PIU1"));
    }

    void endlessOutputNeverEndsAndHoldsNoLineEnd()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().setFault(0, Fault::EndlessOutput);
        settle(0);
        ssh.sendAsk({});
        qint64 received = 0;
        while (received < 20'000'000) {
            const QByteArray part = ssh.read(kPatience);
            QVERIFY(!part.isEmpty());
            QVERIFY(!part.contains('\n'));
            received += part.size();
        }
    }

    void hostileValuesReachTheClientAsTheyAre()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().setFault(0, Fault::HostileValues);
        settle(0);
        const auto reading = ssh.ask({.fast = true, .slow = true, .ups = {}});
        QVERIFY(reading);
        QVERIFY(reading->fact(FactKey::HostName)->find('\x1b') == std::string::npos);
        QVERIFY(*reading->fact(FactKey::HostName) != m_fleet->profiles()[0].name);
    }

    void aTruncatedRecordIsFollowedByTheEndOfTheConnection()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().setFault(0, Fault::TruncatedRecord);
        settle(0);
        QVERIFY(!ssh.ask({}));
        QVERIFY(ssh.waitForEnd());
        QCOMPARE(ssh.exitStatus(), 255);
    }

    void aProbeThatIsKilledEndsItsChannelOnly()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().setFault(0, Fault::ProbeDies);
        settle(0);
        QVERIFY(!ssh.ask({}));
        QVERIFY(ssh.waitForEnd());
        QCOMPARE(m_fleet->server().counters().signIns.load(), std::uint64_t{1});
    }

    void aDroppedConnectionEnds()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        m_fleet->server().dropConnections(0);
        QVERIFY(ssh.waitForEnd());
        QTRY_COMPARE(m_fleet->server().counters().connections.load(), std::uint64_t{0});
    }

    void aClockJumpShowsInTheReading()
    {
        OpenSsh ssh(*m_fleet, 0);
        QVERIFY(ssh.startProbe());
        const auto before = ssh.ask({});
        m_fleet->server().jumpClock(0, -7200s);
        settle(0);
        const auto after = ssh.ask({});
        QVERIFY(before && after);
        const double moved =
            after->value(Metric::ClockOffset).value_or(0) - before->value(Metric::ClockOffset).value_or(0);
        QVERIFY2(std::abs(moved + 7200) < 2, std::to_string(moved).c_str());
    }

    void twoHundredSessionsAtOnceAllGetTheirAnswer()
    {
        constexpr std::size_t kSessions = 200;
        DemoFleet::Options options;
        options.network = 93;
        options.count = 20;
        auto started = DemoFleet::start(options);
        QVERIFY(started);
        DemoFleet &fleet = **started;
        for (std::size_t i = 0; i < options.count; ++i)
            fleet.server().setFault(i, Fault::None);
        ssh_key key = nullptr;
        QCOMPARE(ssh_pki_import_privkey_file(fleet.keyFile().c_str(), nullptr, nullptr, nullptr, &key), SSH_OK);
        const std::size_t away = indexOf(fleet, Story::Unreachable);
        std::vector<std::unique_ptr<PlainClient>> clients(kSessions);
        std::atomic<int> answered = 0;
        const auto work = [&](std::size_t first) {
            const std::string nonce = collect::freshNonce();
            for (std::size_t i = first; i < kSessions; i += 4) {
                const std::size_t pi = i % options.count == away ? 0 : i % options.count;
                clients[i] = std::make_unique<PlainClient>(fleet.devices()[pi], key);
                answered += clients[i]->exchange(collect::probeScript(nonce), nonce) ? 1 : 0;
            }
            for (std::size_t i = first; i < kSessions; i += 4)
                answered += clients[i]->exchange(collect::askLine(nonce, {}), nonce) ? 1 : 0;
        };
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < 4; ++i)
                threads.emplace_back(work, i);
        }
        ssh_key_free(key);
        QCOMPARE(answered.load(), int(2 * kSessions));
        QCOMPARE(fleet.server().counters().connections.load(), std::uint64_t{kSessions});
        clients.clear();
        QTRY_COMPARE(fleet.server().counters().connections.load(), std::uint64_t{0});
    }

    void aThousandPisListenAtOnce()
    {
        DemoFleet::Options options;
        options.network = 94;
        options.count = 1000;
        const auto fleet = DemoFleet::start(options);
        QVERIFY2(fleet, fleet ? "" : fleet.error().describe().c_str());
        OpenSsh ssh(**fleet, 999);
        QCOMPARE(ssh.run(QStringLiteral("true")), 0);
    }

    void aPortThatIsTakenIsAConflict()
    {
        DemoFleet::Options options;
        options.network = 91;
        options.port = m_fleet->server().port();
        const auto second = DemoFleet::start(options);
        QVERIFY(!second);
        QVERIFY(second.error().kind == ErrorKind::Conflict);
    }

private:
    void connectTo(std::size_t index, QTcpSocket &socket)
    {
        settle(index);
        socket.connectToHost(QString::fromStdString(m_fleet->server().address(index)), m_fleet->server().port());
    }
    bool canConnect(std::size_t index)
    {
        QTcpSocket socket;
        connectTo(index, socket);
        return socket.waitForConnected(kPatience);
    }
    /// Until what was posted before has been done.
    void settle(std::size_t index)
    {
        m_fleet->server().inspect(index, [](SimulatedPi &) {});
    }

    std::unique_ptr<DemoFleet> m_fleet;
};

QTEST_GUILESS_MAIN(SimulatedFleetTest)
#include "SimulatedFleetTest.moc"
