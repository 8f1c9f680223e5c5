// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ranking/RankingChart.h"

#include "app/desktop/fleet/FleetCellPainter.h"
#include "app/desktop/ranking/RankingAccessible.h"
#include "app/desktop/widgets/Labels.h"
#include "app/presentation/ranking/RankingTexts.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QHelpEvent>
#include <QHorizontalStackedBarSeries>
#include <QLegend>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>

namespace piuptime::desktop {

using presentation::RankingPlace;
using presentation::RankingTexts;

namespace {

constexpr std::size_t kMostBars = 200; ///< more than fit on any screen
constexpr int kLeastPitch = 30;
constexpr int kMostPitch = 64;
constexpr int kLeastThickness = 10;
constexpr int kMostThickness = 20;
constexpr int kLineGap = 3;        ///< between a bar and the line from lowest to highest
constexpr qreal kShortestLine = 4; ///< a shorter one would be a dot that says nothing
constexpr qreal kCalm = 0.75;
constexpr int kIcon = 14;
constexpr qreal kMostTextPart = 0.2; ///< of the width, for names and again for instances
constexpr int kMostSteps = 10;
constexpr int kStepWidth = 90; ///< of the axis, at least

/// The sets of the series, each with a colour of its own.
enum class Tone { Plain, Attention, Critical, Removed };
constexpr std::array kTones{Tone::Plain, Tone::Attention, Tone::Critical, Tone::Removed};

int thicknessFor(int pitch)
{
    return std::clamp(pitch / 3, kLeastThickness, kMostThickness) / 2 * 2;
}

Tone toneOf(const RankingPlace &place, HealthLevel level)
{
    if (place.removed)
        return Tone::Removed;
    if (level == HealthLevel::Critical)
        return Tone::Critical;
    return level == HealthLevel::Attention ? Tone::Attention : Tone::Plain;
}

QColor colourOf(Tone tone, const Colours &colours)
{
    switch (tone) {
    case Tone::Plain:
        return colours.series[0];
    case Tone::Attention:
        return colours.attention;
    case Tone::Critical:
        return colours.critical;
    case Tone::Removed:
        break;
    }
    return colours.borderStrong;
}

} // namespace

RankingChart::RankingChart(const Theme &theme, QWidget *parent)
    : QChartView(parent)
    , m_theme(theme)
    , m_figures(theme.font(TextStyle::Strong))
    , m_series(new QHorizontalStackedBarSeries(this))
    , m_rowAxis(new QBarCategoryAxis(this))
    , m_valueAxis(new QValueAxis(this))
{
    RankingAccessible::install();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setRenderHint(QPainter::Antialiasing, false); // bars and grid lie on whole pixels
    setMinimumHeight(4 * kLeastPitch);

    for (std::size_t tone = 0; tone < kTones.size(); ++tone) {
        auto *bars = new QBarSet(QString(), m_series);
        bars->setPen(Qt::NoPen);
        m_series->append(bars);
    }
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_rowAxis), static_cast<QAbstractAxis *>(m_valueAxis)}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
        axis->setGridLineVisible(axis == m_valueAxis);
    }
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    chart()->addAxis(m_rowAxis, Qt::AlignLeft);
    chart()->addAxis(m_valueAxis, Qt::AlignBottom);
    chart()->addSeries(m_series);
    m_series->attachAxis(m_rowAxis);
    m_series->attachAxis(m_valueAxis);
    connect(&theme, &Theme::changed, this, &RankingChart::restyle);
    restyle();
}

void RankingChart::restyle()
{
    const Colours &colours = m_theme.colours();
    m_valueAxis->setGridLinePen(QPen(colours.border, 1));
    const QList<QBarSet *> sets = m_series->barSets();
    for (std::size_t tone = 0; tone < kTones.size(); ++tone) // large areas, so a little calmer than lines and text
        sets[static_cast<qsizetype>(tone)]->setBrush(blend(colours.surface, colourOf(kTones[tone], colours), kCalm));
    viewport()->update();
}

