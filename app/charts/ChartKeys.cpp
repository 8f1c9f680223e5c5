// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charts/ChartKeys.h"

#include <QKeyEvent>

namespace piuptime::charts {
namespace {

using enum ChartKey::Does;

constexpr double kFewSamples = 1;
constexpr double kManySamples = 10;

std::optional<ChartKey> windowKey(int key, bool shift)
{
    const double pan = shift ? 1 : kPanStep;
    switch (key) {
    case Qt::Key_Left:
        return ChartKey{Pan, -pan};
    case Qt::Key_Right:
        return ChartKey{Pan, pan};
    case Qt::Key_Home:
        return ChartKey{GoOldest};
    case Qt::Key_End:
        return ChartKey{Follow};
    default:
        return std::nullopt;
    }
}

std::optional<ChartKey> crosshairKey(int key, bool shift)
{
    const double samples = shift ? kManySamples : kFewSamples;
    switch (key) {
    case Qt::Key_Left:
        return ChartKey{Step, -samples};
    case Qt::Key_Right:
        return ChartKey{Step, samples};
    case Qt::Key_Home:
        return ChartKey{StepFirst};
    case Qt::Key_End:
        return ChartKey{StepLast};
    case Qt::Key_Escape:
        return ChartKey{Leave};
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<ChartKey> chartKey(const QKeyEvent &event)
{
    const int key = event.key();
    if (key == Qt::Key_Plus || key == Qt::Key_Equal)
        return ChartKey{Zoom, 1 / kZoomStep};
    if (key == Qt::Key_Minus)
        return ChartKey{Zoom, kZoomStep};
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    if (event.modifiers().testFlag(Qt::ControlModifier)) {
        if (const auto found = windowKey(key, shift))
            return found;
    }
    return crosshairKey(key, shift);
}

} // namespace piuptime::charts
