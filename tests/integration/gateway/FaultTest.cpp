// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/TlsScene.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::test;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

/// How a fault of an upstream goes on.
enum class Then { Stays, Closes, Resets };
/// What its client sees of it.
enum class Sees { Problem, Break, Answer };

struct Misdeed {
    const char *title;
    std::string says;
    Then then;
    Cause cause; ///< None: the answer is taken for what it is
    Sees sees;
};

/// The one of OpenSSL, which shows whatever certificate it is given, and answers any request.
class TlsServer
{
public:
    explicit TlsServer(const CertificateFiles &files)
    {
        m_process.start(QStringLiteral("openssl"),
                        {QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                         QStringLiteral("-cert"), QString::fromStdString(files.certificate), QStringLiteral("-key"),
                         QString::fromStdString(files.key), QStringLiteral("-www")});
        const std::string kSays = "ACCEPT ";
        std::string said;
        while (said.find('\n', said.find(kSays)) == std::string::npos && m_process.waitForReadyRead())
            said += m_process.readAllStandardOutput().toStdString();
        if (const std::size_t at = said.find(kSays); at != std::string::npos)
            m_address = said.substr(at + kSays.size(), said.find('\n', at) - at - kSays.size());
    }
    ~TlsServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    TlsServer(const TlsServer &) = delete;
    TlsServer &operator=(const TlsServer &) = delete;

    [[nodiscard]] const std::string &address() const { return m_address; }

private:
    QProcess m_process;
    std::string m_address;
};

