// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/ChartExport.h"

#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/charts/TimeAxis.h"
#include "app/desktop/charts/TimeChart.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"
#include "app/presentation/charts/ChartTable.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QtConcurrentRun>

namespace piuptime::desktop {
namespace {

constexpr int kHead = 56;

} // namespace

ChartExport::ChartExport(const ChartStack &charts, const presentation::Timeline &timeline,
                         const presentation::ChartOptions &options, QObject *parent)
    : QObject(parent)
    , m_charts(charts)
    , m_timeline(timeline)
    , m_options(options)
{
}

QImage ChartExport::picture() const
{
    QList<QWidget *> parts{m_charts.axis()};
    for (TimeChart *chart : m_charts.charts())
        parts.append(chart);
    int height = kHead;
    for (const QWidget *part : parts)
        height += part->height();
    const Theme &theme = m_charts.theme();
    const qreal ratio = m_charts.devicePixelRatioF();
    QImage image(QSize(m_charts.axis()->width(), height) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(theme.colours().surface);
    QPainter painter(&image);
    const history::TimeRange range = m_timeline.window().range();
    painter.setFont(theme.font(TextStyle::Title));
    painter.setPen(theme.colours().text);
    painter.drawText(QPointF(space::kM, 22), m_charts.title());
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.colours().textSecondary);
    painter.drawText(QPointF(space::kM, 42),
                     tr("%1 to %2").arg(m_options.dateTimeWithZone(range.from), m_options.dateTimeWithZone(range.to)));
    int top = kHead;
    for (QWidget *part : parts) {
        part->render(&painter, QPoint(0, top), {}, QWidget::DrawChildren);
        top += part->height();
    }
    return image;
}

void ChartExport::copyPicture()
{
    QGuiApplication::clipboard()->setImage(picture());
    emit noticed(HealthLevel::Ok, tr("The picture is in the clipboard"), {});
}

void ChartExport::savePicture(const QString &path)
{
    write(path, [image = picture()] {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return png;
    });
}

void ChartExport::saveData(const QString &path)
{
    write(path, [table = presentation::tableOf(m_timeline, m_options.zone())] { return presentation::toCsv(table); });
}

void ChartExport::write(const QString &path, std::function<QByteArray()> encode)
{
    const auto written =
        QtConcurrent::run([path, encode = std::move(encode)] { return presentation::writeWholeFile(path, encode()); });
    presentation::whenDone(written, this, [this, path](const Result<void> &result) {
        if (result)
            emit noticed(HealthLevel::Ok, tr("Saved"), path);
        else
            emit noticed(HealthLevel::Critical, tr("Could not be saved"), presentation::Texts::error(result.error()));
    });
}

} // namespace piuptime::desktop
