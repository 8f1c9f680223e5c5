// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickImageProvider>

namespace piuptime::kiosk {

/// Our icons in any colour: `image://icon/critical/#b3261e`. The size is the image's `sourceSize`.
class IconProvider final : public QQuickImageProvider
{
public:
    IconProvider()
        : QQuickImageProvider(QQuickImageProvider::Image)
    {
    }

    /// An empty image when there is no icon of this name.
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace piuptime::kiosk