std::string repeated(std::string_view text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

const std::vector<Misdeed> &faults()
{
    using enum Cause;
    static const std::string kHello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    static const std::string kChunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
    static const std::vector<Misdeed> kFaults{
        {"resets in the midst of a head", "HTTP/1.1 200 OK\r\nContent-", Then::Resets, UpstreamClosed, Sees::Problem},
        {"resets in the midst of a body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", Then::Resets,
         UpstreamCut, Sees::Break},
        {"stalls before its head", "", Then::Stays, UpstreamHeadTimeout, Sees::Problem},
        {"stalls in the midst of a head", "HTTP/1.1 200 OK\r\nConte", Then::Stays, UpstreamHeadTimeout, Sees::Problem},
        {"stalls after an interim answer", "HTTP/1.1 103 Early Hints\r\n\r\n", Then::Stays, UpstreamHeadTimeout,
         Sees::Problem},
        {"stalls in the midst of a body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", Then::Stays,
         UpstreamIdleTimeout, Sees::Break},
        {"stalls before the last chunk", kChunks, Then::Stays, UpstreamIdleTimeout, Sees::Break},
        {"says rubbish", "\x16\x03\x01\x02\xff\x01\r\n", Then::Stays, UpstreamMalformed, Sees::Problem},
        {"speaks HTTP/2 unasked", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Then::Stays, UpstreamMalformed, Sees::Problem},
        {"has a status that is none", "HTTP/1.1 99 What\r\n\r\n", Then::Stays, UpstreamMalformed, Sees::Problem},
        {"switches protocols unasked", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", Then::Stays,
         UpstreamMalformed, Sees::Problem},
        {"has too large a head", "HTTP/1.1 200 OK\r\n" + repeated("X-Long: " + std::string(1000, 'x') + "\r\n", 70),
         Then::Stays, UpstreamMalformed, Sees::Problem},
        {"has too many fields", "HTTP/1.1 200 OK\r\n" + repeated("X: y\r\n", 2000), Then::Stays, UpstreamMalformed,
         Sees::Problem},
        {"never ends its status line", "HTTP/1.1 200 " + std::string(70'000, 'x'), Then::Stays, UpstreamMalformed,
         Sees::Problem},
        {"floods with interim answers", repeated("HTTP/1.1 102 Processing\r\n\r\n", 100) + kHello, Then::Stays,
         UpstreamMalformed, Sees::Problem},
        {"has a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello", Then::Stays,
         UpstreamMalformed, Sees::Problem},
        {"has a length that no number can hold", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
         Then::Stays, UpstreamMalformed, Sees::Problem},
        {"ends before its length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", Then::Closes, UpstreamCut,
         Sees::Break},
        {"has a chunk size that is none", kChunks + "0x5\r\nhello\r\n", Then::Stays, UpstreamMalformed, Sees::Break},
        {"has a chunk beyond its size", kChunks + "2\r\nhello\r\n0\r\n\r\n", Then::Stays, UpstreamMalformed,
         Sees::Break},
        {"goes on beyond its length", kHello + " and more", Then::Stays, None, Sees::Answer},
        {"goes on beyond the last chunk", kChunks + "0\r\n\r\nmore", Then::Stays, None, Sees::Answer},
        {"answers twice", kHello + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", Then::Stays, None, Sees::Answer},
        {"answers, and hangs up unsaid", kHello, Then::Closes, None, Sees::Answer},
        {"answers, and says that it hangs up", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
         Then::Stays, None, Sees::Answer},
        {"answers as HTTP/1.0 does", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", Then::Stays, None,
         Sees::Answer},
        {"has a body where there is none", "HTTP/1.1 204 No Content\r\n\r\nhello", Then::Stays, None, Sees::Answer},
    };
    return kFaults;
}

} // namespace

/// Upstreams that do what none should: what their clients see of it, and that whoever asks next is not harmed.
class FaultTest : public QObject
{
    Q_OBJECT
private slots:
    void aFaultIsToldForWhatItIsAndHarmsNobodyElse_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < faults().size(); ++i)
            QTest::newRow(faults()[i].title) << static_cast<int>(i);
    }

    void aFaultIsToldForWhatItIsAndHarmsNobodyElse()
    {
        QFETCH(const int, index);
        const Misdeed &fault = faults()[static_cast<std::size_t>(index)];
        std::atomic<bool> isSeen = false;
        const HttpUpstream upstream([&](Peer &peer, const Request &request) {
            if (request.head.starts_with("GET /next ")) {
                peer.answer("fine");
                return;
            }
            peer.send(fault.says);
            if (fault.then == Then::Stays)
                return;
            if (fault.sees == Sees::Break)
                isSeen.wait(false); // a reset would overtake what was sent
            peer.close(fault.then == Then::Resets);
        });
        Config config = configFor({&upstream});
        config.groups[0].retry.attempts = 1;
        config.groups[0].timeouts.head = Milliseconds(200);
        config.groups[0].timeouts.idle = Milliseconds(200);
        const auto gateway = start(config);

        auto client = std::make_unique<RawClient>(gateway->ports().front());
        client->send(kGet);
        if (fault.sees == Sees::Break) {
            const std::string begin = client->readBytes(1);
            isSeen = true;
            isSeen.notify_all();
            QVERIFY(begin.empty() || begin.starts_with("HTTP/1.1 200 OK\r\n")); // a reset may overtake it
            (void)client->readBytes(1'000'000);
            QVERIFY(client->isClosedByPeer());
            client = std::make_unique<RawClient>(gateway->ports().front());
        } else {
            expectAnswer(fault, *client); // and goes on with its connection
        }
        QCOMPARE(gateway->totals().of(fault.cause), std::uint64_t{fault.cause == Cause::None ? 0U : 1U});

        // The next request finds another connection, and nothing of what the first one left.
        const auto answer = client->ask(get("/next"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string("fine"));
        const auto requests = upstream.requests();
        QCOMPARE(requests.size(), std::size_t{2});
        QVERIFY(requests[1].connection != requests[0].connection);
    }

    void whoRefusesConnectionsIsToldSo()
    {
        const std::string nowhere = HttpUpstream().address();
        const HttpUpstream unused;
        Config config = configFor({&unused});
        config.groups[0].endpoints[0].address = nowhere;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(post("x"));
        QCOMPARE(answer.status, 502);
        QVERIFY(answer.body.find("upstream-unreachable") != std::string::npos);
    }

    /// It answers while the request is still under way, and takes no more of it.
    void anAnswerBeforeTheEndLeavesNoConnectionBehind()
    {
        std::atomic<int> connections = 0;
        const HttpUpstream upstream({}, [&connections](Peer &peer) {
            const int number = connections++;
            (void)peer.receive();
            peer.answer(number == 0 ? "early" : "fine");
            while (!peer.receive().empty()) { // but never as part of another request
            }
        });
        const auto gateway = start(configFor({&upstream}));
        RawClient client(gateway->ports().front());
        client.send("POST /a HTTP/1.1\r\nHost: pi\r\nContent-Length: 10\r\n\r\nhello");
        const auto answer = client.read();
        QCOMPARE(answer.body, std::string("early"));
        client.send("GET /evil ");
        QVERIFY(client.isClosedByPeer());
        RawClient next(gateway->ports().front());
        QCOMPARE(next.ask(kGet).body, std::string("fine"));
        QCOMPARE(upstream.connections(), 2);
    }

    void onlyUpstreamsThatProveWhoTheyAreGetRequests_data()
    {
        QTest::addColumn<QString>("hosts");
        QTest::addColumn<int>("validFromHours");
        QTest::addColumn<int>("validToHours");
        QTest::addColumn<bool>("isForeign");
        QTest::addColumn<bool>("isSound");
        QTest::newRow("sound") << "DNS:localhost,IP:127.0.0.1" << -1 << 24 << false << true;
        QTest::newRow("expired") << "DNS:localhost,IP:127.0.0.1" << -48 << -24 << false << false;
        QTest::newRow("not yet valid") << "DNS:localhost,IP:127.0.0.1" << 24 << 48 << false << false;
        QTest::newRow("of a foreign authority") << "DNS:localhost,IP:127.0.0.1" << -1 << 24 << true << false;
        QTest::newRow("for another name") << "DNS:other.example" << -1 << 24 << false << false;
        QTest::newRow("for another address") << "IP:127.0.0.2" << -1 << 24 << false << false;
        QTest::newRow("for no name") << "" << -1 << 24 << false << false;
    }

    void onlyUpstreamsThatProveWhoTheyAreGetRequests()
    {
        QFETCH(const QString, hosts);
        QFETCH(const int, validFromHours);
        QFETCH(const int, validToHours);
        QFETCH(const bool, isForeign);
        QFETCH(const bool, isSound);
        const CertificateAuthority believed;
        const CertificateAuthority foreign;
        const auto files = (isForeign ? foreign : believed)
                               .issue("pi", {.commonName = "127.0.0.1",
                                             .hosts = hosts.toStdString(),
                                             .validFrom = std::chrono::hours(validFromHours),
                                             .validTo = std::chrono::hours(validToHours)});
        const TlsServer server(files); // since a gateway shows no certificate that has expired
        const HttpUpstream unused;
        Config config = configFor({&unused});
        config.groups[0].endpoints[0].address = server.address();
        config.groups[0].tls = {.isOn = true, .ca = believed.file()};
        config.groups[0].retry.attempts = 1;
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (std::uint64_t i = 1; i <= 2; ++i) { // nor is the connection used for the next
            const auto answer = client.ask(kGet);
            QCOMPARE(answer.status, isSound ? 200 : 502);
            QCOMPARE(answer.body.find("upstream-not-trusted") == std::string::npos, isSound);
            QCOMPARE(gateway->totals().connects, i);
            QCOMPARE(gateway->totals().of(Cause::UpstreamNotTrusted), isSound ? 0 : i);
        }
    }

private:
    static void expectAnswer(const Misdeed &fault, RawClient &client)
    {
        auto answer = client.read();
        while (answer.status >= 100 && answer.status < 200)
            answer = client.read();
        if (fault.sees == Sees::Answer) {
            QVERIFY(answer.status < 300 && answer.isWhole);
            QCOMPARE(answer.body, std::string(answer.status == 204 ? "" : "hello"));
        } else {
            QCOMPARE(answer.status, info(fault.cause).status);
            QVERIFY2(answer.body.find(info(fault.cause).slug) != std::string::npos, answer.body.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(FaultTest)
#include "FaultTest.moc"
