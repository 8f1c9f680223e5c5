// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/charts/ChartPainter.h"

#include "app/charts/Blend.h"

namespace piuptime::charts {

using presentation::ChartFlag;
using presentation::ChartLine;
using presentation::ChartSpec;
using presentation::FlagMeaning;
using presentation::LineMark;
using presentation::Piece;
using presentation::Points;

namespace {

constexpr qreal kLabelDistance = 8; ///< from the plot
constexpr qreal kThin = 2 / 3.0;    ///< of the width, where lines are crowded
constexpr qreal kLoneDot = 1.6;     ///< times the width
constexpr qreal kDash = 5;
constexpr qreal kDashPeriod = 9;
constexpr qreal kMarkDistance = 96;
constexpr qreal kHatchDistance = 0.6; ///< times the height of a row
constexpr qreal kHatch = 0.4;
constexpr qreal kQuietHatch = 0.2;
// A flag of one second in a month must not vanish between two pixels.
constexpr qreal kLeastSpanWidth = 2;

/// Cuts a line into dashes along the x axis, so that they go on across its points.
template <class Add>
void addDashes(const QLineF &line, Add add)
{
    const qreal width = line.dx();
    if (width <= 0)
        return add(line.p1(), line.p2());
    for (qreal x = std::floor(line.x1() / kDashPeriod) * kDashPeriod; x < line.x2(); x += kDashPeriod) {
        const qreal from = std::max(x, line.x1());
        const qreal to = std::min(x + kDash, line.x2());
        if (from < to)
            add(line.pointAt((from - line.x1()) / width), line.pointAt((to - line.x1()) / width));
    }
}

Hatching hatchingOf(FlagMeaning meaning)
{
    switch (meaning) {
    case FlagMeaning::UnderVoltage:
    case FlagMeaning::Disturbance:
        return Hatching::Rising;
    case FlagMeaning::Throttled:
        return Hatching::Falling;
    case FlagMeaning::SoftTemperatureLimit:
        return Hatching::Level;
    case FlagMeaning::FrequencyCapped:
    case FlagMeaning::OnBattery:
        break;
    }
    return Hatching::Upright;
}

/// Adds what of a line lies between the left and right side of `area`.
void addBetween(const QLineF &line, const QRectF &area, LineRaster &raster)
{
    if (std::max(line.x1(), line.x2()) < area.left() || std::min(line.x1(), line.x2()) > area.right())
        return;
    if (line.dx() == 0)
        return raster.add(line.p1(), line.p2(), 1);
    const auto at = [&](qreal x) {
        return line.pointAt((std::clamp(x, area.left(), area.right()) - line.x1()) / line.dx());
    };
    raster.add(at(line.x1()), at(line.x2()), 1);
}

} // namespace

ChartPainter::ChartPainter(QPainter &painter, LineRaster &raster, const PlotMapping &mapping,
                           const presentation::Timeline &timeline, const ChartStyle &style)
    : m_painter(painter)
    , m_mapping(mapping)
    , m_timeline(timeline)
    , m_style(style)
    , m_raster(raster)
{
}

void ChartPainter::drawGrid(const ChartSpec &spec, std::span<const presentation::TimeTick> ticks)
{
    const QRectF &plot = m_mapping.plot;
    const ChartColours &c = m_style.colours;
    for (const presentation::TimeTick &tick : ticks)
        m_raster.fill(QRectF(std::round(m_mapping.x(tick.at)), plot.top(), 1, plot.height()), c.grid);
    if (spec.hasLanes())
        return;
    m_painter.setFont(m_style.caption);
    m_painter.setPen(c.muted);
    for (const double value : m_mapping.scale.ticks()) {
        const qreal y = std::round(m_mapping.y(value));
        m_raster.fill(QRectF(plot.left(), y, plot.width(), 1), c.grid);
        const QRectF label(0, y - m_style.rowHeight, plot.left() - kLabelDistance, 2 * m_style.rowHeight);
        m_painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                           presentation::axisLabel(spec.unit, m_mapping.scale, value));
    }
}

void ChartPainter::drawBand(const ChartFlag &band)
{
    const QColor &mark = m_style.colour(band.meaning);
    const bool named = !band.label.isEmpty();
    QColor tint = mark;
    tint.setAlphaF(!named ? 0.07F : band.meaning == FlagMeaning::SoftTemperatureLimit ? 0.09F : 0.16F);
    std::vector<QRectF> areas;
    for (const presentation::FlagSpan &span : spans(band)) {
        if (const QRectF area = spanRect(span.range, m_mapping.plot); !area.isEmpty())
            areas.push_back(area);
    }
    for (const QRectF &area : areas)
        m_raster.tint(area, tint);
    if (m_style.bandFill == BandFill::Hatched)
        hatch(areas, hatchingOf(band.meaning), blend(m_style.colours.surface, mark, named ? kHatch : kQuietHatch));
    if (named)
        nameBand(band, areas);
}

