// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/charts/LineRaster.h"
#include "app/kiosk/graph/GraphPainter.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/charts/ChartReading.h"
#include "app/presentation/charts/Timeline.h"

#include <QPointer>
#include <QQuickItem>
#include <QTimer>

namespace piuptime::charts {
class TouchNavigation;
}

namespace piuptime::kiosk {

/// One chart of a timeline, for a wall: readable from afar and moved by fingers. It draws plot, axes, names of lines
/// and lanes, and how old it is where that is too old; title, newest value and messages are properties for the page
/// around it.
///
/// Fingers: one pans sideways, two pinch and pan, a double tap goes back to the present, a long press takes a crosshair
/// along until the next tap. A finger that moves up or down is left to the page. Keys: see `charts::chartKey`. What one
/// graph does to the window, all graphs of its timeline do; `crosshairAtMsUtc` can be bound to do the same.
class TimeGraph : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    /// Not owned; may be null.
    Q_PROPERTY(piuptime::presentation::Timeline *timeline READ timeline WRITE setTimeline NOTIFY timelineChanged FINAL)
    /// `ChartSpec::id`, such as `temperature`.
    Q_PROPERTY(QString chartId READ chartId WRITE setChartId NOTIFY chartIdChanged FINAL)
    /// Of every label; rows and distances follow it.
    Q_PROPERTY(qreal fontPixelSize READ fontPixelSize WRITE setFontPixelSize NOTIFY styleChanged FINAL)
    Q_PROPERTY(qreal lineWidth READ lineWidth WRITE setLineWidth NOTIFY styleChanged FINAL)
    Q_PROPERTY(QColor surfaceColour READ surfaceColour WRITE setSurfaceColour NOTIFY styleChanged FINAL)
    Q_PROPERTY(QColor sunkenColour READ sunkenColour WRITE setSunkenColour NOTIFY styleChanged FINAL)
    Q_PROPERTY(QColor gridColour READ gridColour WRITE setGridColour NOTIFY styleChanged FINAL)
    Q_PROPERTY(QColor textColour READ textColour WRITE setTextColour NOTIFY styleChanged FINAL)
    Q_PROPERTY(QColor mutedColour READ mutedColour WRITE setMutedColour NOTIFY styleChanged FINAL)
    Q_PROPERTY(QColor attentionColour READ attentionColour WRITE setAttentionColour NOTIFY styleChanged FINAL)
    Q_PROPERTY(QColor criticalColour READ criticalColour WRITE setCriticalColour NOTIFY styleChanged FINAL)
    /// Of lines, in the order to use them.
    Q_PROPERTY(QList<QColor> seriesColours READ seriesColours WRITE setSeriesColours NOTIFY styleChanged FINAL)
    /// Milliseconds since 1970; not a number without a crosshair.
    Q_PROPERTY(double crosshairAtMsUtc READ crosshairAtMsUtc WRITE setCrosshairAtMsUtc NOTIFY crosshairChanged FINAL)

    Q_PROPERTY(QString title READ title NOTIFY stateChanged FINAL)
    /// The newest value with its unit, whatever the window shows; an en dash where none is known.
    Q_PROPERTY(QString currentText READ currentText NOTIFY stateChanged FINAL)
    /// Nothing was told for so long that `currentText` is no longer true; `staleText` says for how long.
    Q_PROPERTY(bool isStale READ isStale NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString staleText READ staleText NOTIFY stateChanged FINAL)
    /// Nothing to show yet, and an answer under way.
    Q_PROPERTY(bool isLoading READ isLoading NOTIFY stateChanged FINAL)
    /// Nothing was measured in the window.
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString errorText READ errorText NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString accessibleSummary READ accessibleSummary NOTIFY stateChanged FINAL)
    /// The window follows the present; else a button for `followNow` is due.
    Q_PROPERTY(bool isFollowing READ isFollowing NOTIFY stateChanged FINAL)
    /// A finger lies on the graph: a page that is swiped sideways must hold still.
    Q_PROPERTY(bool isTouched READ isTouched NOTIFY isTouchedChanged FINAL)

