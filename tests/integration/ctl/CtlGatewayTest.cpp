// SPDX-License-Identifier: GPL-3.0-or-later
// `piuptimectl gateway` as a program on a real gateway: of this account, and of a Pi behind a real SSH server.
#include "core/gateway/control/Host.h"
#include "tests/integration/ctl/CtlHome.h"
#include "tests/support/HttpUpstream.h"
#include "tests/support/RawClient.h"
#include "tests/support/SshdServer.h"
#include "tests/support/Verify.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>

namespace piuptime {

using namespace Qt::StringLiterals;
using gateway::control::Host;
using test::Home;

class CtlGatewayTest : public QObject
{
    Q_OBJECT

    HttpUpstream m_upstream;
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Host> m_host;
    std::unique_ptr<test::SshdServer> m_sshd;

    [[nodiscard]] QByteArray text(const char *upstream = "web") const
    {
        return QByteArray("listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"UP\"\n[[upstream.endpoint]]\n"
                          "address = \"ADDRESS\"\n[[route]]\nname = \"all\"\nto = \"UP\"\n")
            .replace("UP", upstream)
            .replace("ADDRESS", QByteArray::fromStdString(m_upstream.address()));
    }
    /// A gateway whose socket lies in this folder.
    void startIn(const QString &folder)
    {
        QVERIFY(QDir().mkpath(folder));
        const std::string at = folder.toStdString();
        QFile file(folder + u"/gateway.toml"_s);
        QVERIFY(file.open(QFile::WriteOnly) && file.write(text()) > 0);
        file.close();
        auto host = Host::start(
            {.places = {at + "/gateway.toml", at + "/versions"}, .admin = {.socket = at + "/gateway.sock"}});
        VERIFY_OK(host);
        m_host = std::move(*host);
    }
    /// Where sshd finds ours, too.
    [[nodiscard]] static QString programs()
    {
        return QFileInfo(QStringLiteral(PIUPTIMECTL)).path() + u":/usr/bin:/bin"_s;
    }
    /// A Pi with a gateway, whose sshd has this setting and finds programs there. \return how `piuptimectl` is told of
    /// it
    [[nodiscard]] QStringList thereIs(const QString &setting, const QString &path)
    {
        m_host.reset();
        auto sshd = test::SshdServer::start({{setting}, {u"PATH="_s + path}, {}});
        if (!sshd)
            return {};
        m_sshd = std::move(*sshd);
        m_home->write(u"piuptime/known_hosts"_s, m_sshd->knownHostsLine() + '\n');
        startIn(m_sshd->directory() + u"/.local/state/piuptime"_s);
        return {u"--on"_s, u"%1@127.0.0.1:%2"_s.arg(test::SshdServer::currentUser()).arg(m_sshd->port()), u"-i"_s,
                QString::fromStdString(m_sshd->userKey()), u"--batch"_s};
    }
    [[nodiscard]] Home::Outcome gateway(const QStringList &words, const QByteArray &input = {}) const
    {
        return m_home->run(QStringList{u"gateway"_s} + words, input);
    }

private slots:
    void init()
    {
        m_home = std::make_unique<Home>();
        startIn(m_home->path(u"piuptime"_s));
    }
    void cleanup() { m_host.reset(); }

    void itSaysWhatIsServed()
    {
        const auto told = gateway({u"status"_s});
        const QByteArray port = QByteArray::number(m_host->service().view().ports.front());
        QVERIFY2(told.code == 0, told.err.constData());
        QVERIFY2(told.out.startsWith("Version 1 is served at 127.0.0.1:" + port + '.'), told.out.constData());
        const auto json = m_home->run({u"--json"_s, u"gateway"_s, u"status"_s});
        QCOMPARE(QJsonDocument::fromJson(json.out)["version"_L1].toInt(), 1);
        QVERIFY(gateway({u"routes"_s}).out.contains("web"));
        QVERIFY(gateway({u"upstreams"_s}).out.contains(m_upstream.address().c_str()));
    }

    void aConfigurationIsCheckedAppliedComparedAndTakenBack()
    {
        const QString file = m_home->write(u"new.toml"_s, text("site"));
        const auto checked = gateway({u"check"_s, file});
        QVERIFY2(checked.code == 0 && checked.out.contains("+name = \"site\""), checked.out + checked.err);
        const auto applied = gateway({u"apply"_s, file, u"--note"_s, u"a better name"_s, u"--based-on"_s, u"1"_s});
        QVERIFY2(applied.code == 0 && applied.out == "Version 2 is in use.\n", applied.out + applied.err);
        const auto late = gateway({u"apply"_s, file, u"--based-on"_s, u"1"_s});
        QVERIFY2(late.code == 1 && late.err.contains("version 2"), late.out + late.err);
        QVERIFY(gateway({u"versions"_s}).out.contains("a better name"));
        QVERIFY(gateway({u"diff"_s, u"1"_s}).out.contains("-name = \"web\""));
        QCOMPARE(gateway({u"config"_s, u"1"_s}).out, text());
        QCOMPARE(gateway({u"rollback"_s, u"1"_s}).out, "Version 3 is in use.\n");
        QCOMPARE(gateway({u"config"_s}).out, text());
    }

