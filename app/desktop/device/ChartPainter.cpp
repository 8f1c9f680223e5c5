// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/ChartPainter.h"

namespace piuptime::desktop {

using presentation::ChartFlag;
using presentation::ChartLine;
using presentation::ChartSpec;
using presentation::FlagMeaning;
using presentation::Points;

namespace {

constexpr qreal kLineWidth = 1.5;
constexpr qreal kDash = 5;
constexpr qreal kDashPeriod = 9;
// A flag of one second in a month must not vanish between two pixels.
constexpr qreal kLeastSpanWidth = 2;

/// The part of `points` that is seen, with one neighbour on each side so that lines enter and leave the plot.
Points visible(Points points, history::TimeRange range)
{
    auto first = std::ranges::lower_bound(points, range.from, {}, &history::Point::at);
    auto end = std::ranges::lower_bound(points, range.to, {}, &history::Point::at);
    if (first != points.begin())
        --first;
    if (end != points.end())
        ++end;
    return {first, end};
}

/// Cuts a line into dashes along the x axis, because a dashed pen is slow and starts anew at each point.
void appendDashes(QList<QLineF> &lines, const QLineF &line)
{
    const qreal width = line.dx();
    if (width <= 0) {
        lines.append(line);
        return;
    }
    for (qreal x = std::floor(line.x1() / kDashPeriod) * kDashPeriod; x < line.x2(); x += kDashPeriod) {
        const qreal from = std::max(x, line.x1());
        const qreal to = std::min(x + kDash, line.x2());
        if (from < to)
            lines.append({line.pointAt((from - line.x1()) / width), line.pointAt((to - line.x1()) / width)});
    }
}

} // namespace

ChartPainter::ChartPainter(QPainter &painter, const PlotMapping &mapping, const presentation::DeviceHistory &history,
                           const Theme &theme)
    : m_painter(painter)
    , m_mapping(mapping)
    , m_history(history)
    , m_theme(theme)
{
}

QColor ChartPainter::colour(const Theme &theme, FlagMeaning meaning)
{
    const Colours &c = theme.colours();
    switch (meaning) {
    case FlagMeaning::UnderVoltage:
    case FlagMeaning::Throttled:
        return c.critical;
    case FlagMeaning::FrequencyCapped:
    case FlagMeaning::SoftTemperatureLimit:
    case FlagMeaning::OnBattery:
        break;
    }
    return c.attention;
}

QColor ChartPainter::colour(const Theme &theme, const ChartLine &line)
{
    const auto &series = theme.colours().series;
    return series[static_cast<std::size_t>(line.colour) % series.size()];
}

QRectF ChartPainter::laneRect(const QRectF &plot, int row)
{
    return {plot.left(), plot.top() + row * chart::kRowHeight + 3, plot.width(), chart::kRowHeight - 6};
}

void ChartPainter::drawGrid(const ChartSpec &spec, std::span<const presentation::TimeTick> ticks)
{
    const QRectF &plot = m_mapping.plot;
    const Colours &c = m_theme.colours();
    m_painter.setPen(QPen(c.border, 1));
    for (const presentation::TimeTick &tick : ticks) {
        const qreal x = std::round(m_mapping.x(tick.at)) + 0.5;
        m_painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    if (spec.hasLanes())
        return;
    m_painter.setFont(m_theme.font(TextStyle::Caption));
    for (const double value : m_mapping.scale.ticks()) {
        const qreal y = std::round(m_mapping.y(value)) + 0.5;
        m_painter.setPen(QPen(c.border, 1));
        m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        m_painter.setPen(c.textMuted);
        const QRectF label(0, y - 10, chart::kAxisWidth - 8, 20);
        m_painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                           presentation::axisLabel(spec.unit, m_mapping.scale, value));
    }
}

void ChartPainter::drawBand(const ChartFlag &band)
{
    const Points points = visible(m_history.points(band.series), m_mapping.range);
    const QColor mark = colour(m_theme, band.meaning);
    QColor tint = mark;
    tint.setAlphaF(band.meaning == FlagMeaning::SoftTemperatureLimit ? 0.09F : 0.16F);
    m_painter.setFont(m_theme.font(TextStyle::Caption));
    qreal labelledUntil = 0;
    for (const presentation::FlagSpan &span :
         presentation::flagSpans(points, band.mask, m_history.joinLimit(band.series))) {
        const QRectF rect = spanRect(span.range, m_mapping.plot);
        if (rect.isEmpty())
            continue;
        m_painter.fillRect(rect, tint);
        const qreal width = m_painter.fontMetrics().horizontalAdvance(band.label) + 8;
        if (rect.width() < width || rect.left() < labelledUntil)
            continue;
        // Each meaning has its own line, since they overlap in time.
        const qreal line = band.meaning == FlagMeaning::Throttled         ? 0
                           : band.meaning == FlagMeaning::FrequencyCapped ? 2
                                                                          : 1;
        m_painter.setPen(mark);
        m_painter.drawText(QRectF(rect.left() + 4, rect.top() + 1 + line * 14, width, 14), Qt::AlignVCenter,
                           band.label);
        labelledUntil = rect.left() + 3 * width;
    }
}

void ChartPainter::drawLane(const ChartFlag &lane, int row)
{
    const QRectF rect = laneRect(m_mapping.plot, row);
    const Points points = visible(m_history.points(lane.series), m_mapping.range);
    const Milliseconds limit = m_history.joinLimit(lane.series);
    for (const history::TimeRange &known : presentation::coverage(points, limit))
        m_painter.fillRect(spanRect(known, rect), m_theme.colours().sunken);
    QColor fill = colour(m_theme, lane.meaning);
    for (const presentation::FlagSpan &span : presentation::flagSpans(points, lane.mask, limit)) {
        QRectF mark = spanRect(span.range, rect);
        if (!span.throughout)
            mark.setTop(mark.center().y());
        if (lane.sinceBoot) {
            QColor quiet = fill;
            quiet.setAlphaF(0.25F);
            m_painter.fillRect(mark, quiet);
            m_painter.fillRect(mark, QBrush(fill, Qt::BDiagPattern));
        } else {
            m_painter.fillRect(mark, fill);
        }
    }
}

QRectF ChartPainter::spanRect(history::TimeRange span, const QRectF &lane) const
{
    const qreal left = std::max(m_mapping.x(span.from), lane.left());
    const qreal right =
        std::min(std::max(m_mapping.x(span.to), m_mapping.x(span.from) + kLeastSpanWidth), lane.right());
    return left < right ? QRectF(left, lane.top(), right - left, lane.height()) : QRectF();
}

void ChartPainter::drawEnvelope(const ChartLine &line)
{
    if (!line.envelope)
        return;
    const Points points = visible(m_history.points(line.series), m_mapping.range);
    QList<QRectF> bars;
    for (const presentation::Run &run : presentation::splitAtGaps(points, m_history.joinLimit(line.series)))
        appendBars(bars, points.subspan(run.first, run.end - run.first));
    if (bars.isEmpty())
        return;
    m_painter.save();
    m_painter.setClipRect(m_mapping.plot);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(blend(m_theme.colours().surface, colour(m_theme, line), 0.25));
    m_painter.drawRects(bars);
    m_painter.restore();
}

/// Upright bars on whole pixels, side by side.
void ChartPainter::appendBars(QList<QRectF> &bars, Points points) const
{
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const qreal left = std::round(m_mapping.x(points[i].at));
        const qreal right = std::round(m_mapping.x(points[i + 1].at));
        const qreal top = std::round(m_mapping.y(points[i].maximum));
        const qreal bottom = std::round(m_mapping.y(points[i].minimum));
        if (right > left && bottom > top)
            bars.append({left, top, right - left, bottom - top});
    }
}

