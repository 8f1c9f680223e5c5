// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/widgets/Notice.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace piuptime::desktop {
namespace {

constexpr qsizetype kLongText = 120;
constexpr int kTextWidth = 460;

/// Draws one icon in the theme's current colours.
class IconView final : public QWidget
{
public:
    IconView(const Theme &theme, Icon icon, int size, QColor Colours::*colour, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_icon(icon)
        , m_size(size)
        , m_colour(colour)
    {
        setFixedSize(size, size);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, m_icon, m_theme.colours().*m_colour, rect(), m_size);
    }

private:
    const Theme &m_theme;
    Icon m_icon;
    int m_size;
    QColor Colours::*m_colour;
};

} // namespace

Notice::Notice(const Theme &theme, HealthLevel tone, Icon icon, const QString &title, const QString &detail,
               QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_tone(tone)
    , m_icon(icon)
    , m_row(new QHBoxLayout(this))
    , m_title(new Label(theme, TextStyle::Strong, &Colours::text, title))
    , m_detail(new Label(theme, TextStyle::Body, &Colours::textSecondary, detail))
{
    m_row->setContentsMargins(space::kM + 20 + space::kM, space::kS, space::kM, space::kS);
    m_row->setSpacing(space::kS);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    m_row->addLayout(texts, 1);
    setTexts(title, detail);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Notice::setTexts(const QString &title, const QString &detail)
{
    m_title->setText(title);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    // Wrapping labels ask for more room than they need before they know their width.
    m_title->setWordWrap(title.size() > kLongText);
    m_detail->setWordWrap(detail.size() > kLongText || detail.contains(u'\n'));
    setAccessibleName(title);
    setAccessibleDescription(detail);
}

QPushButton *Notice::addButton(const QString &text, ButtonRole role)
{
    QPushButton *button = makeButton(text, role, this);
    m_row->addWidget(button);
    return button;
}

void Notice::makeClosable()
{
    auto *cross = new QToolButton(this);
    cross->setAutoRaise(true);
    cross->setIcon(m_theme.icon(Icon::Close));
    cross->setAccessibleName(tr("Close this notice"));
    cross->setToolTip(tr("Close"));
    m_row->addWidget(cross);
    connect(cross, &QToolButton::clicked, this, [this] {
        emit closed();
        deleteLater();
    });
}

void Notice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.softColour(m_tone));
    painter.drawRoundedRect(QRectF(rect()), kRadius, kRadius);
    paintIcon(painter, m_icon, m_theme.colour(m_tone), QRectF(space::kM, 0, 20, height()), 20);
}

EmptyState::EmptyState(const Theme &theme, Icon icon, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_text(new Label(theme, TextStyle::Body, &Colours::textSecondary))
    , m_buttons(new QHBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::kS);
    column->addStretch(2);
    column->addWidget(new IconView(theme, icon, 40, &Colours::textMuted, this), 0, Qt::AlignHCenter);
    column->addSpacing(space::kS);
    auto *heading = new Label(theme, TextStyle::Title, &Colours::text, title);
    heading->setAlignment(Qt::AlignHCenter);
    column->addWidget(heading);
    m_text->setAlignment(Qt::AlignHCenter);
    m_text->setWordWrap(true);
    m_text->setFixedWidth(kTextWidth);
    setText(text);
    column->addWidget(m_text, 0, Qt::AlignHCenter);
    column->addSpacing(space::kS);
    m_buttons->setSpacing(space::kS);
    m_buttons->addStretch();
    m_buttons->addStretch();
    column->addLayout(m_buttons);
    column->addStretch(3);
}

void EmptyState::setText(const QString &text)
{
    m_text->setText(text);
    m_text->setMinimumHeight(std::max(m_text->heightForWidth(kTextWidth), 0)); // an empty one has none
}

QPushButton *EmptyState::addButton(const QString &text, ButtonRole role)
{
    QPushButton *button = makeButton(text, role, this);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace piuptime::desktop
