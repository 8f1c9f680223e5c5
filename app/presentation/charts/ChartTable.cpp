// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/ChartTable.h"

#include "app/presentation/Formatting.h"

#include <QDateTime>
#include <QSaveFile>

#include <array>
#include <charconv>

namespace piuptime::presentation {
namespace {

QByteArray number(double value)
{
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr - text.data()};
}

/// Names come from Pis, so they may hold anything.
QByteArray field(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (!bytes.isEmpty() && QByteArrayView("=+-@\t\r").contains(bytes.front()))
        bytes.prepend('\'');
    if (!bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n') && !bytes.contains('\r'))
        return bytes;
    return '"' + bytes.replace('"', "\"\"") + '"';
}

void append(QByteArray &csv, const ChartTable::Line &line, const QTimeZone &zone)
{
    const MetricInfo &metric = info(line.series.metric);
    const QByteArray series = field(line.device) + ',' + field(shown(metric.name)) + ','
                              + field(shown(line.series.instance)) + ',' + field(Formatting::unitSymbol(metric.unit));
    for (const history::Point &point : line.points) {
        const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMsUtc(point.at), Qt::UTC);
        csv += utc.toString(Qt::ISODateWithMs).toLatin1() + ',';
        const QDateTime local = utc.toTimeZone(zone);
        csv += local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODateWithMs).toLatin1() + ',';
        csv += series + ',' + number(point.value) + ',' + number(point.minimum) + ',' + number(point.maximum) + "\r\n";
    }
}

} // namespace

ChartTable tableOf(const Timeline &timeline, const QTimeZone &zone)
{
    ChartTable table;
    table.zone = zone;
    for (const SeriesId &id : seriesOf(timeline.charts())) {
        const Points points = within(timeline.points(id), timeline.window().range());
        table.lines.push_back({timeline.nameOf(id.device), id.key, {points.begin(), points.end()}});
    }
    return table;
}

QByteArray toCsv(const ChartTable &table)
{
    QByteArray csv = "time_utc,time_local,device,metric,instance,unit,value,minimum,maximum\r\n";
    for (const ChartTable::Line &line : table.lines)
        append(csv, line, table.zone);
    return csv;
}

Result<void> writeWholeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return tl::unexpected(Error{ErrorKind::Internal, typed(file.errorString()), {"writing " + typed(path)}});
    return {};
}

} // namespace piuptime::presentation