    void whatIsWrongIsToldWithItsPlace()
    {
        const auto checked = gateway({u"check"_s, u"-"_s}, "listen = [\"127.0.0.1:0\"]\n\nlisten_to = 3\n");
        QCOMPARE(checked.code, 2);
        QVERIFY2(checked.out.contains("3:"), checked.out);
        const auto applied = gateway({u"apply"_s, u"-"_s}, "rubbish");
        QVERIFY2(applied.code == 2 && applied.err.contains("1:"), applied.err);
        QVERIFY(gateway({u"status"_s}).out.startsWith("Version 1 "));
        QCOMPARE(gateway({u"rollback"_s, u"9"_s}).code, 5);
        QCOMPARE(gateway({u"check"_s, u"/no/such/file"_s}).code, 5);
    }

    void anEndpointIsTakenOutAndIn()
    {
        const QString endpoint = QString::fromStdString(m_upstream.address());
        QVERIFY(gateway({u"drain"_s, endpoint}).out.contains("draining"));
        QVERIFY(!gateway({u"restore"_s, endpoint}).out.contains("draining"));
        QCOMPARE(gateway({u"drain"_s, u"nobody:1"_s}).code, 5);
    }

    void aKeyIsPrintedOnceAndTakenBack()
    {
        const QByteArray guarded = text() + "[route.access]\nrequire = [\"key\"]\n[[consumer]]\nname = \"pump\"\n";
        QCOMPARE(gateway({u"apply"_s, u"-"_s}, guarded).code, 0);
        const auto made = gateway({u"mint-key"_s, u"pump"_s, u"--label"_s, u"cellar"_s});
        QVERIFY2(made.code == 0 && made.out.startsWith("piu_"), made.out + made.err);
        QVERIFY(!gateway({u"config"_s}).out.contains(made.out.trimmed()));
        const QByteArray consumers = gateway({u"consumers"_s}).out;
        QVERIFY2(consumers.contains("pump") && consumers.contains("(cellar)"), consumers);
        const QString id = QString::fromUtf8(made.err.split(' ').value(2));
        QVERIFY2(gateway({u"revoke-key"_s, u"pump"_s, id}).code == 0, qPrintable(id));
        QVERIFY(!gateway({u"consumers"_s}).out.contains("(cellar)"));
        QCOMPARE(gateway({u"revoke-key"_s, u"pump"_s, id}).code, 5);
    }

    void whoAsksForAccessIsListedApprovedAndRejected()
    {
        const QByteArray portal =
            text().replace("[[upstream]]", "[portal]\ntakes_requests = true\n[[api]]\nname = \"web\"\n"
                                           "[[upstream]]")
            + "api = \"web\"\n[route.access]\nrequire = [\"key\"]\n";
        QCOMPARE(gateway({u"apply"_s, u"-"_s}, portal).code, 0);
        RawClient client(m_host->service().view().ports.front());
        const auto ask = [&client](const std::string &who) {
            const std::string form = "name=" + who + "&contact=c&purpose=p";
            return client.ask("POST /developers/web HTTP/1.1\r\nHost: pi\r\nOrigin: http://pi\r\nContent-Length: "
                              + std::to_string(form.size()) + "\r\n\r\n" + form);
        };
        QVERIFY(ask("Ann").status == 200 && ask("Bob").status == 200);
        const auto listed = gateway({u"subscriptions"_s});
        QVERIFY2(listed.out.count("waiting") == 2 && listed.out.contains("Ann"), listed.out + listed.err);
        const auto known = m_host->service().subscriptions();
        const QString ann = QString::fromStdString(known[0].asked.id);
        const QString bob = QString::fromStdString(known[1].asked.id);
        const auto approved = gateway({u"approve"_s, ann});
        QVERIFY2(approved.out == "Version 3 is in use.\n", approved.out + approved.err);
        QCOMPARE(gateway({u"reject"_s, u"--note"_s, u"no"_s, bob}).out, "Bob gets no access.\n");
        const QByteArray decided = gateway({u"subscriptions"_s}).out;
        QVERIFY2(decided.contains("approved") && decided.contains("rejected"), decided);
        QVERIFY(gateway({u"consumers"_s}).out.contains("ann-"));
        QCOMPARE(gateway({u"approve"_s, u"nobody"_s}).code, 5);
    }

    void aRequestIsExplained()
    {
        RawClient client(m_host->service().view().ports.front());
        QCOMPARE(client.ask("GET /seen HTTP/1.1\r\nHost: pi\r\n\r\n").status, 200);
        QCOMPARE(client.ask("TRACE /unseen HTTP/1.1\r\nHost: pi\r\n\r\n").status, 405);
        QTRY_VERIFY(gateway({u"requests"_s}).out.contains("GET pi/seen"));
        const QByteArray failed = gateway({u"requests"_s, u"--class"_s, u"4"_s, u"--why"_s}).out;
        QVERIFY2(failed.contains("TRACE pi/unseen") && !failed.contains("GET pi/seen"), failed);
        QVERIFY(gateway({u"metrics"_s}).out.contains("# TYPE piuptime_gateway_"));
        QVERIFY(gateway({u"traffic"_s}).out.contains("method-refused"));
    }

