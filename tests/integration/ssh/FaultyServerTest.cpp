// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/ssh/Bench.h"

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace piuptime;
using namespace piuptime::test;

namespace {

/// Something that is no SSH server, or a bad one: greets each client with the same bytes, once or without end.
class OddServer : public QTcpServer
{
public:
    enum class After { Wait, Close, Repeat };

    OddServer(QByteArray greeting, After after)
        : m_greeting(std::move(greeting))
        , m_after(after)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] { greet(nextPendingConnection()); });
    }

private:
    void greet(QTcpSocket *socket)
    {
        socket->write(m_greeting);
        if (m_after == After::Close)
            socket->disconnectFromHost();
        if (m_after == After::Repeat)
            connect(socket, &QTcpSocket::bytesWritten, socket, [this, socket] {
                if (socket->bytesToWrite() < 100'000)
                    socket->write(m_greeting);
            });
    }

    QByteArray m_greeting;
    After m_after;
};

/// A port that takes no connection and refuses none: the queue of its listener is full, as behind a firewall that
/// drops.
class BlackHole
{
public:
    BlackHole()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto *plain = reinterpret_cast<sockaddr *>(&address);
        socklen_t length = sizeof(address);
        m_sockets.push_back(::socket(AF_INET, SOCK_STREAM, 0));
        ::bind(m_sockets[0], plain, length);
        ::listen(m_sockets[0], 0);
        ::getsockname(m_sockets[0], plain, &length);
        port = ntohs(address.sin_port);
        for (int i = 0; i < 4; ++i) {
            m_sockets.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            ::connect(m_sockets.back(), plain, length);
        }
    }
    BlackHole(const BlackHole &) = delete;
    BlackHole &operator=(const BlackHole &) = delete;
    ~BlackHole()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }

    std::uint16_t port = 0;

private:
    std::vector<int> m_sockets;
};

} // namespace

class FaultyServerTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void aRefusedPortSaysSo();
    void aFilteredPortTimesOut();
    void aNameThatDoesNotExistIsNotFound();
    void anAddressWithoutRouteSaysSo();
    void aWebServerIsNoSshServer();
    void aServerThatTurnsCallersAwayIsOverloaded();
    void aServerThatHangsUpAtOnceSaysSo();
    void aServerThatSaysNothingTimesOut();
    void aGreetingWithoutEndIsCutOff();
    void aLineWithoutEndIsCutOff();
    void rubbishAfterTheGreetingIsCorrupt();
    void aServerWithOldAlgorithmsIsRefused();
    void aServerThatIsFullSaysSo();
    void aStopBeforeTheAnswerLeavesNothingBehind();

private:
    [[nodiscard]] Opened openPort(std::uint16_t port);

    std::unique_ptr<Bench> m_bench;
};

void FaultyServerTest::init()
{
    if (!m_bench)
        m_bench = std::make_unique<Bench>();
    m_bench->options.timeouts = {};
}

Opened FaultyServerTest::openPort(std::uint16_t port)
{
    ssh::SessionOptions options = m_bench->options;
    options.endpoint.port = port;
    return QCoro::waitFor(ssh::Session::open(options, m_bench->person, Deadline::in(20s)));
}

void FaultyServerTest::aRefusedPortSaysSo()
{
    const auto session = openPort(1);
    VERIFY_FAILS(session, Unreachable, "127.0.0.1:1 refused the connection");
    QCOMPARE(session.error().steps, std::vector<std::string>{"connecting to 127.0.0.1:1"});
}

void FaultyServerTest::aFilteredPortTimesOut()
{
    const BlackHole hole;
    m_bench->options.timeouts.connect = 200ms;
    VERIFY_FAILS(openPort(hole.port), Timeout, "does not answer; it is off, or a firewall");
}

void FaultyServerTest::aNameThatDoesNotExistIsNotFound()
{
    ssh::SessionOptions options = m_bench->options;
    options.endpoint.host = "no-such-pi.invalid";
    options.timeouts.resolve = 5s;
    const auto session = QCoro::waitFor(ssh::Session::open(options, m_bench->person, Deadline::in(10s)));
    QVERIFY(!session);
    const bool told = session.error().kind == ErrorKind::NotFound || session.error().kind == ErrorKind::Timeout;
    QVERIFY2(told, session.error().describe().c_str()); // without any network, name servers time out
    QVERIFY(session.error().describe().find("no-such-pi.invalid") != std::string::npos);
}

