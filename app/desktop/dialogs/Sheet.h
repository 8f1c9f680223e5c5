// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/widgets/Labels.h"

#include <QDialog>
#include <QVBoxLayout>

namespace piuptime::desktop {

/// What our dialogs have in common: a heading, a body, and a row of buttons with Cancel on the safe side.
class Sheet : public QDialog
{
    Q_OBJECT
public:
    Sheet(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    /// Why what was asked for could not be done; the sheet stays open for another try. Empty: nothing any more.
    virtual void showProblem(const QString &text);

protected:
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    Label *addText(const QString &text);
    /// The button that does what the sheet is for. Not the default one when it is dangerous.
    QPushButton *addAction(const QString &text, ButtonRole role = ButtonRole::Primary);
    QPushButton *addCancel(const QString &text = {});
    /// A quiet button on the other side of the row.
    QPushButton *addAside(const QString &text);

private:
    const Theme &m_theme;
    QVBoxLayout *m_body;
    Label *m_problem = nullptr;
    QHBoxLayout *m_buttons;
};

/// Asks whether to go on. Enter means Cancel.
class ConfirmDialog final : public Sheet
{
    Q_OBJECT
public:
    ConfirmDialog(const Theme &theme, const QString &title, const QString &text, const QString &verb,
                  QWidget *parent = nullptr);
};

} // namespace piuptime::desktop
