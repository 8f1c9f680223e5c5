// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/MosquittoClient.h"
#include "tests/integration/agent/AgentProcess.h"
#include "tests/support/FleetConsole.h"
#include "tests/support/MosquittoBroker.h"
#include "tests/support/NetworkHost.h"
#include "tests/support/Verify.h"

#include <QTest>

#include <algorithm>

using namespace piuptime;
using namespace piuptime::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 90'000; ///< an agent that was refused often asks once a minute
constexpr Seconds kKeepAlive{5};    ///< the least that the settings take
constexpr std::size_t kSome = 20;

const QString kConsoleAddress = u"10.77.0.1/24"_s;
const QString kBrokerAddress = u"10.77.0.2"_s;
const QString kNetwork = u"/24"_s;

/// Why there are no networks to test in; empty: there are.
std::string &obstacle()
{
    static std::string text;
    return text;
}

Result<std::unique_ptr<mqtt::Client>> makeWatchfulClient(mqtt::ClientOptions options, mqtt::ClientEvents events)
{
    options.keepAlive = kKeepAlive;
    options.backoff = {Milliseconds(100), Milliseconds(1000), 2.0};
    return mqtt::makeMosquittoClient(std::move(options), std::move(events));
}

/// Whether each number from the first to the last is there, once.
bool isWhole(const std::multiset<std::uint64_t> &numbers)
{
    const auto doesNotFollow = [](std::uint64_t one, std::uint64_t next) { return next != one + 1; };
    return !numbers.empty() && std::adjacent_find(numbers.begin(), numbers.end(), doesNotFollow) == numbers.end();
}

} // namespace

/// A Pi, a broker and a console on hosts of their own, and what networks do to them. Each time the console must in the
/// end have every reading once: without a hole from the first number to one that was measured after the fault.
class NetworkFaultsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<NetworkHost> m_pi;
    std::unique_ptr<NetworkHost> m_site; ///< where the broker runs
    std::unique_ptr<MosquittoBroker> m_broker;
    std::unique_ptr<AgentProcess> m_agent;
    std::unique_ptr<FleetConsole> m_console;

    void installBroker();
    /// What each test ends with.
    void everyReadingIsThereOnce();
    [[nodiscard]] std::uint64_t newest() const
    {
        const auto numbers = m_console->numbers();
        return numbers.empty() ? 0 : *numbers.rbegin();
    }
    void awaitMore(std::size_t count)
    {
        const std::uint64_t wanted = newest() + count;
        QTRY_VERIFY2_WITH_TIMEOUT(newest() >= wanted, m_agent->log().constData(), kPatienceMs);
    }
    [[nodiscard]] qsizetype losses() const { return m_agent->log().count("not connected to"); }
    void awaitLossAtAgent(qsizetype before)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(losses() > before, m_agent->log().constData(), kPatienceMs);
    }

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aLinkThatIsCutWithoutAWord();
    void packetsThatAreLostAndLate();
    void aBrokerWhoseHostVanishesAndComesBackEmpty();
    void aPiWhoseAddressChanges();
    void aNetworkThatPassesOnOneWayAlone_data();
    void aNetworkThatPassesOnOneWayAlone();
};

void NetworkFaultsTest::initTestCase()
{
    if (!obstacle().empty())
        QSKIP(("networks cannot be made here: " + obstacle()).c_str());
}

void NetworkFaultsTest::installBroker()
{
    auto site = NetworkHost::make(u"site"_s, kBrokerAddress + kNetwork);
    VERIFY_OK(site);
    m_site = std::move(*site);
    // As the word of a new host in a real network does: what others believe of its predecessor's card ends here.
    const QStringList forget{u"ip"_s, u"neighbour"_s, u"flush"_s, u"to"_s, kBrokerAddress};
    VERIFY_OK(runAtSwitch(forget));
    VERIFY_OK(m_pi->run(forget));
    MosquittoBroker::Options options;
    options.host = m_site.get();
    options.address = kBrokerAddress;
    options.port = m_broker ? m_broker->port() : 0;
    m_broker.reset();
    auto broker = MosquittoBroker::start(std::move(options));
    VERIFY_OK(broker);
    m_broker = std::move(*broker);
}

void NetworkFaultsTest::init()
{
    auto pi = NetworkHost::make(u"pi"_s, u"10.77.0.3"_s + kNetwork);
    VERIFY_OK(pi);
    m_pi = std::move(*pi);
    installBroker();
    if (QTest::currentTestFailed())
        return;
    m_console = std::make_unique<FleetConsole>();
    m_console->mqtt.makeClient = &makeWatchfulClient;
    m_console->start(m_broker->port(), kBrokerAddress.toStdString());
    m_agent = std::make_unique<AgentProcess>();
    m_agent->moveTo(*m_pi);
    m_agent->setSettings("host = \"" + kBrokerAddress.toLatin1() + "\"\nport = " + QByteArray::number(m_broker->port())
                         + "\ntls = false\nkeep_alive_seconds = " + QByteArray::number(qint64(kKeepAlive.count()))
                         + '\n');
    m_agent->start();
    QTRY_VERIFY2_WITH_TIMEOUT(newest() > 0, m_agent->log().constData(), kPatienceMs);
}

