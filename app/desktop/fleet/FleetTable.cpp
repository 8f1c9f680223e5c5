// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/FleetTable.h"

#include "app/desktop/fleet/FleetHeader.h"
#include "app/desktop/widgets/Labels.h"
#include "app/presentation/FleetCellText.h"
#include "app/presentation/Texts.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <numeric>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kRowHeight = 36;
constexpr int kMinimumWidth = 48;

/// In the order of FleetColumn. Together they fit a window of 1280 pixels.
constexpr std::array<int, kFleetColumns> kWidths{108, 150, 104, 92, 146, 74, 86, 86, 86, 80, 104, 116, 170, 140};
/// Who gets how much of the room that is left over.
constexpr std::array<int, kFleetColumns> kShares{0, 5, 3, 2, 4, 0, 2, 2, 2, 0, 0, 0, 2, 3};

bool isHiddenAtFirst(int column)
{
    return column == static_cast<int>(FleetColumn::Address) || column == static_cast<int>(FleetColumn::Tags);
}

/// Paints a device's cell; headings are painted by the table itself.
class CellDelegate final : public QStyledItemDelegate
{
public:
    CellDelegate(const FleetModel &model, const FleetCellPainter &cells, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_model(model)
        , m_cells(cells)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const FleetRow *row = m_model.deviceAt(index.row());
        if (!row)
            return;
        const QRectF cell = QRectF(option.rect).adjusted(space::kM, 0, -space::kM, 0);
        if (cell.width() < space::kS)
            return;
        m_cells.paint(*painter, cell, *row, static_cast<FleetColumn>(index.column()));
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {kMinimumWidth, std::max(kRowHeight, option.fontMetrics.height() + 2 * space::kS)};
    }
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                   const QModelIndex &index) override
    {
        QToolTip::showText(event->globalPos(), plainToolTip(index.data(Qt::ToolTipRole).toString()), view);
        return true;
    }

private:
    const FleetModel &m_model;
    const FleetCellPainter &m_cells;
};

/// The usual widths, with room for the words of the state in whatever language.
std::array<int, kFleetColumns> usualWidths(const QFontMetrics &metrics)
{
    constexpr int kBesideTheWord = 58; // icon and margins
    std::array<int, kFleetColumns> widths = kWidths;
    int &state = widths[static_cast<std::size_t>(FleetColumn::State)];
    for (const HealthLevel level :
         {HealthLevel::Ok, HealthLevel::Attention, HealthLevel::Critical, HealthLevel::Unknown})
        state = std::max(state, metrics.horizontalAdvance(Texts::health(level)) + kBesideTheWord);
    return widths;
}

} // namespace

FleetTable::FleetTable(FleetModel &model, const Theme &theme, const Clock &clock, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_theme(theme)
    , m_painter(theme, clock)
    , m_widths(usualWidths(fontMetrics()))
{
    setAccessibleName(tr("Fleet"));
    setHeader(new FleetHeader(model, theme, this));
    header()->setSectionsClickable(true); // taking the header in switched these off
    header()->setSortIndicatorShown(true);
    header()->setFirstSectionMovable(true);
    setModel(&model);
    setItemDelegate(new CellDelegate(model, m_painter, this));
    setRootIsDecorated(false);
    setIndentation(0);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setTextElideMode(Qt::ElideRight);

    connect(header(), &QHeaderView::sectionClicked, this, &FleetTable::sortBy);
    connect(header(), &QHeaderView::customContextMenuRequested, this, &FleetTable::showHeaderMenu);
    connect(header(), &QHeaderView::sectionResized, this, [this](int column, int, int size) {
        if (!m_fitting && size > 0)
            m_widths[static_cast<std::size_t>(column)] = size;
    });
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (m_model.groupAt(index.row()))
            toggleGroup(index.row());
    });
    connect(&theme, &Theme::changed, this, [this] {
        m_painter.refresh();
        viewport()->update();
    });
    resetColumns();
}

