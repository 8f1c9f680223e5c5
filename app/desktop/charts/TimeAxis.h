// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/charts/PlotMapping.h"
#include "app/desktop/charts/ChartLayout.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/charts/Timeline.h"

#include <QWidget>

#include <optional>

namespace piuptime::desktop {

/// The time axis that all charts of a page share: labels in the chosen time zone, marks for what happened, and the
/// moment under the crosshair. Dragging it pans, the wheel zooms. A mark tells its events in a tooltip; the event list
/// of the page has the same for the keyboard.
class TimeAxis final : public QWidget
{
    Q_OBJECT
public:
    TimeAxis(const presentation::Timeline &timeline, const presentation::ChartOptions &options, const Theme &theme,
             QWidget *parent = nullptr);

    void refresh();
    void setCrosshair(std::optional<UtcTime> at);

    /// Events so close together that they share a mark.
    struct Mark {
        qreal x = 0;
        Severity severity = Severity::Info;
        std::vector<const Event *> events;
    };
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    /// What the tooltip says at `x`, as plain text; empty where nothing happened.
    [[nodiscard]] QString textAt(qreal x) const;

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void crosshairMoved(std::optional<piuptime::UtcTime> at);
    void zoomed(double factor, piuptime::UtcTime around);
    void panned(double part);
    void followRequested();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void placeMarks();
    void drawLabels(QPainter &painter, const charts::PlotMapping &map) const;
    void drawMarks(QPainter &painter) const;
    void drawCrosshair(QPainter &painter) const;
    /// Where the moment under the crosshair is written; empty without one.
    [[nodiscard]] QRectF bubble(const charts::PlotMapping &map) const;
    [[nodiscard]] QString crosshairText() const;
    [[nodiscard]] charts::PlotMapping mapping() const;
    [[nodiscard]] QString lineOf(const Event &event) const;

    const presentation::Timeline &m_timeline;
    const presentation::ChartOptions &m_options;
    const Theme &m_theme;
    std::vector<Mark> m_marks;
    std::optional<UtcTime> m_crosshair;
    std::optional<qreal> m_dragX; ///< where the pointer was, while it pans
};

} // namespace piuptime::desktop
