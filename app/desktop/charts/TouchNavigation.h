// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>
#include <QTimer>

#include <cstdint>

class QTouchEvent;
class QWidget;

namespace piuptime::desktop {

/// Fingers on a chart: one finger pans sideways or scrolls the page, a long press takes the crosshair along, two
/// fingers pinch and pan. Watches the touch events of the widget it is made for; the mouse is left alone.
class TouchNavigation final : public QObject
{
    Q_OBJECT
public:
    explicit TouchNavigation(QWidget *widget);

signals:
    void panned(qreal dx);   ///< pixels; to the right is positive
    void scrolled(qreal dy); ///< pixels; downwards is positive
    /// \param factor  of the length of the window; below 1 the fingers parted
    void pinched(qreal factor, qreal x);
    void pressedLong(qreal x); ///< also while the finger moves on
    void tapped(qreal x);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Gesture : std::uint8_t { None, Undecided, Pan, Scroll, Crosshair, Pinch };

    void begin(QPointF at);
    void move(QPointF at);
    void pinch(const QTouchEvent &event);
    void end();

    QTimer m_longPress;
    Gesture m_gesture = Gesture::None;
    QPointF m_start;
    QPointF m_last;
    qreal m_spread = 0; ///< distance of the two fingers at the last event
};

} // namespace piuptime::desktop
