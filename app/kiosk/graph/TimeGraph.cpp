// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/graph/TimeGraph.h"

#include "app/charts/TouchNavigation.h"
#include "app/kiosk/graph/GraphNode.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QQuickWindow>

#include <cmath>
#include <limits>
#include <utility>

namespace piuptime::kiosk {

using presentation::Timeline;

namespace {

constexpr std::chrono::seconds kAgingInterval{5};
constexpr qreal kRow = 1.4; ///< height, times the size of the font
constexpr qreal kLineWidth = 2.5;
constexpr qreal kMarkShare = 0.3; ///< radius of a mark, of the size of the font
constexpr qreal kWantedWidth = 480;
// Resolution moves in steps, so that a changing width does not ask the store at every pixel.
constexpr int kResolutionStep = 100;

charts::ChartColours someColours()
{
    return {"#ffffff", "#ececf0", "#e3e3e8", "#1a1b20", "#636571", "#8f5300", "#bd1e2c", {"#2a56c6", "#c2571a"}};
}

} // namespace

TimeGraph::TimeGraph(QQuickItem *parent)
    : QQuickItem(parent)
    , m_fingers(new charts::TouchNavigation(this))
{
    setFlag(ItemHasContents);
    setActiveFocusOnTab(true);
    setAcceptTouchEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    m_style.colours = someColours();
    m_style.bandFill = charts::BandFill::Hatched;
    m_style.lineWidth = kLineWidth;
    setFontPixelSize(std::exchange(m_fontPixelSize, 0));
    m_aging.setInterval(kAgingInterval);
    connect(&m_aging, &QTimer::timeout, this, &TimeGraph::refreshSoon);
    watchFingers();
}

void TimeGraph::setTimeline(Timeline *timeline)
{
    if (timeline == m_timeline)
        return;
    if (m_timeline)
        m_timeline->disconnect(this);
    m_timeline = timeline;
    if (timeline) {
        connect(timeline, &Timeline::chartsChanged, this, &TimeGraph::findChart);
        connect(timeline, &Timeline::pointsChanged, this, &TimeGraph::redraw);
        connect(timeline, &Timeline::windowChanged, this, &TimeGraph::redraw);
        connect(timeline, &Timeline::statusChanged, this, &TimeGraph::refreshSoon);
        connect(timeline, &QObject::destroyed, this, [this] { findChart(); });
        updateResolution();
    }
    setCrosshair(std::nullopt);
    findChart();
    emit timelineChanged();
}

void TimeGraph::setChartId(const QString &id)
{
    if (id == m_chartId)
        return;
    m_chartId = id;
    findChart();
    emit chartIdChanged();
}

void TimeGraph::findChart()
{
    m_spec.reset();
    if (m_timeline) {
        const auto &charts = m_timeline->charts();
        const auto found = std::ranges::find(charts, m_chartId, &presentation::ChartSpec::id);
        if (found != charts.end())
            m_spec = *found;
    }
    if (m_spec)
        setImplicitSize(kWantedWidth, GraphLayout::wantedHeight(*m_spec, m_style));
    redraw();
}

void TimeGraph::setFontPixelSize(qreal pixels)
{
    if (pixels == m_fontPixelSize || pixels < 1)
        return;
    m_fontPixelSize = pixels;
    QFont font = QGuiApplication::font();
    font.setPixelSize(qRound(pixels));
    font.setStyleStrategy(QFont::NoSubpixelAntialias);
    m_style.caption = font;
    m_style.captionHeight = std::ceil(QFontMetricsF(font).height());
    m_style.rowHeight = std::round(kRow * pixels);
    m_style.markRadius = kMarkShare * pixels;
    emit styleChanged();
    findChart();
}

QList<QColor> TimeGraph::seriesColours() const
{
    return {m_style.colours.series.begin(), m_style.colours.series.end()};
}

void TimeGraph::setSeriesColours(const QList<QColor> &colours)
{
    if (!colours.isEmpty())
        restyle(m_style.colours.series, std::vector<QColor>(colours.begin(), colours.end()));
}

QString TimeGraph::title() const
{
    return m_spec ? m_spec->title : QString();
}

double TimeGraph::crosshairAtMsUtc() const
{
    return m_crosshair ? static_cast<double>(toMsUtc(*m_crosshair)) : std::numeric_limits<double>::quiet_NaN();
}

void TimeGraph::setCrosshairAtMsUtc(double at)
{
    setCrosshair(std::isfinite(at) ? std::optional(fromMsUtc(std::llround(at))) : std::nullopt);
}

void TimeGraph::setCrosshair(std::optional<UtcTime> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    redrawCrosshair();
    emit crosshairChanged();
}

presentation::ChartReading TimeGraph::reading() const
{
    return {*m_timeline, *m_spec, m_crosshair};
}

void TimeGraph::redraw()
{
    m_plotIsCurrent = false;
    m_crosshairIsCurrent = false;
    refreshSoon();
}

void TimeGraph::redrawCrosshair()
{
    m_crosshairIsCurrent = false;
    polish();
}

/// Once before the next frame, whatever changes until then; at once where there are no frames.
void TimeGraph::refreshSoon()
{
    m_stateIsCurrent = false;
    if (window())
        polish();
    else
        updatePolish();
}

void TimeGraph::refreshState()
{
    GraphState state = m_timeline ? GraphState::of(*m_timeline, m_spec ? &*m_spec : nullptr) : GraphState();
    if (state == m_state)
        return;
    if (state.staleText != m_state.staleText)
        m_plotIsCurrent = false;
    m_state = std::move(state);
    emit stateChanged();
}

void TimeGraph::updateResolution()
{
    const int steps = static_cast<int>(width()) / kResolutionStep;
    if (m_timeline && steps > 0)
        m_timeline->setResolution(static_cast<std::size_t>(steps * kResolutionStep));
}

void TimeGraph::componentComplete()
{
    QQuickItem::componentComplete();
    updateResolution();
    redraw();
}

void TimeGraph::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() == before.size())
        return;
    updateResolution();
    redraw();
}

