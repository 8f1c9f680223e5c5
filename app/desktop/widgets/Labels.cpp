// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/widgets/Labels.h"

namespace piuptime::desktop {

Label::Label(const Theme &theme, TextStyle style, QColor Colours::*colour, const QString &text, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setFont(theme.font(style));
    restyle();
    connect(&theme, &Theme::changed, this, &Label::restyle);
}

void Label::setColour(QColor Colours::*colour)
{
    m_colour = colour;
    restyle();
}

void Label::restyle()
{
    QPalette colours; // nothing but this one colour, so that all others keep following the window
    colours.setColor(QPalette::WindowText, m_theme.colours().*m_colour);
    setPalette(colours);
}

Label *paragraph(const Theme &theme, const QString &text, QWidget *parent)
{
    auto *label = new Label(theme, TextStyle::Body, &Colours::textSecondary, text, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QPushButton *makeButton(const QString &text, ButtonRole role, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    switch (role) {
    case ButtonRole::Primary:
        button->setProperty("role", QStringLiteral("primary"));
        break;
    case ButtonRole::Danger:
        button->setProperty("role", QStringLiteral("danger"));
        break;
    case ButtonRole::Quiet:
        button->setProperty("role", QStringLiteral("quiet"));
        break;
    case ButtonRole::Normal:
        break;
    }
    button->setAutoDefault(false);
    return button;
}

QString plainToolTip(const QString &text)
{
    return text.isEmpty()
               ? QString()
               : QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QString plainCaption(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

} // namespace piuptime::desktop
