// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/icons/Icons.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <array>
#include <cmath>

namespace piuptime::icons {
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
    "chevron-left",
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

} // namespace

std::optional<Icon> iconNamed(QStringView name)
{
    const auto found = std::ranges::find_if(kFiles, [name](const char *file) { return name == QLatin1String(file); });
    if (found == kFiles.end())
        return std::nullopt;
    return static_cast<Icon>(found - kFiles.begin());
}

QImage iconImage(Icon icon, const QColor &colour, int pixels)
{
    const QString file = QStringLiteral(":/icons/%1.svg").arg(QLatin1String(kFiles[static_cast<std::size_t>(icon)]));
    QSvgRenderer drawing(file);
    if (!drawing.isValid())
        qFatal("missing icon %s", qPrintable(file));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawing.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), colour);
    return image;
}

QPixmap iconPixmap(Icon icon, const QColor &colour, int size, qreal devicePixelRatio)
{
    const int pixels = static_cast<int>(std::ceil(size * devicePixelRatio));
    const QString key =
        QStringLiteral("piuptime-icon/%1/%2/%3").arg(static_cast<int>(icon)).arg(colour.rgba()).arg(pixels);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap::fromImage(iconImage(icon, colour, pixels));
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

} // namespace piuptime::icons
