// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/TimeChart.h"

#include "app/desktop/device/ChartPainter.h"
#include "app/presentation/Formatting.h"

#include <QKeyEvent>
#include <QPainter>

#include <numeric>

namespace piuptime::desktop {

using presentation::ChartFlag;
using presentation::ChartLine;
using presentation::Formatting;
using presentation::Points;

namespace {

constexpr int kTallPlot = 132;
constexpr int kLowPlot = 68;
constexpr qreal kTimeLabelWidth = 88;
constexpr qreal kClickSlack = 5;
constexpr double kZoomStep = 1.25;
constexpr double kPanStep = 0.25;
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

bool isMerged(const history::Point &point)
{
    return point.maximum > point.minimum;
}

} // namespace

std::vector<presentation::TimeTick> ticksFor(history::TimeRange range, qreal width)
{
    return presentation::timeTicks(range, std::max(2, static_cast<int>(width / kTimeLabelWidth)),
                                   QTimeZone::systemTimeZone(), QLocale());
}

TimeChart::TimeChart(const presentation::DeviceHistory &history, presentation::ChartSpec spec, const Theme &theme,
                     QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_spec(std::move(spec))
    , m_theme(theme)
    , m_body(theme.font(TextStyle::Body))
    , m_strong(theme.font(TextStyle::Strong))
{
    setObjectName(m_spec.id);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(m_spec.title);
    connect(&m_theme, &Theme::changed, this, &TimeChart::refresh);
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
    m_plot = {};
    setAccessibleDescription(summary());
    update();
}

void TimeChart::setCrosshair(std::optional<UtcTime> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    update();
}

void TimeChart::setSelection(std::optional<history::TimeRange> selection)
{
    m_selection = selection;
    update();
}

PlotMapping TimeChart::mapping() const
{
    return {chart::plotRect(size()), m_history.window().range(), scale()};
}

presentation::ValueScale TimeChart::scale() const
{
    const history::TimeRange range = m_history.window().range();
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const ChartLine &line : m_spec.lines) {
        for (const history::Point &point : m_history.points(line.series)) {
            if (point.at < range.from || point.at >= range.to)
                continue;
            low = std::min(low, line.envelope ? point.minimum : point.value);
            high = std::max(high, line.envelope ? point.maximum : point.value);
        }
    }
    return presentation::scaleFor(m_spec.unit, low, high, m_spec.tall ? 4 : 3);
}

const SeriesKey &TimeChart::mainSeries() const
{
    return m_spec.hasLanes() ? m_spec.lanes.front().series : m_spec.lines.front().series;
}

const history::Point *TimeChart::shownPoint(const SeriesKey &key) const
{
    const Points points = m_history.points(key);
    if (m_crosshair)
        return presentation::nearestPoint(points, *m_crosshair, m_history.joinLimit(key));
    const history::TimeRange range = m_history.window().range();
    const auto end = std::ranges::lower_bound(points, range.to, {}, &history::Point::at);
    if (end == points.begin() || std::prev(end)->at < range.from)
        return nullptr;
    return &*std::prev(end);
}

TimeChart::Readout TimeChart::readout(const ChartLine &line) const
{
    Readout readout{line.label, QStringLiteral("–"), {}, false};
    const history::Point *point = shownPoint(line.series);
    if (point == nullptr)
        return readout;
    readout.value = Formatting::value(m_spec.unit, point->value);
    if (m_crosshair && isMerged(*point))
        readout.range =
            tr("%1 to %2")
                .arg(Formatting::value(m_spec.unit, point->minimum), Formatting::value(m_spec.unit, point->maximum));
    readout.past = !m_crosshair && m_history.window().range().to - point->at > m_history.joinLimit(line.series);
    return readout;
}

TimeChart::Readout TimeChart::readout(const ChartFlag &lane) const
{
    Readout readout{lane.label, QStringLiteral("–"), {}, false};
    const history::Point *point = shownPoint(lane.series);
    if (point == nullptr)
        return readout;
    const bool always = (presentation::toFlags(std::floor(point->minimum)) & lane.mask) != 0;
    const bool ever = (presentation::toFlags(point->maximum) & lane.mask) != 0;
    readout.value = always ? tr("yes") : ever ? tr("at times") : tr("no");
    readout.past = !m_crosshair && m_history.window().range().to - point->at > m_history.joinLimit(lane.series);
    return readout;
}

std::vector<TimeChart::Readout> TimeChart::readouts() const
{
    std::vector<Readout> all;
    for (const ChartFlag &lane : m_spec.lanes)
        all.push_back(readout(lane));
    for (const ChartLine &line : m_spec.lines)
        all.push_back(readout(line));
    return all;
}

QString TimeChart::summary() const
{
    QStringList sentences;
    const history::TimeRange range = m_history.window().range();
    for (const ChartLine &line : m_spec.lines) {
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (const history::Point &point : m_history.points(line.series)) {
            if (point.at >= range.from && point.at < range.to) {
                low = std::min(low, point.minimum);
                high = std::max(high, point.maximum);
            }
        }
        if (high >= low)
            sentences << tr("%1: newest %2, least %3, most %4.")
                             .arg(line.label, readout(line).value, Formatting::value(m_spec.unit, low),
                                  Formatting::value(m_spec.unit, high));
    }
    for (const ChartFlag &lane : m_spec.lanes)
        sentences << tr("%1: %2.").arg(lane.label, readout(lane).value);
    return sentences.isEmpty() ? tr("No data in this time range.") : sentences.join(u' ');
}

void TimeChart::renderPlot()
{
    const qreal ratio = devicePixelRatioF();
    m_plot = QPixmap(size() * ratio);
    m_plot.setDevicePixelRatio(ratio);
    m_plot.fill(m_theme.colours().surface);
    QPainter painter(&m_plot);
    const PlotMapping map = mapping();
    ChartPainter chart(painter, map, m_history, m_theme);
    for (const ChartFlag &band : m_spec.bands)
        chart.drawBand(band);
    chart.drawGrid(m_spec, ticksFor(map.range, map.plot.width()));
    for (std::size_t i = 0; i < m_spec.lanes.size(); ++i)
        chart.drawLane(m_spec.lanes[i], static_cast<int>(i));
    for (auto line = m_spec.lines.rbegin(); line != m_spec.lines.rend(); ++line)
        chart.drawEnvelope(*line);
    // The first line is the one that matters most, so it lies on top.
    for (auto line = m_spec.lines.rbegin(); line != m_spec.lines.rend(); ++line)
        chart.drawLine(*line);
}

void TimeChart::paintEvent(QPaintEvent *)
{
    if (m_plot.isNull())
        renderPlot();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_plot);
    drawTitle(painter);
    drawReadouts(painter);
    drawCrosshair(painter);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.colours().accent, 1.5));
        painter.drawRect(chart::plotRect(size()).adjusted(-1, -1, 1, 1));
    }
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
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(m_theme.colours().textMuted);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, tr("%n more not shown", nullptr, m_spec.linesLeftOut));
}