void RankingChart::setPlaces(const std::vector<RankingPlace> &places)
{
    const RankingPlace *before = m_shown > 0 ? &m_places[static_cast<std::size_t>(m_current)] : nullptr;
    const auto same = std::ranges::find_if(places, [&](const RankingPlace &place) {
        return before && place.device == before->device && place.series == before->series;
    });
    const auto current = same == places.end() ? 0 : same - places.begin();
    const auto count = static_cast<std::ptrdiff_t>(std::min(places.size(), kMostBars));
    m_places.assign(places.begin(), places.begin() + count);
    m_current = static_cast<int>(std::min(current, std::max<std::ptrdiff_t>(count - 1, 0)));
    arrange();
    emit currentChanged();
    if (isVisible()) {
        QAccessibleEvent event(this, QAccessible::ObjectReorder);
        QAccessible::updateAccessibility(&event);
    }
}

void RankingChart::setMost(int bars)
{
    m_most = bars;
    arrange();
}

const RankingPlace &RankingChart::place(int row) const
{
    Q_ASSERT(row >= 0 && row < m_shown);
    return m_places[static_cast<std::size_t>(row)];
}

void RankingChart::setCurrentRow(int row)
{
    if (row == m_current || row < 0 || row >= m_shown)
        return;
    m_current = row;
    viewport()->update();
    emit currentChanged();
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

void RankingChart::open(int row)
{
    if (row >= 0 && row < m_shown && !place(row).removed)
        emit opened(DeviceId(place(row).device)); // a copy: the page may get other places meanwhile
}

/// Fits rows, names and figures into the view: whole pixels, so that bars and grid are sharp.
void RankingChart::arrange()
{
    const int axisHeight = QFontMetrics(m_theme.font(TextStyle::Caption)).height() + space::kS;
    const int room = std::max(viewport()->height() - axisHeight, kLeastPitch);
    const int fit = std::min(room / kLeastPitch, static_cast<int>(m_places.size()));
    m_shown = m_most > 0 ? std::min(fit, m_most) : fit;
    m_current = std::clamp(m_current, 0, std::max(m_shown - 1, 0));
    m_hovered = -1;
    m_pitch = std::clamp(room / std::max(m_shown, 1), kLeastPitch, kMostPitch);
    const int mostText = static_cast<int>(viewport()->width() * kMostTextPart);
    m_nameWidth = widest(TextStyle::Strong, mostText, [](const RankingPlace &each) { return each.name; });
    m_instanceWidth = widest(TextStyle::Body, mostText, [](const RankingPlace &each) { return each.instance; });
    const int left = space::kS + m_nameWidth + (m_instanceWidth > 0 ? space::kM + m_instanceWidth : 0) + space::kM;
    const int right = viewport()->width() - static_cast<int>(valueWidth()) - 2 * space::kS;
    m_plot = QRectF(left, 0, std::max(right - left, 40), m_shown * m_pitch);
    if (m_shown > 0) {
        m_scale = presentation::barScaleFor(info(m_places.front().series.metric).unit,
                                            std::span(m_places).first(static_cast<std::size_t>(m_shown)),
                                            std::clamp(static_cast<int>(m_plot.width()) / kStepWidth, 2, kMostSteps));
        fillSeries();
    }
    chart()->setPlotArea(m_plot);
    viewport()->update();
    emit arranged();
}

/// Qt Charts has bars begin at zero, so they are given what they exceed their start by.
void RankingChart::fillSeries()
{
    const QList<QBarSet *> sets = m_series->barSets();
    QStringList categories;
    std::array<QList<qreal>, kTones.size()> values;
    for (int row = m_shown - 1; row >= 0; --row) { // categories go upwards
        const RankingPlace &shown = place(row);
        categories.append(QString::number(row));
        for (QList<qreal> &each : values)
            each.append(0);
        values[static_cast<std::size_t>(toneOf(shown, levelOf(shown)))].last() = shown.value - m_scale.start;
    }
    for (std::size_t tone = 0; tone < kTones.size(); ++tone) {
        QBarSet *set = sets[static_cast<qsizetype>(tone)];
        set->remove(0, set->count());
        set->append(values[tone]);
    }
    m_rowAxis->setCategories(categories);
    m_series->setBarWidth(static_cast<qreal>(thicknessFor(m_pitch)) / m_pitch);
    m_valueAxis->setRange(m_scale.axis.low - m_scale.start, m_scale.axis.high - m_scale.start);
    m_valueAxis->setTickCount(static_cast<int>(m_scale.axis.ticks().size()));
}

HealthLevel RankingChart::levelOf(const RankingPlace &place) const
{
    if (place.series.metric != Metric::SocTemperature)
        return HealthLevel::Unknown;
    if (place.value >= kHotCelsius)
        return HealthLevel::Critical;
    return place.value >= kWarmCelsius ? HealthLevel::Attention : HealthLevel::Ok;
}

template <class TextOf>
int RankingChart::widest(TextStyle style, int most, TextOf textOf) const
{
    const QFontMetrics metrics(m_theme.font(style));
    int width = 0;
    for (int row = 0; row < m_shown; ++row)
        width = std::max(width, metrics.horizontalAdvance(textOf(place(row))));
    return std::min(width > 0 ? width + 1 : 0, most);
}

qreal RankingChart::valueWidth() const
{
    qreal widest = 0;
    for (int row = 0; row < m_shown; ++row)
        widest = std::max(widest, m_figures.width(RankingTexts::value(place(row))));
    return std::ceil(widest) + kIcon + space::kXs;
}

qreal RankingChart::x(double value) const
{
    return m_plot.left() + m_plot.width() * m_scale.axis.fraction(value);
}

QRectF RankingChart::bandOf(int row) const
{
    return {0, m_plot.top() + row * m_pitch, static_cast<qreal>(viewport()->width()), static_cast<qreal>(m_pitch)};
}

QRect RankingChart::rowRect(int row) const
{
    return bandOf(row).toRect();
}

int RankingChart::rowAt(const QPoint &position) const
{
    const int row = m_pitch > 0 && position.y() >= 0 ? position.y() / m_pitch : -1;
    return row < m_shown && viewport()->rect().contains(position) ? row : -1;
}

void RankingChart::drawBackground(QPainter *painter, const QRectF &)
{
    const Colours &colours = m_theme.colours();
    painter->fillRect(viewport()->rect(), colours.surface);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    for (int row = 0; row < m_shown; ++row) {
        if (row != m_current && row != m_hovered)
            continue;
        const bool focused = row == m_current && hasFocus();
        painter->setBrush(focused ? colours.selected : colours.hover);
        painter->drawRoundedRect(bandOf(row).adjusted(0, 1, 0, -1), kRadius, kRadius);
    }
    painter->restore();
}

void RankingChart::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_shown == 0)
        return;
    painter->save();
    painter->setFont(m_theme.font(TextStyle::Body));
    for (int row = 0; row < m_shown; ++row) {
        paintName(*painter, row);
        paintBarEnd(*painter, row);
    }
    paintAxis(*painter);
    painter->restore();
}

