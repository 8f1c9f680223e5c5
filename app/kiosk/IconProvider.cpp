// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/IconProvider.h"

#include <QPainter>
#include <QSvgRenderer>

namespace piuptime::kiosk {
namespace {

constexpr int kUsualSize = 32;
constexpr int kLargestSize = 1024;

} // namespace

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const QString name = id.section(QLatin1Char('/'), 0, 0);
    const QColor colour(id.section(QLatin1Char('/'), 1));
    QSvgRenderer drawing(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!drawing.isValid() || !colour.isValid())
        return {};
    const int edge = requestedSize.height() > 0 ? std::min(requestedSize.height(), kLargestSize) : kUsualSize;
    QImage image(edge, edge, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawing.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), colour);
    if (size != nullptr)
        *size = image.size();
    return image;
}

} // namespace piuptime::kiosk
