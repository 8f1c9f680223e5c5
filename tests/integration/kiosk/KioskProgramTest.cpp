// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/UniqueFd.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;
using namespace piuptime;

namespace {

constexpr int kPatienceMs = 30'000;

} // namespace

/// `piuptime --kiosk` as its unit starts it, with simulated Pis.
class KioskProgramTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_program;
    UniqueFd m_notified;

    void start(const QStringList &arguments) { startAs(QStringLiteral(PIUPTIME), arguments, m_folder->path()); }
    void startAs(const QString &program, const QStringList &arguments, const QString &home)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = m_folder->filePath(u"notify"_s).toLocal8Bit();
        std::copy(path.begin(), path.end(), address.sun_path);
        m_notified.reset(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        QCOMPARE(bind(m_notified.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NOTIFY_SOCKET"_s, QString::fromLocal8Bit(path));
        environment.insert(u"WATCHDOG_USEC"_s, u"400000"_s);
        environment.insert(u"PIUPTIME_HOME"_s, home);
        environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
        m_program = std::make_unique<QProcess>();
        m_program->setProcessEnvironment(environment);
        m_program->start(program, arguments);
    }
    /// The next datagram; empty: none came in time.
    [[nodiscard]] QByteArray told() const
    {
        pollfd readable{m_notified.get(), POLLIN, 0};
        if (::poll(&readable, 1, kPatienceMs) != 1)
            return {};
        std::array<char, 512> text{};
        const ssize_t size = recv(m_notified.get(), text.data(), text.size(), 0);
        return QByteArray(text.data(), std::max<ssize_t>(size, 0));
    }
    [[nodiscard]] bool isTold(const QByteArray &wanted) const
    {
        const QDeadlineTimer deadline(kPatienceMs);
        while (!deadline.hasExpired()) {
            if (told().contains(wanted))
                return true;
        }
        return false;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup()
    {
        if (m_program && m_program->state() != QProcess::NotRunning) {
            m_program->kill();
            m_program->waitForFinished(kPatienceMs);
        }
        m_program.reset();
    }

    void itTellsSystemdThatItIsReadyAliveAndStopping()
    {
        start({u"--kiosk"_s, u"--demo"_s, u"5"_s, u"--size"_s, u"800x480"_s});
        QVERIFY(isTold("READY=1"));
        QVERIFY(isTold("WATCHDOG=1"));
        QVERIFY(isTold("WATCHDOG=1"));
        m_program->terminate();
        QVERIFY(isTold("STOPPING=1"));
        QVERIFY(m_program->waitForFinished(kPatienceMs));
        QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_program->exitCode(), 0);
    }
    void aBrokenConfigurationIsShownAndLeftAsItIs()
    {
        QVERIFY(QDir(m_folder->path()).mkpath(u"config"_s));
        const QString path = m_folder->filePath(u"config/piuptime.toml"_s);
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        const QByteArray broken = "[kiosk]\ntheme = \"plaid\"\n";
        file.write(broken);
        file.close();
        start({u"--kiosk"_s, u"--size"_s, u"800x480"_s});
        QVERIFY(isTold("READY=1"));
        m_program->terminate();
        QVERIFY(m_program->waitForFinished(kPatienceMs));
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll(), broken);
    }
    /// As on a Pi whose file system is mounted read-only: it starts, reads this machine and goes on.
    void aHomeThatCannotBeWrittenStopsNothing()
    {
        const QString home = m_folder->filePath(u"home"_s);
        QVERIFY(QDir().mkpath(home + u"/config"_s));
        const QString mount = u"mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\""_s;
        if (QProcess::execute(u"unshare"_s, {u"-rm"_s, u"sh"_s, u"-c"_s, mount, home}) != 0)
            QSKIP("no name space can be made here in which a folder is read-only");
        startAs(u"unshare"_s,
                {u"-rm"_s, u"sh"_s, u"-c"_s, mount + u" && ! touch \"$0/x\" 2>&- && exec \"$@\""_s, home,
                 QStringLiteral(PIUPTIME), u"--kiosk"_s, u"--size"_s, u"800x480"_s},
                home);
        QVERIFY(isTold("READY=1"));
        for (int i = 0; i < 10; ++i)
            QVERIFY(isTold("WATCHDOG=1")); // two seconds, in which it reads and would write
        m_program->terminate();
        QVERIFY(m_program->waitForFinished(kPatienceMs));
        QCOMPARE(m_program->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_program->exitCode(), 0);
        QCOMPARE(QDir(home).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"config"_s});
    }
    void aSizeThatIsNoneIsRefused()
    {
        start({u"--kiosk"_s, u"--size"_s, u"huge"_s});
        QVERIFY(m_program->waitForFinished(kPatienceMs));
        QCOMPARE(m_program->exitCode(), 2);
        QVERIFY(m_program->readAllStandardError().contains("--size"));
    }
};

QTEST_GUILESS_MAIN(KioskProgramTest)
#include "KioskProgramTest.moc"
