// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ranking/RankingPage.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/charts/RangeButtons.h"
#include "app/desktop/compare/ComparePage.h"
#include "app/desktop/device/DevicePage.h"
#include "app/desktop/ranking/RankingChart.h"
#include "app/presentation/Texts.h"
#include "tests/support/FakeEngine.h"

#include <QAccessible>
#include <QBarSet>
#include <QComboBox>
#include <QHorizontalStackedBarSeries>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QValueAxis>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;
using history::RankBy;

namespace {

history::Ranked place(DeviceId id, double maximum, std::string instance = {})
{
    return {std::move(id), std::move(instance), {120, maximum - 40, maximum, maximum - 20, maximum - 30, maximum - 10}};
}

/// The window on twelve Pis, with the ranking in front: pi0 is the hottest, pi11 the coolest.
struct Bench {
    SystemClock clock;
    FakeEngine engine;
    Theme theme;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"ui.ini"_s), QSettings::IniFormat};
    std::unique_ptr<MainWindow> window;
    RankingPage *page = nullptr;
    RankingChart *chart = nullptr;

    explicit Bench(std::vector<history::Ranked> ranking = hottest())
    {
        for (int i = 0; i < 12; ++i)
            engine.set(examplePi("pi" + std::to_string(i), "Pi " + std::to_string(10 + i)));
        engine.setRanking(std::move(ranking));
        theme.install();
        openWindow();
    }
    void openWindow()
    {
        window = std::make_unique<MainWindow>(engine, theme, settings, clock);
        window->resize(1280, 720);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active, so shortcuts cannot be tested");
        page = window->findChild<RankingPage *>();
        chart = page->chart();
    }
    static std::vector<history::Ranked> hottest()
    {
        std::vector<history::Ranked> ranking;
        for (int i = 0; i < 12; ++i)
            ranking.push_back(place("pi" + std::to_string(i), 85 - 3 * i));
        return ranking;
    }
    void open()
    {
        QTest::keySequence(window.get(), QKeySequence(u"Ctrl+Shift+T"_s));
        QTRY_COMPARE(page->ranking().status(), Ranking::Status::Ready);
    }
    [[nodiscard]] QComboBox *box(const QString &name) const
    {
        for (QComboBox *each : page->findChildren<QComboBox *>()) {
            if (each->accessibleName() == name)
                return each;
        }
        return nullptr;
    }
    /// Chooses an entry as a person does: by typing it.
    void choose(const QString &name, const QString &text) const
    {
        QComboBox *found = box(name);
        QVERIFY(found && found->findText(text) >= 0);
        found->setFocus();
        found->setCurrentIndex(found->findText(text));
        emit found->activated(found->currentIndex());
    }
    [[nodiscard]] const FakeEngine::RankingQuery &asked() const { return engine.rankingQueries.back(); }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *each : page->findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    [[nodiscard]] bool says(const QString &text) const
    {
        const auto labels = page->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    }
    /// The lengths of the bars from the top, whatever their colour.
    [[nodiscard]] QList<qreal> bars() const
    {
        const auto *series = qobject_cast<QHorizontalStackedBarSeries *>(chart->chart()->series().value(0));
        QList<qreal> lengths;
        for (int row = 0; row < chart->shownCount(); ++row) {
            qreal length = 0;
            for (const QBarSet *set : series->barSets())
                length += set->at(chart->shownCount() - 1 - row);
            lengths.append(length);
        }
        return lengths;
    }
    void clickOn(int row) const
    {
        QTest::mouseClick(chart->viewport(), Qt::LeftButton, {}, chart->rowRect(row).center());
    }
    [[nodiscard]] DeviceId openedDevice() const
    {
        const auto *device = window->findChild<DevicePage *>();
        return device->isVisible() ? device->device() : DeviceId();
    }
};

} // namespace

class RankingPageTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void whatWasRankedIsRankedAgainTheNextTime()
    {
        Bench bench;
        bench.open();
        bench.choose(u"Figure"_s, Texts::metric(Metric::CpuUsage));
        bench.choose(u"Ranked by"_s, u"Average"_s);
        bench.choose(u"How many"_s, u"All that fit"_s);
        const auto asked = bench.page->ranking().question();
        QVERIFY(asked != RankingQuestion());
        bench.window->close();
        bench.openWindow();
        QCOMPARE(bench.page->ranking().question(), asked);
        bench.open();
        QCOMPARE(bench.box(u"Ranked by"_s)->currentText(), u"Average"_s);
        QCOMPARE(bench.box(u"How many"_s)->currentText(), u"All that fit"_s);
        QCOMPARE(bench.chart->shownCount(), 12);
    }

    void rubbishInTheSettingsIsPassedOver()
    {
        Bench bench;
        for (const char *key : {"ranking/metric", "ranking/order", "ranking/range", "ranking/most"})
            bench.settings.setValue(QLatin1String(key), u"rubbish"_s);
        bench.page->load(bench.settings);
        QCOMPARE(bench.page->ranking().question(), RankingQuestion());
        bench.settings.setValue(u"ranking/metric"_s, u"throttle_word"_s); // flags, which bars cannot show
        bench.settings.setValue(u"ranking/range"_s, 1'000'000);
        bench.page->load(bench.settings);
        QCOMPARE(bench.page->ranking().question(), RankingQuestion());
    }

    void theShortcutShowsTheHottestPisOfTheLastSevenDays()
    {
        Bench bench;
        QVERIFY(bench.engine.rankingQueries.empty());
        bench.open();
        QVERIFY(bench.chart->isVisible());
        QCOMPARE(bench.asked().metric, Metric::SocTemperature);
        QCOMPARE(bench.asked().by, RankBy::Maximum);
        QCOMPARE(bench.asked().range.to - bench.asked().range.from, std::chrono::hours(24 * 7));
        QVERIFY(bench.says(u"Highest, last 7 days"_s));
        QVERIFY(bench.says(u"10 of 12"_s));
    }

    void choicesLeadToTheirQuestion()
    {
        Bench bench;
        bench.open();
        bench.choose(u"Figure"_s, Texts::metric(Metric::CpuUsage));
        QCOMPARE(bench.asked().metric, Metric::CpuUsage);
        bench.choose(u"Ranked by"_s, u"Average"_s);
        QCOMPARE(bench.asked().by, RankBy::Mean);
        QTest::mouseClick(bench.button(u"24 h"_s), Qt::LeftButton);
        QCOMPARE(bench.asked().range.to - bench.asked().range.from, std::chrono::hours(24));
        QTest::mouseClick(bench.button(u"All"_s), Qt::LeftButton);
        QCOMPARE(bench.asked().range.from, UtcTime{});
        QCOMPARE(bench.asked().metric, Metric::CpuUsage);
        QCOMPARE(bench.asked().by, RankBy::Mean);
        QTRY_VERIFY(bench.says(u"Average, all that was measured"_s));
    }

    void barsAreAsLongAsTheValuesThatTheEngineAnswers()
    {
        Bench bench;
        bench.open();
        const QList<qreal> bars = bench.bars();
        QCOMPARE(bars.size(), 10);
        for (int row = 0; row < bars.size(); ++row) {
            QCOMPARE(bars[row], 85.0 - 3 * row);
            QCOMPARE(QString::fromStdString(bench.chart->place(row).device), u"pi%1"_s.arg(row));
        }
        const auto *axis = qobject_cast<QValueAxis *>(bench.chart->chart()->axes(Qt::Horizontal).value(0));
        QCOMPARE(axis->min(), 0.0);
        QVERIFY(axis->max() >= 85);
    }

    void asManyBarsAreShownAsAreWanted()
    {
        Bench bench;
        bench.open();
        bench.choose(u"How many"_s, u"All that fit"_s);
        QCOMPARE(bench.chart->shownCount(), 12);
        QVERIFY(bench.says(u"12 of 12"_s));
        bench.window->resize(1280, 540);
        QTRY_VERIFY(bench.chart->shownCount() < 12);
        QVERIFY(bench.chart->rowRect(bench.chart->shownCount() - 1).bottom() < bench.chart->viewport()->height());
    }

    void aClickOpensThePi()
    {
        Bench bench;
        bench.open();
        bench.clickOn(3);
        QCOMPARE(bench.openedDevice(), DeviceId("pi3"));
        QVERIFY(!bench.page->isVisible());
    }

    void arrowsMoveAndReturnOpens()
    {
        Bench bench;
        bench.open();
        QVERIFY(bench.chart->hasFocus());
        QTest::keyClick(bench.chart, Qt::Key_Down);
        QTest::keyClick(bench.chart, Qt::Key_Down);
        QTest::keyClick(bench.chart, Qt::Key_Up);
        QCOMPARE(bench.chart->currentRow(), 1);
        QCOMPARE(bench.page->selection(), std::vector<DeviceId>{"pi1"});
        QTest::keyClick(bench.chart, Qt::Key_End);
        QCOMPARE(bench.chart->currentRow(), 9);
        QTest::keyClick(bench.chart, Qt::Key_Down); // there is nothing below
        QCOMPARE(bench.chart->currentRow(), 9);
        QTest::keyClick(bench.chart, Qt::Key_Return);
        QCOMPARE(bench.openedDevice(), DeviceId("pi9"));
    }

    void escapeGoesBackToTheFleet()
    {
        Bench bench;
        bench.open();
        QTest::keyClick(bench.chart, Qt::Key_Escape);
        QVERIFY(!bench.page->isVisible());
        bench.open();
        QTest::mouseClick(bench.button(u"Fleet"_s), Qt::LeftButton);
        QVERIFY(!bench.page->isVisible());
    }

    void theCurrentPiStaysCurrentWhereverItMoves()
    {
        Bench bench;
        bench.open();
        bench.chart->setCurrentRow(2);
        bench.engine.setRanking({place("pi2", 99), place("pi0", 80), place("pi1", 70)});
        bench.choose(u"Ranked by"_s, u"Newest"_s);
        QTRY_COMPARE(bench.chart->shownCount(), 3);
        QCOMPARE(bench.chart->currentRow(), 0);
        QCOMPARE(bench.page->selection(), std::vector<DeviceId>{"pi2"});
    }

    void theShownPisAreComparedByAShortcut()
    {
        Bench bench(
            {place("pi4", 90, "sda"), place("gone", 80, "sda"), place("pi4", 70, "sdb"), place("pi2", 60, "sda")});
        bench.open();
        bench.choose(u"Figure"_s, Texts::metric(Metric::FilesystemUsedPercent));
        QTRY_COMPARE(bench.page->ranking().status(), Ranking::Status::Ready);
        QTest::keySequence(bench.window.get(), QKeySequence(u"Ctrl+M"_s));
        const auto *comparison = bench.window->findChild<ComparePage *>();
        QVERIFY(comparison->isVisible());
        // Each Pi once, without the one that was removed, by the figure of the current place.
        QCOMPARE(comparison->comparison().devices(), (std::vector<DeviceId>{"pi4", "pi2"}));
        QCOMPARE(comparison->comparison().series(), (std::vector<SeriesKey>{{Metric::FilesystemUsedPercent, "sda"}}));
    }

    void aRemovedPiIsShownButCannotBeOpened()
    {
        Bench bench({place("gone", 88), place("pi1", 60)});
        bench.open();
        QVERIFY(bench.chart->place(0).removed);
        QVERIFY(bench.page->selection().empty());
        bench.clickOn(0);
        QTest::keyClick(bench.chart, Qt::Key_Return);
        QVERIFY(bench.page->isVisible());
    }

    void heatIsToldByMoreThanColour()
    {
        Bench bench;
        bench.open();
        const auto *series = qobject_cast<QHorizontalStackedBarSeries *>(bench.chart->chart()->series().value(0));
        const auto lengthIn = [&](int set, int row) { return series->barSets()[set]->at(9 - row); };
        QCOMPARE(lengthIn(2, 0), 85.0); // 80 °C and more
        QCOMPARE(lengthIn(1, 2), 79.0); // 70 °C and more
        QCOMPARE(lengthIn(0, 6), 67.0);
        // The colours of the fleet's temperatures are for those alone.
        bench.choose(u"Figure"_s, Texts::metric(Metric::CpuUsage));
        QTRY_COMPARE(bench.page->ranking().status(), Ranking::Status::Ready);
        QCOMPARE(lengthIn(0, 0), 85.0);
    }

    void nothingMeasuredSaysWhatToDo()
    {
        Bench bench{std::vector<history::Ranked>{}};
        bench.open();
        QVERIFY(!bench.chart->isVisible());
        QVERIFY(bench.says(u"Nothing was measured in this time"_s));
        QVERIFY(!bench.button(u"Compare graphs"_s)->isEnabled());
    }

    void aSlowHistoryIsToldOnceThereIsNothingToShowYet()
    {
        Bench bench;
        bench.engine.holdHistory();
        QTest::keySequence(bench.window.get(), QKeySequence(u"Ctrl+Shift+T"_s));
        QVERIFY(bench.says(u"Loading the history"_s));
        bench.engine.releaseHistory();
        QTRY_VERIFY(bench.chart->isVisible());
    }

    void aFailureIsToldWithItsReasonAndCanBeTriedAgain()
    {
        Bench bench;
        bench.engine.failHistoryWith(Error{ErrorKind::Corrupt, "page 7 is torn", {}});
        QTest::keySequence(bench.window.get(), QKeySequence(u"Ctrl+Shift+T"_s));
        QTRY_VERIFY(bench.says(u"The history cannot be read"_s));
        QVERIFY(bench.says(u"page 7 is torn"_s));
        bench.engine.failHistoryWith(std::nullopt);
        QTest::mouseClick(bench.button(u"Try again"_s), Qt::LeftButton);
        QTRY_VERIFY(bench.chart->isVisible());
    }

    void aFailureToRefreshKeepsTheBarsAndSaysSo()
    {
        Bench bench;
        bench.open();
        bench.engine.failHistoryWith(Error{ErrorKind::Internal, "the disk is busy", {}});
        bench.engine.forget({"pi11"}); // asks again
        QTRY_VERIFY(bench.says(u"Shown is what was loaded before."_s));
        QVERIFY(bench.chart->isVisible());
        QCOMPARE(bench.chart->shownCount(), 10);
    }

    void aScreenReaderGetsAListOfThePlaces()
    {
        Bench bench({place("pi4", 81), place("gone", 75)});
        bench.open();
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(bench.chart);
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), u"Ranking, SoC temperature: Highest, last 7 days"_s);
        QCOMPARE(list->childCount(), 2);
        QAccessibleInterface *first = list->child(0);
        QCOMPARE(first->role(), QAccessible::ListItem);
        QCOMPARE(first->text(QAccessible::Name).replace(QChar(QChar::Nbsp), u' '), u"1. Pi 14: 81.0 °C"_s);
        QVERIFY(first->text(QAccessible::Description).contains(u"Lowest"_s));
        QVERIFY(first->state().selected);
        QVERIFY(!first->state().disabled);
        QVERIFY(list->child(1)->state().disabled);
        QCOMPARE(list->indexOfChild(list->child(1)), 1);
        QCOMPARE(list->focusChild(), first);
        QCOMPARE(list->childAt(first->rect().center().x(), first->rect().center().y()), first);
        first->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(bench.openedDevice(), DeviceId("pi4"));
    }

    void nothingIsAskedWhileAnotherPageIsShown()
    {
        Bench bench;
        bench.open();
        bench.window->showFleet();
        const std::size_t before = bench.engine.rankingQueries.size();
        bench.engine.forget({"pi3"});
        QCOMPARE(bench.engine.rankingQueries.size(), before);
        bench.open();
        QCOMPARE(bench.engine.rankingQueries.size(), before + 1);
    }
};

QTEST_MAIN(RankingPageTest)
#include "RankingPageTest.moc"
