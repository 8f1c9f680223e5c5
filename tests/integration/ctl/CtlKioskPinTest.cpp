// SPDX-License-Identifier: GPL-3.0-or-later
// The PINs of the touch interface, set by the program in a shell and used at a screen.
#include "app/kiosk/access/AccessGuard.h"
#include "core/base/UniqueFd.h"
#include "tests/integration/ctl/CtlHome.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace piuptime {
namespace {

using kiosk::AccessGuard;
using test::Home;

const QString kPinFile = u"piuptime/pins.json"_s;

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ');
}

bool isSet(const Home &home, const char *level)
{
    const auto shown = home.run({u"--json"_s, u"kiosk-pin"_s, u"show"_s, QString::fromLatin1(level)});
    return QJsonDocument::fromJson(shown.out).object().value(u"is_set"_s).toBool();
}

/// A terminal with somebody before it who runs the program.
class Terminal
{
public:
    Terminal(const Home &home, const QStringList &arguments)
        : m_ours(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
    {
        if (grantpt(m_ours.get()) != 0 || unlockpt(m_ours.get()) != 0)
            qFatal("there is no terminal to be had");
        const QByteArray theirs = ptsname(m_ours.get());
        m_program.setProcessEnvironment(home.environment());
        m_program.setChildProcessModifier([theirs] {
            setsid();
            ioctl(open(theirs.constData(), O_RDWR), TIOCSCTTY, 0);
        });
        m_program.start(QStringLiteral(PIUPTIMECTL), arguments);
    }
    ~Terminal()
    {
        m_program.kill();
        m_program.waitForFinished(test::kProgramMs);
    }
    /// Waits until `text` stands on the terminal.
    [[nodiscard]] bool shows(const QByteArray &text)
    {
        pollfd readable{m_ours.get(), POLLIN, 0};
        while (!m_shown.contains(text)) {
            std::array<char, 512> bytes{};
            if (::poll(&readable, 1, test::kProgramMs) != 1)
                return false;
            const ssize_t size = ::read(m_ours.get(), bytes.data(), bytes.size());
            if (size <= 0)
                return false;
            m_shown.append(bytes.data(), size);
        }
        return true;
    }
    [[nodiscard]] bool type(const QByteArray &line)
    {
        return ::write(m_ours.get(), (line + '\n').constData(), static_cast<std::size_t>(line.size() + 1)) > 0;
    }
    [[nodiscard]] int exitCode() { return m_program.waitForFinished(test::kProgramMs) ? m_program.exitCode() : -1; }
    [[nodiscard]] const QByteArray &all() const { return m_shown; }
    [[nodiscard]] QByteArray errors() { return m_program.readAllStandardError(); }

private:
    UniqueFd m_ours;
    QProcess m_program;
    QByteArray m_shown;
};

} // namespace

class CtlKioskPinTest : public QObject
{
    Q_OBJECT
private slots:
    void aPinThatIsSetHereUnlocksTheScreenThatRuns()
    {
        const Home home;
        const SystemClock clock;
        kiosk::AuditTrail trail(kiosk::AuditLog(home.path(u"piuptime/audit.jsonl"_s).toStdString()), clock);
        AccessGuard guard({home.path(kPinFile).toStdString()}, clock, trail);
        QVERIFY(!guard.hasPin());

        const auto set = home.run(words("kiosk-pin set operate --stdin"), "471147\n");
        QVERIFY2(set.code == 0, set.err.constData());
        QVERIFY2(set.out.contains("The PIN for operating is set"), set.out.constData());
        QTRY_VERIFY(guard.hasPin());
        guard.unlock(u"471147"_s);
        QTRY_COMPARE_WITH_TIMEOUT(guard.level(), AccessGuard::Level::Operate, test::kProgramMs);

        QCOMPARE(home.run(words("kiosk-pin clear operate")).code, 0);
        QTRY_VERIFY(!guard.hasPin());
        QCOMPARE(guard.level(), AccessGuard::Level::Look);
    }

