// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/Sheet.h"

namespace piuptime::desktop {

Sheet::Sheet(const Theme &theme, const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_body(new QVBoxLayout)
    , m_buttons(new QHBoxLayout)
{
    setWindowTitle(title);
    setModal(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kXl, space::kXl, space::kXl, space::kL);
    column->setSpacing(space::kM);
    auto *heading = new Label(theme, TextStyle::Title, &Colours::text, title, this);
    heading->setWordWrap(true);
    column->addWidget(heading);
    m_body->setSpacing(space::kM);
    column->addLayout(m_body, 1);
    column->addSpacing(space::kXs);
    m_buttons->setSpacing(space::kS);
    m_buttons->addStretch();
    column->addLayout(m_buttons);
    setMinimumWidth(460);
}

void Sheet::showProblem(const QString &text)
{
    if (!m_problem && text.isEmpty())
        return;
    if (!m_problem) {
        m_problem = addText({});
        m_problem->setColour(&Colours::critical);
    }
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

Label *Sheet::addText(const QString &text)
{
    Label *label = paragraph(m_theme, text, this);
    m_body->addWidget(label);
    return label;
}

QPushButton *Sheet::addAction(const QString &text, ButtonRole role)
{
    QPushButton *button = makeButton(text, role, this);
    button->setDefault(role == ButtonRole::Primary);
    m_buttons->addWidget(button);
    return button;
}

QPushButton *Sheet::addCancel(const QString &text)
{
    QPushButton *button = makeButton(text.isEmpty() ? tr("Cancel") : text, ButtonRole::Normal, this);
    connect(button, &QPushButton::clicked, this, &QDialog::reject);
    m_buttons->addWidget(button);
    return button;
}

QPushButton *Sheet::addAside(const QString &text)
{
    QPushButton *button = makeButton(text, ButtonRole::Quiet, this);
    m_buttons->insertWidget(0, button);
    return button;
}

ConfirmDialog::ConfirmDialog(const Theme &theme, const QString &title, const QString &text, const QString &verb,
                             QWidget *parent)
    : Sheet(theme, title, parent)
{
    addText(text);
    QPushButton *cancel = addCancel();
    cancel->setDefault(true);
    cancel->setFocus();
    connect(addAction(verb, ButtonRole::Danger), &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace piuptime::desktop
