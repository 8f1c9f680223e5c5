// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/FleetCellPainter.h"

#include "app/presentation/FleetCellText.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QPainter>

#include <cmath>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kIcon = 16;
constexpr qreal kBadge = 22;

} // namespace

FleetCellPainter::FleetCellPainter(const Theme &theme, const Clock &clock)
    : m_theme(theme)
    , m_clock(clock)
{
    refresh();
}

void FleetCellPainter::refresh()
{
    m_body = m_theme.font(TextStyle::Body);
    m_strong = m_theme.font(TextStyle::Strong);
    m_figures.emplace(m_body);
    m_words.clear();
}

QColor FleetCellPainter::textColour(const FleetRow &row) const
{
    return row.state->stale ? m_theme.colours().textMuted : m_theme.colours().text;
}

QColor FleetCellPainter::heatColour(const FleetRow &row) const
{
    if (row.state->stale)
        return m_theme.colours().textMuted;
    if (row.figures.celsius >= kHotCelsius)
        return m_theme.colours().critical;
    return row.figures.celsius >= kWarmCelsius ? m_theme.colours().attention : m_theme.colours().text;
}

void FleetCellPainter::paint(QPainter &painter, const QRectF &cell, const FleetRow &row, FleetColumn column) const
{
    const DeviceFigures &figures = row.figures;
    const bool stale = row.state->stale;
    switch (column) {
    case FleetColumn::State:
        return paintState(painter, cell, row.level());
    case FleetColumn::Name:
        painter.setPen(textColour(row));
        return paintWords(painter, cell, row.name, m_strong);
    case FleetColumn::Temperature:
        return paintTrend(painter, cell, row);
    case FleetColumn::Power:
        return paintPower(painter, cell, row);
    case FleetColumn::Cpu:
        return paintPercent(painter, cell, figures.cpuPercent, 95, stale);
    case FleetColumn::Memory:
        return paintPercent(painter, cell, figures.memoryPercent, 90, stale);
    case FleetColumn::Disk:
        return paintPercent(painter, cell, figures.diskPercent, 85, stale);
    case FleetColumn::Ups:
        return paintUps(painter, cell, row);
    case FleetColumn::Uptime:
        return paintFigure(painter, cell, cellText(row, column, m_clock.utcNow()), textColour(row));
    case FleetColumn::LastSeen:
        return paintSeen(painter, cell, row);
    default:
        return paintText(painter, cell, cellText(row, column, m_clock.utcNow()),
                         stale ? m_theme.colours().textMuted : m_theme.colours().textSecondary);
    }
}

void FleetCellPainter::paintState(QPainter &painter, const QRectF &rect, HealthLevel level) const
{
    const QColor &colour = m_theme.colour(level);
    paintIcon(painter, Theme::icon(level), colour, QRectF(rect.left(), rect.top(), kIcon, rect.height()), kIcon);
    paintText(painter, rect.adjusted(kIcon + space::kS, 0, 0, 0), Texts::health(level), colour);
}

void FleetCellPainter::paintTrend(QPainter &painter, const QRectF &rect, const FleetRow &row) const
{
    constexpr qreal kFigureWidth = 60;
    const QRectF figure(rect.right() - kFigureWidth, rect.top(), kFigureWidth, rect.height());
    if (!std::isnan(row.figures.celsius))
        paintFigure(painter, figure, Formatting::celsius(row.figures.celsius), heatColour(row));
    const QRectF line = rect.adjusted(0, rect.height() * 0.24, -kFigureWidth - space::kS - 2, -rect.height() * 0.24);
    const std::span trend(row.state->temperatureTrend);
    const QColor colour = row.figures.celsius >= kWarmCelsius && !row.state->stale ? heatColour(row)
                          : row.state->stale                                       ? m_theme.colours().borderStrong
                                                                                   : m_theme.colours().textMuted;
    paintSparkline(painter, line, trend.first(std::min<std::size_t>(row.state->temperatureTrendSize, trend.size())), 8,
                   colour);
}

void FleetCellPainter::paintPower(QPainter &painter, const QRectF &rect, const FleetRow &row) const
{
    if (!row.figures.powerKnown)
        return;
    QRectF place(rect.left(), rect.top(), kBadge, rect.height());
    const bool anything = row.figures.underVoltage.now || row.figures.underVoltage.earlier || row.figures.throttled.now
                          || row.figures.throttled.earlier;
    if (!anything)
        return paintIcon(painter, Icon::Check, m_theme.colours().textMuted, place, kIcon);
    paintWarning(painter, place, row.figures.underVoltage, Icon::PowerLow, Icon::PowerLowEarlier);
    paintWarning(painter, place, row.figures.throttled, Icon::Gauge, Icon::GaugeEarlier);
}

void FleetCellPainter::paintWarning(QPainter &painter, QRectF &rect, const NowAndEarlier &bit, Icon now,
                                    Icon earlier) const
{
    if (!bit.now && !bit.earlier)
        return;
    if (bit.now) {
        QRectF disc(0, 0, kBadge, kBadge);
        disc.moveCenter(rect.center());
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colours().criticalSoft);
        painter.drawEllipse(disc);
        painter.restore();
    }
    paintIcon(painter, bit.now ? now : earlier, bit.now ? m_theme.colours().critical : m_theme.colours().attention,
              rect, kIcon - 1);
    rect.translate(kBadge + space::kXs, 0);
}

