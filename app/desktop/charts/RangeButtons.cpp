// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/charts/RangeButtons.h"

#include "app/desktop/theme/Theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace piuptime::desktop {

using presentation::RangeChoice;

namespace {

QString textOf(RangeChoice choice)
{
    switch (choice) {
    case RangeChoice::Minutes15:
        return RangeButtons::tr("15 min");
    case RangeChoice::Hour1:
        return RangeButtons::tr("1 h");
    case RangeChoice::Hours6:
        return RangeButtons::tr("6 h");
    case RangeChoice::Hours24:
        return RangeButtons::tr("24 h");
    case RangeChoice::Days7:
        return RangeButtons::tr("7 d");
    case RangeChoice::Days30:
        return RangeButtons::tr("30 d");
    case RangeChoice::All:
        return RangeButtons::tr("All");
    case RangeChoice::Custom:
        break;
    }
    return {};
}

} // namespace

RangeButtons::RangeButtons(std::span<const RangeChoice> choices, QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kXs);
    for (const RangeChoice choice : choices) {
        QPushButton *button =
            makeNarrowButton(textOf(choice), tr("Show %1, following the present").arg(textOf(choice)), this);
        button->setCheckable(true);
        m_buttons->addButton(button, static_cast<int>(choice));
        row->addWidget(button);
    }
    connect(m_buttons, &QButtonGroup::idClicked, this,
            [this](int choice) { emit chosen(static_cast<RangeChoice>(choice)); });
}

void RangeButtons::setChosen(RangeChoice choice)
{
    QAbstractButton *chosen = m_buttons->button(static_cast<int>(choice));
    m_buttons->setExclusive(chosen != nullptr);
    for (QAbstractButton *button : m_buttons->buttons())
        button->setChecked(button == chosen);
}

QPushButton *makeQuietButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("role", QStringLiteral("quiet"));
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

QPushButton *makeNarrowButton(const QString &text, const QString &name, QWidget *parent)
{
    QPushButton *button = makeQuietButton(text, name, parent);
    button->setFixedWidth(button->fontMetrics().horizontalAdvance(text) + 2 * space::kM);
    return button;
}

} // namespace piuptime::desktop
