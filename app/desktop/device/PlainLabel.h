// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"

#include <QFrame>
#include <QLabel>

namespace piuptime::desktop {

/// Text that is never markup, in a style and colour that follow the theme. Much of it comes from a Pi.
class PlainLabel final : public QLabel
{
    Q_OBJECT
public:
    PlainLabel(const Theme &theme, TextStyle style, QColor Colours::*colour = &Colours::text,
               QWidget *parent = nullptr);

    void setColour(QColor Colours::*colour);
    /// Breaks into lines; a word that is longer than the line is cut rather than widening the page.
    void setWrapping();
    /// Lets a person select and copy it, also by keyboard.
    void setCopyable();
    /// Takes the room there is and ends with dots where the text is longer; give the whole text as a tool tip.
    void setEliding();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyColour();

    const Theme &m_theme;
    QColor Colours::*m_colour;
    bool m_eliding = false;
};

/// An icon that follows the theme; its meaning is told by text beside it.
class IconLabel final : public QWidget
{
    Q_OBJECT
public:
    IconLabel(const Theme &theme, int size, QWidget *parent = nullptr);

    void setIcon(Icon icon, QColor Colours::*colour);
    void setLevel(HealthLevel level);

    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    int m_size;
    Icon m_icon = Icon::Unknown;
    QColor Colours::*m_colour = &Colours::textSecondary;
};

/// A rounded surface on the window, or a tinted one that stands out for its level.
class Card final : public QFrame
{
    Q_OBJECT
public:
    explicit Card(const Theme &theme, QWidget *parent = nullptr);

    void setFill(QColor Colours::*fill, QColor Colours::*line = &Colours::border);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QColor Colours::*m_fill = &Colours::surface;
    QColor Colours::*m_line = &Colours::border;
};

/// The colour tokens of a level.
[[nodiscard]] QColor Colours::*inkOf(HealthLevel level);
[[nodiscard]] QColor Colours::*softOf(HealthLevel level);

} // namespace piuptime::desktop
