// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/MainWindow.h"
#include "app/desktop/fleet/FleetPage.h"
#include "app/desktop/theme/Theme.h"
#include "tests/support/FakeEngine.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

#include <array>
#include <random>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::testsupport;

namespace {

constexpr int kUsualSteps = 4000;

/// Somebody who clicks, turns the wheel and types at random, wherever something is shown.
///
/// Each step is put into the event loop before the one before it acts, since a click may open a dialog that runs a
/// loop of its own. Qt's own file dialog is left at once: Qt 6.4's model of folders does not survive that other
/// programs add and remove files while it is looked at, and its menu would delete files of this machine.
class Monkey : public QObject
{
    Q_OBJECT
public:
    Monkey(desktop::MainWindow &window, FakeEngine &engine, unsigned seed, int steps)
        : m_window(window)
        , m_engine(engine)
        , m_random(seed)
        , m_left(steps)
    {
    }

    void step()
    {
        if (m_left-- <= 0) {
            for (QWidget *top : QApplication::topLevelWidgets()) {
                if (top != &m_window)
                    top->close();
            }
            emit tired();
            return;
        }
        QTimer::singleShot(0, this, &Monkey::step);
        if (below(40) == 0)
            m_engine.walk();
        if (!m_window.isVisible())
            m_window.show();
        if (below(200) == 0)
            m_window.resize(300 + below(1600), 200 + below(900));
        if (auto *files = qobject_cast<QFileDialog *>(QApplication::activeModalWidget()))
            return files->reject();
        act(pick());
    }

signals:
    void tired();

private:
    [[nodiscard]] int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }

    /// A widget that a person could reach now: of the open menu, the open dialog or the window.
    [[nodiscard]] QWidget *pick()
    {
        QWidget *top = QApplication::activePopupWidget();
        if (!top)
            top = QApplication::activeModalWidget();
        if (!top)
            top = &m_window;
        QList<QWidget *> reachable = top->findChildren<QWidget *>();
        // Half of the time something that is made to be clicked.
        const bool buttons = below(2) == 0;
        reachable.removeIf([&](const QWidget *widget) {
            return !widget->isVisible() || !widget->isEnabled() || widget->window() != top
                   || (buttons && !qobject_cast<const QAbstractButton *>(widget));
        });
        return reachable.isEmpty() ? top : reachable[below(static_cast<int>(reachable.size()))];
    }

    void act(QWidget *widget)
    {
        const QPoint place(below(std::max(widget->width(), 1)), below(std::max(widget->height(), 1)));
        switch (below(10)) {
        case 0:
            return QTest::mouseDClick(widget, Qt::LeftButton, {}, place);
        case 1:
            return QTest::mouseClick(widget, Qt::RightButton, {}, place);
        case 2:
            return turnWheel(widget, place);
        case 3:
            return QTest::mouseMove(widget, place);
        case 4:
        case 5:
        case 6:
            return type();
        default:
            return QTest::mouseClick(widget, Qt::LeftButton, {}, place);
        }
    }

    void turnWheel(QWidget *widget, QPoint place)
    {
        QWheelEvent event(place, widget->mapToGlobal(place), {}, {0, below(2) == 0 ? 120 : -120}, Qt::NoButton,
                          below(4) == 0 ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &event);
    }

    void type()
    {
        static constexpr std::array kKeys{Qt::Key_Return,   Qt::Key_Escape, Qt::Key_Tab,      Qt::Key_Space,
                                          Qt::Key_Up,       Qt::Key_Down,   Qt::Key_Left,     Qt::Key_Right,
                                          Qt::Key_Home,     Qt::Key_End,    Qt::Key_PageUp,   Qt::Key_Delete,
                                          Qt::Key_PageDown, Qt::Key_F2,     Qt::Key_F5,       Qt::Key_Slash,
                                          Qt::Key_Plus,     Qt::Key_Minus,  Qt::Key_Backspace};
        static constexpr std::array kModifiers{Qt::NoModifier, Qt::NoModifier, Qt::ControlModifier, Qt::ShiftModifier,
                                               Qt::AltModifier};
        QWidget *focus = QApplication::focusWidget();
        QWidget *target = focus ? focus : &m_window;
        const auto modifier = kModifiers[static_cast<std::size_t>(below(static_cast<int>(kModifiers.size())))];
        if (below(2) == 0)
            QTest::keyClick(target, static_cast<Qt::Key>(Qt::Key_A + below(26)), modifier);
        else
            QTest::keyClick(target, kKeys[static_cast<std::size_t>(below(static_cast<int>(kKeys.size())))], modifier);
    }

    desktop::MainWindow &m_window;
    FakeEngine &m_engine;
    std::mt19937 m_random;
    int m_left;
};

} // namespace

/// PIUPTIME_MONKEY_STEPS and PIUPTIME_MONKEY_SEED make it longer and other.
class MonkeyTest : public QObject
{
    Q_OBJECT

private slots:
    void whateverIsClickedAndTypedTheWindowGoesOn()
    {
        const int steps = qEnvironmentVariable("PIUPTIME_MONKEY_STEPS", QString::number(kUsualSteps)).toInt();
        const unsigned seed = qEnvironmentVariable("PIUPTIME_MONKEY_SEED", u"20261126"_s).toUInt();
        const QTemporaryDir folder;
        QVERIFY(QDir::setCurrent(folder.path())); // whatever it exports and saves
        qputenv("HOME", folder.path().toLocal8Bit());
        qputenv("PATH", {}); // no terminal program is found
        desktop::Theme theme;
        theme.install();
        QSettings settings(folder.filePath(u"ui.ini"_s), QSettings::IniFormat);
        const SystemClock clock;
        FakeEngine engine(exampleFleet(24));
        desktop::MainWindow window(engine, theme, settings, clock);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Monkey monkey(window, engine, seed, steps);
        QEventLoop loop;
        connect(&monkey, &Monkey::tired, &loop, &QEventLoop::quit);
        monkey.step();
        loop.exec();
        window.show();
        engine.set(examplePi("last", "the last one"));
        window.fleetPage()->clearFilters();
        window.fleetPage()->setGrouping(presentation::Grouping::None);
        window.fleetPage()->selectDevice("last");
        QCOMPARE(window.fleetPage()->selection(), std::vector<DeviceId>{"last"});
        QVERIFY(!window.grab().isNull());
    }
};

QTEST_MAIN(MonkeyTest)
#include "MonkeyTest.moc"