    void aConfigurationFromAPipeIsTakenWhole()
    {
        const QByteArray large = text("site") + QByteArray(200'000, '#') + '\n';
        const auto applied = gateway({u"apply"_s, u"-"_s}, large);
        QVERIFY2(applied.code == 0, applied.err.constData());
        QCOMPARE(gateway({u"config"_s}).out, large);
        const auto folder = gateway({u"apply"_s, m_home->path({})});
        QVERIFY2(folder.code == 5 && folder.err.contains("cannot be read"), folder.err);
    }

    void outputThatIsCutOffIsAFailure()
    {
        QProcess program;
        program.setProcessEnvironment(m_home->environment());
        program.setStandardOutputFile(u"/dev/full"_s);
        program.start(QStringLiteral(PIUPTIMECTL), {u"gateway"_s, u"config"_s});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(program.readAllStandardError().contains("standard output"));
    }

    void whereNoneRunsThatIsSaid()
    {
        m_host.reset();
        const auto told = gateway({u"status"_s});
        QVERIFY2(told.code == 5 && told.err.contains("no gateway of this account runs there"), told.err);
    }

    void theGatewayOfAPiIsReachedOverSsh()
    {
        m_host.reset();
        auto sshd = test::SshdServer::start();
        VERIFY_OK(sshd);
        m_home->write(u"piuptime/known_hosts"_s, (*sshd)->knownHostsLine() + '\n');
        const QString pi = u"%1@127.0.0.1:%2"_s.arg(test::SshdServer::currentUser()).arg((*sshd)->port());
        const QStringList there{u"--on"_s, pi, u"-i"_s, QString::fromStdString((*sshd)->userKey()), u"--batch"_s};
        const auto none = gateway(there + QStringList{u"status"_s});
        QVERIFY2(none.code == 5 && none.err.contains("no gateway of this account runs there"), none.err);

        startIn((*sshd)->directory() + u"/.local/state/piuptime"_s);
        const auto told = gateway(there + QStringList{u"status"_s});
        QVERIFY2(told.code == 0 && told.out.startsWith("Version 1 "), told.out + told.err);
        const auto applied = gateway(there + QStringList{u"apply"_s, u"-"_s}, text("site"));
        QVERIFY2(applied.code == 0, applied.err.constData());
        QVERIFY(gateway(there + QStringList{u"upstreams"_s}).out.contains("site"));
    }

    void whereNoSocketsAreForwardedAProgramThereTakesTheRequest()
    {
        const QStringList there = thereIs(u"AllowStreamLocalForwarding no"_s, programs());
        const auto told = gateway(there + QStringList{u"status"_s});
        QVERIFY2(told.code == 0 && told.out.startsWith("Version 1 "), told.out + told.err);
        const QByteArray large = text("site") + QByteArray(200'000, '#') + '\n';
        const auto applied = gateway(there + QStringList{u"apply"_s, u"-"_s}, large);
        QVERIFY2(applied.code == 0, applied.err.constData());
        QCOMPARE(gateway(there + QStringList{u"config"_s}).out.size(), large.size());
        m_host.reset();
        const auto gone = gateway(there + QStringList{u"status"_s});
        QVERIFY2(gone.code == 5 && gone.err.contains("no gateway of this account runs there"), gone.err);
    }

    void whereNothingLeadsToTheSocketThatIsSaid()
    {
        const QStringList there = thereIs(u"AllowStreamLocalForwarding no"_s, u"/usr/bin:/bin"_s);
        const auto told = gateway(there + QStringList{u"status"_s});
        QVERIFY2(told.code == 3 && told.err.contains("AllowStreamLocalForwarding")
                     && told.err.contains("piuptime-gateway, which could pass requests on there, is not installed"),
                 told.err);
    }

    void aSocketThatNobodyAnswersIsNoMatterOfTheServer()
    {
        const QStringList there = thereIs(u"AllowStreamLocalForwarding no"_s, programs());
        const QString socket = m_sshd->directory() + u"/.local/state/piuptime/gateway.sock"_s;
        m_host.reset();
        QVERIFY(QLocalServer::removeServer(socket));
        const UniqueFd left(::socket(AF_UNIX, SOCK_STREAM, 0)); // by a process that died
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        const std::string path = socket.toStdString();
        std::ranges::copy(path, address.sun_path);
        QCOMPARE(::bind(left.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        const auto told = gateway(there + QStringList{u"status"_s});
        QVERIFY2(told.code == 3 && told.err.contains(QByteArray("nobody answers at ") + path.c_str())
                     && !told.err.contains("AllowStreamLocalForwarding"),
                 told.err);
    }
};

} // namespace piuptime

QTEST_GUILESS_MAIN(piuptime::CtlGatewayTest)
#include "CtlGatewayTest.moc"
