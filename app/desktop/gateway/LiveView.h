// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace piuptime::desktop {

/// A view that asks anew each second for as long as it is seen.
class LiveView : public QWidget
{
    Q_OBJECT
public:
    explicit LiveView(QWidget *parent);

protected:
    /// When it comes into sight, and each second from then on.
    virtual void turn() = 0;

    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTimer m_tick{this};
};

} // namespace piuptime::desktop
