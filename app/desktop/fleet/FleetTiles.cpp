// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/FleetTiles.h"

#include "app/desktop/widgets/Labels.h"
#include "app/presentation/FleetCellText.h"
#include "app/presentation/Formatting.h"

#include <QAbstractItemDelegate>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>
#include <memory>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kTileWidth = 248;
constexpr int kTileHeight = 160;
constexpr int kHeadingHeight = 40;

class TileDelegate final : public QAbstractItemDelegate
{
public:
    TileDelegate(const FleetModel &model, const Theme &theme, const FleetCellPainter &cells, QListView *view)
        : QAbstractItemDelegate(view)
        , m_model(model)
        , m_theme(theme)
        , m_cells(cells)
        , m_view(view)
    {
    }

    /// As many equal tiles as fit, sharing the whole width. The room of the scroll bar is always set aside, so that
    /// its coming does not move tiles.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const int room = m_view->width() - m_view->verticalScrollBar()->sizeHint().width() - 2;
        if (m_model.groupAt(index.row()))
            return {room, kHeadingHeight};
        return {room / std::max(1, room / kTileWidth), kTileHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (const FleetGroup *group = m_model.groupAt(index.row())) {
            m_cells.paintHeading(*painter, option.rect, *group);
            if (option.state.testFlag(QStyle::State_HasFocus))
                painter->fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height(),
                                  m_theme.colours().accent);
            return;
        }
        if (const FleetRow *row = m_model.deviceAt(index.row()))
            paintTile(*painter, option, *row);
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                   const QModelIndex &index) override
    {
        QToolTip::showText(event->globalPos(), plainToolTip(index.data(Qt::ToolTipRole).toString()), view);
        return true;
    }

private:
    void paintCard(QPainter &painter, const QRectF &card, const QStyleOptionViewItem &option, HealthLevel level) const
    {
        const Colours &c = m_theme.colours();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool focused = option.state.testFlag(QStyle::State_HasFocus);
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(selected ? c.selected : hovered ? c.hover : c.surface);
        const bool alarming = level == HealthLevel::Critical || level == HealthLevel::Attention;
        QColor line = alarming ? blend(c.surface, m_theme.colour(level), 0.45) : c.border;
        if (focused)
            line = c.accent;
        painter.setPen(QPen(line, focused ? 2 : 1));
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), kCardRadius, kCardRadius);
        painter.restore();
    }

    void paintTile(QPainter &painter, const QStyleOptionViewItem &option, const FleetRow &row) const
    {
        const Colours &c = m_theme.colours();
        const QRectF card = QRectF(option.rect).adjusted(0, 0, -space::kS, -space::kS);
        paintCard(painter, card, option, row.level());
        QRectF inner = card.adjusted(space::kM, space::kM, -space::kM, -space::kS);
        const auto takeLine = [&inner](qreal height) {
            const QRectF line(inner.left(), inner.top(), inner.width(), height);
            inner.setTop(inner.top() + height);
            return line;
        };

        const QRectF head = takeLine(20);
        paintIcon(painter, Theme::icon(row.level()), m_theme.colour(row.level()),
                  QRectF(head.left(), head.top(), 16, head.height()), 16);
        m_cells.paint(painter, head.adjusted(16 + space::kS, 0, 0, 0), row, FleetColumn::Name);
        const QString place = row.site.isEmpty()    ? row.model
                              : row.model.isEmpty() ? row.site
                                                    : row.site + QStringLiteral(" · ") + row.model;
        m_cells.paintText(painter, takeLine(20).adjusted(16 + space::kS, 0, 0, 0),
                          place.isEmpty() ? row.address : place, c.textMuted);
        takeLine(space::kXs);
        if (!row.state->everRead)
            return paintUnread(painter, inner, row);
        m_cells.paintTrend(painter, takeLine(30), row);
        takeLine(space::kXs);
        const QRectF bars = takeLine(22);
        paintBar(painter, bars, 0, FleetTiles::tr("CPU"), row.figures.cpuPercent, 95, row);
        paintBar(painter, bars, 1, FleetTiles::tr("Mem", "memory, short"), row.figures.memoryPercent, 90, row);
        paintBar(painter, bars, 2, FleetTiles::tr("Disk"), row.figures.diskPercent, 85, row);
        takeLine(space::kXs);
        const QRectF foot = takeLine(24);
        m_cells.paintPower(painter, foot, row);
        if (row.figures.hasUps)
            m_cells.paintUps(painter, QRectF(foot.left() + 60, foot.top(), 66, foot.height()), row);
        m_cells.paintSeen(painter, foot.adjusted(132, 0, 0, 0), row);
    }

    /// Nothing was ever read: say why instead of drawing empty gauges.
    void paintUnread(QPainter &painter, const QRectF &rect, const FleetRow &row) const
    {
        painter.setFont(m_theme.font(TextStyle::Caption));
        painter.setPen(m_theme.colours().textSecondary);
        const QString why = connectionLine(*row.state, SystemClock().utcNow());
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         why.isEmpty() ? reasonLines(row.state->health) : why);
    }

    void paintBar(QPainter &painter, const QRectF &line, int position, const QString &label, double percent,
                  double warnAt, const FleetRow &row) const
    {
        const Colours &c = m_theme.colours();
        const qreal gap = space::kM;
        const qreal width = (line.width() - 2 * gap) / 3;
        const QRectF place(line.left() + position * (width + gap), line.top(), width, line.height());
        painter.setFont(m_theme.font(TextStyle::Caption));
        painter.setPen(c.textMuted);
        painter.drawText(place.adjusted(0, -2, 0, -6), Qt::AlignLeft | Qt::AlignVCenter, label);
        if (std::isnan(percent))
            return;
        const bool warns = percent >= warnAt && !row.state->stale;
        painter.setPen(warns ? c.attention : m_cells.textColour(row));
        painter.drawText(place.adjusted(0, -2, 0, -6), Qt::AlignRight | Qt::AlignVCenter, Formatting::percent(percent));
        paintMeter(painter, QRectF(place.left(), place.bottom() - 4, place.width(), 4), percent,
                   row.state->stale ? c.borderStrong
                   : warns          ? c.attention
                                    : c.textMuted,
                   c.sunken);
    }

    const FleetModel &m_model;
    const Theme &m_theme;
    const FleetCellPainter &m_cells;
    QListView *m_view;
};

} // namespace

