// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/TlsScene.h"

#include <QFile>
#include <QTest>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using piuptime::test::CertificateAuthority;
using piuptime::test::CertificateFiles;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

QString text(const std::string &string)
{
    return QString::fromStdString(string);
}

Said curl(const CertificateAuthority &authority, QStringList arguments)
{
    return run(u"curl"_s,
               QStringList{u"-sS"_s, u"--http1.1"_s, u"--max-time"_s, u"20"_s, u"--cacert"_s, text(authority.file())}
                   + arguments);
}

/// `openssl s_client`, which says what was agreed upon.
Said openssl(const Gateway &gateway, const QStringList &arguments, const QByteArray &input = {})
{
    return run(u"openssl"_s,
               QStringList{u"s_client"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(gateway.ports().front())} + arguments,
               input);
}

QString subjectSeenBy(const Gateway &gateway, const QString &host)
{
    const Said said = openssl(gateway, {u"-servername"_s, host});
    const qsizetype at = said.output.indexOf(u"subject="_s);
    return said.output.mid(at, said.output.indexOf(u'\n', at) - at);
}

void replaceFiles(const CertificateFiles &with, const CertificateFiles &files)
{
    constexpr auto kOver = std::filesystem::copy_options::overwrite_existing;
    std::filesystem::copy_file(with.certificate, files.certificate, kOver);
    std::filesystem::copy_file(with.key, files.key, kOver);
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT
private:
    CertificateAuthority m_authority;

private slots:
    void aRequestByTlsReachesTheUpstreamAsHttps()
    {
        const HttpUpstream upstream([](Peer &peer, const Request &request) { peer.answer("got " + request.body); });
        const auto gateway = start(secureConfigFor(upstream, m_authority.issue("pi", {})));
        const Said said = curl(m_authority, {u"-d"_s, u"hello"_s, urlOf(*gateway)});
        QCOMPARE(said.output, u"got hello"_s);
        const std::string head = upstream.requests().at(0).head;
        QVERIFY(head.find("\r\nX-Forwarded-Proto: https\r\n") != std::string::npos);
        QVERIFY(head.find(";proto=https\r\n") != std::string::npos);
    }

    void aLargeBodyPassesBothWaysUnharmed()
    {
        const std::string body = [] {
            std::string made;
            while (made.size() < 3'000'000)
                made += std::to_string(made.size()) + ",";
            return made;
        }();
        const HttpUpstream upstream([](Peer &peer, const Request &request) { peer.answer(request.body); });
        const auto gateway = start(secureConfigFor(upstream, m_authority.issue("pi", {})));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"body"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(body));
        file.close();
        const Said said = curl(m_authority, {u"--data-binary"_s, u"@"_s + file.fileName(), urlOf(*gateway)});
        QVERIFY(said.output == text(body));
    }

    void oldVersionsAndWeakCiphersAreRefused()
    {
        const HttpUpstream upstream;
        const auto gateway = start(secureConfigFor(upstream, m_authority.issue("pi", {})));
        const QString any = u"DEFAULT:@SECLEVEL=0"_s;
        QVERIFY(openssl(*gateway, {u"-tls1_1"_s, u"-cipher"_s, any}).code != 0);
        QVERIFY(openssl(*gateway, {u"-tls1_2"_s, u"-cipher"_s, u"AES128-SHA:ECDHE-ECDSA-AES128-SHA"_s}).code != 0);
        QVERIFY(eventually([&] { return gateway->totals().of(Cause::TlsHandshakeFailed) == 2; }));
        QVERIFY(openssl(*gateway, {u"-tls1_2"_s}).output.contains(u"ECDHE-ECDSA-AES128-GCM-SHA256"_s)
                || openssl(*gateway, {u"-tls1_2"_s}).output.contains(u"ECDHE-ECDSA-AES256-GCM-SHA384"_s));
        QVERIFY(openssl(*gateway, {u"-tls1_3"_s}).output.contains(u"TLS_AES_128_GCM_SHA256"_s));
    }

    /// A Pi 4 has no instructions for AES: a client like that puts ChaCha20 first.
    void whoPrefersChaCha20GetsIt()
    {
        const HttpUpstream upstream;
        const auto gateway = start(secureConfigFor(upstream, m_authority.issue("pi", {})));
        const Said said = openssl(
            *gateway, {u"-ciphersuites"_s, u"TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256"_s, u"-tls1_3"_s});
        QVERIFY2(said.output.contains(u"Cipher is TLS_CHACHA20_POLY1305_SHA256"_s), qPrintable(said.output));
    }

    void eachHostGetsItsCertificateAndAnyOtherTheFirst()
    {
        const HttpUpstream upstream;
        const CertificateFiles first = m_authority.issue("first", {.commonName = "first"});
        const CertificateFiles exact =
            m_authority.issue("exact", {.commonName = "exact", .hosts = "DNS:API.pi.example"});
        const CertificateFiles below = m_authority.issue("below", {.commonName = "below", .hosts = "DNS:*.pi.example"});
        Config config = secureConfigFor(upstream, first);
        for (const CertificateFiles &files : {below, exact})
            config.listeners[0].certificates.push_back({files.certificate, files.key});
        const auto gateway = start(config);
        QCOMPARE(subjectSeenBy(*gateway, u"api.pi.example"_s), u"subject=CN = exact"_s);
        QCOMPARE(subjectSeenBy(*gateway, u"Wall.Pi.Example"_s), u"subject=CN = below"_s);
        QCOMPARE(subjectSeenBy(*gateway, u"a.b.pi.example"_s), u"subject=CN = first"_s);
        QCOMPARE(subjectSeenBy(*gateway, u"localhost"_s), u"subject=CN = first"_s);
    }

    void aTicketIsGoodWithAnyWorkerAndAfterAReload_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("TLS 1.2") << u"-tls1_2"_s;
        QTest::newRow("TLS 1.3") << u"-tls1_3"_s;
    }

    void aTicketIsGoodWithAnyWorkerAndAfterAReload()
    {
        QFETCH(QString, version);
        const HttpUpstream upstream;
        Config config = secureConfigFor(upstream, m_authority.issue("pi", {}));
        config.workers = 3;
        const auto gateway = start(config);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"session"_s);
        const QByteArray request = "GET / HTTP/1.1\r\nHost: pi\r\nConnection: close\r\n\r\n";
        const Said first = openssl(
            *gateway, {version, u"-sess_out"_s, file, u"-ign_eof"_s, u"-servername"_s, u"localhost"_s}, request);
        QVERIFY(first.output.contains(u"New, TLS"_s));
        for (int i = 0; i < 6; ++i) {
            QVERIFY(gateway->reloadCertificates().has_value());
            const Said next = openssl(
                *gateway, {version, u"-sess_in"_s, file, u"-ign_eof"_s, u"-servername"_s, u"localhost"_s}, request);
            QVERIFY2(next.output.contains(u"Reused, TLS"_s), qPrintable(next.output));
            QVERIFY(next.output.contains(u"hello"_s));
        }
    }

    void aClientMayHaveToShowACertificate()
    {
        const HttpUpstream upstream;
        const CertificateAuthority theirs;
        const CertificateAuthority stranger;
        const CertificateFiles good = theirs.issue("client", {.commonName = "pi-7", .hosts = "DNS:pi-7.lab"});
        const CertificateFiles bad = stranger.issue("client", {.commonName = "pi-7"});
        Config config = secureConfigFor(upstream, m_authority.issue("pi", {}));
        config.listeners[0].clientCertificates = ClientCertificates::Required;
        config.listeners[0].clientCa = theirs.file();
        const auto gateway = start(config);
        const auto ask = [&](const CertificateFiles &files) {
            return curl(m_authority,
                        {u"--cert"_s, text(files.certificate), u"--key"_s, text(files.key), urlOf(*gateway)});
        };
        QCOMPARE(ask(good).output, u"hello"_s);
        QVERIFY(ask(bad).code != 0);
        QVERIFY(curl(m_authority, {urlOf(*gateway)}).code != 0);
        QCOMPARE(gateway->totals().of(Cause::ClientCertificateRefused), std::uint64_t{1});
        QCOMPARE(gateway->totals().of(Cause::ClientCertificateMissing), std::uint64_t{1});
        QCOMPARE(upstream.requests().size(), std::size_t{1});

        config.listeners[0].clientCertificates = ClientCertificates::Optional;
        QVERIFY(gateway->reload(config).has_value());
        QCOMPARE(curl(m_authority, {urlOf(*gateway)}).output, u"hello"_s);
        QCOMPARE(ask(good).output, u"hello"_s);
        QVERIFY(ask(bad).code != 0);
    }

    void aCertificateTellsWhichConsumerItIs()
    {
        const HttpUpstream upstream;
        const CertificateAuthority theirs;
        const CertificateFiles known = theirs.issue("client", {.commonName = "pi-7"});
        const CertificateFiles unknown = theirs.issue("other", {.commonName = "pi-8"});
        Config config = secureConfigFor(upstream, m_authority.issue("pi", {}));
        config.listeners[0].clientCertificates = ClientCertificates::Optional;
        config.listeners[0].clientCa = theirs.file();
        config.guard.consumers = {{.name = "pump", .certificates = {{.subject = "CN=pi-7"}}}};
        config.routes[0].guard.access.require = {guard::Credential::Certificate};
        const auto gateway = start(config);
        const auto statusOf = [&](const QStringList &more) {
            return curl(m_authority, QStringList{u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_code}"_s} + more
                                         + QStringList{urlOf(*gateway)})
                .output;
        };
        const auto shown = [](const CertificateFiles &files) {
            return QStringList{u"--cert"_s, text(files.certificate), u"--key"_s, text(files.key)};
        };
        QCOMPARE(statusOf(shown(known)), u"200"_s);
        QVERIFY(upstream.requests().at(0).head.find("\r\nX-Consumer: pump\r\n") != std::string::npos);
        QCOMPARE(statusOf(shown(unknown)), u"403"_s);
        QCOMPARE(statusOf({}), u"401"_s);
        QCOMPARE(upstream.requests().size(), std::size_t{1});
    }

    void aPasswordIsCheckedByHttp2AsWell()
    {
        const HttpUpstream upstream;
        Config config = secureConfigFor(upstream, m_authority.issue("pi", {}));
        // "secret", of little cost
        config.guard.consumers = {{.name = "pump",
                                   .basics = {{.user = "pump",
                                               .hash = "$argon2id$v=19$m=8,t=1,p=1$7Q5lRL2k1Lm5n1UbYNTZBQ$N2kf4T/"
                                                       "VQBIyLehUEW3XsrZfS3UwTVCBabtO2bACQ8U"}}}};
        config.routes[0].guard.access.require = {guard::Credential::Basic};
        const auto gateway = start(config);
        const auto statusFor = [&](const QString &user) {
            return curl(m_authority, {u"--http2"_s, u"-o"_s, u"/dev/null"_s, u"-w"_s, u"%{http_version} %{http_code}"_s,
                                      u"-u"_s, user, urlOf(*gateway)})
                .output;
        };
        QCOMPARE(statusFor(u"pump:secret"_s), u"2 200"_s);
        QCOMPARE(statusFor(u"pump:wrong"_s), u"2 401"_s);
        QCOMPARE(upstream.requests().size(), std::size_t{1});
    }

    /// Else who was let in under the old authorities would stay in for as long as the ticket lasts.
    void aTicketEndsWithTheAuthoritiesThatLetItsClientIn()
    {
        const HttpUpstream upstream;
        const CertificateAuthority before;
        const CertificateAuthority after;
        const CertificateFiles client = before.issue("client", {});
        Config config = secureConfigFor(upstream, m_authority.issue("pi", {}));
        config.listeners[0].clientCertificates = ClientCertificates::Required;
        config.listeners[0].clientCa = before.file();
        const auto gateway = start(config);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"session"_s);
        const QByteArray request = "GET / HTTP/1.1\r\nHost: pi\r\nConnection: close\r\n\r\n";
        QStringList arguments{u"-ign_eof"_s, u"-cert"_s, text(client.certificate), u"-key"_s, text(client.key)};
        QVERIFY(openssl(*gateway, arguments + QStringList{u"-sess_out"_s, file}, request).output.contains(u"hello"_s));
        arguments += {u"-sess_in"_s, file};
        QVERIFY(openssl(*gateway, arguments, request).output.contains(u"Reused, TLS"_s));
        config.listeners[0].clientCa = after.file();
        QVERIFY(gateway->reload(config).has_value());
        const Said said = openssl(*gateway, arguments, request);
        QVERIFY(!said.output.contains(u"hello"_s));
    }

    void plainHttpOnATlsPortIsToldSo()
    {
        const HttpUpstream upstream;
        const auto gateway = start(secureConfigFor(upstream, m_authority.issue("pi", {})));
        RawClient client(gateway->ports().front());
        const auto answer = client.ask(kGet);
        QCOMPARE(answer.status, 400);
        QVERIFY(answer.body.find("plain-http-on-tls-port") != std::string::npos);
        QVERIFY(client.isClosedByPeer());
        QCOMPARE(gateway->totals().of(Cause::PlainHttpOnTlsPort), std::uint64_t{1});
    }

    void rubbishAndSilenceEndAHandshake()
    {
        const HttpUpstream upstream;
        Config config = secureConfigFor(upstream, m_authority.issue("pi", {}));
        config.client.head = Milliseconds(200);
        const auto gateway = start(config);
        RawClient rubbish(gateway->ports().front());
        rubbish.send("\x16\x03\x01\x7f\xff then nothing of use");
        (void)rubbish.readBytes(4096);
        RawClient silent(gateway->ports().front());
        QVERIFY(silent.isClosedByPeer());
        QVERIFY(eventually([&] {
            const Totals totals = gateway->totals();
            return totals.of(Cause::TlsHandshakeFailed) + totals.of(Cause::TlsHandshakeTimeout) == 2;
        }));
        QVERIFY(gateway->totals().of(Cause::TlsHandshakeTimeout) >= 1);
    }

    /// Anybody can begin a handshake; half of the connections are for those who have ended theirs. Who lets others wait
    /// with it for long has to make room.
    void handshakesTakeNoMoreThanHalfOfTheConnections()
    {
        const HttpUpstream upstream;
        Config config = secureConfigFor(upstream, m_authority.issue("pi", {}));
        config.mostConnections = 6;
        const auto gateway = start(config);
        std::vector<std::unique_ptr<RawClient>> silent;
        for (int i = 0; i < 8; ++i)
            silent.push_back(std::make_unique<RawClient>(gateway->ports().front()));
        QVERIFY(eventually([&] { return gateway->totals().of(Cause::TooManyHandshakes) == 4; }));
        QVERIFY(eventually([&] { return curl(m_authority, {urlOf(*gateway)}).output == u"hello"_s; }));
        QVERIFY(gateway->totals().of(Cause::CrowdedOut) >= 1);
    }

    /// Each waits in line until the keys of those before are exchanged; who hangs up meanwhile leaves it.
    void manyHandshakesAtOnceAllHaveTheirTurn()
    {
        const HttpUpstream upstream;
        const auto gateway = start(secureConfigFor(upstream, m_authority.issue("pi", {})));
        constexpr int kStrangers = 500; // who say something and hang up
        Said said;
        std::thread load([&] {
            said = run(u"h2load"_s, {u"-n"_s, u"600"_s, u"-c"_s, u"300"_s, u"--h1"_s, urlOf(*gateway)});
        });
        for (int i = 0; i < kStrangers; ++i) {
            RawClient stranger(gateway->ports().front());
            stranger.send("\x16\x03\x01\x7f\xff");
        }
        load.join();
        QVERIFY2(said.output.contains(u"600 succeeded, 0 failed, 0 errored"_s), qPrintable(said.output));
        QVERIFY(eventually([&] { return gateway->totals().of(Cause::TlsHandshakeFailed) == kStrangers; }));
    }

    void theEndIsSaidWithinTls()
    {
        const HttpUpstream upstream;
        const auto gateway = start(secureConfigFor(upstream, m_authority.issue("pi", {})));
        const Said said =
            openssl(*gateway, {u"-ign_eof"_s, u"-msg"_s}, "GET / HTTP/1.1\r\nHost: pi\r\nConnection: close\r\n\r\n");
        QVERIFY2(said.output.contains(u"warning close_notify"_s), qPrintable(said.output));
    }

    void aRenewedCertificateIsShownWithoutARestart()
    {
        const HttpUpstream upstream;
        const CertificateFiles files = m_authority.issue("pi", {.commonName = "old"});
        const auto gateway = start(secureConfigFor(upstream, files));
        QCOMPARE(subjectSeenBy(*gateway, u"localhost"_s), u"subject=CN = old"_s);
        replaceFiles(m_authority.issue("next", {.commonName = "new"}), files);
        QVERIFY(gateway->reloadCertificates().has_value());
        QCOMPARE(subjectSeenBy(*gateway, u"localhost"_s), u"subject=CN = new"_s);
        // One that is of no use changes nothing.
        QFile broken(text(files.key));
        QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.write("rubbish");
        broken.close();
        const auto failed = gateway->reloadCertificates();
        QVERIFY(!failed.has_value());
        QVERIFY(failed.error().describe().find(files.key) != std::string::npos);
        QCOMPARE(subjectSeenBy(*gateway, u"localhost"_s), u"subject=CN = new"_s);
    }

    void aRenewalUnderLoadDropsNothing_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QStringList usual{u"-n"_s, u"6000"_s, u"-c"_s, u"8"_s};
        QTest::newRow("HTTP/1.1") << usual + QStringList{u"--h1"_s};
        QTest::newRow("HTTP/2") << usual + QStringList{u"-m"_s, u"8"_s};
    }

    void aRenewalUnderLoadDropsNothing()
    {
        QFETCH(QStringList, arguments);
        const HttpUpstream upstream;
        const CertificateFiles files = m_authority.issue("pi", {.commonName = "old"});
        Config config = secureConfigFor(upstream, files);
        config.workers = 2;
        const auto gateway = start(config);
        std::atomic<bool> hasEnded = false;
        Said said;
        std::thread load([&] {
            said = run(u"h2load"_s, arguments + QStringList{urlOf(*gateway)});
            hasEnded = true;
        });
        int renewals = 0;
        for (; !hasEnded; ++renewals) {
            const auto before = gateway->totals().answered;
            replaceFiles(m_authority.issue("next", {.commonName = "new " + std::to_string(renewals)}), files);
            if (!gateway->reloadCertificates())
                break;
            (void)eventually([&] { return hasEnded || gateway->totals().answered > before + 100; });
        }
        load.join();
        QVERIFY2(said.output.contains(u"6000 succeeded, 0 failed, 0 errored"_s), qPrintable(said.output));
        QVERIFY(renewals >= 3);
        QVERIFY(subjectSeenBy(*gateway, u"localhost"_s).startsWith(u"subject=CN = new"_s));
    }

    void certificatesThatCannotServeAreNamed()
    {
        const HttpUpstream upstream;
        const CertificateFiles good = m_authority.issue("good", {});
        const CertificateFiles other = m_authority.issue("other", {});
        const CertificateFiles old =
            m_authority.issue("old", {.validFrom = std::chrono::hours(-48), .validTo = std::chrono::hours(-24)});
        const auto reasonFor = [&](const CertificateFiles &files) {
            const auto failed = Gateway::start(secureConfigFor(upstream, files));
            return failed ? std::string() : failed.error().describe();
        };
        QVERIFY(reasonFor({good.certificate, other.key}).find("key values mismatch") != std::string::npos);
        QVERIFY(reasonFor(old).find("expired") != std::string::npos);
        QVERIFY(reasonFor(old).find(old.certificate) != std::string::npos);
        QVERIFY(reasonFor({"/nowhere/pi.pem", good.key}).find("/nowhere/pi.pem: No such file") != std::string::npos);
        QVERIFY(reasonFor({good.key, good.key}).find("no certificate in") != std::string::npos);
    }

    void anUpstreamIsReachedByTlsWhenItCanProveWhoItIs()
    {
        // Another gateway is the upstream that speaks TLS.
        const HttpUpstream upstream;
        const auto inner = start(secureConfigFor(upstream, m_authority.issue("inner", {})));
        const CertificateAuthority stranger;
        Config config = configFor({&upstream});
        config.groups[0].endpoints[0].address = "127.0.0.1:" + std::to_string(inner->ports().front());
        config.groups[0].tls = {.isOn = true, .ca = m_authority.file()};
        config.groups[0].check = {.path = "/health", .interval = Milliseconds(100)};
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.ask(kGet).body, std::string("hello"));
        QCOMPARE(gateway->totals().connects, std::uint64_t{1});
        QVERIFY(eventually([&] {
            return std::ranges::any_of(upstream.requests(),
                                       [](const Request &request) { return request.head.starts_with("GET /health "); });
        }));

        config.groups[0].check = {};
        config.groups[0].name = config.routes[0].targets[0].group = "strangers";
        config.groups[0].tls.ca = stranger.file();
        QVERIFY(gateway->reload(config).has_value());
        const auto refused = client.ask(kGet);
        QCOMPARE(refused.status, 502);
        QVERIFY(refused.body.find("upstream-not-trusted") != std::string::npos);

        config.groups[0].name = config.routes[0].targets[0].group = "names";
        config.groups[0].tls = {.isOn = true, .ca = m_authority.file(), .name = "another.example"};
        QVERIFY(gateway->reload(config).has_value());
        QCOMPARE(client.ask(kGet).status, 502);
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "TlsTest.moc"
