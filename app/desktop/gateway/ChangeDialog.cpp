// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/ChangeDialog.h"

#include "app/desktop/gateway/DifferenceText.h"

#include <QLineEdit>

namespace piuptime::desktop {

ChangeDialog::ChangeDialog(const Theme &theme, const QString &title, const QString &difference, const QString &verb,
                           QWidget *parent)
    : Sheet(theme, title, parent)
    , m_note(new QLineEdit(this))
{
    addText(tr("Requests under way are served to their end; new ones go by the new configuration at once."));
    auto *text = new DifferenceText(theme, this);
    text->showDifference(difference);
    text->setMinimumHeight(220);
    body()->addWidget(text, 1);
    m_note->setPlaceholderText(tr("Why, for those who look at the versions later"));
    m_note->setAccessibleName(tr("Why"));
    m_note->setMaxLength(200);
    body()->addWidget(m_note);
    addCancel();
    connect(addAction(verb), &QPushButton::clicked, this, &ChangeDialog::confirmed);
    setMinimumWidth(640);
    m_note->setFocus();
}

QString ChangeDialog::note() const
{
    return m_note->text();
}

} // namespace piuptime::desktop
