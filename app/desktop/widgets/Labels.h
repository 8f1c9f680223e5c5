// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"

#include <QLabel>
#include <QPushButton>

namespace piuptime::desktop {

/// A label in one of our text styles that never takes its text for markup and follows the theme.
class Label : public QLabel
{
    Q_OBJECT
public:
    Label(const Theme &theme, TextStyle style, QColor Colours::*colour = &Colours::text, const QString &text = {},
          QWidget *parent = nullptr);

    void setColour(QColor Colours::*colour);

private:
    void restyle();

    const Theme &m_theme;
    QColor Colours::*m_colour;
};

/// A paragraph: a `Label` that wraps and can be selected.
[[nodiscard]] Label *paragraph(const Theme &theme, const QString &text, QWidget *parent = nullptr);

/// How much a button wants to be pressed.
enum class ButtonRole { Normal, Primary, Danger, Quiet };

[[nodiscard]] QPushButton *makeButton(const QString &text, ButtonRole role = ButtonRole::Normal,
                                      QWidget *parent = nullptr);

/// Foreign text for a tool tip, where Qt would take `<b>` for markup.
[[nodiscard]] QString plainToolTip(const QString &text);
/// Foreign text for a menu entry or button, where `&` would mark a key.
[[nodiscard]] QString plainCaption(QString text);

} // namespace piuptime::desktop
