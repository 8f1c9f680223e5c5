// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/TabStrip.h"

#include <QPainter>

namespace piuptime::desktop {
namespace {

constexpr int kHeight = 40;
constexpr int kUnderline = 2;

} // namespace

TabStrip::TabStrip(const Theme &theme, QWidget *parent)
    : QTabBar(parent)
    , m_theme(theme)
{
    setDrawBase(false);
    setExpanding(false);
    setFont(theme.font(TextStyle::Strong));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize TabStrip::tabSizeHint(int index) const
{
    return {fontMetrics().horizontalAdvance(tabText(index)) + 2 * space::kL, kHeight};
}

void TabStrip::paintEvent(QPaintEvent *)
{
    const Colours &c = m_theme.colours();
    QPainter painter(this);
    painter.setPen(c.border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    for (int i = 0; i < count(); ++i) {
        const QRect tab = tabRect(i);
        const bool current = i == currentIndex();
        painter.setPen(current ? c.text : c.textSecondary);
        painter.drawText(tab, Qt::AlignCenter, tabText(i));
        if (!current)
            continue;
        painter.fillRect(
            QRect(tab.left() + space::kM, tab.bottom() - kUnderline + 1, tab.width() - 2 * space::kM, kUnderline),
            c.accent);
        if (hasFocus()) {
            painter.setPen(c.accent);
            painter.drawRoundedRect(tab.adjusted(4, 6, -4, -6), 4, 4);
        }
    }
}

} // namespace piuptime::desktop
