// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/widgets/Labels.h"

#include <QFrame>
#include <QHBoxLayout>

namespace piuptime::desktop {

/// A bar that says one thing and offers what to do about it, without taking the window away. Several stack up.
class Notice final : public QFrame
{
    Q_OBJECT
public:
    Notice(const Theme &theme, HealthLevel tone, Icon icon, const QString &title, const QString &detail = {},
           QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &detail);
    QPushButton *addButton(const QString &text, ButtonRole role = ButtonRole::Normal);
    /// A cross at the end that closes and deletes the bar.
    void makeClosable();
    [[nodiscard]] QString title() const { return m_title->text(); }
    [[nodiscard]] QString detail() const { return m_detail->text(); }

signals:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    HealthLevel m_tone;
    Icon m_icon;
    QHBoxLayout *m_row;
    Label *m_title;
    Label *m_detail;
};

/// An icon, a sentence, what to do next: shown where there is nothing else to show.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const Theme &theme, Icon icon, const QString &title, const QString &text, QWidget *parent = nullptr);

    /// Says something else below the title.
    void setText(const QString &text);
    QPushButton *addButton(const QString &text, ButtonRole role = ButtonRole::Normal);

private:
    Label *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace piuptime::desktop
