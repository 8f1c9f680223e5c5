// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fleet/SummaryStrip.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOption>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kChipHeight = 36;
constexpr int kIcon = 18;

constexpr std::array<std::optional<HealthLevel>, 5> kLevels{HealthLevel::Critical, HealthLevel::Attention,
                                                            HealthLevel::Unknown, HealthLevel::Ok, std::nullopt};

} // namespace

StateChip::StateChip(const Theme &theme, std::optional<HealthLevel> level, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_level(level)
{
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(level ? tr("Show only: %1").arg(word()) : tr("Show all"));
    setCount(0);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString StateChip::word() const
{
    return m_level ? Texts::health(*m_level) : tr("All", "all devices");
}

void StateChip::setCount(std::size_t count)
{
    m_count = count;
    setAccessibleName(tr("%1: %n device(s)", nullptr, static_cast<int>(count)).arg(word()));
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const
{
    const QFontMetrics strong(m_theme.font(TextStyle::Title));
    const QFontMetrics body(m_theme.font(TextStyle::Body));
    const int figure = strong.horizontalAdvance(Formatting::number(static_cast<double>(m_count), 0));
    const int icon = m_level ? kIcon + space::kS : 0;
    return {2 * space::kM + icon + figure + space::kS + body.horizontalAdvance(word()), kChipHeight};
}

void StateChip::paintEvent(QPaintEvent *)
{
    const Colours &c = m_theme.colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool quiet = m_count == 0 && m_level;
    const QColor tone = !m_level ? c.text : quiet ? c.textMuted : m_theme.colour(*m_level);
    const QColor soft = m_level ? m_theme.softColour(*m_level) : c.sunken;
    const bool hovered = underMouse() && isEnabled();
    painter.setBrush(isChecked() ? soft : hovered ? c.hover : c.surface);
    painter.setPen(QPen(isChecked() ? tone : hasFocus() ? c.accent : c.border, isChecked() || hasFocus() ? 1.5 : 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), kChipHeight / 2.0, kChipHeight / 2.0);

    QRect place = rect().adjusted(space::kM, 0, -space::kM, 0);
    if (m_level) {
        paintIcon(painter, Theme::icon(*m_level), tone, QRect(place.left(), place.top(), kIcon, place.height()), kIcon);
        place.setLeft(place.left() + kIcon + space::kS);
    }
    painter.setFont(m_theme.font(TextStyle::Title));
    painter.setPen(tone);
    const QString figure = Formatting::number(static_cast<double>(m_count), 0);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, figure);
    painter.setFont(m_theme.font(TextStyle::Body));
    painter.setPen(isChecked() ? tone : c.textSecondary);
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, word());
}

SummaryStrip::SummaryStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        m_chips[i] = new StateChip(theme, kLevels[i], this);
        row->addWidget(m_chips[i]);
        connect(m_chips[i], &StateChip::clicked, this, [this, i](bool pressed) {
            emit levelChosen(pressed ? kLevels[i] : std::nullopt); // pressing it again lets everything through
        });
    }
    setLevel(std::nullopt);
}

void SummaryStrip::setSummary(const FleetSummary &summary)
{
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setCount(kLevels[i] ? summary.count(*kLevels[i]) : summary.total());
}

void SummaryStrip::setLevel(std::optional<HealthLevel> level)
{
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(kLevels[i] == level);
}

} // namespace piuptime::desktop
