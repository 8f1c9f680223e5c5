// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/theme/Theme.h"

#include "app/desktop/theme/Style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QIconEngine>
#include <QPainter>

static void initialiseResources()
{
    Q_INIT_RESOURCE(icons); // must be outside any namespace
}

namespace piuptime::desktop {
namespace {

const Colours &light()
{
    static const Colours colours{
        .window = "#f5f5f7",
        .surface = "#ffffff",
        .sunken = "#ececf0",
        .hover = "#f3f4f8",
        .selected = "#e4ebfb",
        .border = "#e3e3e8",
        .borderStrong = "#c8c8d0",
        .text = "#1a1b20",
        .textSecondary = "#555762",
        .textMuted = "#636571",
        .accent = "#2a56c6",
        .accentText = "#ffffff",
        .accentSoft = "#e4ebfb",
        .ok = "#17744a",
        .okSoft = "#e3f3ea",
        .attention = "#8f5300",
        .attentionSoft = "#fdf0d9",
        .critical = "#bd1e2c",
        .criticalSoft = "#fce7e8",
        .unknown = "#5c5e6b",
        .unknownSoft = "#ebebf0",
        .series = {"#2a56c6", "#c2571a", "#17744a", "#8b3fb0", "#0f7c8c", "#b0305c", "#7a6a00", "#4c5a70"},
    };
    return colours;
}

const Colours &dark()
{
    static const Colours colours{
        .window = "#131418",
        .surface = "#1b1c21",
        .sunken = "#26272e",
        .hover = "#22242b",
        .selected = "#263457",
        .border = "#2c2d35",
        .borderStrong = "#474953",
        .text = "#f0f0f4",
        .textSecondary = "#b0b2bf",
        .textMuted = "#9c9eac",
        .accent = "#8eb0ff",
        .accentText = "#0f1830",
        .accentSoft = "#222e4d",
        .ok = "#5ccb95",
        .okSoft = "#17332a",
        .attention = "#f0b35a",
        .attentionSoft = "#3a2d15",
        .critical = "#ff8a8a",
        .criticalSoft = "#43222a",
        .unknown = "#a9abb8",
        .unknownSoft = "#2b2c34",
        .series = {"#8eb0ff", "#f2995e", "#5ccb95", "#cf94ee", "#5cc7d6", "#f58bb0", "#d9c34c", "#a8b4c8"},
    };
    return colours;
}

/// Renders when painted, so that a change of theme or of screen needs no new icon.
class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(const Theme &theme, Icon icon, QColor Colours::*colour)
        : m_theme(theme)
        , m_icon(icon)
        , m_colour(colour)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, m_icon, colour(mode), rect, std::min(rect.width(), rect.height()));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_icon, colour(mode), std::min(size.width(), size.height()), 1);
    }
    [[nodiscard]] QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const
    {
        const Colours &colours = m_theme.colours();
        return mode == QIcon::Disabled ? colours.borderStrong : colours.*m_colour;
    }

    const Theme &m_theme;
    Icon m_icon;
    QColor Colours::*m_colour;
};

QFont baseFont()
{
    QFont font = QApplication::font();
    if (QFontDatabase::hasFamily(QStringLiteral("Inter")))
        font.setFamilies({QStringLiteral("Inter"), font.family()});
    font.setHintingPreference(QFont::PreferVerticalHinting); // even spacing, crisp lines
    if (font.pointSizeF() <= 0)
        font.setPointSizeF(10);
    return font;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    initialiseResources();
}

void Theme::install()
{
    m_base = baseFont();
    QApplication::setFont(m_base);
    QApplication::setStyle(new Style(*this)); // its polish() calls setSystemDark()
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/app/piuptime.svg")));
    refresh();
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    refresh();
}

bool Theme::isDark() const
{
    return m_mode == Mode::System ? m_systemDark : m_mode == Mode::Dark;
}

const Colours &Theme::colours() const
{
    return isDark() ? dark() : light();
}

QPalette Theme::palette() const
{
    const Colours &c = colours();
    QPalette palette(c.text, c.surface, c.surface, c.border, c.borderStrong, c.text, c.text, c.surface, c.window);
    palette.setColor(QPalette::AlternateBase, c.window);
    palette.setColor(QPalette::PlaceholderText, c.textMuted);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.accentText);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.text);
    palette.setColor(QPalette::ToolTipText, c.surface);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, blend(c.surface, c.textMuted, 0.6));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.borderStrong);
    return palette;
}

QFont Theme::font(TextStyle style) const
{
    QFont font = m_base;
    const auto scaled = [&](qreal factor, QFont::Weight weight) {
        font.setPointSizeF(m_base.pointSizeF() * factor);
        font.setWeight(weight);
        return font;
    };
    switch (style) {
    case TextStyle::Caption:
        return scaled(0.88, QFont::Normal);
    case TextStyle::Body:
        return scaled(1, QFont::Normal);
    case TextStyle::Strong:
        return scaled(1, QFont::DemiBold);
    case TextStyle::Title:
        return scaled(1.2, QFont::DemiBold);
    case TextStyle::Heading:
        return scaled(1.7, QFont::DemiBold);
    case TextStyle::Display:
        return scaled(2.4, QFont::DemiBold);
    case TextStyle::Mono:
        break;
    }
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPointSizeF(m_base.pointSizeF());
    return mono;
}

const QColor &Theme::colour(HealthLevel level) const
{
    const Colours &c = colours();
    switch (level) {
    case HealthLevel::Ok:
        return c.ok;
    case HealthLevel::Attention:
        return c.attention;
    case HealthLevel::Critical:
        return c.critical;
    case HealthLevel::Unknown:
        break;
    }
    return c.unknown;
}

const QColor &Theme::softColour(HealthLevel level) const
{
    const Colours &c = colours();
    switch (level) {
    case HealthLevel::Ok:
        return c.okSoft;
    case HealthLevel::Attention:
        return c.attentionSoft;
    case HealthLevel::Critical:
        return c.criticalSoft;
    case HealthLevel::Unknown:
        break;
    }
    return c.unknownSoft;
}

Icon Theme::icon(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok:
        return Icon::Ok;
    case HealthLevel::Attention:
        return Icon::Attention;
    case HealthLevel::Critical:
        return Icon::Critical;
    case HealthLevel::Unknown:
        break;
    }
    return Icon::Unknown;
}

QIcon Theme::icon(Icon icon, QColor Colours::*colour) const
{
    return QIcon(new ThemedIconEngine(*this, icon, colour));
}

void Theme::setSystemDark(bool dark)
{
    if (dark == m_systemDark)
        return;
    m_systemDark = dark;
    if (m_mode == Mode::System) // later: the system's palette is being worked out right now
        QMetaObject::invokeMethod(this, &Theme::refresh, Qt::QueuedConnection);
}

void Theme::refresh()
{
    QApplication::setPalette(palette());
    emit changed();
}

} // namespace piuptime::desktop
