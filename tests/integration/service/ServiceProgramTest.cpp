// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemoteEngine.h"
#include "tests/support/Verify.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace Qt::StringLiterals;
using namespace piuptime;

namespace {

/// A busy machine reads itself slowly, and tries again later where that took too long.
constexpr int kPatienceMs = 120'000;

} // namespace

/// `piuptimed`, which reads this machine, and consoles that come and go, or die.
class ServiceProgramTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_socket;
    std::unique_ptr<QProcess> m_service;
    std::unique_ptr<QProcess> m_console;

    [[nodiscard]] std::unique_ptr<QProcess> started(const QString &program, const QStringList &arguments) const
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PIUPTIME_HOME"_s, m_folder->path());
        environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(program, arguments);
        return process;
    }
    void startService()
    {
        m_service = started(QStringLiteral(PIUPTIMED), {});
        QTRY_VERIFY_WITH_TIMEOUT(m_service->state() == QProcess::Running, kPatienceMs);
    }
    /// A front end of the test's own, to look with.
    [[nodiscard]] std::unique_ptr<remote::RemoteEngine> observer() const
    {
        auto engine = std::make_unique<remote::RemoteEngine>(m_socket, m_clock);
        const bool isThere = QTest::qWaitFor([&] { return !engine->absence(); }, kPatienceMs);
        return isThere ? std::move(engine) : nullptr;
    }
    [[nodiscard]] static UtcTime lastReading(const remote::RemoteEngine &engine)
    {
        UtcTime last{};
        for (const DeviceStatePtr &state : engine.states())
            last = std::max(last, state->latest.receivedAt);
        return last;
    }
    /// Whether a reading comes that is newer than all there are.
    [[nodiscard]] static bool isCollecting(const remote::RemoteEngine &engine)
    {
        const UtcTime before = lastReading(engine);
        return QTest::qWaitFor([&] { return lastReading(engine) > before; }, kPatienceMs);
    }
    static void end(std::unique_ptr<QProcess> &process)
    {
        if (process && process->state() != QProcess::NotRunning) {
            process->kill();
            process->waitForFinished(kPatienceMs);
        }
        process.reset();
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_socket = m_folder->filePath(u"state/engine.sock"_s).toStdString();
        QDir(m_folder->path()).mkpath(u"config"_s);
        QFile settings(m_folder->filePath(u"config/piuptime.toml"_s));
        QVERIFY(settings.open(QFile::WriteOnly));
        settings.write("[polling]\nfast_seconds = 1\n");
    }
    void cleanup()
    {
        end(m_console);
        end(m_service);
    }

    void itCollectsWithoutAnyConsoleAndTellsOneThatComes()
    {
        startService();
        const auto engine = observer();
        QVERIFY(engine);
        QCOMPARE(engine->states().size(), 1U);
        QCOMPARE(engine->states().front()->config.id, kLocalDeviceId);
        QVERIFY(isCollecting(*engine));
        const auto series = engine->series(kLocalDeviceId);
        QTRY_VERIFY_WITH_TIMEOUT(series.isFinished(), kPatienceMs);
        VERIFY_OK(series.result());
    }
    void aConsoleThatIsKilledDoesNotStopIt()
    {
        startService();
        const auto engine = observer();
        QVERIFY(engine);
        m_console = started(QStringLiteral(PIUPTIME), {u"--kiosk"_s, u"--attach"_s, u"--size"_s, u"800x480"_s});
        QTRY_VERIFY_WITH_TIMEOUT(m_console->state() == QProcess::Running, kPatienceMs);
        QVERIFY(isCollecting(*engine));
        ::kill(static_cast<pid_t>(m_console->processId()), SIGKILL);
        QVERIFY(m_console->waitForFinished(kPatienceMs));
        QVERIFY(isCollecting(*engine));
        QVERIFY(!engine->absence());
    }
    void aConsoleOutlivesItAndFindsItAgain()
    {
        startService();
        const auto engine = observer();
        QVERIFY(engine);
        QVERIFY(isCollecting(*engine));
        ::kill(static_cast<pid_t>(m_service->processId()), SIGKILL);
        QVERIFY(m_service->waitForFinished(kPatienceMs));
        QTRY_VERIFY(engine->absence().has_value());
        QCOMPARE(engine->states().size(), 1U);
        startService();
        QTRY_VERIFY_WITH_TIMEOUT(!engine->absence(), kPatienceMs);
        QVERIFY(isCollecting(*engine));
    }
    void aConsoleAttachesByItselfWhereItRuns()
    {
        startService();
        const auto engine = observer();
        QVERIFY(engine);
        m_console = started(QStringLiteral(PIUPTIME), {u"--kiosk"_s, u"--size"_s, u"800x480"_s});
        // A console with a collector of its own would be refused the history.
        QVERIFY(!m_console->waitForFinished(3000));
        QVERIFY(isCollecting(*engine));
    }
    void aConsoleThatMayOnlyAttachWaitsForIt()
    {
        m_console = started(QStringLiteral(PIUPTIME), {u"--kiosk"_s, u"--attach"_s, u"--size"_s, u"800x480"_s});
        QVERIFY(!m_console->waitForFinished(2000));
        QVERIFY(!QFile::exists(m_folder->filePath(u"data/history.db"_s)));
        startService();
        const auto engine = observer();
        QVERIFY(engine);
        QVERIFY(isCollecting(*engine));
        QVERIFY(m_console->state() == QProcess::Running);
    }
    void aSecondOneIsRefused()
    {
        startService();
        QVERIFY(observer());
        auto second = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PIUPTIME_HOME"_s, m_folder->path());
        second->setProcessEnvironment(environment);
        second->start(QStringLiteral(PIUPTIMED), {});
        QVERIFY(second->waitForFinished(kPatienceMs));
        QCOMPARE(second->exitCode(), 1);
        QVERIFY(second->readAllStandardError().contains("history"));
        QVERIFY(observer()); // the first one is as it was
    }
    void itEndsInOrderWhenAsked()
    {
        startService();
        const auto engine = observer();
        QVERIFY(engine);
        QVERIFY(isCollecting(*engine));
        m_service->terminate();
        QVERIFY(m_service->waitForFinished(kPatienceMs));
        QCOMPARE(m_service->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_service->exitCode(), 0);
        QVERIFY(!QFile::exists(QString::fromStdString(m_socket)));
    }
    void aMistakeOnTheCommandLineIsRefused()
    {
        m_service = started(QStringLiteral(PIUPTIMED), {u"--demo"_s, u"none"_s});
        QVERIFY(m_service->waitForFinished(kPatienceMs));
        QCOMPARE(m_service->exitCode(), 2);
    }
};

QTEST_GUILESS_MAIN(ServiceProgramTest)
#include "ServiceProgramTest.moc"