void ChartPainter::nameBand(const ChartFlag &band, std::span<const QRectF> areas)
{
    m_painter.setFont(m_style.caption);
    m_painter.setPen(m_style.colour(band.meaning));
    const qreal width = m_painter.fontMetrics().horizontalAdvance(band.label) + 8;
    // Each meaning has its own line of text, since they overlap in time.
    const qreal line = band.meaning == FlagMeaning::FrequencyCapped        ? 1
                       : band.meaning == FlagMeaning::SoftTemperatureLimit ? 2
                                                                           : 0;
    qreal labelledUntil = 0;
    for (const QRectF &area : areas) {
        if (area.width() < width || area.left() < labelledUntil)
            continue;
        const QRectF label(area.left() + 4, area.top() + 1 + line * m_style.captionHeight, width,
                           m_style.captionHeight);
        if (m_style.bandFill == BandFill::Hatched)
            m_painter.fillRect(label.adjusted(-2, 0, -4, 0), m_style.colours.surface);
        m_painter.drawText(label, Qt::AlignVCenter, band.label);
        labelledUntil = area.left() + 3 * width;
    }
}

void ChartPainter::hatch(std::span<const QRectF> areas, Hatching hatching, const QColor &ink)
{
    for (const QRectF &area : areas)
        addHatch(area, hatching);
    m_raster.paint(ink);
}

void ChartPainter::addHatch(const QRectF &area, Hatching hatching)
{
    const qreal apart = m_style.rowHeight * kHatchDistance;
    if (hatching == Hatching::Level) {
        for (qreal y = area.top() + apart / 2; y < area.bottom(); y += apart)
            m_raster.add({area.left(), y}, {area.right(), y}, 1);
        return;
    }
    const qreal reach = hatching == Hatching::Upright ? 0 : area.height();
    const qreal lean = hatching == Hatching::Falling ? -reach : reach;
    for (qreal x = std::floor((area.left() - reach) / apart) * apart; x < area.right() + reach; x += apart)
        addBetween({x, area.bottom(), x + lean, area.top()}, area, m_raster);
}

void ChartPainter::drawReboots()
{
    m_painter.setPen(QPen(m_style.colours.attention, 1, Qt::DashLine));
    for (const Event &event : m_timeline.events()) {
        if (event.kind != EventKind::Rebooted || event.at < m_mapping.range.from || event.at >= m_mapping.range.to)
            continue;
        const qreal x = std::round(m_mapping.x(event.at)) + 0.5;
        m_painter.drawLine(QPointF(x, m_mapping.plot.top()), QPointF(x, m_mapping.plot.bottom()));
    }
}

