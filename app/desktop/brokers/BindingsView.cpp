// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BindingsView.h"

#include "app/desktop/widgets/Notice.h"
#include "app/desktop/widgets/RowTable.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr std::chrono::seconds kTick{1};

} // namespace

BindingsView::BindingsView(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(engine, clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    m_content = new QStackedWidget(this);
    m_table = makeTable();
    m_empty =
        new EmptyState(m_theme, Icon::Tag, tr("Nothing is bound by hand"),
                       tr("A topic that nobody knows can be used all the same: choose it among the topics, and say "
                          "what its value is."));
    m_content->addWidget(m_table);
    m_content->addWidget(m_empty);
    column->addWidget(m_content, 1);
    column->addWidget(makeButtons());
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, &m_model, &BindingListModel::refresh);
    connect(&m_model, &BindingListModel::modelReset, this, &BindingsView::refresh);
    refresh();
}

QTableView *BindingsView::makeTable()
{
    QTableView *table = makeRowTable(m_model, m_theme, tr("Bound by hand"), this);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setColumnWidth(BindingListModel::TopicColumn, 184);
    table->setColumnWidth(BindingListModel::PathColumn, 116);
    table->setColumnWidth(BindingListModel::LatestColumn, 136);
    table->setColumnWidth(BindingListModel::DeviceColumn, 120);
    table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(table, &QTableView::customContextMenuRequested, this, [this, table](const QPoint &at) {
        if (!table->indexAt(at).isValid())
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(m_theme.icon(Icon::Edit), tr("Edit…"), this, &BindingsView::edit);
        menu->addAction(m_theme.icon(Icon::Trash), tr("Remove…"), this, &BindingsView::remove);
        menu->popup(table->viewport()->mapToGlobal(at));
    });
    connect(table, &QTableView::activated, this, &BindingsView::edit);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        const bool isChosen = m_table->currentIndex().isValid();
        m_edit->setEnabled(isChosen);
        m_remove->setEnabled(isChosen);
    });
    return table;
}

QWidget *BindingsView::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    m_edit = makeButton(tr("Edit…"), ButtonRole::Normal, bar);
    m_remove = makeButton(tr("Remove…"), ButtonRole::Normal, bar);
    connect(m_edit, &QPushButton::clicked, this, &BindingsView::edit);
    connect(m_remove, &QPushButton::clicked, this, &BindingsView::remove);
    row->addStretch();
    row->addWidget(m_edit);
    row->addWidget(m_remove);
    return bar;
}

void BindingsView::setBroker(const std::string &broker)
{
    m_model.setBroker(broker);
}

void BindingsView::refresh()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_content->setCurrentWidget(isEmpty ? m_empty : m_table);
    for (QPushButton *button : {m_edit, m_remove}) {
        button->setVisible(!isEmpty);
        button->setEnabled(m_table->currentIndex().isValid());
    }
    emit countChanged();
}

void BindingsView::edit()
{
    if (m_table->currentIndex().isValid())
        emit editRequested(m_model.binding(m_table->currentIndex().row()));
}

void BindingsView::remove()
{
    if (m_table->currentIndex().isValid())
        emit removeRequested(m_model.binding(m_table->currentIndex().row()));
}

void BindingsView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2)
        return edit();
    if (event->key() == Qt::Key_Delete)
        return remove();
    QWidget::keyPressEvent(event);
}

void BindingsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    m_model.refresh();
}

void BindingsView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace piuptime::desktop
