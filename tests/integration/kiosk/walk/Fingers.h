// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>
#include <QString>

#include <memory>

class QPointingDevice;
class QQuickItem;
class QQuickWindow;

namespace piuptime::test {

/// What somebody does at a touchscreen, as events of touch points, and what they find to touch.
class Fingers
{
public:
    /// \param window  outlives it
    explicit Fingers(QQuickWindow &window);
    ~Fingers();

    /// All items that are seen, those that hold others first.
    [[nodiscard]] QList<QQuickItem *> seen() const;
    /// The item that is seen and shows this text, or says it to a screen reader; null when there is none.
    [[nodiscard]] QQuickItem *find(const QString &text) const;
    /// Swipes until the item is on the screen and stands still. \return its middle, in the window
    [[nodiscard]] QPointF reach(QQuickItem *item) const;

    void press(QPointF at) const;
    void release(QPointF at) const;
    void tap(QPointF at) const;
    /// One finger from here to there, which then stands still a moment, so that nothing goes on moving.
    void drag(QPointF from, QPointF to) const;
    /// Two fingers beside each other part from, or come to, `apart` pixels.
    void pinch(QPointF middle, double apartBefore, double apartAfter) const;

private:
    QQuickWindow &m_window;
    std::unique_ptr<QPointingDevice> m_screen;
};

} // namespace piuptime::test
