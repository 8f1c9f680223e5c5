// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of the command line that move history, run as programs on real stores.
#include "core/history/SqliteHistoryStore.h"
#include "tests/integration/ctl/CtlHome.h"
#include "tests/support/PostgresServer.h"
#include "tests/support/Verify.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace piuptime {
namespace {

using test::Home;

const QByteArray kHeader = "at,device,metric,instance,value,id\n";
const QByteArray kRows = "2026-11-23T14:00:00.000Z,kitchen,soc_temperature_celsius,,48.3,k-1\n"
                         "2026-11-23T14:00:00.000Z,kitchen,disk_wear_percent,sda,3,k-1\n"
                         "2026-11-23T14:00:00.000Z,kitchen,fact:kernel,,6.1,k-1\n"
                         "2026-11-23T14:00:10.000Z,kitchen,soc_temperature_celsius,,52.25,k-1\n"
                         "2026-11-23T14:00:05.000Z,kitchen,event:rebooted,warning,the boot id changed,k-1\n"
                         "2026-11-23T14:00:00.000Z,garage,soc_temperature_celsius,,39,g-1\n";
const QStringList kDay{QStringLiteral("--from"), QStringLiteral("2026-11-23T00:00Z"), QStringLiteral("--to"),
                       QStringLiteral("2026-11-24T00:00Z")};

QByteArray sorted(const QByteArray &lines)
{
    QList<QByteArray> all = lines.split('\n');
    std::sort(all.begin(), all.end());
    return all.join('\n');
}

} // namespace

class CtlHistoryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::PostgresServer> m_server;