void NetworkFaultsTest::cleanup()
{
    m_agent.reset();
    m_console.reset();
    m_broker.reset();
    m_site.reset();
    m_pi.reset();
}

void NetworkFaultsTest::everyReadingIsThereOnce()
{
    const auto before = m_console->numbers();
    QVERIFY(!before.empty());
    awaitMore(kSome);
    QTRY_VERIFY2_WITH_TIMEOUT(isWhole(m_console->numbers()), m_agent->log().constData(), kPatienceMs);
    QCOMPARE(*m_console->numbers().begin(), *before.begin());
}

/// Both ends, and the console, believe in connections that are none.
void NetworkFaultsTest::aLinkThatIsCutWithoutAWord()
{
    const qsizetype before = losses();
    VERIFY_OK(m_site->unplug());
    awaitLossAtAgent(before);
    QTRY_VERIFY_WITH_TIMEOUT(!m_console->isConnected(), kPatienceMs);
    VERIFY_OK(m_site->plugIn());
    everyReadingIsThereOnce();
}

void NetworkFaultsTest::packetsThatAreLostAndLate()
{
    const QStringList atPort{u"tc"_s, u"qdisc"_s, u"add"_s, u"dev"_s, m_pi->port(), u"root"_s};
    const QStringList late{u"netem"_s, u"delay"_s, u"60ms"_s, u"30ms"_s, u"loss"_s, u"15%"_s};
    const Result<void> byQueue = runAtSwitch(atPort + late);
    if (byQueue) {
        VERIFY_OK(m_pi->run(QStringList{u"tc"_s, u"qdisc"_s, u"add"_s, u"dev"_s, u"cable"_s, u"root"_s} + late));
    } else { // this kernel delays nothing, but what is lost is sent again and so late
        for (const QString &hook : {u"input"_s, u"output"_s}) {
            const Result<void> lossy = m_pi->run(
                {u"nft"_s, u"add table ip faults; add chain ip faults %1 { type filter hook %1 priority 0; }; "
                           "add rule ip faults %1 numgen random mod 100 < 20 drop"_s.arg(hook)});
            if (!lossy)
                QSKIP(("nothing here loses packets: " + byQueue.error().detail + "; " + lossy.error().detail).c_str());
        }
    }
    awaitMore(3 * kSome);
    everyReadingIsThereOnce();
}

void NetworkFaultsTest::aBrokerWhoseHostVanishesAndComesBackEmpty()
{
    const qsizetype before = losses();
    VERIFY_OK(m_site->unplug());
    awaitLossAtAgent(before);
    m_broker->kill();
    m_site.reset();
    installBroker();
    if (QTest::currentTestFailed())
        return;
    everyReadingIsThereOnce();
}

void NetworkFaultsTest::aPiWhoseAddressChanges()
{
    const qsizetype before = losses();
    VERIFY_OK(m_pi->run({u"ip"_s, u"address"_s, u"delete"_s, u"10.77.0.3/24"_s, u"dev"_s, u"cable"_s}));
    VERIFY_OK(m_pi->run({u"ip"_s, u"address"_s, u"add"_s, u"10.77.0.33/24"_s, u"dev"_s, u"cable"_s}));
    awaitLossAtAgent(before); // what it says from an address that it has no more is not answered
    everyReadingIsThereOnce();
}

void NetworkFaultsTest::aNetworkThatPassesOnOneWayAlone_data()
{
    QTest::addColumn<QString>("hook");
    QTest::newRow("what the Pi says is lost") << u"output"_s;
    QTest::newRow("what the Pi is told is lost") << u"input"_s; // its readings arrive, the word that they did does not
}

void NetworkFaultsTest::aNetworkThatPassesOnOneWayAlone()
{
    QFETCH(const QString, hook);
    const qsizetype before = losses();
    const Result<void> parted =
        m_pi->run({u"nft"_s, u"add table ip faults; add chain ip faults way { type filter hook %1 priority 0; }; "
                             "add rule ip faults way drop"_s.arg(hook)});
    if (!parted)
        QSKIP(("nothing here drops packets: " + parted.error().detail).c_str());
    awaitLossAtAgent(before);
    VERIFY_OK(m_pi->run({u"nft"_s, u"delete table ip faults"_s}));
    everyReadingIsThereOnce();
}

int main(int argc, char *argv[])
{
    if (const Result<void> made = NetworkHost::makeSwitch(kConsoleAddress); !made)
        obstacle() = made.error().describe();
    const QCoreApplication app(argc, argv);
    NetworkFaultsTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "NetworkFaultsTest.moc"
