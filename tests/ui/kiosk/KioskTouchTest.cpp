// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/kiosk/KioskScene.h"

#include "app/kiosk/graph/TimeGraph.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::kiosk;
using namespace piuptime::testsupport;

/// Fingers on the pages: what they move, and what they must not.
class KioskTouchTest : public KioskScene
{
    Q_OBJECT

    std::unique_ptr<QPointingDevice> m_screen{QTest::createTouchDevice()};

    void press(QPoint at) { QTest::touchEvent(window(), m_screen.get()).press(0, at, window()); }
    void move(QPoint at) { QTest::touchEvent(window(), m_screen.get()).move(0, at, window()); }
    void release(QPoint at) { QTest::touchEvent(window(), m_screen.get()).release(0, at, window()); }
    /// In steps as a finger makes them.
    void drag(QPoint from, QPoint to)
    {
        constexpr int kSteps = 20;
        press(from);
        for (int step = 1; step <= kSteps; ++step)
            move(from + (to - from) * step / kSteps);
        release(to);
    }
    void touch(const QString &text)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(find(text) != nullptr, qPrintable(text), kPatienceMs);
        const QPoint at = middleOf(find(text));
        press(at);
        release(at);
    }
    void touchOf(const QByteArray &type, const char *property, const QString &value)
    {
        QQuickItem *found = nullptr; // the first: one that a list is about to remove comes later
        const auto isThere = [&] {
            const QList<QQuickItem *> items = shownOf(type);
            const auto first = std::ranges::find_if(
                items, [&](const QQuickItem *item) { return item->property(property).toString() == value; });
            found = first == items.end() ? nullptr : *first;
            return found != nullptr;
        };
        QTRY_VERIFY2_WITH_TIMEOUT(isThere(), qPrintable(value), kPatienceMs);
        const QPoint at = middleOf(found);
        press(at);
        release(at);
    }
    [[nodiscard]] QString shownPi() const { return m_kiosk->device()->name(); }

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aSwipeTurnsThePageAndBack()
    {
        open(exampleFleet(40), {1280, 720});
        drag({900, 400}, {500, 410});
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"events"_s, kPatienceMs);
        drag({500, 400}, {900, 400});
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"wall"_s, kPatienceMs);
        drag({500, 400}, {900, 400}); // nothing is before the first
        QCOMPARE(page(), u"wall"_s);
    }
    void aSwipeThatIsTakenBackTurnsNothing()
    {
        open(exampleFleet(40), {1280, 720});
        press({900, 400});
        for (int x = 890; x > 700; x -= 10)
            move({x, 400});
        for (int x = 710; x < 895; x += 10)
            move({x, 400});
        release({895, 400});
        QCOMPARE(page(), u"wall"_s);
    }
    void aFingerThatTremblesStillTaps()
    {
        const std::vector<DeviceState> fleet = exampleFleet(4);
        open(fleet, {1280, 720});
        const QString name = QString::fromStdString(fleet[1].config.name);
        QTRY_VERIFY_WITH_TIMEOUT(find(name) != nullptr, kPatienceMs);
        const QPoint at = middleOf(find(name));
        press(at);
        move(at + QPoint(4, 3));
        release(at + QPoint(4, 3));
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"device"_s, kPatienceMs);
        QCOMPARE(shownPi(), name);
    }
    void aListIsScrolledAndNotTurned()
    {
        open(exampleFleet(200), {800, 480});
        m_kiosk->rotation()->show(u"find"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Begins with …"_s) != nullptr || find(u"Take the last key back"_s) != nullptr,
                                 kPatienceMs);
        (void)window()->grabWindow();
        drag({700, 400}, {640, 150});
        QCOMPARE(page(), u"find"_s);
    }
    void aSwipeOnThePageOfAPiGoesToTheNextAndTheButtonsToo()
    {
        open(exampleFleet(5), {1280, 720});
        const DeviceId first = firstOnTheWall();
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(first));
        const QString name = shownPi();
        QTRY_VERIFY_WITH_TIMEOUT(find(u"The next Pi"_s) != nullptr, kPatienceMs);
        (void)middleOf(find(u"The next Pi"_s));
        const QString next = m_kiosk->neighbourName(1);
        drag({800, 200}, {400, 205});
        QTRY_COMPARE_WITH_TIMEOUT(shownPi(), next, kPatienceMs);
        touch(u"The Pi before"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shownPi(), name, kPatienceMs);
        touch(u"The Pi before"_s); // round the end
        QTRY_VERIFY_WITH_TIMEOUT(shownPi() != name, kPatienceMs);
        touch(u"The next Pi"_s);
        QTRY_COMPARE_WITH_TIMEOUT(shownPi(), name, kPatienceMs);
    }
    void aGraphIsMovedAndNotThePage()
    {
        open(exampleFleet(5), {800, 800});
        m_kiosk->rotation()->show(u"device"_s, QString::fromStdString(firstOnTheWall()));
        const QString name = shownPi();
        QTRY_VERIFY_WITH_TIMEOUT(!shownOf("TimeGraph").isEmpty(), kPatienceMs);
        auto *graph = qobject_cast<TimeGraph *>(shownOf("TimeGraph").front());
        const QPoint middle = middleOf(graph);
        QTRY_VERIFY_WITH_TIMEOUT(!graph->isLoading(), kPatienceMs);
        QVERIFY(m_kiosk->device()->timeline()->window().follows());
        drag(middle, middle + QPoint(200, 0));
        QVERIFY(!m_kiosk->device()->timeline()->window().follows());
        QCOMPARE(shownPi(), name);
        QCOMPARE(page(), u"device"_s);
    }
    void aLongPressOnATileShowsWhatCanBeDoneAboutThePi()
    {
        const std::vector<DeviceState> fleet = exampleFleet(4);
        open(fleet, {1280, 720});
        const QString name = QString::fromStdString(fleet[1].config.name);
        QTRY_VERIFY_WITH_TIMEOUT(find(name) != nullptr, kPatienceMs);
        const QPoint at = middleOf(find(name));
        press(at);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Open with graphs"_s) != nullptr, kPatienceMs);
        release(at);
        QCOMPARE(page(), u"wall"_s);
        QCOMPARE(shownPi(), name);
        touch(u"Close"_s);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Open with graphs"_s) == nullptr, kPatienceMs);
        press(at);
        QTRY_VERIFY_WITH_TIMEOUT(find(u"Open with graphs"_s) != nullptr, kPatienceMs);
        release(at);
        touch(u"Open with graphs"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"device"_s, kPatienceMs);
        QCOMPARE(shownPi(), name);
        QVERIFY(find(u"Open with graphs"_s) == nullptr);
    }
    void whatIsTouchedIsLargeEnoughForAGlove()
    {
        open(exampleFleet(40), {1280, 720});
        for (const QString &name : {u"wall"_s, u"find"_s, u"events"_s, u"this-pi"_s, u"settings"_s, u"device"_s}) {
            m_kiosk->rotation()->show(name, name == u"device"_s ? QString::fromStdString(firstOnTheWall()) : QString());
            (void)window()->grabWindow();
            const double least = 12 * window()->screen()->physicalDotsPerInch() / 25.4;
            for (QQuickItem *button : shownOf("TouchButton") + shownOf("HoldButton")) {
                QVERIFY2(std::min(button->width(), button->height()) >= least - 1,
                         qPrintable(name + u": "_s + button->property("text").toString()));
            }
        }
    }
    void thePiOfANameIsFoundWithFewKeys()
    {
        std::vector<DeviceState> fleet = exampleFleet(3);
        fleet[0].config.name = "kiln";
        fleet[1].config.name = "pump 1";
        fleet[2].config.name = "pump 2";
        open(fleet, {1280, 720});
        touch(u"Find"_s);
        touchOf("FindKey", "text", u"P"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->finder()->typed(), u"pump "_s, kPatienceMs);
        touchOf("FindKey", "text", u"2"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->finder()->count(), 1, kPatienceMs);
        touchOf("DeviceRow", "name", u"pump 2"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page(), u"device"_s, kPatienceMs);
        QCOMPARE(shownPi(), u"pump 2"_s);
    }
    void theHoursOfNightAreSetInSteps()
    {
        m_settings.nightTo = std::chrono::hours(23) + std::chrono::minutes(30);
        open(exampleFleet(1), {800, 800});
        m_kiosk->rotation()->show(u"settings"_s);
        touch(u"Night begins later"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->preferences()->nightFromMinutes(), 22 * 60 + 30, kPatienceMs);
        touch(u"Night ends later"_s); // past midnight
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->preferences()->nightToMinutes(), 0, kPatienceMs);
        touch(u"Night ends earlier"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_kiosk->preferences()->nightToMinutes(), 23 * 60 + 30, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_stored.empty(), kPatienceMs);
        QCOMPARE(m_stored.back().nightFrom, config::TimeOfDay(22 * 60 + 30));
        const QPoint at = middleOf(find(u"Night begins later"_s));
        press(at); // held, it goes on by itself
        QTRY_VERIFY_WITH_TIMEOUT(m_kiosk->preferences()->nightFromMinutes() < 12 * 60, kPatienceMs);
        release(at);
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication app(argc, argv);
    KioskTouchTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "KioskTouchTest.moc"
