// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/TimeChart.h"

#include "app/charts/ChartPainter.h"
#include "app/charts/TouchNavigation.h"

#include <QPaintEvent>
#include <QPainter>

#include <numeric>

namespace piuptime::desktop {

using charts::ChartPainter;
using charts::PlotMapping;
using presentation::ChartFlag;
using presentation::ChartLine;
using presentation::ChartReading;
using presentation::Points;

namespace {

constexpr int kTallPlot = 132;
constexpr int kLowPlot = 68;
constexpr qreal kTimeLabelWidth = 88;
constexpr int kSampleWidth = 14;

/// Moves labels that want the same place apart, keeping their order and within `top` to `bottom`.
void spread(std::vector<qreal> &centres, qreal top, qreal bottom)
{
    std::vector<std::size_t> order(centres.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return centres[i]; });
    qreal next = top + chart::kRowHeight / 2.0;
    for (const std::size_t i : order) {
        centres[i] = std::max(centres[i], next);
        next = centres[i] + chart::kRowHeight;
    }
    qreal last = bottom - chart::kRowHeight / 2.0;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        centres[*i] = std::min(centres[*i], last);
        last = centres[*i] - chart::kRowHeight;
    }
}

} // namespace

int tickCount(qreal width)
{
    return std::max(2, static_cast<int>(width / kTimeLabelWidth));
}

TimeChart::TimeChart(const presentation::Timeline &timeline, presentation::ChartSpec spec,
                     const presentation::ChartOptions &options, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_timeline(timeline)
    , m_spec(std::move(spec))
    , m_options(options)
    , m_theme(theme)
    , m_body(theme.font(TextStyle::Body))
    , m_strong(theme.font(TextStyle::Strong))
    , m_fingers(new charts::TouchNavigation(this))
{
    m_style.caption = theme.font(TextStyle::Caption);
    setObjectName(m_spec.id);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding,
                  m_spec.tall && !m_spec.hasLanes() ? QSizePolicy::MinimumExpanding : QSizePolicy::Fixed);
    setAccessibleName(m_spec.title);
    connect(&m_theme, &Theme::changed, this, &TimeChart::restyle);
    connect(&m_options, &presentation::ChartOptions::changed, this, &TimeChart::refresh);
    watchFingers();
    restyle();
}

void TimeChart::watchFingers()
{
    setAttribute(Qt::WA_AcceptTouchEvents);
    connect(m_fingers, &charts::TouchNavigation::panned, this,
            [this](qreal dx) { emit panned(-dx / mapping().plot.width()); });
    connect(m_fingers, &charts::TouchNavigation::scrolled, this, [this](qreal dy) { emit scrolled(qRound(dy)); });
    connect(m_fingers, &charts::TouchNavigation::pinched, this,
            [this](qreal factor, qreal x) { emit zoomed(factor, mapping().timeAt(x)); });
    const auto moveCrosshair = [this](qreal x) { emit crosshairMoved(mapping().timeAt(x)); };
    connect(m_fingers, &charts::TouchNavigation::pressedLong, this, moveCrosshair);
    connect(m_fingers, &charts::TouchNavigation::tapped, this, moveCrosshair);
    connect(m_fingers, &charts::TouchNavigation::doubleTapped, this, &TimeChart::followRequested);
}

QSize TimeChart::sizeHint() const
{
    const int rows = static_cast<int>(m_spec.hasLanes() ? m_spec.lanes.size() : m_spec.lines.size());
    const int plot = m_spec.hasLanes() ? rows * chart::kRowHeight
                                       : std::max(rows * chart::kRowHeight, m_spec.tall ? kTallPlot : kLowPlot);
    return {480, chart::kTitleHeight + plot + chart::kBottom};
}

void TimeChart::refresh()
{
    m_plotIsCurrent = false;
    m_scale = reading().scale(m_spec.tall ? 4 : 3);
    update();
}

void TimeChart::describe()
{
    setAccessibleDescription(reading().summary());
}