void FleetTable::saveColumns(QSettings &settings) const
{
    QStringList order;
    QStringList widths;
    QStringList hidden;
    for (int visual = 0; visual < header()->count(); ++visual)
        order.append(QString::number(header()->logicalIndex(visual)));
    for (int column = 0; column < kFleetColumns; ++column) {
        widths.append(QString::number(m_widths[static_cast<std::size_t>(column)]));
        if (isColumnHidden(column))
            hidden.append(QString::number(column));
    }
    settings.setValue(QStringLiteral("fleet/columns/order"), order);
    settings.setValue(QStringLiteral("fleet/columns/widths"), widths);
    settings.setValue(QStringLiteral("fleet/columns/hidden"), hidden);
    settings.setValue(QStringLiteral("fleet/sort/column"), static_cast<int>(m_model.sortColumn()));
    settings.setValue(QStringLiteral("fleet/sort/order"), static_cast<int>(m_model.sortOrder()));
}

void FleetTable::loadColumns(const QSettings &settings)
{
    const QStringList widths = settings.value(QStringLiteral("fleet/columns/widths")).toStringList();
    for (qsizetype i = 0; i < std::min<qsizetype>(widths.size(), kFleetColumns); ++i)
        m_widths[static_cast<std::size_t>(i)] = std::clamp(widths[i].toInt(), kMinimumWidth, 2000);
    const QStringList order = settings.value(QStringLiteral("fleet/columns/order")).toStringList();
    for (qsizetype visual = 0; visual < order.size(); ++visual) {
        const int column = order[visual].toInt();
        if (column >= 0 && column < kFleetColumns && visual < kFleetColumns)
            header()->moveSection(header()->visualIndex(column), static_cast<int>(visual));
    }
    if (settings.contains(QStringLiteral("fleet/columns/hidden"))) {
        const QStringList hidden = settings.value(QStringLiteral("fleet/columns/hidden")).toStringList();
        for (int column = 0; column < kFleetColumns; ++column)
            setColumnShown(static_cast<FleetColumn>(column), !hidden.contains(QString::number(column)));
    }
    const int column = settings.value(QStringLiteral("fleet/sort/column"), 0).toInt();
    if (column >= 0 && column < kFleetColumns)
        m_model.setSorting(static_cast<FleetColumn>(column),
                           settings.value(QStringLiteral("fleet/sort/order"), 0).toInt() == Qt::DescendingOrder
                               ? Qt::DescendingOrder
                               : Qt::AscendingOrder);
    showSortArrow();
    fitColumns();
}

void FleetTable::resetColumns()
{
    m_widths = usualWidths(fontMetrics());
    for (int column = 0; column < kFleetColumns; ++column) {
        header()->moveSection(header()->visualIndex(column), column);
        setColumnHidden(column, isHiddenAtFirst(column));
    }
    showSortArrow();
    fitColumns();
}

bool FleetTable::isColumnShown(FleetColumn column) const
{
    return !isColumnHidden(static_cast<int>(column));
}

void FleetTable::setColumnShown(FleetColumn column, bool shown)
{
    if (column == FleetColumn::Name)
        return; // a row without a name is no row
    setColumnHidden(static_cast<int>(column), !shown);
    fitColumns();
}

/// Only what can be seen: the view would measure every row of the range, and a large fleet changes all the time.
void FleetTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    const QModelIndex firstSeen = indexAt({0, 0});
    const QModelIndex lastSeen = indexAt({0, viewport()->height() - 1});
    const int first = std::max(topLeft.row(), firstSeen.row());
    const int last = lastSeen.isValid() ? std::min(bottomRight.row(), lastSeen.row()) : bottomRight.row();
    if (first <= last)
        QTreeView::dataChanged(topLeft.siblingAtRow(first), bottomRight.siblingAtRow(last), roles);
}

void FleetTable::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colours &c = m_theme.colours();
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    if (const FleetGroup *group = m_model.groupAt(index.row())) {
        m_painter.paintHeading(*painter, row, *group);
    } else {
        const bool selected = selectionModel()->isRowSelected(index.row(), {});
        const bool hovered =
            option.state.testFlag(QStyle::State_MouseOver) || row.contains(viewport()->mapFromGlobal(QCursor::pos()));
        painter->fillRect(row, selected ? c.selected : hovered && underMouse() ? c.hover : c.surface);
        painter->fillRect(row.left(), row.bottom(), row.width(), 1, c.border);
        QTreeView::drawRow(painter, option, index);
        if (const FleetRow *device = m_model.deviceAt(index.row()); device && !device->state->everRead)
            m_painter.paintConnection(*painter, widestGap(row, *device), *device);
    }
    if (index.row() == currentIndex().row() && hasFocus())
        painter->fillRect(row.left(), row.top(), 3, row.height(), c.accent);
}