FleetTiles::FleetTiles(FleetModel &model, const Theme &theme, const Clock &clock, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_painter(theme, clock)
{
    setAccessibleName(tr("Fleet, as tiles"));
    setItemDelegate(new TileDelegate(model, theme, m_painter, this));
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setLayoutMode(SinglePass);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    verticalScrollBar()->setSingleStep(kTileHeight / 3);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    viewport()->setAutoFillBackground(false);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) { toggleGroup(index.row()); });
    connect(&theme, &Theme::changed, this, [this] {
        m_painter.refresh();
        viewport()->update();
    });
}

void FleetTiles::follow(bool on)
{
    if (on == (model() != nullptr))
        return;
    const std::unique_ptr<QItemSelectionModel> former(selectionModel());
    setModel(on ? &m_model : nullptr);
    if (on)
        connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &FleetTiles::selectedChanged);
}

void FleetTiles::keyPressEvent(QKeyEvent *event)
{
    m_model.hold();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_model.groupAt(currentIndex().row()))
            toggleGroup(currentIndex().row());
        else if (currentIndex().isValid())
            emit activated(currentIndex());
        return;
    }
    if (event->key() == Qt::Key_Slash) // belongs to the search field
        return event->ignore();
    QListView::keyPressEvent(event);
}

void FleetTiles::mousePressEvent(QMouseEvent *event)
{
    m_model.hold();
    QListView::mousePressEvent(event);
}

void FleetTiles::mouseMoveEvent(QMouseEvent *event)
{
    m_model.hold();
    QListView::mouseMoveEvent(event);
}

void FleetTiles::wheelEvent(QWheelEvent *event)
{
    m_model.hold();
    QListView::wheelEvent(event);
}

void FleetTiles::toggleGroup(int row)
{
    if (const FleetGroup *group = m_model.groupAt(row))
        m_model.setCollapsed(QString(group->key), !group->collapsed);
}

} // namespace piuptime::desktop
