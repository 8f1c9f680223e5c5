// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/device/PlotMapping.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/device/DeviceHistory.h"
#include "app/presentation/device/TimeTicks.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace piuptime::desktop {

/// One chart over time: lines with their exact values beside them, or lanes of flags.
///
/// The plot is drawn once into a pixmap and kept until data, window, size or theme change; a moving crosshair only
/// paints that pixmap and a few labels, so that a dozen charts follow the pointer on software rendering.
///
/// Keyboard: ← → by sample, with Shift by ten, Home and End, Escape; + and - zoom, Ctrl with ← → pans. Pointer: drag
/// zooms in, drag with Shift or the middle button pans, Ctrl and wheel zoom, a double click asks to follow again.
class TimeChart final : public QWidget
{
    Q_OBJECT
public:
    TimeChart(const presentation::DeviceHistory &history, presentation::ChartSpec spec, const Theme &theme,
              QWidget *parent = nullptr);

    [[nodiscard]] const presentation::ChartSpec &spec() const { return m_spec; }

    /// Points, window or colours changed.
    void refresh();
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
    /// What a person who does not see the chart needs to know.
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

    void renderPlot();
    void drawTitle(QPainter &painter) const;
    void drawReadouts(QPainter &painter) const;
    void drawCrosshair(QPainter &painter) const;
    [[nodiscard]] std::vector<qreal> readoutPositions() const;
    [[nodiscard]] presentation::ValueScale scale() const;
    [[nodiscard]] const history::Point *shownPoint(const SeriesKey &key) const;
    [[nodiscard]] Readout readout(const presentation::ChartLine &line) const;
    [[nodiscard]] Readout readout(const presentation::ChartFlag &lane) const;
    [[nodiscard]] const SeriesKey &mainSeries() const;
    void step(int samples);
    void stepToEnd(bool newest);

    const presentation::DeviceHistory &m_history;
    presentation::ChartSpec m_spec;
    const Theme &m_theme;
    QFont m_body; ///< kept, since making a font anew for each label of a moving crosshair is what costs
    QFont m_strong;
    QPixmap m_plot;
    std::optional<UtcTime> m_crosshair;
    std::optional<history::TimeRange> m_selection;
    Drag m_drag = Drag::None;
    qreal m_dragX = 0;
};

/// How many labels fit above a plot of this width.
[[nodiscard]] std::vector<presentation::TimeTick> ticksFor(history::TimeRange range, qreal width);

} // namespace piuptime::desktop