public:
    explicit TimeGraph(QQuickItem *parent = nullptr);

    [[nodiscard]] presentation::Timeline *timeline() const { return m_timeline; }
    void setTimeline(presentation::Timeline *timeline);
    [[nodiscard]] const QString &chartId() const { return m_chartId; }
    void setChartId(const QString &id);

    [[nodiscard]] qreal fontPixelSize() const { return m_fontPixelSize; }
    void setFontPixelSize(qreal pixels);
    [[nodiscard]] qreal lineWidth() const { return m_style.lineWidth; }
    void setLineWidth(qreal pixels) { restyle(m_style.lineWidth, pixels); }
    [[nodiscard]] QColor surfaceColour() const { return m_style.colours.surface; }
    void setSurfaceColour(const QColor &colour) { restyle(m_style.colours.surface, colour); }
    [[nodiscard]] QColor sunkenColour() const { return m_style.colours.sunken; }
    void setSunkenColour(const QColor &colour) { restyle(m_style.colours.sunken, colour); }
    [[nodiscard]] QColor gridColour() const { return m_style.colours.grid; }
    void setGridColour(const QColor &colour) { restyle(m_style.colours.grid, colour); }
    [[nodiscard]] QColor textColour() const { return m_style.colours.text; }
    void setTextColour(const QColor &colour) { restyle(m_style.colours.text, colour); }
    [[nodiscard]] QColor mutedColour() const { return m_style.colours.muted; }
    void setMutedColour(const QColor &colour) { restyle(m_style.colours.muted, colour); }
    [[nodiscard]] QColor attentionColour() const { return m_style.colours.attention; }
    void setAttentionColour(const QColor &colour) { restyle(m_style.colours.attention, colour); }
    [[nodiscard]] QColor criticalColour() const { return m_style.colours.critical; }
    void setCriticalColour(const QColor &colour) { restyle(m_style.colours.critical, colour); }
    [[nodiscard]] QList<QColor> seriesColours() const;
    void setSeriesColours(const QList<QColor> &colours);

    [[nodiscard]] double crosshairAtMsUtc() const;
    void setCrosshairAtMsUtc(double at);

    [[nodiscard]] QString title() const;
    [[nodiscard]] const QString &currentText() const { return m_state.currentText; }
    [[nodiscard]] bool isStale() const { return m_state.staleSince.has_value(); }
    [[nodiscard]] const QString &staleText() const { return m_state.staleText; }
    [[nodiscard]] bool isLoading() const { return m_state.isLoading; }
    [[nodiscard]] bool isEmpty() const { return m_state.isEmpty; }
    [[nodiscard]] const QString &errorText() const { return m_state.errorText; }
    [[nodiscard]] const QString &accessibleSummary() const { return m_state.summary; }
    [[nodiscard]] bool isFollowing() const { return m_state.follows; }
    [[nodiscard]] bool isTouched() const { return m_touched; }

    // What buttons do, for those who cannot use gestures.
    Q_INVOKABLE void zoomIn();
    Q_INVOKABLE void zoomOut();
    Q_INVOKABLE void panBack();
    Q_INVOKABLE void panForward();
    Q_INVOKABLE void followNow();

    /// Where times and values lie in the item; as it was last drawn.
    [[nodiscard]] const charts::PlotMapping &mapping() const { return m_layout.map; }

signals:
    void timelineChanged();
    void chartIdChanged();
    void styleChanged();
    void stateChanged();
    void crosshairChanged();
    void isTouchedChanged();

protected:
    void componentComplete() override;
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *) override;

    void touchEvent(QTouchEvent *event) override;
    void touchUngrabEvent() override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    template <class T>
    void restyle(T &property, const T &value)
    {
        if (property == value)
            return;
        property = value;
        emit styleChanged();
        redraw();
    }
    void findChart();
    void redraw();
    void redrawCrosshair();
    void refreshSoon();
    void refreshState();
    void updateResolution();
    void setCrosshair(std::optional<UtcTime> at);
    void watchFingers();
    void setTouched(bool touched);
    void holdFingers();
    void zoom(double factor);
    void pan(double part);
    [[nodiscard]] presentation::ChartReading reading() const;

    QPointer<presentation::Timeline> m_timeline;
    QString m_chartId;
    std::optional<presentation::ChartSpec> m_spec;
    presentation::ChartOptions m_options;
    charts::ChartStyle m_style;
    qreal m_fontPixelSize = 16;
    GraphState m_state;
    GraphLayout m_layout;
    std::optional<UtcTime> m_crosshair;
    charts::TouchNavigation *m_fingers;
    bool m_touched = false;
    QTimer m_aging; ///< values grow old without anybody telling

    charts::LineRaster m_raster;
    QImage m_plot;
    Picture m_crosshairPicture;
    Picture m_bubble;
    bool m_stateIsCurrent = false;
    bool m_plotIsCurrent = false;      ///< drawn
    bool m_crosshairIsCurrent = false; ///< drawn
    bool m_plotIsShown = false;        ///< handed to the scene graph
    bool m_crosshairIsShown = false;   ///< handed to the scene graph
};

} // namespace piuptime::kiosk
