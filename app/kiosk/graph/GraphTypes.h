// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/Timeline.h"

#include <QtQml/qqml.h>

namespace piuptime::kiosk {

/// Makes the type of `TimeGraph.timeline` known to QML.
struct TimelineType {
    Q_GADGET
    QML_FOREIGN(piuptime::presentation::Timeline)
    QML_NAMED_ELEMENT(Timeline)
    QML_UNCREATABLE("comes from a view model")
};

} // namespace piuptime::kiosk
