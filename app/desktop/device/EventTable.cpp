// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/EventTable.h"

#include "app/presentation/Texts.h"

#include <QHeaderView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace piuptime::desktop {

using presentation::EventListModel;

namespace {

/// Shows the rows of one kind.
class KindFilter final : public QSortFilterProxyModel
{
public:
    KindFilter(std::optional<EventKind> only, QObject *parent)
        : QSortFilterProxyModel(parent)
        , m_only(only)
    {
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const QVariant kind = sourceModel()->index(row, 0, parent).data(EventListModel::KindRole);
        return !m_only || kind.toInt() == static_cast<int>(*m_only);
    }

private:
    std::optional<EventKind> m_only;
};

HealthLevel levelOf(int severity)
{
    switch (static_cast<Severity>(severity)) {
    case Severity::Info:
        return HealthLevel::Ok;
    case Severity::Warning:
        return HealthLevel::Attention;
    case Severity::Critical:
        break;
    }
    return HealthLevel::Critical;
}

/// Puts the icon of its severity before what happened.
class WhatDelegate final : public QStyledItemDelegate
{
public:
    WhatDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const HealthLevel level = levelOf(index.data(EventListModel::SeverityRole).toInt());
        const bool calm = level == HealthLevel::Ok;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = calm ? m_theme.icon(Icon::Info) : m_theme.icon(Theme::icon(level), inkOf(level));
        option->decorationSize = {16, 16};
    }

private:
    const Theme &m_theme;
};

} // namespace

EventTable::EventTable(EventListModel &model, std::optional<EventKind> only, const QString &nothing, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_nothing(nothing)
{
    m_filter = new KindFilter(only, this);
    m_filter->setSourceModel(&model);
    m_table = new QTableView(this);
    m_table->setModel(m_filter);
    m_table->setItemDelegateForColumn(EventListModel::WhatColumn, new WhatDelegate(theme, this));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(EventListModel::WhenColumn, 180);
    m_table->setColumnWidth(EventListModel::WhatColumn, 180);
    m_message = new PlainLabel(theme, TextStyle::Body, &Colours::textSecondary, this);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &EventTable::showState);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &EventTable::showState);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &EventTable::showState);
    showState();
}

int EventTable::rowCount() const
{
    return m_filter->rowCount();
}

void EventTable::showState()
{
    if (m_model.isLoading())
        m_message->setText(tr("Loading"));
    else
        m_message->setText(m_model.error() ? presentation::Texts::error(*m_model.error()) : m_nothing);
    m_stack->setCurrentIndex(rowCount() > 0 ? 1 : 0);
}

} // namespace piuptime::desktop