void ChartPainter::drawLine(const ChartLine &line)
{
    const Points points = visible(m_history.points(line.series), m_mapping.range);
    m_painter.save();
    m_painter.setClipRect(m_mapping.plot.adjusted(0, -1, 0, 1));
    m_painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = colour(m_theme, line);
    // Crowded lines read better thin, and a pen of one pixel is three times as fast again.
    const bool crowded = static_cast<double>(points.size()) > m_mapping.plot.width() / 2;
    m_painter.setPen(QPen(ink, crowded ? 1 : kLineWidth, Qt::SolidLine, Qt::FlatCap));
    m_painter.setBrush(ink);
    for (const presentation::Run &run : presentation::splitAtGaps(points, m_history.joinLimit(line.series)))
        drawRun(points.subspan(run.first, run.end - run.first), line.dashed);
    m_painter.restore();
}

void ChartPainter::drawRun(Points points, bool dashed)
{
    if (points.size() == 1) {
        m_painter.drawEllipse(QPointF(m_mapping.x(points[0].at), m_mapping.y(points[0].value)), 1.2, 1.2);
        return;
    }
    QList<QLineF> lines;
    lines.reserve(static_cast<qsizetype>(points.size()));
    for (std::size_t i = 1; i < points.size(); ++i) {
        const QLineF piece(m_mapping.x(points[i - 1].at), m_mapping.y(points[i - 1].value), m_mapping.x(points[i].at),
                           m_mapping.y(points[i].value));
        if (dashed)
            appendDashes(lines, piece);
        else
            lines.append(piece);
    }
    m_painter.drawLines(lines);
}

} // namespace piuptime::desktop
