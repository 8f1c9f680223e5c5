// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/charts/LineRaster.h"
#include "app/desktop/charts/PlotMapping.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/charts/Timeline.h"

#include <QImage>
#include <QWidget>

#include <optional>

namespace piuptime::desktop {

/// One chart over time: lines with their exact values beside them, or lanes of flags.
///
/// The still part is drawn once into an image and kept until data, window, size or theme change; a moving crosshair
/// only copies two strips of that image and writes a few labels, so that a dozen charts follow the pointer on software
/// rendering.
///
/// Keyboard: ← → by sample, with Shift by ten, Home and End, Escape; + and - zoom; with Ctrl ← and → pan, Home and End
/// go to the oldest and back to the present. Pointer: drag zooms in, drag with Shift or the middle button pans, Ctrl
/// and wheel zoom, Shift and wheel or a sideways wheel pan, a double click asks to follow again. Fingers: see
/// `TouchNavigation`.
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

    /// The text beside a line or lane: the value at the crosshair, or the newest one without it.
    struct Readout {
        QString label;
        QString value;     ///< with its unit; an en dash where nothing is known
        QString range;     ///< least to most, where points were merged
        bool past = false; ///< without crosshair: older than a gap, so no longer true
    };
    [[nodiscard]] std::vector<Readout> readouts() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] PlotMapping mapping() const;

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
    void renderPlot();
    void drawTitle(QPainter &painter) const;
    void drawReadouts(QPainter &painter) const;
    void drawLineSample(QPainter &painter, const presentation::ChartLine &line, QPointF left) const;
    void drawCrosshair(QPainter &painter) const;
    void updateCrosshair(std::optional<UtcTime> at);
    [[nodiscard]] QRectF readoutRect() const;
    [[nodiscard]] std::vector<qreal> readoutPositions() const;
    [[nodiscard]] presentation::ValueScale scale() const;
    [[nodiscard]] const history::Point *shownPoint(const presentation::SeriesId &id) const;
    [[nodiscard]] Readout readout(const presentation::ChartLine &line) const;
    [[nodiscard]] Readout readout(const presentation::ChartFlag &lane) const;
    [[nodiscard]] bool isPast(const history::Point &point, const presentation::SeriesId &id) const;
    [[nodiscard]] presentation::Points mainPoints() const;
    bool navigate(const QKeyEvent &event);
    void step(int samples);
    void stepToEnd(bool newest);

    const presentation::Timeline &m_timeline;
    presentation::ChartSpec m_spec;
    const presentation::ChartOptions &m_options;
    const Theme &m_theme;
    QFont m_body; ///< kept, since making a font anew for each label of a moving crosshair is what costs
    QFont m_strong;
    QFont m_caption;
    QImage m_plot;
    LineRaster m_raster;
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
