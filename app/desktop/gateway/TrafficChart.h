// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ValueScale.h"
#include "core/history/HistoryStore.h"

#include <QWidget>

namespace piuptime::desktop {

/// Lines over the recent past, with their newest values: what a gateway counts by itself. What is kept of it for years
/// stands among the graphs of its Pi.
class TrafficChart final : public QWidget
{
    Q_OBJECT
public:
    struct Line {
        QString label;
        QString newest;                                 ///< its newest value, in words
        std::vector<std::pair<UtcTime, double>> points; ///< oldest first
    };

    TrafficChart(const Theme &theme, const QString &title, Unit unit, QWidget *parent = nullptr);

    void show(history::TimeRange range, std::vector<Line> lines);

    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 96}; }
    [[nodiscard]] QSize sizeHint() const override { return {480, 140}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QColor colourOf(std::size_t line) const;
    void drawHead(QPainter &painter) const;
    void drawPlot(QPainter &painter, const QRectF &plot) const;
    void drawAxes(QPainter &painter, const QRectF &plot) const;
    [[nodiscard]] presentation::ValueScale scale() const;

    const Theme &m_theme;
    const QString m_title;
    const Unit m_unit;
    history::TimeRange m_range;
    std::vector<Line> m_lines;
};

} // namespace piuptime::desktop
