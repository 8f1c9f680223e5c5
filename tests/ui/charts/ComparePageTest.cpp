// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/compare/ComparePage.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/charts/TimeChart.h"
#include "app/desktop/device/DevicePage.h"
#include "app/desktop/fleet/FleetTable.h"
#include "tests/support/FakeEngine.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::testsupport;

namespace {

struct Bench {
    SystemClock clock;
    FakeEngine engine{[] {
        std::vector<DeviceState> fleet;
        for (int i = 0; i < 12; ++i)
            fleet.push_back(examplePi("pi" + std::to_string(i), "Pi " + std::to_string(10 + i)));
        return fleet;
    }()};
    Theme theme;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("ui.ini")), QSettings::IniFormat};
    std::unique_ptr<MainWindow> window;

    Bench()
    {
        theme.install();
        window = std::make_unique<MainWindow>(engine, theme, settings, clock);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active, so shortcuts cannot be tested");
    }
    [[nodiscard]] ComparePage *page() const { return window->findChild<ComparePage *>(); }
    [[nodiscard]] QListWidget *list(const QString &name) const
    {
        for (QListWidget *each : page()->findChildren<QListWidget *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    [[nodiscard]] std::size_t lineCount() const
    {
        return page()->charts()->charts().empty() ? 0 : page()->charts()->charts().front()->spec().lines.size();
    }
};

} // namespace

class ComparePageTest : public QObject
{
    Q_OBJECT
private slots:
    void selectedPisAreComparedByAShortcut()
    {
        Bench bench;
        auto *table = bench.window->findChild<FleetTable *>();
        table->setFocus();
        table->selectAll();
        QTest::keySequence(bench.window.get(), QKeySequence(QStringLiteral("Ctrl+M")));
        QVERIFY(bench.page()->isVisible());
        QTRY_COMPARE(bench.lineCount(), 8u); // as many as can be told apart
        QCOMPARE(bench.engine.watched.size(), 8u);
        QTest::keyClick(bench.window.get(), Qt::Key_Escape);
        QVERIFY(!bench.page()->isVisible());
        QVERIFY(bench.engine.watched.empty());
    }

    void moreThanCanBeToldApartIsSaidUntilOthersAreChosen()
    {
        Bench bench;
        bench.window->compare({"pi0", "pi1", "pi2", "pi3", "pi4", "pi5", "pi6", "pi7", "pi8", "pi9"});
        const auto *cut = bench.page()->findChild<QLabel *>(QStringLiteral("comparisonCut"));
        QVERIFY(cut->isVisible());
        QVERIFY(cut->text().startsWith(QStringLiteral("The first 8 of 10")));
        QListWidget *pis = bench.list(QStringLiteral("Pis"));
        pis->item(0)->setCheckState(Qt::Unchecked);
        QTRY_VERIFY(!cut->isVisible());
        bench.window->compare({"pi0", "pi1"});
        QVERIFY(!cut->isVisible());
    }

    void theGraphOfOnePiIsComparedWithOthers()
    {
        Bench bench;
        bench.window->openDevice("pi3");
        ChartStack *charts = bench.window->findChild<DevicePage *>()->charts();
        QTRY_VERIFY(charts->findChild<TimeChart *>(QStringLiteral("cpu")));
        charts->findChild<TimeChart *>(QStringLiteral("cpu"))->setFocus();
        QTest::keySequence(bench.window.get(), QKeySequence(QStringLiteral("Ctrl+M")));
        QVERIFY(bench.page()->isVisible());
        QCOMPARE(bench.page()->comparison().devices(), std::vector<DeviceId>{"pi3"});
        QCOMPARE(bench.page()->comparison().series().front().metric, Metric::CpuUsage);
    }

    void pisAndFiguresAreTickedByKeyboard()
    {
        Bench bench;
        bench.window->compare({"pi0", "pi1"});
        QTRY_COMPARE(bench.lineCount(), 2u);
        QListWidget *pis = bench.list(QStringLiteral("Pis"));
        pis->setFocus();
        pis->setCurrentRow(2);
        QTest::keyClick(pis, Qt::Key_Space);
        QTRY_COMPARE(bench.lineCount(), 3u);
        QCOMPARE(bench.engine.watched.size(), 3u);
        QListWidget *figures = bench.list(QStringLiteral("Figures"));
        QTRY_VERIFY(figures->count() > 5);
        const auto charts = bench.page()->charts()->charts().size();
        for (int row = 0; row < figures->count(); ++row) {
            if (figures->item(row)->text() == QStringLiteral("CPU"))
                figures->item(row)->setCheckState(Qt::Checked);
        }
        QTRY_COMPARE(bench.page()->charts()->charts().size(), charts + 1);
    }

    void noMoreThanEightAreTicked()
    {
        Bench bench;
        bench.window->compare({"pi0", "pi1", "pi2", "pi3", "pi4", "pi5", "pi6", "pi7", "pi8"});
        QListWidget *pis = bench.list(QStringLiteral("Pis"));
        int open = 0;
        for (int row = 0; row < pis->count(); ++row)
            open += pis->item(row)->flags().testFlag(Qt::ItemIsEnabled);
        QCOMPARE(open, 8);
    }

    void nothingTickedSaysWhatToDo()
    {
        Bench bench;
        bench.window->compare({});
        const auto *message = bench.page()->findChild<QLabel *>(QStringLiteral("chartMessage"));
        QCOMPARE(message->text(), QStringLiteral("Nothing to compare yet"));
        QVERIFY(message->isVisible());
    }

    void foreignNamesArePlainText()
    {
        Bench bench;
        bench.engine.set(examplePi("evil", "<b>bold</b>\x1b[2J"));
        bench.window->compare({"evil"});
        QListWidget *pis = bench.list(QStringLiteral("Pis"));
        bool found = false;
        for (int row = 0; row < pis->count(); ++row) {
            QVERIFY(!pis->item(row)->toolTip().contains(QStringLiteral("<b>bold")));
            found = found || pis->item(row)->text().startsWith(QStringLiteral("<b>bold</b>"));
        }
        QVERIFY(found);
    }
};

QTEST_MAIN(ComparePageTest)
#include "ComparePageTest.moc"
