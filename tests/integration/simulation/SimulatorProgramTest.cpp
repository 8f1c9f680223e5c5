// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsText.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace piuptime;

namespace {

constexpr int kPatience = 20'000; ///< ms

} // namespace

class SimulatorProgramTest : public QObject
{
    Q_OBJECT
private slots:
    void itPrintsSettingsThatTheConsoleReadsAndEndsWhenAsked()
    {
        QProcess program;
        start(program, {QStringLiteral("--count"), QStringLiteral("5")});
        QByteArray text;
        while (text.count("[[device]]") < 5 && program.waitForReadyRead(kPatience))
            text += program.readAllStandardOutput();
        const auto settings = config::parseSettings(text.toStdString());
        QVERIFY2(settings, text.constData());
        QCOMPARE(settings->devices.size(), std::size_t{5});
        const QString keyFile = QString::fromStdString(settings->devices[0].identities.at(0));
        QVERIFY(QFile::exists(keyFile));
        program.terminate();
        QVERIFY(program.waitForFinished(kPatience));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(!QFile::exists(keyFile));
    }

    void aFaultItDoesNotKnowIsAnError_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::newRow("kind") << QStringLiteral("explode=1");
        QTest::newRow("index") << QStringLiteral("slow=24");
        QTest::newRow("form") << QStringLiteral("slow");
    }

    void aFaultItDoesNotKnowIsAnError()
    {
        QFETCH(QString, fault);
        QProcess program;
        start(program, {QStringLiteral("--fault"), fault});
        QVERIFY(program.waitForFinished(kPatience));
        QCOMPARE(program.exitCode(), 2);
        QVERIFY(program.readAllStandardError().contains(fault.toUtf8()));
    }

private:
    static void start(QProcess &program, QStringList arguments)
    {
        arguments << QStringLiteral("--port") << QStringLiteral("0") << QStringLiteral("--network")
                  << QStringLiteral("96");
        program.start(QStringLiteral(PIUPTIME_SIMULATOR), arguments);
    }
};

QTEST_GUILESS_MAIN(SimulatorProgramTest)
#include "SimulatorProgramTest.moc"
