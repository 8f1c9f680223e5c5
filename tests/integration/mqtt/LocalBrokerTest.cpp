// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/LocalBroker.h"
#include "core/broker/Authority.h"
#include "core/mqtt/MosquittoClient.h"
#include "tests/support/MqttClientContract.h"

#include <QFile>
#include <QFileInfo>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::broker;
using Purpose = BrokerAccount::Purpose;

namespace {

constexpr int kPatienceMs = 20'000;

} // namespace

/// The real mosquitto, as the console runs it, and real clients.
class LocalBrokerTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LocalBroker> m_broker;
    quint16 m_port = 0;

    struct Peer {
        std::unique_ptr<test::MqttClientLog> log = std::make_unique<test::MqttClientLog>();
        std::unique_ptr<mqtt::Client> client;
    };

    [[nodiscard]] LocalBroker::Options options() const
    {
        LocalBroker::Options options;
        options.folder = m_folder->filePath(u"broker"_s).toStdString();
        options.port = m_port;
        options.backoff = {Milliseconds(50), Milliseconds(200), 2.0};
        options.saveEvery = Milliseconds(200);
        return options;
    }
    void open()
    {
        auto broker = LocalBroker::open(options());
        QVERIFY2(broker, broker ? "" : broker.error().describe().c_str());
        m_broker = std::move(*broker);
        m_broker->start();
        QTRY_COMPARE_WITH_TIMEOUT(m_broker->state(), LocalBroker::State::Running, kPatienceMs);
    }
    [[nodiscard]] Peer connectAs(Purpose purpose, const std::string &filter, const std::string &host = "127.0.0.1")
    {
        const BrokerConfig config = m_broker->config("here");
        const BrokerAccount &account = m_broker->accounts()[static_cast<std::size_t>(purpose)];
        mqtt::ClientOptions client;
        client.host = host;
        client.port = config.port;
        client.tls = mqtt::TlsOptions{config.caFile, {}, {}};
        client.user = account.user;
        client.password = account.password;
        client.clientId = account.user + "-test";
        client.backoff = {Milliseconds(50), Milliseconds(200), 2.0};
        Peer peer;
        peer.client = mqtt::makeMosquittoClient(client, peer.log->events()).value();
        peer.client->subscribe({{filter, mqtt::Qos::AtLeastOnce}});
        peer.client->start();
        return peer;
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_port = test::freePort();
    }
    void cleanup() { m_broker.reset(); }

    void itCarriesOverTlsForWhoeverSignsIn()
    {
        open();
        const Peer console = connectAs(Purpose::Console, "#");
        QTRY_VERIFY_WITH_TIMEOUT(!console.log->connected().empty(), kPatienceMs);
        // By name as well: the certificate is made out to all of them.
        const Peer agent = connectAs(Purpose::Agents, "piuptime/pi/console", "localhost");
        QTRY_VERIFY_WITH_TIMEOUT(!agent.log->connected().empty(), kPatienceMs);
        QVERIFY(agent.client->publish({"piuptime/pi/live", "row"}));
        QTRY_COMPARE_WITH_TIMEOUT(console.log->messages().size(), 1U, kPatienceMs);
        QVERIFY(console.client->publish({"piuptime/pi/console", "stored"}));
        QTRY_COMPARE_WITH_TIMEOUT(agent.log->messages().size(), 1U, kPatienceMs);
    }
    void nobodyCanPassForAnAgent()
    {
        open();
        const Peer console = connectAs(Purpose::Console, "#");
        const Peer publisher = connectAs(Purpose::Publishers, "#");
        const Peer agent = connectAs(Purpose::Agents, "#");
        for (const Peer *peer : {&console, &publisher, &agent})
            QTRY_VERIFY_WITH_TIMEOUT(!peer->log->connected().empty(), kPatienceMs);
        QVERIFY(publisher.client->publish({"piuptime/pi/live", "forged"}));
        QVERIFY(agent.client->publish({"telegraf/pi/cpu", "forged"}));
        QVERIFY(publisher.client->publish({"telegraf/pi/cpu", "true"}));
        QTRY_VERIFY_WITH_TIMEOUT(!console.log->messages().empty(), kPatienceMs);
        QCOMPARE(console.log->messages()[0].payload, QByteArray("true"));
        QTRY_COMPARE_WITH_TIMEOUT(publisher.log->messages().size(), 1U, kPatienceMs);
        QCOMPARE(agent.log->messages().size(), 0U);
    }
    void whoDoesNotSignInIsTurnedAway()
    {
        open();
        mqtt::ClientOptions client;
        client.host = "127.0.0.1";
        client.port = m_port;
        client.tls = mqtt::TlsOptions{m_broker->authorityFile(), {}, {}};
        client.clientId = "nobody";
        test::MqttClientLog log;
        const auto peer = mqtt::makeMosquittoClient(client, log.events()).value();
        peer->start();
        QTRY_VERIFY_WITH_TIMEOUT(!log.disconnected().empty(), kPatienceMs);
        QCOMPARE(log.disconnected()[0].kind, ErrorKind::Unauthorized);
        QVERIFY(log.connected().empty());
    }
    void killedItComesBackWithWhatItHeld()
    {
        open();
        {
            const Peer publisher = connectAs(Purpose::Publishers, "nothing");
            QTRY_VERIFY_WITH_TIMEOUT(!publisher.log->connected().empty(), kPatienceMs);
            QVERIFY(publisher.client->publish({"hall/temperature", "21.5", mqtt::Qos::AtLeastOnce, mqtt::Retain::Yes}));
            QTRY_COMPARE_WITH_TIMEOUT(publisher.log->published().size(), 1U, kPatienceMs);
        }
        const QString stored = m_folder->filePath(u"broker/mosquitto.db"_s);
        const auto holdsIt = [&] {
            QFile file(stored);
            return file.open(QFile::ReadOnly) && file.readAll().contains("hall/temperature");
        };
        QTRY_VERIFY_WITH_TIMEOUT(holdsIt(), kPatienceMs); // as some time has passed
        const qint64 before = m_broker->processId();
        ::kill(static_cast<pid_t>(before), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(m_broker->state() == LocalBroker::State::Running && m_broker->processId() != before,
                                 kPatienceMs);
        QVERIFY(!m_broker->problem());
        const Peer console = connectAs(Purpose::Console, "hall/#");
        QTRY_COMPARE_WITH_TIMEOUT(console.log->messages().size(), 1U, kPatienceMs);
        QVERIFY(console.log->messages()[0].retained);
    }
    void aPortThatIsTakenIsToldAndWaitedFor()
    {
        auto other = std::make_unique<QTcpServer>();
        QVERIFY(other->listen(QHostAddress::Any, m_port));
        auto broker = LocalBroker::open(options());
        QVERIFY(broker);
        (*broker)->start();
        QTRY_VERIFY_WITH_TIMEOUT((*broker)->problem().has_value(), kPatienceMs);
        const std::string told = (*broker)->problem()->detail;
        QVERIFY2(told.find("ddress already in use") != std::string::npos, told.c_str());
        other.reset();
        QTRY_COMPARE_WITH_TIMEOUT((*broker)->state(), LocalBroker::State::Running, kPatienceMs);
    }
    void itsAccountsAndAuthorityStayTheSame()
    {
        open();
        const auto accounts = m_broker->accounts();
        QFile authority(QString::fromStdString(m_broker->authorityFile()));
        QVERIFY(authority.open(QFile::ReadOnly));
        const QByteArray before = authority.readAll();
        m_broker.reset();
        open();
        for (std::size_t i = 0; i < accounts.size(); ++i)
            QCOMPARE(m_broker->accounts()[i].password.reveal(), accounts[i].password.reveal());
        QVERIFY(accounts[0].password.reveal() != accounts[1].password.reveal());
        authority.seek(0);
        QCOMPARE(authority.readAll(), before);
    }
    void nobodyElseCanReadWhatItKeeps()
    {
        open();
        const QFileInfo folder(m_folder->filePath(u"broker"_s));
        QCOMPARE(folder.permissions() & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther),
                 QFile::Permissions());
        QFile passwords(m_folder->filePath(u"broker/passwords"_s));
        QVERIFY(passwords.open(QFile::ReadOnly));
        const QByteArray hashed = passwords.readAll();
        QVERIFY(hashed.startsWith("console:$7$"));
        for (const BrokerAccount &account : m_broker->accounts())
            QVERIFY(!hashed.contains(QByteArray::fromStdString(account.password.reveal())));
    }
    void aDamagedFileIsTold()
    {
        open();
        m_broker.reset();
        for (const QString &name : {u"accounts"_s, u"ca.pem"_s}) {
            QFile file(m_folder->filePath(u"broker/"_s + name));
            QVERIFY(file.open(QFile::ReadWrite));
            const QByteArray good = file.readAll();
            file.resize(0);
            file.write("rubbish\n");
            file.flush();
            const auto broker = LocalBroker::open(options());
            QVERIFY(!broker);
            QCOMPARE(broker.error().kind, ErrorKind::Corrupt);
            file.resize(0);
            file.seek(0);
            file.write(good);
        }
        open();
    }
    void aProgramThatCannotBeStartedIsTold()
    {
        LocalBroker::Options without = options();
        without.program = "/nowhere/mosquitto";
        auto broker = LocalBroker::open(without);
        QVERIFY(broker);
        (*broker)->start();
        QTRY_VERIFY_WITH_TIMEOUT((*broker)->problem().has_value(), kPatienceMs);
        QCOMPARE((*broker)->state(), LocalBroker::State::Waiting);
    }
};

QTEST_GUILESS_MAIN(LocalBrokerTest)
#include "LocalBrokerTest.moc"