private slots:
    void initTestCase()
    {
        auto server = test::PostgresServer::start();
        VERIFY_OK(server);
        m_server = std::move(*server);
    }

    void whatIsImportedIsExportedAgainInEveryFormat_data()
    {
        QTest::addColumn<bool>("shared");
        QTest::newRow("file") << false;
        QTest::newRow("database") << true;
    }
    void whatIsImportedIsExportedAgainInEveryFormat()
    {
        QFETCH(bool, shared);
        const auto database = [&] { return shared ? m_server->makeDatabase() : std::string(); };
        const Home home(database());
        const auto imported = home.run({QStringLiteral("--json"), QStringLiteral("import"),
                                        home.write(QStringLiteral("in.csv"), kHeader + kRows)});
        QVERIFY2(imported.code == 0, imported.err.constData());
        const QJsonObject summary = QJsonDocument::fromJson(imported.out).object();
        QCOMPARE(summary.value(QStringLiteral("readings")).toInt(), 3);
        QCOMPARE(summary.value(QStringLiteral("events")).toInt(), 1);
        const auto exported = home.run(QStringList{QStringLiteral("export")} + kDay);
        QVERIFY2(exported.code == 0, exported.err.constData());
        QCOMPARE(sorted(exported.out), sorted(kHeader + kRows));

        for (const QString &format : {QStringLiteral("jsonl"), QStringLiteral("influx")}) {
            const auto written = home.run(QStringList{QStringLiteral("export"), QStringLiteral("--format"), format,
                                                      QStringLiteral("-o"), home.path(format)}
                                          + kDay);
            QVERIFY2(written.code == 0 && written.out.isEmpty() && written.err.isEmpty(), written.err.constData());
            const Home other(database());
            const auto again = other.run(
                {QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--format"), format}, home.read(format));
            QVERIFY2(again.code == 0, again.err.constData());
            QCOMPARE(sorted(other.run(QStringList{QStringLiteral("export")} + kDay).out), sorted(kHeader + kRows));
        }
        const auto prometheus = home.run(
            QStringList{QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("prometheus")} + kDay);
        QVERIFY(
            prometheus.out.contains("piuptime_disk_wear_ratio{device=\"kitchen\",id=\"k-1\",instance=\"sda\"} 0.03 "));
        QVERIFY(prometheus.err.contains("cannot carry it: 2"));
    }

    void theHottestPiComesFirst()
    {
        const Home home;
        QCOMPARE(
            home.run({QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--format"), QStringLiteral("csv")},
                     kHeader + kRows)
                .code,
            0);
        const auto top = home.run(QStringList{QStringLiteral("--json"), QStringLiteral("top"),
                                              QStringLiteral("soc_temperature_celsius"), QStringLiteral("-n"),
                                              QStringLiteral("1"), QStringLiteral("--by"), QStringLiteral("mean")}
                                  + kDay);
        QVERIFY2(top.code == 0, top.err.constData());
        const QJsonArray ranked = QJsonDocument::fromJson(top.out).array();
        QCOMPARE(ranked.size(), 1);
        QCOMPARE(ranked.first().toObject().value(QStringLiteral("device")).toString(), QStringLiteral("k-1"));
        QCOMPARE(ranked.first().toObject().value(QStringLiteral("maximum")).toDouble(), 52.25);
        const auto table =
            home.run(QStringList{QStringLiteral("top"), QStringLiteral("soc_temperature_celsius")} + kDay);
        QVERIFY(table.out.indexOf("kitchen") < table.out.indexOf("garage"));
        QCOMPARE(home.run({QStringLiteral("top"), QStringLiteral("warmth")}).code, 5);
        QCOMPARE(home.run({QStringLiteral("top"), QStringLiteral("load_1m"), QStringLiteral("--by"),
                           QStringLiteral("median")})
                     .code,
                 2);
    }

    void faultyLinesAreToldAndGiveAnExitCode()
    {
        const Home home;
        const QByteArray lines = kHeader + "yesterday,kitchen,load_1m,,1,\n2026-11-23T14:00:00Z,kitchen,load_1m,,1,\n";
        const QStringList import{QStringLiteral("import"), home.write(QStringLiteral("in.csv"), lines)};
        const auto going = home.run(import);
        QCOMPARE(going.code, 6);
        QVERIFY2(going.out.contains("Line 2: not a time with a zone"), going.out.constData());
        QVERIFY(going.out.contains("Readings: 1, values: 1,"));
        const auto stopping = home.run(import + QStringList{QStringLiteral("--stop-on-error")});
        QCOMPARE(stopping.code, 6);
        QVERIFY(stopping.out.contains("Stopped there"));
        QCOMPARE(home.run({QStringLiteral("import"), home.write(QStringLiteral("in.txt"), lines)}).code, 2);
        QCOMPARE(home.run({QStringLiteral("import"), home.path(QStringLiteral("none.csv"))}).code, 5);
    }

    void anImportNeedsTheConsoleClosed()
    {
        const Home home;
        history::SqliteOptions options;
        options.path = home.path(QStringLiteral("piuptime/history.db")).toStdString();
        const auto console = history::SqliteHistoryStore::open(options);
        VERIFY_OK(console);
        const auto imported =
            home.run({QStringLiteral("import"), home.write(QStringLiteral("in.csv"), kHeader + kRows)});
        QCOMPARE(imported.code, 1);
        QVERIFY2(imported.err.contains("close the console first"), imported.err.constData());
    }

    void aBackupIsRestoredAndThePresentHistoryKept()
    {
        const Home home;
        const QStringList import{QStringLiteral("import"), home.write(QStringLiteral("in.csv"), kHeader + kRows)};
        QCOMPARE(home.run(import).code, 0);
        const QString copy = home.path(QStringLiteral("copy.db"));
        const auto backup = home.run({QStringLiteral("backup"), copy});
        QVERIFY2(backup.code == 0, backup.err.constData());
        home.write(QStringLiteral("in.csv"), kHeader + "2026-11-23T15:00:00Z,kitchen,load_1m,,1,\n");
        QCOMPARE(home.run(import).code, 0);
        QVERIFY(home.run(QStringList{QStringLiteral("export")} + kDay).out.contains("load_1m"));

        const auto restored =
            home.run({QStringLiteral("--json"), QStringLiteral("restore"), QStringLiteral("--yes"), copy});
        QVERIFY2(restored.code == 0, restored.err.constData());
        const QString aside =
            QJsonDocument::fromJson(restored.out).object().value(QStringLiteral("kept_aside")).toString();
        QVERIFY(QFile::exists(aside));
        QCOMPARE(sorted(home.run(QStringList{QStringLiteral("export")} + kDay).out), sorted(kHeader + kRows));
        QVERIFY(!QFile::exists(home.path(QStringLiteral("piuptime/history.db.restoring"))));
    }

    void aDamagedBackupChangesNothing()
    {
        const Home home;
        QCOMPARE(home.run({QStringLiteral("import"), home.write(QStringLiteral("in.csv"), kHeader + kRows)}).code, 0);
        const QString copy = home.path(QStringLiteral("copy.db"));
        QCOMPARE(home.run({QStringLiteral("backup"), copy}).code, 0);
        QByteArray bytes = home.read(QStringLiteral("copy.db"));
        for (qsizetype at = 4096; at < bytes.size(); at += 7)
            bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        home.write(QStringLiteral("copy.db"), bytes);
        const auto restored = home.run({QStringLiteral("restore"), QStringLiteral("--yes"), copy});
        QVERIFY2(restored.code == 6, restored.err.constData());
        QCOMPARE(sorted(home.run(QStringList{QStringLiteral("export")} + kDay).out), sorted(kHeader + kRows));
        const auto missing = home.run({QStringLiteral("restore"), QStringLiteral("--yes"), QStringLiteral("/none.db")});
        QCOMPARE(missing.code, 5);
    }

    void aRestoreWithoutATerminalWantsToBeConfirmed()
    {
        const Home home;
        const auto restored = home.run({QStringLiteral("restore"), home.write(QStringLiteral("copy.db"), "x")});
        QCOMPARE(restored.code, 1);
        QVERIFY2(restored.err.contains("confirm with --yes"), restored.err.constData());
    }

    void aPasswordInTheConfigurationIsRefused()
    {
        const Home home("postgresql://jo:secret@db/pis");
        const auto shown = home.run({QStringLiteral("devices")});
        QCOMPARE(shown.code, 2);
        QVERIFY(shown.err.contains("database must not hold the password") && !shown.err.contains("secret"));
    }
};

} // namespace piuptime

QTEST_GUILESS_MAIN(piuptime::CtlHistoryTest)
#include "CtlHistoryTest.moc"
