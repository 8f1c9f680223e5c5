// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Session.h"
#include "tests/support/ScriptedPrompter.h"
#include "tests/support/SshdServer.h"

#include <QTest>

using namespace piuptime;
using namespace std::chrono_literals;
using ssh::Session;

namespace {

using Opened = Result<std::shared_ptr<Session>>;

/// What a test needs to open sessions: a server, a person, and stores in a directory of their own.
struct Bench {
    QTemporaryDir directory;
    std::unique_ptr<test::SshdServer> server;
    std::shared_ptr<test::ScriptedPrompter> person = std::make_shared<test::ScriptedPrompter>();
    ssh::SessionOptions options;

    explicit Bench(test::SshdServer::Options serverOptions = {})
    {
        auto started = test::SshdServer::start(std::move(serverOptions));
        if (!started)
            qFatal("%s", started.error().describe().c_str());
        server = std::move(*started);
        options.endpoint = server->endpoint();
        options.identities = {server->userKey()};
        options.hostKeys =
            std::make_shared<ssh::HostKeys>(directory.filePath(QStringLiteral("known_hosts")).toStdString());
        options.keys = std::make_shared<ssh::Identities>();
    }

    [[nodiscard]] Opened open(Milliseconds time = 20s) const
    {
        return QCoro::waitFor(Session::open(options, person, Deadline::in(time)));
    }
};

Result<ssh::CommandResult> run(const std::shared_ptr<Session> &session, const char *command,
                               std::size_t maxBytes = 65536)
{
    return QCoro::waitFor(session->run(command, Deadline::in(20s), maxBytes));
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT
private slots:
    void signsInByKeyAndRunsACommand();
};

void SessionTest::signsInByKeyAndRunsACommand()
{
    const Bench bench;
    const auto session = bench.open();
    QVERIFY2(session, session ? "" : session.error().describe().c_str());
    const auto result = run(*session, "echo out; echo err >&2; exit 3");
    QVERIFY2(result, result ? "" : result.error().describe().c_str());
    QCOMPARE(result->output, QByteArray("out\n"));
    QCOMPARE(result->errors, QByteArray("err\n"));
    QCOMPARE(result->exitStatus, 3);
    QCOMPARE(bench.person->asked.size(), 1);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "SessionTest.moc"