void TimeGraph::itemChange(ItemChange change, const ItemChangeData &data)
{
    QQuickItem::itemChange(change, data);
    if (change != ItemVisibleHasChanged && change != ItemSceneChange && change != ItemDevicePixelRatioHasChanged)
        return;
    if (isVisible() && window())
        m_aging.start();
    else
        m_aging.stop();
    if (change != ItemVisibleHasChanged)
        return redraw();
    refreshSoon(); // draws what changed while nobody saw it
}

void TimeGraph::updatePolish()
{
    if (!std::exchange(m_stateIsCurrent, true))
        refreshState();
    if (!isVisible() || !window())
        return;
    const qreal ratio = window()->effectiveDevicePixelRatio();
    const QSize pixels = (size() * ratio).toSize();
    if (!m_timeline || !m_spec || pixels.isEmpty()) {
        m_plot = {};
        m_crosshairPicture = m_bubble = {};
        m_plotIsCurrent = m_crosshairIsCurrent = true;
        m_plotIsShown = m_crosshairIsShown = false;
        return update();
    }
    if (!m_plotIsCurrent)
        m_layout = GraphLayout::of(*m_timeline, *m_spec, m_style, size());
    GraphPainter painter(*m_timeline, *m_spec, m_layout, ratio);
    if (!std::exchange(m_plotIsCurrent, true)) {
        if (m_plot.size() != pixels)
            m_plot = QImage(pixels, QImage::Format_RGB32);
        painter.drawPlot(m_plot, m_raster, m_options, m_state);
        m_plotIsShown = false;
        update();
    }
    if (std::exchange(m_crosshairIsCurrent, true))
        return;
    const bool wasShown = !m_crosshairPicture.image.isNull();
    m_crosshairPicture = m_crosshair ? painter.crosshair(*m_crosshair) : Picture();
    m_bubble = m_crosshair ? painter.bubble(*m_crosshair, m_options) : Picture();
    if (!wasShown && m_crosshairPicture.image.isNull())
        return;
    m_crosshairIsShown = false;
    update();
}

QSGNode *TimeGraph::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    if (m_plot.isNull()) {
        delete node;
        return nullptr;
    }
    auto *graph = static_cast<GraphNode *>(node);
    if (!graph) {
        graph = new GraphNode;
        m_plotIsShown = m_crosshairIsShown = false;
    }
    if (!std::exchange(m_plotIsShown, true))
        graph->show(GraphNode::Layer::Plot, {m_plot, QRectF({}, m_plot.size() / m_plot.devicePixelRatio())}, *window());
    if (!std::exchange(m_crosshairIsShown, true)) {
        graph->show(GraphNode::Layer::Crosshair, m_crosshairPicture, *window());
        graph->show(GraphNode::Layer::Bubble, m_bubble, *window());
    }
    return graph;
}

} // namespace piuptime::kiosk
