// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ranking/RankingAccessible.h"

#include "app/desktop/ranking/RankingChart.h"
#include "app/presentation/ranking/RankingTexts.h"

#include <QLocale>
#include <QPointer>

namespace piuptime::desktop {

using presentation::RankingTexts;

namespace {

/// One place. It belongs to the row, whatever place is shown there.
class RankingItem final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    RankingItem(RankingChart *chart, int row)
        : m_chart(chart)
        , m_row(row)
    {
    }

    [[nodiscard]] int row() const { return m_row; }
    [[nodiscard]] bool isValid() const override { return m_chart && m_row < m_chart->shownCount(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_chart);
    }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        const presentation::RankingPlace &place = m_chart->place(m_row);
        switch (kind) {
        case QAccessible::Name:
            return RankingChart::tr("%1. %2: %3", "place, who, value")
                .arg(QLocale().toString(m_row + 1), RankingTexts::who(place), RankingTexts::value(place));
        case QAccessible::Description:
            return RankingTexts::details(place);
        default:
            return {};
        }
    }
    void setText(QAccessible::Text, const QString &) override {}

    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect inView = m_chart->rowRect(m_row);
        return {m_chart->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        state.focusable = true;
        state.selectable = true;
        if (isValid()) {
            state.selected = m_row == m_chart->currentRow();
            state.focused = state.selected && m_chart->hasFocus();
            state.disabled = m_chart->place(m_row).removed;
        }
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }
    void doAction(const QString &action) override
    {
        if (!isValid())
            return;
        m_chart->setCurrentRow(m_row);
        if (action == setFocusAction())
            m_chart->setFocus();
        else if (action == pressAction())
            m_chart->open(m_row);
    }

private:
    QPointer<RankingChart> m_chart;
    int m_row;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *chart = qobject_cast<RankingChart *>(object);
    return chart ? new RankingAccessible(chart) : nullptr;
}

} // namespace

void RankingAccessible::install()
{
    QAccessible::installFactory(makeAccessible); // the same factory twice is kept once
}

RankingAccessible::RankingAccessible(RankingChart *chart)
    : QAccessibleWidget(chart, QAccessible::List)
{
}

RankingAccessible::~RankingAccessible()
{
    for (const QAccessible::Id id : m_items)
        QAccessible::deleteAccessibleInterface(id);
}

RankingChart *RankingAccessible::chart() const
{
    return static_cast<RankingChart *>(object());
}

int RankingAccessible::childCount() const
{
    return chart()->shownCount();
}

QAccessibleInterface *RankingAccessible::child(int row) const
{
    if (row < 0 || row >= childCount())
        return nullptr;
    while (m_items.size() <= static_cast<std::size_t>(row)) {
        const int next = static_cast<int>(m_items.size());
        m_items.push_back(QAccessible::registerAccessibleInterface(new RankingItem(chart(), next)));
    }
    return QAccessible::accessibleInterface(m_items[static_cast<std::size_t>(row)]);
}

int RankingAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *item = dynamic_cast<const RankingItem *>(child);
    return item ? item->row() : -1;
}

QAccessibleInterface *RankingAccessible::childAt(int x, int y) const
{
    return child(chart()->rowAt(chart()->viewport()->mapFromGlobal(QPoint(x, y))));
}

QAccessibleInterface *RankingAccessible::focusChild() const
{
    return chart()->hasFocus() ? child(chart()->currentRow()) : nullptr;
}

} // namespace piuptime::desktop