    void theFileIsForItsOwnerAndHoldsNoPin()
    {
        const Home home;
        QCOMPARE(home.run(words("kiosk-pin set operate --stdin"), "471147").code, 0); // no line end
        const QByteArray bytes = home.read(kPinFile);
        QVERIFY(bytes.contains("$argon2id$") && !bytes.contains("471147"));
        QCOMPARE(QFile::permissions(home.path(kPinFile)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const QByteArray audit = home.read(u"piuptime/audit.jsonl"_s);
        QVERIFY2(audit.contains("\"pin-set\"") && audit.contains("\"operate\"") && audit.contains("piuptimectl"),
                 audit.constData());
        QVERIFY(!audit.contains("471147") && !audit.contains("argon2"));
        const auto shown = home.run(words("kiosk-pin show operate"));
        QCOMPARE(shown.code, 0);
        QCOMPARE(shown.out, QByteArray("A PIN for operating is set.\n"));
    }

    void eachLevelHasItsRulesAndBreakingThemChangesNothing()
    {
        const Home home;
        QVERIFY(!isSet(home, "operate"));
        QCOMPARE(home.run(words("kiosk-pin set acknowledge --stdin"), "1234\n").code, 5);
        QCOMPARE(home.run(words("kiosk-pin set operate --stdin"), "12\n").code, 2);
        QCOMPARE(home.run(words("kiosk-pin set operate --stdin"), "").code, 1);
        QCOMPARE(home.run(words("kiosk-pin clear operate")).code, 5);
        QVERIFY(!QFile::exists(home.path(kPinFile)));
        QCOMPARE(home.run(words("kiosk-pin set operate --stdin"), "471147\n").code, 0);
        QCOMPARE(home.run(words("kiosk-pin set acknowledge --stdin"), "471147\n").code, 1);
        QVERIFY(!isSet(home, "acknowledge"));
        QCOMPARE(home.run(words("kiosk-pin set acknowledge --stdin"), "1234\n").code, 0);
        QVERIFY(isSet(home, "acknowledge") && isSet(home, "operate"));
        QCOMPARE(home.run(words("kiosk-pin clear operate")).code, 1);
        QCOMPARE(home.run(words("kiosk-pin clear acknowledge")).code, 0);
        QVERIFY(!isSet(home, "acknowledge") && isSet(home, "operate"));
    }

    void aDamagedFileIsToldAndLeftAsItIs()
    {
        const Home home;
        home.write(kPinFile, "{\"format\"");
        const auto set = home.run(words("kiosk-pin set operate --stdin"), "471147\n");
        QCOMPARE(set.code, 6);
        QVERIFY2(set.err.contains("pins.json"), set.err.constData());
        QCOMPARE(home.read(kPinFile), QByteArray("{\"format\""));
    }

    void wrongUsageIsTold_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"kiosk-pin", "kiosk-pin set", "kiosk-pin set look", "kiosk-pin give operate",
                                 "kiosk-pin clear operate --stdin"})
            QTest::newRow(line) << QByteArray(line);
    }
    void wrongUsageIsTold()
    {
        QFETCH(const QByteArray, line);
        const Home home;
        QCOMPARE(home.run(words(line.constData())).code, 2);
    }

    void onATerminalThePinIsTypedTwiceAndNotShown()
    {
        const Home home;
        Terminal terminal(home, words("kiosk-pin set operate"));
        QVERIFY(terminal.shows("New PIN"));
        QVERIFY(terminal.type("471147"));
        QVERIFY(terminal.shows("again"));
        QVERIFY(terminal.type("471147"));
        QCOMPARE(terminal.exitCode(), 0);
        QVERIFY2(!terminal.all().contains("4711"), terminal.all().constData());
        QVERIFY(isSet(home, "operate"));
    }

    void whoTypesSomethingElseTheSecondTimeSetsNothing()
    {
        const Home home;
        Terminal terminal(home, words("kiosk-pin set operate"));
        QVERIFY(terminal.shows("New PIN"));
        QVERIFY(terminal.type("471147"));
        QVERIFY(terminal.shows("again"));
        QVERIFY(terminal.type("471174"));
        QCOMPARE(terminal.exitCode(), 2);
        QVERIFY(terminal.errors().contains("differently"));
        QVERIFY(!isSet(home, "operate"));
    }
};

} // namespace piuptime

QTEST_GUILESS_MAIN(piuptime::CtlKioskPinTest)
#include "CtlKioskPinTest.moc"