std::vector<qreal> TimeChart::readoutPositions() const
{
    const PlotMapping map = mapping();
    std::vector<qreal> centres;
    for (std::size_t i = 0; i < m_spec.lanes.size(); ++i)
        centres.push_back(ChartPainter::laneRect(map.plot, static_cast<int>(i)).center().y());
    if (m_spec.hasLanes())
        return centres;
    for (const ChartLine &line : m_spec.lines) {
        const Points points = m_history.points(line.series);
        centres.push_back(points.empty() ? map.plot.bottom() : map.y(points.back().value));
    }
    spread(centres, map.plot.top() - 4, map.plot.bottom() + 4);
    return centres;
}

void TimeChart::drawReadouts(QPainter &painter) const
{
    const Colours &c = m_theme.colours();
    const QRectF plot = chart::plotRect(size());
    const std::vector<Readout> rows = readouts();
    const std::vector<qreal> centres = readoutPositions();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Readout &row = rows[i];
        QRectF rect(plot.right() + 6, centres[i] - chart::kRowHeight / 2.0, width() - plot.right() - 14,
                    chart::kRowHeight);
        if (!m_spec.hasLanes()) {
            const ChartLine &line = m_spec.lines[i];
            QPen pen(ChartPainter::colour(m_theme, line), 2, Qt::SolidLine, Qt::FlatCap);
            if (line.dashed)
                pen.setDashPattern({2.5, 1.5});
            painter.setPen(pen);
            painter.drawLine(QPointF(rect.left(), centres[i]), QPointF(rect.left() + kSampleWidth, centres[i]));
            rect.setLeft(rect.left() + kSampleWidth + 6);
        }
        const QString value = row.range.isEmpty() ? row.value : row.range;
        painter.setFont(m_spec.hasLanes() && row.value == tr("no") ? m_body : m_strong);
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
        const history::Point *point = shownPoint(line.series);
        if (point == nullptr || point->at < map.range.from || point->at >= map.range.to)
            continue;
        painter.setPen(QPen(c.surface, 1.5));
        painter.setBrush(ChartPainter::colour(m_theme, line));
        painter.drawEllipse(QPointF(map.x(point->at), map.y(point->value)), 4, 4);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimeChart::resizeEvent(QResizeEvent *)
{
    m_plot = {};
}

void TimeChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        refresh();
    QWidget::changeEvent(event);
}

