// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/IconProvider.h"

#include "app/icons/Icons.h"

namespace piuptime::kiosk {
namespace {

constexpr int kUsualSize = 32;
constexpr int kLargestSize = 1024;

} // namespace

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const auto icon = icons::iconNamed(id.section(QLatin1Char('/'), 0, 0));
    const QColor colour(id.section(QLatin1Char('/'), 1));
    if (!icon || !colour.isValid())
        return {};
    const int edge = requestedSize.height() > 0 ? std::min(requestedSize.height(), kLargestSize) : kUsualSize;
    if (size != nullptr)
        *size = QSize(edge, edge);
    return icons::iconImage(*icon, colour, edge);
}

} // namespace piuptime::kiosk
