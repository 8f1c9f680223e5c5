// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/theme/Icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <cmath>

namespace piuptime::desktop {
namespace {

constexpr std::array<const char *, static_cast<std::size_t>(Icon::Count)> kFiles{
    "ok",
    "attention",
    "critical",
    "unknown",
    "add",
    "back",
    "battery",
    "battery-charging",
    "board",
    "check",
    "chevron-down",
    "chevron-right",
    "chevron-up",
    "clock",
    "close",
    "columns",
    "copy",
    "cpu",
    "dash",
    "disk",
    "edit",
    "fan",
    "gauge",
    "gauge-earlier",
    "group",
    "import",
    "info",
    "key",
    "lock",
    "memory",
    "network",
    "offline",
    "open",
    "plug",
    "power",
    "power-low",
    "power-low-earlier",
    "ranking",
    "reconnect",
    "restart",
    "search",
    "site",
    "table",
    "tag",
    "terminal",
    "thermometer",
    "tiles",
    "trash",
    "wait",
};
static_assert(kFiles.back() != nullptr, "every Icon has a file");

QByteArray recoloured(Icon icon, const QColor &colour)
{
    QFile file(iconFile(icon));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing icon %s", qPrintable(file.fileName()));
    return file.readAll().replace("currentColor", colour.name().toLatin1());
}

} // namespace

QString iconFile(Icon icon)
{
    return QStringLiteral(":/icons/%1.svg").arg(QLatin1String(kFiles[static_cast<std::size_t>(icon)]));
}

QPixmap iconPixmap(Icon icon, const QColor &colour, int size, qreal devicePixelRatio)
{
    const int pixels = static_cast<int>(std::ceil(size * devicePixelRatio));
    const QString key =
        QStringLiteral("piuptime-icon/%1/%2/%3").arg(static_cast<int>(icon)).arg(colour.rgba()).arg(pixels);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        QSvgRenderer renderer(recoloured(icon, colour));
        pixmap = QPixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setOpacity(colour.alphaF());
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
        painter.end();
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

void paintIcon(QPainter &painter, Icon icon, const QColor &colour, const QRectF &rect, int size)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPointF corner(std::round((rect.center().x() - size / 2.0) * ratio) / ratio,
                         std::round((rect.center().y() - size / 2.0) * ratio) / ratio);
    painter.drawPixmap(corner, iconPixmap(icon, colour, size, ratio));
}

} // namespace piuptime::desktop