void TimeChart::mouseMoveEvent(QMouseEvent *event)
{
    const PlotMapping map = mapping();
    const qreal x = event->position().x();
    emit crosshairMoved(map.timeAt(x));
    if (m_drag == Drag::Select) {
        const UtcTime a = map.timeAt(std::min(m_dragX, x));
        const UtcTime b = map.timeAt(std::max(m_dragX, x));
        emit selectionChanged(history::TimeRange{a, b});
    } else if (m_drag == Drag::Pan) {
        emit panned((m_dragX - x) / map.plot.width());
        m_dragX = x;
    }
}

void TimeChart::mousePressEvent(QMouseEvent *event)
{
    const bool pans = event->button() == Qt::MiddleButton || event->modifiers().testFlag(Qt::ShiftModifier);
    m_drag = pans ? Drag::Pan : event->button() == Qt::LeftButton ? Drag::Select : Drag::None;
    m_dragX = event->position().x();
}

void TimeChart::mouseReleaseEvent(QMouseEvent *event)
{
    const qreal x = event->position().x();
    const Drag drag = std::exchange(m_drag, Drag::None);
    emit selectionChanged(std::nullopt);
    if (drag != Drag::Select || std::abs(x - m_dragX) < kClickSlack)
        return;
    const PlotMapping map = mapping();
    emit rangeSelected({map.timeAt(std::min(x, m_dragX)), map.timeAt(std::max(x, m_dragX))});
}

void TimeChart::mouseDoubleClickEvent(QMouseEvent *)
{
    emit followRequested();
}

void TimeChart::leaveEvent(QEvent *)
{
    emit crosshairMoved(std::nullopt);
}

void TimeChart::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore(); // the page scrolls
        return;
    }
    const double notches = event->angleDelta().y() / 120.0;
    emit zoomed(std::pow(kZoomStep, -notches), mapping().timeAt(event->position().x()));
}

void TimeChart::keyPressEvent(QKeyEvent *event)
{
    const bool pans = event->modifiers().testFlag(Qt::ControlModifier);
    const int samples = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    const auto around = [&] { return m_crosshair.value_or(m_history.window().range().to); };
    switch (event->key()) {
    case Qt::Key_Left:
        return pans ? emit panned(-kPanStep) : step(-samples);
    case Qt::Key_Right:
        return pans ? emit panned(kPanStep) : step(samples);
    case Qt::Key_Home:
        return stepToEnd(false);
    case Qt::Key_End:
        return stepToEnd(true);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return emit zoomed(1 / kZoomStep, around());
    case Qt::Key_Minus:
        return emit zoomed(kZoomStep, around());
    case Qt::Key_Escape:
        if (m_crosshair)
            return emit crosshairMoved(std::nullopt);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimeChart::step(int samples)
{
    const Points points = m_history.points(mainSeries());
    const history::TimeRange range = m_history.window().range();
    const auto first = std::ranges::lower_bound(points, range.from, {}, &history::Point::at);
    const auto end = std::ranges::lower_bound(points, range.to, {}, &history::Point::at);
    if (first == end)
        return;
    auto current = std::prev(end);
    if (m_crosshair) {
        const auto at = std::ranges::lower_bound(first, end, *m_crosshair, {}, &history::Point::at);
        const auto left = at - first;
        current = first + std::clamp<std::ptrdiff_t>(left + samples, 0, end - first - 1);
    }
    emit crosshairMoved(current->at);
}

void TimeChart::stepToEnd(bool newest)
{
    const Points points = m_history.points(mainSeries());
    const history::TimeRange range = m_history.window().range();
    const auto first = std::ranges::lower_bound(points, range.from, {}, &history::Point::at);
    const auto end = std::ranges::lower_bound(points, range.to, {}, &history::Point::at);
    if (first != end)
        emit crosshairMoved(newest ? std::prev(end)->at : first->at);
}

} // namespace piuptime::desktop