void TimeChart::setCrosshair(std::optional<UtcTime> at)
{
    if (at == m_crosshair)
        return;
    updateCrosshair(m_crosshair);
    m_crosshair = at;
    updateCrosshair(m_crosshair);
    update(readoutRect().toAlignedRect());
}

/// Only the strip under the crosshair changes, as wide as the dots on it.
void TimeChart::updateCrosshair(std::optional<UtcTime> at)
{
    if (!at)
        return;
    const PlotMapping map = mapping();
    qreal left = map.x(*at);
    qreal right = left;
    for (const ChartLine &line : m_spec.lines) {
        if (const history::Point *point = reading().shownPoint(line.id())) {
            left = std::min(left, map.x(point->at));
            right = std::max(right, map.x(point->at));
        }
    }
    update(QRectF(left - 6, 0, right - left + 12, height()).toAlignedRect());
}

void TimeChart::setSelection(std::optional<history::TimeRange> selection)
{
    m_selection = selection;
    update();
}

PlotMapping TimeChart::mapping() const
{
    return {chart::plotRect(size()), m_timeline.window().range(), m_scale};
}

ChartReading TimeChart::reading() const
{
    return {m_timeline, m_spec, m_crosshair};
}

void TimeChart::restyle()
{
    const Colours &c = m_theme.colours();
    m_style.colours = {c.surface,   c.sunken,    c.border,   c.text,
                       c.textMuted, c.attention, c.critical, {c.series.begin(), c.series.end()}};
    refresh();
}

void TimeChart::renderPlot()
{
    const qreal ratio = devicePixelRatioF();
    if (m_plot.size() != size() * ratio || m_plot.devicePixelRatio() != ratio) {
        m_plot = QImage(size() * ratio, QImage::Format_RGB32);
        m_plot.setDevicePixelRatio(ratio);
    }
    m_plot.fill(m_theme.colours().surface);
    QPainter painter(&m_plot);
    const PlotMapping map = mapping();
    m_raster.aim(m_plot, map.plot.adjusted(0, -1, 0, 1));
    ChartPainter chart(painter, m_raster, map, m_timeline, m_style);
    for (const ChartFlag &band : m_spec.bands) {
        if (m_options.shows(band))
            chart.drawBand(band);
    }
    chart.drawGrid(m_spec, m_options.ticks(map.range, tickCount(map.plot.width())));
    for (std::size_t i = 0; i < m_spec.lanes.size(); ++i)
        chart.drawLane(m_spec.lanes[i], static_cast<int>(i));
    if (m_options.shows(presentation::Layer::Reboots))
        chart.drawReboots();
    chart.drawLines(m_spec);
    drawTitle(painter);
    m_plotIsCurrent = true;
}

void TimeChart::paintEvent(QPaintEvent *event)
{
    if (!m_plotIsCurrent)
        renderPlot();
    QPainter painter(this);
    painter.drawImage(0, 0, m_plot);
    if (event->rect().right() >= readoutRect().left())
        drawReadouts(painter);
    drawCrosshair(painter);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.colours().accent, 1.5));
        painter.drawRect(chart::plotRect(size()).adjusted(-1, -1, 1, 1));
    }
}

QRectF TimeChart::readoutRect() const
{
    const qreal left = chart::plotRect(size()).right() + 2;
    return {left, 0, width() - left, static_cast<qreal>(height())};
}

void TimeChart::drawTitle(QPainter &painter) const
{
    const QRectF plot = chart::plotRect(size());
    const QRectF row(plot.left(), 0, plot.width(), chart::kTitleHeight);
    painter.setFont(m_strong);
    painter.setPen(m_theme.colours().text);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, m_spec.title);
    if (m_spec.linesLeftOut == 0)
        return;
    painter.setFont(m_style.caption);
    painter.setPen(m_theme.colours().textMuted);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, tr("%n more not shown", nullptr, m_spec.linesLeftOut));
}

