// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/kiosk/walk/Fingers.h"

#include <QGuiApplication>
#include <QPointingDevice>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStyleHints>
#include <QTest>

#include <algorithm>

namespace piuptime::test {
namespace {

constexpr int kMoves = 12;         ///< of a finger on its way
constexpr int kStandStillMs = 150; ///< before a finger is lifted
constexpr int kMostSwipes = 30;
constexpr int kPatienceMs = 20'000;

/// The page that scrolls this item; null when none does.
QQuickItem *flickableOf(const QQuickItem *item)
{
    for (QQuickItem *page = item->parentItem(); page != nullptr; page = page->parentItem()) {
        if (page->property("contentY").isValid() && page->property("flickableDirection").isValid())
            return page;
    }
    return nullptr;
}

bool says(const QQuickItem *item, const QString &text)
{
    return item->property("text").toString() == text || item->property("spoken").toString() == text;
}

} // namespace

Fingers::Fingers(QQuickWindow &window)
    : m_window(window)
    , m_screen(QTest::createTouchDevice())
{
}

Fingers::~Fingers() = default;

QList<QQuickItem *> Fingers::seen() const
{
    QList<QQuickItem *> items{m_window.contentItem()};
    for (qsizetype i = 0; i < items.size(); ++i) {
        for (QQuickItem *child : items[i]->childItems()) {
            if (child->isVisible() && child->opacity() > 0)
                items.append(child);
        }
    }
    return items;
}

QQuickItem *Fingers::find(const QString &text) const
{
    const QList<QQuickItem *> items = seen();
    const auto found = std::ranges::find_if(items, [&](const QQuickItem *item) { return says(item, text); });
    return found == items.end() ? nullptr : *found;
}

QPointF Fingers::reach(QQuickItem *item) const
{
    QQuickItem *page = flickableOf(item);
    for (int i = 0; page != nullptr && i < kMostSwipes; ++i) {
        const QRectF there = item->mapRectToItem(page, QRectF(0, 0, item->width(), item->height()));
        const double below = there.bottom() - page->height();
        const double wanted = below > 0 ? std::min(below, there.top()) : std::min(there.top(), 0.0);
        const double swipe = std::clamp(wanted, -page->height() * 0.6, page->height() * 0.6);
        if (std::abs(swipe) < 1)
            break;
        // A flick begins after some pixels only; at the left edge there is nothing but the page.
        const double distance = swipe + (swipe > 0 ? 1 : -1) * QGuiApplication::styleHints()->startDragDistance();
        const QPointF from = page->mapToScene({4, page->height() / 2 + distance / 2});
        drag(from, from - QPointF(0, distance));
        (void)QTest::qWaitFor([page] { return !page->property("moving").toBool(); }, kPatienceMs);
    }
    QPointF before(-1, -1);
    for (QPointF now; now != before;) { // a layout takes a few frames
        before = now;
        (void)m_window.grabWindow();
        QCoreApplication::processEvents();
        now = item->mapToScene({item->width() / 2, item->height() / 2});
    }
    return before;
}

void Fingers::press(QPointF at) const
{
    QTest::touchEvent(&m_window, m_screen.get()).press(0, at.toPoint(), &m_window);
}

void Fingers::release(QPointF at) const
{
    QTest::touchEvent(&m_window, m_screen.get()).release(0, at.toPoint(), &m_window);
}

void Fingers::tap(QPointF at) const
{
    press(at);
    release(at);
}

void Fingers::drag(QPointF from, QPointF to) const
{
    press(from);
    for (int i = 1; i <= kMoves; ++i) {
        QTest::touchEvent(&m_window, m_screen.get()).move(0, (from + (to - from) * i / kMoves).toPoint(), &m_window);
        QCoreApplication::processEvents();
    }
    QTest::qWait(kStandStillMs); // a part of the gesture: a finger that is lifted at speed flicks
    QTest::touchEvent(&m_window, m_screen.get()).move(0, to.toPoint(), &m_window);
    release(to);
}

void Fingers::pinch(QPointF middle, double apartBefore, double apartAfter) const
{
    const auto left = [&](double apart) { return (middle - QPointF(apart / 2, 0)).toPoint(); };
    const auto right = [&](double apart) { return (middle + QPointF(apart / 2, 0)).toPoint(); };
    QTest::touchEvent(&m_window, m_screen.get())
        .press(0, left(apartBefore), &m_window)
        .press(1, right(apartBefore), &m_window);
    for (int i = 1; i <= kMoves; ++i) {
        const double apart = apartBefore + (apartAfter - apartBefore) * i / kMoves;
        QTest::touchEvent(&m_window, m_screen.get()).move(0, left(apart), &m_window).move(1, right(apart), &m_window);
        QCoreApplication::processEvents();
    }
    QTest::touchEvent(&m_window, m_screen.get())
        .release(0, left(apartAfter), &m_window)
        .release(1, right(apartAfter), &m_window);
}

} // namespace piuptime::test
