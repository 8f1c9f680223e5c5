// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compare/ChoiceList.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace piuptime::desktop {

ChoiceList::ChoiceList(const Theme &theme, const QString &title, int most, QWidget *parent)
    : QWidget(parent)
    , m_most(most)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_hint(new Label(theme, TextStyle::Caption, &Colours::textMuted, {}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kXs);
    column->addWidget(new Label(theme, TextStyle::Strong, &Colours::text, title, this));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search: %1").arg(title));
    m_search->setClearButtonEnabled(true);
    m_list->setAccessibleName(title);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(2);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    connect(m_search, &QLineEdit::textChanged, this, &ChoiceList::filter);
    connect(m_list, &QListWidget::itemChanged, this, &ChoiceList::onItemChanged);
}

void ChoiceList::setChoices(const std::vector<Choice> &choices, const QStringList &chosen)
{
    const QSignalBlocker blocker(m_list);
    const QString current = m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
    m_list->clear();
    for (const Choice &choice : choices) {
        auto *item = new QListWidgetItem(choice.text, m_list);
        item->setData(Qt::UserRole, choice.id);
        item->setToolTip(plainToolTip(choice.text));
        item->setCheckState(chosen.contains(choice.id) ? Qt::Checked : Qt::Unchecked);
        if (choice.id == current)
            m_list->setCurrentItem(item);
    }
    filter(m_search->text());
    boundChoices();
    if (!m_list->currentItem())
        showFirstChosen();
}

void ChoiceList::showFirstChosen()
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            return m_list->scrollToItem(m_list->item(row), QListWidget::PositionAtTop);
    }
}

QStringList ChoiceList::chosen() const
{
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids.append(m_list->item(row)->data(Qt::UserRole).toString());
    }
    return ids;
}

void ChoiceList::filter(const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!m_list->item(row)->text().contains(text.trimmed(), Qt::CaseInsensitive));
}

void ChoiceList::onItemChanged()
{
    const QSignalBlocker blocker(m_list);
    boundChoices();
    emit chosenChanged();
}

/// With as many as can be shown, the others can be ticked only after one of them is not any more.
void ChoiceList::boundChoices()
{
    const bool full = chosen().size() >= m_most;
    m_hint->setText(full ? tr("%n at a time, no more", nullptr, m_most) : QString());
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool open = !full || item->checkState() == Qt::Checked;
        item->setFlags(open ? item->flags() | Qt::ItemIsEnabled : item->flags() & ~Qt::ItemIsEnabled);
    }
}

} // namespace piuptime::desktop
