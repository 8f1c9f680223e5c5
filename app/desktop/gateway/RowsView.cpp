// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/RowsView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/widgets/Notice.h"
#include "app/desktop/widgets/RowTable.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QStackedWidget>
#include <QTableView>
#include <QToolTip>
#include <QVBoxLayout>

namespace piuptime::desktop {

using presentation::gateway::RowsModel;

namespace {

/// Puts the sign of its level before the first cell of a row.
class RowsDelegate final : public RowDelegate
{
public:
    RowsDelegate(const Theme &theme, const RowsModel &model, QObject *parent)
        : RowDelegate(theme, parent)
        , m_model(model)
    {
    }

    /// With room above and below a text of several lines.
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return RowDelegate::sizeHint(option, index).grownBy({0, space::kXs, 0, space::kXs});
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        RowDelegate::initStyleOption(option, index);
        const std::optional<HealthLevel> level = m_model.row(index.row()).level;
        if (index.column() > 0) {
            setInk(*option, &Colours::textSecondary);
        } else if (level) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->icon = theme().icon(Theme::icon(*level), inkOf(*level));
            option->decorationSize = {16, 16};
        }
    }

    /// The whole of a cell that is cut.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        if (event->type() != QEvent::ToolTip || !index.isValid())
            return false;
        const bool isCut = sizeHint(option, index).width() > option.rect.width();
        const QString text = isCut ? index.data().toString() : QString();
        QToolTip::showText(event->globalPos(), plainToolTip(text), view);
        return true;
    }

private:
    const RowsModel &m_model;
};

} // namespace

RowsView::RowsView(const Theme &theme, const QString &name, QList<RowsModel::Column> columns, const QList<int> &widths,
                   EmptyState *empty, QWidget *parent)
    : QWidget(parent)
    , m_model(std::move(columns))
    , m_content(new QStackedWidget(this))
    , m_table(makeRowTable(m_model, theme, name, this))
    , m_empty(empty)
{
    m_table->setItemDelegate(new RowsDelegate(theme, m_model, this));
    QHeaderView &header = *m_table->horizontalHeader();
    for (int i = 0; i < widths.size(); ++i) {
        m_table->setColumnWidth(i, std::abs(widths.at(i)));
        if (widths.at(i) < 0)
            m_growing = i;
    }
    m_least = m_growing < 0 ? 0 : -widths.at(m_growing);
    header.setStretchLastSection(m_growing < 0);
    m_table->viewport()->installEventFilter(this);
    m_content->addWidget(m_table);
    m_content->addWidget(m_empty);
    m_content->setCurrentWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_content);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RowsView::chosenChanged);
}

bool RowsView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && m_growing >= 0)
        stretch();
    return QWidget::eventFilter(watched, event);
}

/// Where there is no room for it, it can be reached by scrolling; a section that Qt stretches would shrink to nothing.
void RowsView::stretch()
{
    const int others = m_table->horizontalHeader()->length() - m_table->columnWidth(m_growing);
    m_table->setColumnWidth(m_growing, std::max(m_least, m_table->viewport()->width() - others));
}

void RowsView::setWrapping()
{
    m_table->setWordWrap(true);
    m_table->verticalHeader()->setMinimumSectionSize(m_table->verticalHeader()->defaultSectionSize());
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void RowsView::show(const QList<RowsModel::Row> &rows)
{
    const QString before = chosen();
    m_model.show(rows);
    m_content->setCurrentWidget(rows.isEmpty() ? static_cast<QWidget *>(m_empty) : m_table);
    if (chosen() != before)
        emit chosenChanged();
}

QString RowsView::chosen() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 ? QString() : m_model.row(row).key;
}

} // namespace piuptime::desktop
