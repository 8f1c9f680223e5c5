// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/charts/Blend.h"
#include "app/icons/Icons.h"
#include "core/model/Health.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

#include <array>

namespace piuptime::desktop {

using icons::Icon;

/// Distances, in device-independent pixels. Nothing in the window uses others.
namespace space {
inline constexpr int kXs = 4;
inline constexpr int kS = 8;
inline constexpr int kM = 12;
inline constexpr int kL = 16;
inline constexpr int kXl = 24;
} // namespace space

/// Roundness of corners, in device-independent pixels.
inline constexpr qreal kRadius = 6;
inline constexpr qreal kCardRadius = 10;

/// Every colour there is. Text colours have a contrast of at least 4.5:1 on `window` and `surface`, health colours on
/// `surface` and on their own soft colour.
struct Colours {
    QColor window;        ///< behind everything
    QColor surface;       ///< tables, cards, fields
    QColor sunken;        ///< tracks, headers, group rows
    QColor hover;         ///< a row or button under the pointer
    QColor selected;      ///< a selected row
    QColor border;        ///< hairlines
    QColor borderStrong;  ///< outlines of fields and buttons
    QColor text;          ///< what is read first
    QColor textSecondary; ///< labels and explanations
    QColor textMuted;     ///< stale values, units, placeholders
    QColor accent;        ///< links, focus, the primary button
    QColor accentText;    ///< on `accent`
    QColor accentSoft;    ///< behind accent-coloured text
    QColor ok;
    QColor okSoft;
    QColor attention;
    QColor attentionSoft;
    QColor critical;
    QColor criticalSoft;
    QColor unknown;
    QColor unknownSoft;
    std::array<QColor, 8> series; ///< lines of a chart, in the order to use them
};

/// The type scale. Sizes follow the font size of the system.
enum class TextStyle : std::uint8_t {
    Caption, ///< units, axis labels, chip captions
    Body,
    Strong,  ///< body, semibold
    Title,   ///< of a card or dialog
    Heading, ///< of a page
    Display, ///< one large figure
    Mono,    ///< fingerprints and commands
};

/// How Pi Uptime looks: colours for light and dark, type, spacing and icons. Follows the system until told otherwise.
///
/// One object per application; widgets take `const Theme &` and repaint on `changed`. Thread: GUI.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Mode : std::uint8_t { System, Light, Dark };

    explicit Theme(QObject *parent = nullptr);

    /// Gives the application our style, font, palette and icon. Call once, before the first widget.
    void install();

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    [[nodiscard]] bool isDark() const;

    [[nodiscard]] const Colours &colours() const;
    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QFont font(TextStyle style) const;

    [[nodiscard]] const QColor &colour(HealthLevel level) const;
    [[nodiscard]] const QColor &softColour(HealthLevel level) const;
    [[nodiscard]] static Icon icon(HealthLevel level);

    /// An icon that follows the theme by itself: `theme.icon(Icon::Add, &Colours::accent)`.
    [[nodiscard]] QIcon icon(Icon icon, QColor Colours::*colour = &Colours::textSecondary) const;

    /// For the style: tells the theme what the system's own palette is.
    void setSystemDark(bool dark);

signals:
    /// Colours changed; repaint.
    void changed();

private:
    void refresh();

    Mode m_mode = Mode::System;
    bool m_systemDark = false;
    QFont m_base;
};

using charts::blend;

} // namespace piuptime::desktop
