// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Outcome {
    int status = -1;
    QString output;
    QString errors;
};

Outcome run(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(PIUPTIME_AGENT), arguments);
    if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

class AgentProgramTest : public QObject
{
    Q_OBJECT
private slots:
    void goodSettingsAreExplained();
    void badSettingsAreToldWithFileLineAndReason();
    void settingsThatAreNotThereAreTold();
    void aMachineIsReadAsJson();
    void thisMachineIsReadWithRates();
    void itLoadsNoQt();

private:
    [[nodiscard]] QString write(const QByteArray &toml) const;

    QTemporaryDir m_folder;
};

QString AgentProgramTest::write(const QByteArray &toml) const
{
    QFile file(m_folder.filePath(QStringLiteral("agent.toml")));
    return file.open(QFile::WriteOnly) && file.write(toml) == toml.size() ? file.fileName() : QString();
}

void AgentProgramTest::goodSettingsAreExplained()
{
    const QByteArray spool = m_folder.filePath(QStringLiteral("spool")).toUtf8();
    const Outcome outcome =
        run({QStringLiteral("check"), write("[broker]\nhost = \"broker.local\"\n[spool]\nfile = \"" + spool + "\"\n")});
    QCOMPARE(outcome.errors, QString());
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.startsWith(QStringLiteral("Reports to broker.local:8883")));
}

void AgentProgramTest::badSettingsAreToldWithFileLineAndReason()
{
    const QString file = write("[broker]\nhost = \"broker.local\"\nport = 0\n");
    const Outcome outcome = run({QStringLiteral("check"), file});
    QCOMPARE(outcome.status, 1);
    QCOMPARE(outcome.output, QString());
    QVERIFY2(outcome.errors.startsWith(file + QStringLiteral(":3:8: port must be")), qPrintable(outcome.errors));
}

void AgentProgramTest::settingsThatAreNotThereAreTold()
{
    const Outcome outcome = run({QStringLiteral("check"), QStringLiteral("/nowhere/agent.toml")});
    QCOMPARE(outcome.status, 1);
    QVERIFY(outcome.errors.contains(QStringLiteral("No such file")));
    QCOMPARE(run({QStringLiteral("read"), QStringLiteral("--root"), QStringLiteral("/nowhere")}).status, 1);
    QVERIFY(run({}).status != 0);
}

void AgentProgramTest::aMachineIsReadAsJson()
{
    const Outcome outcome = run({QStringLiteral("read"), QStringLiteral("--root"),
                                 QStringLiteral(PIUPTIME_FIXTURES) + QStringLiteral("/4b/root")});
    QCOMPARE(outcome.status, 0);
    const QJsonObject reading = QJsonDocument::fromJson(outcome.output.toUtf8()).object();
    QCOMPARE(reading[QStringLiteral("id")].toString(), QStringLiteral("100000006ac1f9d2"));
    const QJsonObject samples = reading[QStringLiteral("samples")].toObject();
    QCOMPARE(samples[QStringLiteral("soc_temperature_celsius")].toDouble(), 52.095);
}

void AgentProgramTest::thisMachineIsReadWithRates()
{
    const Outcome outcome = run({QStringLiteral("read")});
    QCOMPARE(outcome.status, 0);
    const QJsonObject reading = QJsonDocument::fromJson(outcome.output.toUtf8()).object();
    const QJsonObject samples = reading[QStringLiteral("samples")].toObject();
    QVERIFY(samples.contains(QStringLiteral("cpu_usage_percent")));
    QVERIFY(samples[QStringLiteral("memory_total_bytes")].toDouble() > 0);
}

void AgentProgramTest::itLoadsNoQt()
{
    QProcess ldd;
    ldd.start(QStringLiteral("ldd"), {QStringLiteral(PIUPTIME_AGENT)});
    QVERIFY(ldd.waitForFinished());
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY(libraries.contains("libc.so"));
    QVERIFY2(!libraries.contains("Qt"), libraries.constData());
    QVERIFY2(!libraries.contains("sqlite"), libraries.constData());
}

QTEST_GUILESS_MAIN(AgentProgramTest)
#include "AgentProgramTest.moc"
