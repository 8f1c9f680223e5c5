// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/desktop/widgets/Figures.h"
#include "app/presentation/FleetModel.h"

#include <QCache>
#include <QStaticText>

#include <optional>

namespace piuptime::desktop {

/// Draws what the fleet table and the tiles have in common, from the theme's tokens.
class FleetCellPainter
{
public:
    FleetCellPainter(const Theme &theme, const Clock &clock);

    /// Call when the theme changed.
    void refresh();

    void paint(QPainter &painter, const QRectF &cell, const presentation::FleetRow &row,
               presentation::FleetColumn column) const;
    /// Why there are no figures yet, across the cells that would have them.
    void paintConnection(QPainter &painter, const QRectF &rect, const presentation::FleetRow &row) const;
    void paintHeading(QPainter &painter, const QRectF &rect, const presentation::FleetGroup &group) const;

    void paintState(QPainter &painter, const QRectF &rect, HealthLevel level) const;
    void paintTrend(QPainter &painter, const QRectF &rect, const presentation::FleetRow &row) const;
    /// Bolt and gauge: filled in a soft disc for now, outlined for since boot.
    void paintPower(QPainter &painter, const QRectF &rect, const presentation::FleetRow &row) const;
    void paintUps(QPainter &painter, const QRectF &rect, const presentation::FleetRow &row) const;
    void paintSeen(QPainter &painter, const QRectF &rect, const presentation::FleetRow &row) const;
    void paintPercent(QPainter &painter, const QRectF &rect, double percent, double warnAt, bool stale) const;
    void paintText(QPainter &painter, const QRectF &rect, const QString &text, const QColor &colour) const;
    void paintFigure(QPainter &painter, const QRectF &rect, const QString &text, const QColor &colour) const;

    [[nodiscard]] QColor textColour(const presentation::FleetRow &row) const;
    [[nodiscard]] QColor heatColour(const presentation::FleetRow &row) const;

private:
    void paintWarning(QPainter &painter, QRectF &rect, const presentation::NowAndEarlier &bit, Icon now,
                      Icon earlier) const;

    void paintWords(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font) const;

    const Theme &m_theme;
    const Clock &m_clock;
    /// Words are shaped and cut to their width once: the same few hundred come back with each repaint.
    mutable QCache<QString, QStaticText> m_words{4096};
    QFont m_body;
    QFont m_strong;
    std::optional<FigureFont> m_figures;
};

/// The temperature from which a Pi is hot: the soft limit of most models is at 80 °C.
inline constexpr double kWarmCelsius = 70;
inline constexpr double kHotCelsius = 80;

} // namespace piuptime::desktop
