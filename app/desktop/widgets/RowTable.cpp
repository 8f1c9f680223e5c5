// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/widgets/RowTable.h"

#include <QHeaderView>
#include <QTableView>

namespace piuptime::desktop {
namespace {

constexpr int kRowHeight = 28;

} // namespace

RowDelegate::RowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    setInk(*option, &Colours::text);
    option->palette.setColor(QPalette::Highlight, m_theme.colours().selected);
}

void RowDelegate::setInk(QStyleOptionViewItem &option, QColor Colours::*ink) const
{
    for (const auto role : {QPalette::Text, QPalette::HighlightedText})
        option.palette.setColor(role, m_theme.colours().*ink);
}

QTableView *makeRowTable(QAbstractItemModel &model, const Theme &theme, const QString &name, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(&model);
    table->setItemDelegate(new RowDelegate(theme, table));
    table->setAccessibleName(name);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

} // namespace piuptime::desktop
