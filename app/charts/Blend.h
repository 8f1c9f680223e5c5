// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace piuptime::charts {

/// Puts `alpha` (0 to 1) of `over` on `under`.
[[nodiscard]] inline QColor blend(const QColor &under, const QColor &over, qreal alpha)
{
    const auto mix = [alpha](float a, float b) { return static_cast<float>(a + (b - a) * alpha); };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

} // namespace piuptime::charts
