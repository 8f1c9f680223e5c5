// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Ed25519Key.h"
#include "core/simulation/Fault.h"
#include "core/simulation/Noise.h"
#include "core/simulation/Shell.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace piuptime;
using namespace piuptime::simulation;
using namespace std::chrono_literals;

namespace {

constexpr UtcTime kReference = fromMsUtc(1'700'000'000'000);

/// What ssh-keygen says about `file`.
QByteArray keygen(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("ssh-keygen"), arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

} // namespace

class SimulationPartsTest : public QObject
{
    Q_OBJECT
private slots:
    void openSshReadsAKeyMadeFromANumber()
    {
        const Ed25519Key key = Ed25519Key::derived(42);
        QTemporaryDir directory;
        QFile file(directory.filePath(QStringLiteral("key")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(key.privateFile()));
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const QByteArray publicLine = keygen({QStringLiteral("-y"), QStringLiteral("-f"), file.fileName()});
        QVERIFY2(publicLine.startsWith(QByteArray::fromStdString(key.publicLine())), publicLine.constData());
        const QByteArray print = keygen({QStringLiteral("-lf"), file.fileName()});
        QVERIFY2(print.contains(QByteArray::fromStdString(key.fingerprint())), print.constData());
    }

    void theSameNumberMakesTheSameKeyAndAnotherAnother()
    {
        QCOMPARE(Ed25519Key::derived(7).publicLine(), Ed25519Key::derived(7).publicLine());
        QVERIFY(Ed25519Key::derived(7).publicLine() != Ed25519Key::derived(8).publicLine());
        QVERIFY(Ed25519Key::derived(7).publicLine() != Ed25519Key::derived(7, 1).publicLine());
        QVERIFY(Ed25519Key::random().publicLine() != Ed25519Key::random().publicLine());
    }

    void everyFaultIsFoundByItsName()
    {
        for (int i = 0; i < static_cast<int>(Fault::Count); ++i) {
            const auto fault = static_cast<Fault>(i);
            QVERIFY(findFault(name(fault)) == fault);
        }
        QVERIFY(!findFault("no-such-fault"));
    }

    void noiseStaysInItsBoundsAndMovesSmoothly()
    {
        const Noise noise(5);
        double before = noise.smooth(channel("x"), kReference, 60s);
        for (UtcTime at = kReference; at < kReference + 1h; at += 1s) {
            const double now = noise.smooth(channel("x"), at, 60s);
            QVERIFY(now >= 0 && now <= 1);
            QVERIFY(std::abs(now - before) < 0.05);
            before = now;
        }
    }

    void aBurstLastsItsLengthOnceAPeriod()
    {
        const Noise noise(5);
        int seconds = 0;
        const UtcTime start = std::chrono::floor<std::chrono::hours>(kReference);
        for (UtcTime at = start; at < start + 1h; at += 1s)
            seconds += noise.burst(channel("x"), at, 1h, 50s) ? 1 : 0;
        QCOMPARE(seconds, 50);
    }

    void theShellRunsWhatTheConsoleAsks_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("exitStatus");
        QTest::addColumn<int>("effect");
        const auto row = [](const char *line, int exitStatus, ShellResult::Effect effect) {
            QTest::newRow(line) << QByteArray(line) << exitStatus << static_cast<int>(effect);
        };
        using enum ShellResult::Effect;
        row("true", 0, None);
        row("sudo -n systemctl restart -- nginx.service", 0, UnitRestarted);
        row("sudo -n systemctl restart -- 'nginx.service'", 0, UnitRestarted);
        row("sudo -n systemctl restart -- gone.service", 5, None);
        row("if [ \"$(id -u)\" = 0 ]; then systemctl reboot; else sudo -n systemctl reboot; fi", 0, Reboot);
        row("sudo -n systemctl poweroff", 0, PowerOff);
        row("rm -rf /", 127, None);
        row("", 127, None);
    }

    void theShellRunsWhatTheConsoleAsks()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, exitStatus);
        QFETCH(int, effect);
        SimulatedPi pi(castOf(1, 1, kReference)[0], kReference);
        const ShellResult result = runOnPi(line.toStdString(), pi);
        QCOMPARE(result.exitStatus, exitStatus);
        QCOMPARE(static_cast<int>(result.effect), effect);
    }
};

QTEST_GUILESS_MAIN(SimulationPartsTest)
#include "SimulationPartsTest.moc"
