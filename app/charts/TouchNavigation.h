// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointF>
#include <QTimer>

#include <cstdint>

class QTouchEvent;

namespace piuptime::charts {

/// Fingers on a chart: one finger pans sideways or scrolls the page, a long press takes the crosshair along, two
/// fingers pinch and pan. Knows nothing of what it moves, so that widgets and Qt Quick items use it alike.
class TouchNavigation final : public QObject
{
    Q_OBJECT
public:
    explicit TouchNavigation(QObject *parent);

    void handle(const QTouchEvent &event);
    /// The same for a pointer that counts as one finger.
    void begin(QPointF at);
    void move(QPointF at);
    void end();
    /// Somebody else took the fingers over: nothing more follows from them.
    void cancel();

    /// Whether the gesture under way is one on the chart, so that no page around it may take the fingers.
    [[nodiscard]] bool isOnChart() const;

signals:
    void panned(qreal dx);   ///< pixels; to the right is positive
    void scrolled(qreal dy); ///< pixels; downwards is positive
    /// \param factor  of the length of the window; below 1 the fingers parted
    void pinched(qreal factor, qreal x);
    void pressedLong(qreal x); ///< also while the finger moves on
    void tapped(qreal x);
    void doubleTapped(); ///< in place of the second `tapped`

private:
    enum class Gesture : std::uint8_t { None, Undecided, Pan, Scroll, Crosshair, Pinch };

    void pinch(const QTouchEvent &event);
    void tap();

    QTimer m_longPress;
    Gesture m_gesture = Gesture::None;
    QPointF m_start;
    QPointF m_last;
    qreal m_spread = 0;       ///< distance of the two fingers at the last event
    QElapsedTimer m_sinceTap; ///< invalid: none that could become a double tap
    QPointF m_tapped;
};

} // namespace piuptime::charts