void FleetCellPainter::paintUps(QPainter &painter, const QRectF &rect, const FleetRow &row) const
{
    if (!row.figures.hasUps)
        return;
    const bool battery = row.figures.onBattery;
    const QColor colour = row.state->stale ? m_theme.colours().textMuted
                          : battery        ? m_theme.colours().attention
                                           : m_theme.colours().text;
    paintIcon(painter, battery ? Icon::Battery : Icon::Plug, battery ? colour : m_theme.colours().textMuted,
              QRectF(rect.left(), rect.top(), kIcon, rect.height()), kIcon);
    if (!std::isnan(row.figures.upsPercent))
        paintFigure(painter, rect, Formatting::percent(row.figures.upsPercent), colour);
}

void FleetCellPainter::paintSeen(QPainter &painter, const QRectF &rect, const FleetRow &row) const
{
    const QString text = cellText(row, FleetColumn::LastSeen, m_clock.utcNow());
    if (!row.state->stale || row.figures.seenAt == UtcTime{})
        return paintFigure(painter, rect, text, m_theme.colours().textSecondary);
    const qreal textWidth = m_figures->width(text);
    const qreal width = std::min(textWidth + 14 + 3 * space::kXs + 6, rect.width());
    QRectF badge(rect.right() - width, 0, width, kBadge);
    badge.moveCenter({badge.center().x(), rect.center().y()});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colours().unknownSoft);
    painter.drawRoundedRect(badge, kBadge / 2, kBadge / 2);
    painter.restore();
    paintIcon(painter, Icon::Clock, m_theme.colours().unknown,
              QRectF(badge.left() + 6, badge.top(), 14, badge.height()), 14);
    paintFigure(painter, badge.adjusted(0, 0, -space::kS, 0), text, m_theme.colours().unknown);
}

void FleetCellPainter::paintPercent(QPainter &painter, const QRectF &rect, double percent, double warnAt,
                                    bool stale) const
{
    if (std::isnan(percent))
        return;
    const Colours &c = m_theme.colours();
    const bool warns = percent >= warnAt && !stale;
    constexpr qreal kFigureWidth = 42;
    constexpr qreal kBarHeight = 4;
    const QRectF bar(rect.left(), std::round(rect.center().y() - kBarHeight / 2), rect.width() - kFigureWidth,
                     kBarHeight);
    if (bar.width() > 12)
        paintMeter(painter, bar, percent, stale ? c.borderStrong : warns ? c.attention : c.textMuted, c.sunken);
    paintFigure(painter, rect, Formatting::percent(percent), stale ? c.textMuted : warns ? c.attention : c.text);
}

void FleetCellPainter::paintText(QPainter &painter, const QRectF &rect, const QString &text, const QColor &colour) const
{
    painter.setPen(colour);
    paintWords(painter, rect, text, m_body);
}

void FleetCellPainter::paintWords(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font) const
{
    if (text.isEmpty() || rect.width() < space::kS)
        return;
    const int width = static_cast<int>(rect.width());
    const QString key = text + QChar(u'\n') + QString::number(width) + (font.weight() > QFont::Normal ? u'b' : u'n');
    QStaticText *words = m_words.object(key);
    if (!words) {
        words = new QStaticText(QFontMetrics(font).elidedText(text, Qt::ElideRight, width));
        words->setTextFormat(Qt::PlainText);
        words->prepare({}, font);
        m_words.insert(key, words);
    }
    painter.setFont(font);
    // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDelete): the cache gives up only what is larger than itself
    painter.drawStaticText(QPointF(rect.left(), std::round(rect.center().y() - words->size().height() / 2)), *words);
}

void FleetCellPainter::paintFigure(QPainter &painter, const QRectF &rect, const QString &text,
                                   const QColor &colour) const
{
    painter.setPen(colour);
    m_figures->draw(painter, rect, Qt::AlignRight, text);
}

void FleetCellPainter::paintConnection(QPainter &painter, const QRectF &rect, const FleetRow &row) const
{
    paintText(painter, rect.adjusted(space::kM, 0, -space::kM, 0), connectionText(*row.state),
              m_theme.colours().textMuted);
}

void FleetCellPainter::paintHeading(QPainter &painter, const QRectF &rect, const FleetGroup &group) const
{
    const Colours &c = m_theme.colours();
    painter.fillRect(rect, c.window);
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.border);
    QRectF place = rect.adjusted(space::kM, 0, -space::kM, 0);
    paintIcon(painter, group.collapsed ? Icon::ChevronRight : Icon::ChevronDown, c.textSecondary,
              QRectF(place.left(), place.top(), kIcon, place.height()), kIcon);
    place.setLeft(place.left() + kIcon + space::kS);
    if (group.level) {
        paintIcon(painter, Theme::icon(*group.level), m_theme.colour(*group.level),
                  QRectF(place.left(), place.top(), kIcon, place.height()), kIcon);
        place.setLeft(place.left() + kIcon + space::kS);
    }
    painter.setFont(m_strong);
    painter.setPen(c.text);
    const QString title =
        painter.fontMetrics().elidedText(group.title, Qt::ElideRight, static_cast<int>(place.width() / 2));
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, title);
    place.setLeft(place.left() + painter.fontMetrics().horizontalAdvance(title) + space::kM);
    paintText(painter, place, Formatting::number(static_cast<double>(group.summary.total()), 0), c.textMuted);
    place.setLeft(place.left() + 40);
    for (const HealthLevel level : {HealthLevel::Critical, HealthLevel::Attention, HealthLevel::Unknown}) {
        if (group.level || group.summary.count(level) == 0)
            continue;
        paintIcon(painter, Theme::icon(level), m_theme.colour(level),
                  QRectF(place.left(), place.top(), kIcon, place.height()), 14);
        place.setLeft(place.left() + kIcon + space::kXs);
        const QString count = Formatting::number(static_cast<double>(group.summary.count(level)), 0);
        paintText(painter, place, count, m_theme.colour(level));
        place.setLeft(place.left() + m_figures->width(count) + space::kM);
    }
}

} // namespace piuptime::desktop