void RankingChart::paintName(QPainter &painter, int row) const
{
    const Colours &colours = m_theme.colours();
    const RankingPlace &shown = place(row);
    const auto write = [&](const QString &text, TextStyle style, const QColor &colour, int left, int width) {
        painter.setFont(m_theme.font(style));
        painter.setPen(colour);
        const QRectF band = bandOf(row);
        painter.drawText(QRectF(left, band.top(), width, band.height()),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, width));
    };
    write(shown.name, TextStyle::Strong, shown.removed ? colours.textMuted : colours.text, space::kS, m_nameWidth);
    write(shown.instance, TextStyle::Body, colours.textMuted, space::kS + m_nameWidth + space::kM, m_instanceWidth);
}

/// The line from the lowest to the highest figure, and the value after the bar.
void RankingChart::paintBarEnd(QPainter &painter, int row) const
{
    const Colours &colours = m_theme.colours();
    const RankingPlace &shown = place(row);
    const HealthLevel level = levelOf(shown);
    const Tone tone = toneOf(shown, level);
    const QRectF band = bandOf(row);
    const qreal low = std::round(x(shown.figures.minimum));
    const qreal high = std::round(x(shown.figures.maximum));
    const qreal top = band.center().y() + thicknessFor(m_pitch) / 2 + kLineGap;
    if (high - low >= kShortestLine)
        painter.fillRect(QRectF(low, top, high - low, 2), blend(colours.surface, colours.textMuted, kCalm));

    const bool warns = tone == Tone::Attention || tone == Tone::Critical;
    QRectF room = band;
    room.setLeft(std::round(std::max(x(shown.value), x(m_scale.start))) + space::kS);
    if (warns) {
        paintIcon(painter, Theme::icon(level), m_theme.colour(level), QRectF(room.left(), band.top(), kIcon, m_pitch),
                  kIcon);
        room.setLeft(room.left() + kIcon + space::kXs);
    }
    painter.setPen(warns ? m_theme.colour(level) : shown.removed ? colours.textMuted : colours.text);
    m_figures.draw(painter, room, Qt::AlignLeft, RankingTexts::value(shown));
}

