// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/LiveView.h"

namespace piuptime::desktop {

using namespace std::chrono_literals;

LiveView::LiveView(QWidget *parent)
    : QWidget(parent)
{
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &LiveView::turn);
}

void LiveView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    turn();
}

void LiveView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace piuptime::desktop
