// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/PlainLabel.h"

#include <QPainter>

namespace piuptime::desktop {

PlainLabel::PlainLabel(const Theme &theme, TextStyle style, QColor Colours::*colour, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    setFont(theme.font(style));
    applyColour();
    connect(&theme, &Theme::changed, this, &PlainLabel::applyColour);
}

void PlainLabel::setColour(QColor Colours::*colour)
{
    m_colour = colour;
    applyColour();
}

void PlainLabel::setWrapping()
{
    setWordWrap(true);
    setMinimumWidth(1);
}

void PlainLabel::setCopyable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setCursor(Qt::IBeamCursor);
}

void PlainLabel::setEliding()
{
    m_eliding = true;
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    const QString shown = m_eliding ? fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()) : text();
    if (shown == text())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void PlainLabel::applyColour()
{
    QPalette colours = m_theme.palette();
    colours.setColor(QPalette::WindowText, m_theme.colours().*m_colour);
    setPalette(colours);
}

IconLabel::IconLabel(const Theme &theme, int size, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_size(size)
{
    setFixedSize(size, size);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconLabel::setIcon(Icon icon, QColor Colours::*colour)
{
    m_icon = icon;
    m_colour = colour;
    update();
}

void IconLabel::setLevel(HealthLevel level)
{
    setIcon(Theme::icon(level), inkOf(level));
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, m_icon, m_theme.colours().*m_colour, rect(), m_size);
}

Card::Card(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::setFill(QColor Colours::*fill, QColor Colours::*line)
{
    m_fill = fill;
    m_line = line;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.colours().*m_line);
    painter.setBrush(m_theme.colours().*m_fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kCardRadius, kCardRadius);
}

QColor Colours::*inkOf(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok:
        return &Colours::ok;
    case HealthLevel::Attention:
        return &Colours::attention;
    case HealthLevel::Critical:
        return &Colours::critical;
    case HealthLevel::Unknown:
        break;
    }
    return &Colours::unknown;
}

QColor Colours::*softOf(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok:
        return &Colours::okSoft;
    case HealthLevel::Attention:
        return &Colours::attentionSoft;
    case HealthLevel::Critical:
        return &Colours::criticalSoft;
    case HealthLevel::Unknown:
        break;
    }
    return &Colours::unknownSoft;
}

} // namespace piuptime::desktop