void RankingChart::paintAxis(QPainter &painter) const
{
    const Colours &colours = m_theme.colours();
    painter.fillRect(QRectF(std::round(x(m_scale.start)), m_plot.top(), 1, m_plot.height()), colours.borderStrong);
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(colours.textMuted);
    const Unit unit = info(place(0).series.metric).unit;
    for (const double tick : m_scale.axis.ticks()) {
        QRectF room(0, m_plot.bottom() + space::kXs, kStepWidth, painter.fontMetrics().height());
        room.moveLeft(x(tick) - room.width() / 2);
        painter.drawText(room, Qt::AlignCenter | Qt::TextSingleLine, axisLabel(unit, m_scale.axis, tick));
    }
}

void RankingChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    arrange();
}

void RankingChart::focusInEvent(QFocusEvent *event)
{
    QChartView::focusInEvent(event);
    viewport()->update();
}

void RankingChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    viewport()->update();
}

void RankingChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return setCurrentRow(m_current - 1);
    case Qt::Key_Down:
        return setCurrentRow(m_current + 1);
    case Qt::Key_Home:
    case Qt::Key_PageUp:
        return setCurrentRow(0);
    case Qt::Key_End:
    case Qt::Key_PageDown:
        return setCurrentRow(m_shown - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return open(currentRow());
    default:
        event->ignore();
    }
}

void RankingChart::mousePressEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint());
    m_pressed = event->button() == Qt::LeftButton ? row : -1;
    setCurrentRow(row);
}

void RankingChart::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(rowAt(event->position().toPoint()));
}

void RankingChart::mouseReleaseEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint());
    if (row >= 0 && row == std::exchange(m_pressed, -1))
        open(row);
}

void RankingChart::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int row = byKey ? currentRow() : rowAt(event->pos());
    if (row < 0)
        return;
    setCurrentRow(row);
    emit contextMenuWanted(byKey ? viewport()->mapToGlobal(rowRect(row).center()) : event->globalPos());
}

bool RankingChart::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    if (event->type() != QEvent::ToolTip)
        return QChartView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    if (row < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(),
                           plainToolTip(RankingTexts::who(place(row)) + u'\n' + RankingTexts::details(place(row))),
                           viewport(), rowRect(row));
    return true;
}

void RankingChart::setHovered(int row)
{
    if (row == m_hovered)
        return;
    m_hovered = row;
    viewport()->setCursor(row >= 0 && !place(row).removed ? Qt::PointingHandCursor : Qt::ArrowCursor);
    viewport()->update();
}

} // namespace piuptime::desktop