/// The widest run of neighbouring cells that have nothing to show.
QRect FleetTable::widestGap(const QRect &row, const FleetRow &device) const
{
    QRect widest;
    QRect run(row.left(), row.top(), 0, row.height());
    for (int visual = 0; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        if (isColumnHidden(column))
            continue;
        const int left = header()->sectionViewportPosition(column);
        if (run.width() == 0)
            run.moveLeft(left);
        const bool empty = cellText(device, static_cast<FleetColumn>(column), {}).isEmpty();
        run.setWidth(empty ? left + header()->sectionSize(column) - run.left() : 0);
        if (run.width() > widest.width())
            widest = run;
    }
    return widest;
}

void FleetTable::drawBranches(QPainter *, const QRect &, const QModelIndex &) const {}

void FleetTable::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void FleetTable::keyPressEvent(QKeyEvent *event)
{
    m_model.hold();
    const int row = currentIndex().row();
    const FleetGroup *group = m_model.groupAt(row);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (group)
            toggleGroup(row);
        else if (currentIndex().isValid())
            emit activated(currentIndex());
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (group) {
            m_model.setCollapsed(group->key, event->key() == Qt::Key_Left);
            return;
        }
        break;
    case Qt::Key_Slash: // belongs to the search field
        return event->ignore();
    default:
        break;
    }
    QTreeView::keyPressEvent(event);
}

void FleetTable::mousePressEvent(QMouseEvent *event)
{
    m_model.hold();
    QTreeView::mousePressEvent(event);
}

void FleetTable::mouseMoveEvent(QMouseEvent *event)
{
    m_model.hold();
    QTreeView::mouseMoveEvent(event);
}

void FleetTable::wheelEvent(QWheelEvent *event)
{
    m_model.hold();
    QTreeView::wheelEvent(event);
}

bool FleetTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        viewport()->update();
    return QTreeView::viewportEvent(event);
}

void FleetTable::sortBy(int column)
{
    const auto wanted = static_cast<FleetColumn>(column);
    Qt::SortOrder order = FleetModel::naturalOrder(wanted);
    if (wanted == m_model.sortColumn())
        order = m_model.sortOrder() == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    m_model.setSorting(wanted, order);
    showSortArrow();
}

void FleetTable::showSortArrow()
{
    header()->setSortIndicator(static_cast<int>(m_model.sortColumn()), m_model.sortOrder());
}

void FleetTable::showHeaderMenu(const QPoint &position)
{
    QMenu *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < kFleetColumns; ++column) {
        const auto wanted = static_cast<FleetColumn>(column);
        QAction *action = menu->addAction(FleetModel::columnTitle(wanted));
        action->setCheckable(true);
        action->setChecked(isColumnShown(wanted));
        action->setEnabled(wanted != FleetColumn::Name);
        connect(action, &QAction::toggled, this, [this, wanted](bool shown) { setColumnShown(wanted, shown); });
    }
    menu->addSeparator();
    menu->addAction(tr("Choose columns…"), this, &FleetTable::columnsDialogWanted);
    menu->addAction(tr("Reset columns"), this, &FleetTable::resetColumns);
    menu->popup(header()->mapToGlobal(position));
}

/// Shares the room that is left over, so that a wide window is used and a person's own widths still count.
void FleetTable::fitColumns()
{
    int total = 0;
    int shares = 0;
    for (int column = 0; column < kFleetColumns; ++column) {
        if (isColumnHidden(column))
            continue;
        total += m_widths[static_cast<std::size_t>(column)];
        shares += kShares[static_cast<std::size_t>(column)];
    }
    const int spare = std::max(viewport()->width() - total, 0);
    int handedOut = 0;
    m_fitting = true;
    for (int column = 0; column < kFleetColumns; ++column) {
        const int share = shares == 0 ? 0 : spare * kShares[static_cast<std::size_t>(column)] / shares;
        handedOut += isColumnHidden(column) ? 0 : share;
        header()->resizeSection(column, m_widths[static_cast<std::size_t>(column)] + share);
    }
    const int name = static_cast<int>(FleetColumn::Name);
    header()->resizeSection(name, header()->sectionSize(name) + spare - handedOut);
    m_fitting = false;
}

void FleetTable::toggleGroup(int row)
{
    if (const FleetGroup *group = m_model.groupAt(row))
        m_model.setCollapsed(QString(group->key), !group->collapsed);
}

} // namespace piuptime::desktop
