// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/ChartTable.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace piuptime;
using namespace piuptime::presentation;

namespace {

constexpr UtcTime kAt = fromMsUtc(1'792'895'400'123); // 2026-10-25T02:30:00.123 in Berlin, summer time still

ChartTable oneLine(const QString &device, const std::vector<history::Point> &points)
{
    return {{{device, {Metric::SocTemperature, {}}, points}}, QTimeZone("Europe/Berlin")};
}

QList<QByteArray> linesOf(const ChartTable &table)
{
    return toCsv(table).split('\n');
}

} // namespace

class ChartTableTest : public QObject
{
    Q_OBJECT
private slots:
    void aPointIsALineWithBothTimesAndItsUnit()
    {
        const auto lines = linesOf(oneLine(QStringLiteral("pi"), {{kAt, 48.25, 47, 50}}));
        QCOMPARE(lines[0], QByteArray("time_utc,time_local,device,metric,instance,unit,value,minimum,maximum\r"));
        QVERIFY(lines[1].startsWith("2026-10-2"));
        QVERIFY(lines[1].endsWith(QByteArray(",pi,") + QByteArray(info(Metric::SocTemperature).name.data())
                                  + ",,\xc2\xb0"
                                    "C,48.25,47,50\r"));
    }

    void theTwoHoursOfALongDayDifferByTheirOffset()
    {
        const UtcTime first = fromMsUtc(QDateTime({2026, 10, 25}, {0, 30}, Qt::UTC).toMSecsSinceEpoch());
        const auto lines =
            linesOf(oneLine(QStringLiteral("pi"), {{first, 1, 1, 1}, {first + std::chrono::hours(1), 2, 2, 2}}));
        QVERIFY(lines[1].contains("2026-10-25T02:30:00.000+02:00"));
        QVERIFY(lines[2].contains("2026-10-25T02:30:00.000+01:00"));
    }

    void numbersReadBackExactly()
    {
        const auto lines = linesOf(oneLine(QStringLiteral("pi"), {{kAt, 0.1 + 0.2, 1e-300, 1.7976931348623157e308}}));
        const QList<QByteArray> fields = lines[1].trimmed().split(',');
        QCOMPARE(fields[6].toDouble(), 0.1 + 0.2);
        QCOMPARE(fields[7].toDouble(), 1e-300);
        QCOMPARE(fields[8].toDouble(), 1.7976931348623157e308);
    }

    /// Names come from Pis and may be anything, also something a spreadsheet would run.
    void namesStayInTheirFieldAndAreNoFormulas()
    {
        const QByteArray csv = toCsv(oneLine(QStringLiteral("=cmd|'/c calc'!A1,\"x\""), {{kAt, 1, 1, 1}}));
        QVERIFY(csv.contains(",\"'=cmd|'/c calc'!A1,\"\"x\"\"\","));
    }

    void aFileIsReplacedWholeOrNotAtAll()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("data.csv"));
        QVERIFY(writeWholeFile(path, "one").has_value());
        QVERIFY(writeWholeFile(path, "two").has_value());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("two"));
        const auto refused = writeWholeFile(folder.filePath(QStringLiteral("no/such/folder.csv")), "x");
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().kind, ErrorKind::Internal);
        QVERIFY(!refused.error().detail.empty());
    }
};

QTEST_GUILESS_MAIN(ChartTableTest)
#include "ChartTableTest.moc"