void FaultyServerTest::anAddressWithoutRouteSaysSo()
{
    ssh::SessionOptions options = m_bench->options;
    options.endpoint.host = "255.255.255.255";
    const auto session = QCoro::waitFor(ssh::Session::open(options, m_bench->person, Deadline::in(10s)));
    VERIFY_FAILS(session, Unreachable, "255.255.255.255");
}

void FaultyServerTest::aWebServerIsNoSshServer()
{
    const OddServer server("HTTP/1.1 400 Bad \x1b[31mRequest\r\n\r\n", OddServer::After::Close);
    const auto session = openPort(server.serverPort());
    VERIFY_FAILS(session, Corrupt, "is not an SSH server");
    QVERIFY(session.error().detail.find("HTTP/1.1 400 Bad Request") != std::string::npos);
}

void FaultyServerTest::aServerThatTurnsCallersAwayIsOverloaded()
{
    const OddServer busy("Exceeded MaxStartups\r\n", OddServer::After::Close);
    VERIFY_FAILS(openPort(busy.serverPort()), Overloaded, "MaxStartups");
    const OddServer offended("Not allowed at this time\r\n", OddServer::After::Close);
    VERIFY_FAILS(openPort(offended.serverPort()), Overloaded, "Not allowed at this time");
}

void FaultyServerTest::aServerThatHangsUpAtOnceSaysSo()
{
    const OddServer server({}, OddServer::After::Close);
    VERIFY_FAILS(openPort(server.serverPort()), Unreachable, "closed the connection before");
}

void FaultyServerTest::aServerThatSaysNothingTimesOut()
{
    const OddServer server({}, OddServer::After::Wait);
    m_bench->options.timeouts.keyExchange = 100ms;
    const auto session = openPort(server.serverPort());
    VERIFY_FAILS(session, Timeout, "did not answer in time");
    QVERIFY(session.error().describe().find("key exchange with 127.0.0.1") != std::string::npos);
}

void FaultyServerTest::aGreetingWithoutEndIsCutOff()
{
    const OddServer server("Welcome to the machine\r\n", OddServer::After::Repeat);
    VERIFY_FAILS(openPort(server.serverPort()), Corrupt, "greets without end");
}

void FaultyServerTest::aLineWithoutEndIsCutOff()
{
    const OddServer server(QByteArray(100'000, 'A'), OddServer::After::Repeat);
    VERIFY_FAILS(openPort(server.serverPort()), Corrupt, "is not an SSH server");
}

void FaultyServerTest::rubbishAfterTheGreetingIsCorrupt()
{
    QByteArray rubbish("SSH-2.0-OpenSSH_9.2\r\n");
    QRandomGenerator random(7);
    for (int i = 0; i < 20'000; ++i)
        rubbish += static_cast<char>(random.bounded(256));
    const OddServer server(rubbish, OddServer::After::Wait);
    m_bench->options.timeouts.keyExchange = 2s;
    VERIFY_FAILS(openPort(server.serverPort()), Corrupt, "127.0.0.1");
}

void FaultyServerTest::aServerWithOldAlgorithmsIsRefused()
{
    const auto old = SshdServer::start({{QStringLiteral("KexAlgorithms diffie-hellman-group1-sha1")}, {}, {}});
    VERIFY_OK(old);
    VERIFY_FAILS(openPort((*old)->port()), Unauthorized, "algorithms");
}

void FaultyServerTest::aServerThatIsFullSaysSo()
{
    const auto full = SshdServer::start({{QStringLiteral("MaxSessions 1")}, {}, {}});
    VERIFY_OK(full);
    m_bench->options.identities = {(*full)->userKey()};
    const auto session = openPort((*full)->port());
    VERIFY_OK(session);
    const auto first = QCoro::waitFor((*session)->exec("sleep 1000", Deadline::in(10s)));
    VERIFY_OK(first);
    const auto second = QCoro::waitFor((*session)->exec("true", Deadline::in(10s)));
    VERIFY_FAILS(second, Overloaded, "MaxSessions");
}

void FaultyServerTest::aStopBeforeTheAnswerLeavesNothingBehind()
{
    const OddServer server({}, OddServer::After::Wait);
    ssh::SessionOptions options = m_bench->options;
    options.endpoint.port = server.serverPort();
    const auto session = QCoro::waitFor(ssh::Session::open(options, m_bench->person, Deadline::in(50ms)));
    VERIFY_FAILS(session, Timeout, "");
}

QTEST_GUILESS_MAIN(FaultyServerTest)
#include "FaultyServerTest.moc"