void ChartPainter::drawLane(const ChartFlag &lane, int row)
{
    const QRectF rect = m_style.laneRect(m_mapping.plot, row);
    for (const Piece &piece : m_timeline.pieces(lane.id())) {
        for (const history::TimeRange &known :
             presentation::coverage(presentation::visible(piece.points, m_mapping.range), piece.limit))
            m_painter.fillRect(spanRect(known, rect), m_style.colours.sunken);
    }
    const QColor fill = m_style.colour(lane.meaning);
    for (const presentation::FlagSpan &span : spans(lane)) {
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

std::vector<presentation::FlagSpan> ChartPainter::spans(const ChartFlag &flag) const
{
    std::vector<presentation::FlagSpan> all;
    for (const Piece &piece : m_timeline.pieces(flag.id())) {
        const auto some =
            presentation::flagSpans(presentation::visible(piece.points, m_mapping.range), flag.mask, piece.limit);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

QRectF ChartPainter::spanRect(history::TimeRange span, const QRectF &lane) const
{
    const qreal left = std::max(m_mapping.x(span.from), lane.left());
    const qreal right =
        std::min(std::max(m_mapping.x(span.to), m_mapping.x(span.from) + kLeastSpanWidth), lane.right());
    return left < right ? QRectF(left, lane.top(), right - left, lane.height()) : QRectF();
}

void ChartPainter::drawLines(const ChartSpec &spec)
{
    for (auto line = spec.lines.rbegin(); line != spec.lines.rend(); ++line)
        drawEnvelope(*line);
    // The first line is the one that matters most, so it lies on top.
    for (auto line = spec.lines.rbegin(); line != spec.lines.rend(); ++line)
        drawLine(*line);
    for (std::size_t i = 0; i < spec.lines.size(); ++i)
        drawMarks(spec.lines[i], static_cast<int>(i));
}

void ChartPainter::drawEnvelope(const ChartLine &line)
{
    if (!line.envelope)
        return;
    const QColor ink = blend(m_style.colours.surface, m_style.colour(line), 0.25);
    for (const Points run : runs(line)) {
        for (std::size_t i = 0; i + 1 < run.size(); ++i) {
            const QPointF top(m_mapping.x(run[i].at), m_mapping.y(run[i].maximum));
            const QPointF bottom(m_mapping.x(run[i + 1].at), m_mapping.y(run[i].minimum));
            if (bottom.y() > top.y())
                m_raster.fill({top, bottom}, ink);
        }
    }
}

std::vector<Points> ChartPainter::runs(const ChartLine &line) const
{
    std::vector<Points> all;
    for (const Piece &piece : m_timeline.pieces(line.id())) {
        const Points points = presentation::visible(piece.points, m_mapping.range);
        for (const presentation::Run &run : presentation::splitAtGaps(points, piece.limit))
            all.push_back(points.subspan(run.first, run.end - run.first));
    }
    return all;
}

void ChartPainter::drawLine(const ChartLine &line)
{
    const std::vector<Points> all = runs(line);
    std::size_t count = 0;
    for (const Points run : all)
        count += run.size();
    // Crowded lines read better thin.
    const bool crowded = static_cast<double>(count) > m_mapping.plot.width() / 2;
    for (const Points run : all)
        addRun(run, line.dashed, crowded ? m_style.lineWidth * kThin : m_style.lineWidth);
    m_raster.paint(m_style.colour(line));
}

void ChartPainter::drawMarks(const ChartLine &line, int row)
{
    if (line.mark == LineMark::None)
        return;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_style.colours.surface, 1));
    m_painter.setBrush(m_style.colour(line));
    qreal next = m_mapping.plot.left() + kMarkDistance * (0.25 + row / static_cast<qreal>(presentation::kMostLines));
    for (const Points run : runs(line)) {
        for (const history::Point &point : run) {
            const qreal x = m_mapping.x(point.at);
            if (x < next || x > m_mapping.plot.right())
                continue;
            drawMark(m_painter, line.mark, {x, m_mapping.y(point.value)}, m_style.markRadius);
            next = std::max(next + kMarkDistance, x + kMarkDistance / 2);
        }
    }
    m_painter.restore();
}

void ChartPainter::drawMark(QPainter &painter, LineMark mark, QPointF centre, qreal radius)
{
    const auto polygon = [&](std::initializer_list<QPointF> corners) {
        QPolygonF shape;
        for (const QPointF corner : corners)
            shape << centre + corner * radius;
        painter.drawPolygon(shape);
    };
    constexpr qreal t = 0.4; // half the thickness of an arm
    switch (mark) {
    case LineMark::None:
        break;
    case LineMark::Circle:
        painter.drawEllipse(centre, radius, radius);
        break;
    case LineMark::Square:
        polygon({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}});
        break;
    case LineMark::Triangle:
        polygon({{0, -1.1}, {1.1, 0.9}, {-1.1, 0.9}});
        break;
    case LineMark::TriangleDown:
        polygon({{0, 1.1}, {1.1, -0.9}, {-1.1, -0.9}});
        break;
    case LineMark::Diamond:
        polygon({{0, -1.3}, {1.1, 0}, {0, 1.3}, {-1.1, 0}});
        break;
    case LineMark::Bar:
        polygon({{-0.5, -1.3}, {0.5, -1.3}, {0.5, 1.3}, {-0.5, 1.3}});
        break;
    case LineMark::Plus:
        polygon({{-t, -1.2},
                 {t, -1.2},
                 {t, -t},
                 {1.2, -t},
                 {1.2, t},
                 {t, t},
                 {t, 1.2},
                 {-t, 1.2},
                 {-t, t},
                 {-1.2, t},
                 {-1.2, -t},
                 {-t, -t}});
        break;
    case LineMark::Cross:
        polygon({{0, -0.5},
                 {0.7, -1.2},
                 {1.2, -0.7},
                 {0.5, 0},
                 {1.2, 0.7},
                 {0.7, 1.2},
                 {0, 0.5},
                 {-0.7, 1.2},
                 {-1.2, 0.7},
                 {-0.5, 0},
                 {-1.2, -0.7},
                 {-0.7, -1.2}});
        break;
    }
}

void ChartPainter::addRun(Points points, bool dashed, qreal width)
{
    const auto place = [this](const history::Point &point) {
        return QPointF(m_mapping.x(point.at), m_mapping.y(point.value));
    };
    if (points.size() == 1) {
        const qreal dot = m_style.lineWidth * kLoneDot;
        const QPointF reach(dot / 2, 0);
        return m_raster.add(place(points[0]) - reach, place(points[0]) + reach, dot);
    }
    QPointF from = place(points.front());
    for (const history::Point &point : points.subspan(1)) {
        const QPointF to = place(point);
        if (dashed)
            addDashes({from, to}, [&](QPointF a, QPointF b) { m_raster.add(a, b, width); });
        else
            m_raster.add(from, to, width);
        from = to;
    }
}

} // namespace piuptime::charts