std::vector<qreal> TimeChart::readoutPositions() const
{
    const PlotMapping map = mapping();
    std::vector<qreal> centres;
    for (std::size_t i = 0; i < m_spec.lanes.size(); ++i)
        centres.push_back(m_style.laneRect(map.plot, static_cast<int>(i)).center().y());
    if (m_spec.hasLanes())
        return centres;
    for (const ChartLine &line : m_spec.lines) {
        const Points points = presentation::within(m_timeline.points(line.id()), map.range);
        centres.push_back(points.empty() ? map.plot.bottom() : map.y(points.back().value));
    }
    spread(centres, map.plot.top() - 4, map.plot.bottom() + 4);
    return centres;
}

void TimeChart::drawReadouts(QPainter &painter) const
{
    const Colours &c = m_theme.colours();
    const QRectF plot = chart::plotRect(size());
    const std::vector<presentation::ChartReadout> rows = reading().readouts();
    const std::vector<qreal> centres = readoutPositions();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const presentation::ChartReadout &row = rows[i];
        QRectF rect(plot.right() + 6, centres[i] - chart::kRowHeight / 2.0, width() - plot.right() - 14,
                    chart::kRowHeight);
        if (!m_spec.hasLanes()) {
            const ChartLine &line = m_spec.lines[i];
            drawLineSample(painter, line, {rect.left(), centres[i]});
            rect.setLeft(rect.left() + kSampleWidth + 6);
        }
        const QString value = row.range.isEmpty() ? row.value : row.range;
        painter.setFont(m_spec.hasLanes() && !row.isSet ? m_body : m_strong);
        painter.setPen(row.past ? c.textMuted : c.text);
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, value);
        const int taken = painter.fontMetrics().horizontalAdvance(value) + 8;
        painter.setFont(m_body);
        painter.setPen(c.textSecondary);
        const QString label =
            painter.fontMetrics().elidedText(row.label, Qt::ElideMiddle, static_cast<int>(rect.width()) - taken);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, label);
    }
}

/// A piece of the line before its name, as it looks in the plot.
void TimeChart::drawLineSample(QPainter &painter, const ChartLine &line, QPointF left) const
{
    const QColor ink = m_style.colour(line);
    QPen pen(ink, 2, Qt::SolidLine, Qt::FlatCap);
    if (line.dashed)
        pen.setDashPattern({2.5, 1.5});
    painter.setPen(pen);
    painter.drawLine(left, left + QPointF(kSampleWidth, 0));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.colours().surface, 1));
    painter.setBrush(ink);
    ChartPainter::drawMark(painter, line.mark, left + QPointF(kSampleWidth / 2.0, 0), m_style.markRadius);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimeChart::drawCrosshair(QPainter &painter) const
{
    const PlotMapping map = mapping();
    const Colours &c = m_theme.colours();
    if (m_selection) {
        QColor tint = c.accent;
        tint.setAlphaF(0.15F);
        const qreal left = std::clamp(map.x(m_selection->from), map.plot.left(), map.plot.right());
        const qreal right = std::clamp(map.x(m_selection->to), map.plot.left(), map.plot.right());
        painter.fillRect(QRectF(left, map.plot.top(), right - left, map.plot.height()), tint);
    }
    if (!m_crosshair || *m_crosshair < map.range.from || *m_crosshair > map.range.to)
        return;
    const qreal x = std::round(map.x(*m_crosshair)) + 0.5;
    painter.setPen(QPen(c.textSecondary, 1));
    painter.drawLine(QPointF(x, map.plot.top()), QPointF(x, map.plot.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const ChartLine &line : m_spec.lines) {
        const history::Point *point = reading().shownPoint(line.id());
        if (point == nullptr || point->at < map.range.from || point->at >= map.range.to)
            continue;
        painter.setPen(QPen(c.surface, 1.5));
        painter.setBrush(m_style.colour(line));
        painter.drawEllipse(QPointF(map.x(point->at), map.y(point->value)), 4, 4);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimeChart::resizeEvent(QResizeEvent *)
{
    m_plotIsCurrent = false;
}

void TimeChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace piuptime::desktop
