// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Freed.h"
#include "core/gateway/net/Address.h"
#include "core/gateway/tls/PeerCertificate.h"
#include "core/gateway/tls/Session.h"
#include "tests/support/Certificates.h"

#include <QProcess>
#include <QTest>

#include <openssl/pem.h>

#include <poll.h>

using namespace piuptime;
using namespace piuptime::gateway::tls;
using namespace std::chrono_literals;

namespace {

using Certificate = std::unique_ptr<X509, Freed<&X509_free>>;
using File = std::unique_ptr<std::FILE, Freed<&std::fclose>>;

Certificate load(const std::string &path)
{
    const File file(std::fopen(path.c_str(), "r"));
    return Certificate(PEM_read_X509(file.get(), nullptr, nullptr, nullptr));
}

/// What OpenSSL's own program says.
std::string fingerprintOf(const std::string &path)
{
    QProcess process;
    process.start(QStringLiteral("openssl"),
                  {QStringLiteral("x509"), QStringLiteral("-in"), QString::fromStdString(path),
                   QStringLiteral("-noout"), QStringLiteral("-fingerprint"), QStringLiteral("-sha256")});
    process.waitForFinished();
    const QString line = QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    return line.mid(line.indexOf(u'=') + 1).remove(u':').toLower().toStdString();
}

/// Until there is something to read or to accept. \return false when nothing comes
bool waitFor(int fd)
{
    pollfd waiting{.fd = fd, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, 10'000) == 1;
}

bool opens(const TicketKeys &keys, const TicketKey &key, MonoTime now)
{
    const auto found = keys.forOpening(key.name, now);
    return found && found->key.cipher == key.cipher && found->key.mac == key.mac;
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT
private slots:
    void aCertificateTellsWhoItIsFor()
    {
        const test::CertificateAuthority authority;
        const auto files = authority.issue(
            "client", {.commonName = "pi-7",
                       .hosts = "DNS:pi-7.lab,DNS:*.Pi.Example,email:pi@lab,URI:spiffe://lab/pi-7,IP:10.0.0.7,IP:::1"});
        const Certificate certificate = load(files.certificate);
        const PeerCertificate told = describe(certificate.get());
        QCOMPARE(told.subject, "CN=pi-7");
        QCOMPARE(told.commonName, "pi-7");
        QCOMPARE(told.names, (std::vector<std::string>{"DNS:pi-7.lab", "DNS:*.Pi.Example", "email:pi@lab",
                                                       "URI:spiffe://lab/pi-7", "IP:10.0.0.7", "IP:::1"}));
        QCOMPARE(told.sha256, fingerprintOf(files.certificate));
        QCOMPARE(hostsOf(certificate.get()), (std::vector<std::string>{"pi-7.lab", "*.pi.example"}));
    }

    void withoutAlternativeNamesItIsForItsCommonName()
    {
        const test::CertificateAuthority authority;
        const auto files = authority.issue("old", {.commonName = "Old.Example", .hosts = ""});
        QCOMPARE(hostsOf(load(files.certificate).get()), (std::vector<std::string>{"old.example"}));
    }

    void whoAClientIsIsKnownAfterTheHandshake()
    {
        const test::CertificateAuthority ours;
        const test::CertificateAuthority theirs;
        const auto server = ours.issue("server", {});
        const auto client = theirs.issue("client", {.commonName = "pi-7", .hosts = "DNS:pi-7.lab"});
        const auto context = ServerContext::make({.address = "here:1",
                                                  .certificates = {{server.certificate, server.key}},
                                                  .clientCertificates = gateway::ClientCertificates::Required,
                                                  .clientCa = theirs.file()},
                                                 std::make_shared<TicketKeys>());
        QVERIFY(context.has_value());
        const UniqueFd listener =
            *gateway::net::listenOn(*gateway::net::Address::resolve("127.0.0.1:0"), gateway::net::Sharing::No);
        const auto port = gateway::net::Address::ofSocket(listener.get()).port();
        QProcess process;
        process.start(QStringLiteral("openssl"),
                      {QStringLiteral("s_client"), QStringLiteral("-alpn"), QStringLiteral("http/1.1"),
                       QStringLiteral("-servername"), QStringLiteral("pi.example"), QStringLiteral("-connect"),
                       QStringLiteral("127.0.0.1:%1").arg(port), QStringLiteral("-cert"),
                       QString::fromStdString(client.certificate), QStringLiteral("-key"),
                       QString::fromStdString(client.key)});
        QVERIFY(waitFor(listener.get()));
        gateway::net::Stream stream(UniqueFd(::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK)));
        const auto session = Session::withClient(*context);
        auto outcome = gateway::net::Outcome::Blocked;
        while (outcome == gateway::net::Outcome::Blocked && waitFor(stream.fd())) {
            stream.note(POLLIN);
            outcome = session->handshake(stream);
        }
        process.kill();
        process.waitForFinished();
        QCOMPARE(outcome, gateway::net::Outcome::Progress);
        QCOMPARE(session->serverName(), "pi.example");
        QVERIFY(!session->speaksHttp2());
        const auto peer = session->peerCertificate();
        QVERIFY(peer != nullptr);
        QCOMPARE(peer->commonName, "pi-7");
        QCOMPARE(peer->names, (std::vector<std::string>{"DNS:pi-7.lab"}));
        QCOMPARE(peer->sha256, fingerprintOf(client.certificate));
    }

    void aTicketKeySealsForAnHourAndOpensForThree()
    {
        TicketKeys keys;
        const MonoTime start = MonoTime() + 1h;
        const TicketKey first = *keys.forSealing(start);
        QCOMPARE(keys.forSealing(start + 59min)->name, first.name);
        const TicketKey second = *keys.forSealing(start + 61min);
        QVERIFY(second.name != first.name && second.cipher != first.cipher && second.mac != first.mac);
        QVERIFY(opens(keys, first, start + 179min));
        QVERIFY(!keys.forOpening(first.name, start + 61min)->isCurrent);
        QVERIFY(keys.forOpening(second.name, start + 61min)->isCurrent);
        QVERIFY(!opens(keys, first, start + 180min));
        QVERIFY(opens(keys, second, start + 180min));
    }

    void aTicketOfAnotherGatewayIsNotOpened()
    {
        TicketKeys ours;
        TicketKeys theirs;
        const MonoTime now = MonoTime() + 1h;
        (void)ours.forSealing(now);
        QVERIFY(!opens(ours, *theirs.forSealing(now), now));
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "TlsTest.moc"
