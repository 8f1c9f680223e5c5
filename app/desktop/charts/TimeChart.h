// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/charts/ChartStyle.h"
#include "app/charts/LineRaster.h"
#include "app/charts/PlotMapping.h"
#include "app/desktop/charts/ChartLayout.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/charts/ChartReading.h"
#include "app/presentation/charts/Timeline.h"

#include <QImage>
#include <QWidget>

#include <optional>

namespace piuptime::charts {
class TouchNavigation;
}

namespace piuptime::desktop {

/// One chart over time: lines with their exact values beside them, or lanes of flags.
///
/// The still part is drawn once into an image and kept until data, window, size or theme change; a moving crosshair
/// only copies two strips of that image and writes a few labels, so that a dozen charts follow the pointer on software
/// rendering.
///
/// Keyboard: see `charts::chartKey`. Pointer: drag zooms in, drag with Shift or the middle button pans, Ctrl
/// and wheel zoom, Shift and wheel or a sideways wheel pan, a double click asks to follow again. Fingers: see
/// `charts::TouchNavigation`.
class TimeChart final : public QWidget
{
    Q_OBJECT
public:
    TimeChart(const presentation::Timeline &timeline, presentation::ChartSpec spec,
              const presentation::ChartOptions &options, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const presentation::ChartSpec &spec() const { return m_spec; }

    /// Points, window, options or colours changed.
    void refresh();
    /// Tells a person who does not see the chart what it shows; for moments in which nothing moves.
    void describe();
    void setCrosshair(std::optional<UtcTime> at);
    void setSelection(std::optional<history::TimeRange> selection);

    /// What the chart says at the crosshair.
    [[nodiscard]] presentation::ChartReading reading() const;
    [[nodiscard]] charts::PlotMapping mapping() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void crosshairMoved(std::optional<piuptime::UtcTime> at);
    void selectionChanged(std::optional<piuptime::history::TimeRange> selection);
    void rangeSelected(piuptime::history::TimeRange range);
    void zoomed(double factor, piuptime::UtcTime around);
    void panned(double part);
    void followRequested();
    void oldestRequested();
    /// A finger scrolls the page; downwards is positive.
    void scrolled(int dy);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Drag : std::uint8_t { None, Select, Pan };

    void watchFingers();
    void moveCrosshair(std::optional<UtcTime> at);
    void restyle();
    void renderPlot();
    void drawTitle(QPainter &painter) const;
    void drawReadouts(QPainter &painter) const;
    void drawLineSample(QPainter &painter, const presentation::ChartLine &line, QPointF left) const;
    void drawCrosshair(QPainter &painter) const;
    void updateCrosshair(std::optional<UtcTime> at);
    [[nodiscard]] QRectF readoutRect() const;
    [[nodiscard]] std::vector<qreal> readoutPositions() const;

    const presentation::Timeline &m_timeline;
    presentation::ChartSpec m_spec;
    const presentation::ChartOptions &m_options;
    const Theme &m_theme;
    QFont m_body; ///< kept, since making a font anew for each label of a moving crosshair is what costs
    QFont m_strong;
    charts::ChartStyle m_style;
    charts::TouchNavigation *m_fingers;
    QImage m_plot;
    charts::LineRaster m_raster;
    bool m_plotIsCurrent = false;
    presentation::ValueScale m_scale;
    std::optional<UtcTime> m_crosshair;
    std::optional<history::TimeRange> m_selection;
    Drag m_drag = Drag::None;
    qreal m_dragX = 0;
};

/// How many labels fit above a plot of this width.
[[nodiscard]] int tickCount(qreal width);

} // namespace piuptime::desktop
