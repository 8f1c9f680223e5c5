// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/charts/ChartSpec.h"

#include <QColor>
#include <QFont>
#include <QRectF>

#include <cstdint>
#include <vector>

namespace piuptime::charts {

/// Colours a chart is drawn in. Those of text have a contrast of at least 4.5:1 on `surface`.
struct ChartColours {
    QColor surface; ///< behind everything
    QColor sunken;  ///< a lane while its flag is known
    QColor grid;
    QColor text;
    QColor muted; ///< labels, and what is no longer true
    QColor attention;
    QColor critical;
    std::vector<QColor> series; ///< of lines, in the order to use them; at least one
};

/// How to fill a stretch of time behind the lines.
enum class BandFill : std::uint8_t {
    Tint,
    Hatched, ///< a pattern for each meaning as well, where names are too small to be read from afar
};

/// How a chart looks: what suits a desk is too thin for a wall. Device-independent pixels.
struct ChartStyle {
    ChartColours colours;
    QFont caption; ///< of labels; kept, since making a font anew costs more than the label
    qreal lineWidth = 1.5;
    qreal rowHeight = 17;     ///< of a lane
    qreal captionHeight = 14; ///< of a band's name
    qreal markRadius = 4;
    BandFill bandFill = BandFill::Tint;

    [[nodiscard]] const QColor &colour(presentation::FlagMeaning meaning) const;
    [[nodiscard]] const QColor &colour(const presentation::ChartLine &line) const;
    /// \param row  the lane's place, 0 on top
    [[nodiscard]] QRectF laneRect(const QRectF &plot, int row) const;
};

} // namespace piuptime::charts
