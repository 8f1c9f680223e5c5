// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ConnectionNotice.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/QuestionCentre.h"
#include "app/desktop/QuickOpen.h"
#include "app/desktop/device/DevicePage.h"
#include "app/desktop/dialogs/DeviceDialog.h"
#include "app/desktop/dialogs/HostKeyDialog.h"
#include "app/desktop/dialogs/ImportDialog.h"
#include "app/desktop/dialogs/SecretDialog.h"
#include "app/desktop/dialogs/ServiceDialog.h"
#include "app/desktop/fleet/FleetPage.h"
#include "app/desktop/fleet/FleetTable.h"
#include "app/desktop/fleet/FleetTiles.h"
#include "app/desktop/fleet/SummaryStrip.h"
#include "app/desktop/widgets/Notice.h"
#include "tests/support/FakeEngine.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::presentation;
using namespace piuptime::testsupport;

namespace {

/// A window on a made-up fleet, with its own settings file.
struct Desk {
    explicit Desk(std::vector<DeviceState> fleet, const QString &settingsFile = {})
        : settings(settingsFile.isEmpty() ? folder.filePath(u"ui.ini"_s) : settingsFile, QSettings::IniFormat)
        , engine(std::move(fleet))
        , window(engine, theme(), settings, clock)
    {
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        table = window.findChild<FleetTable *>();
        search = window.fleetPage()->findChild<QLineEdit *>();
    }

    static Theme &theme()
    {
        static Theme theme;
        [[maybe_unused]] static const bool installed = (theme.install(), true);
        return theme;
    }

    [[nodiscard]] QString nameAt(int row) const
    {
        return table->model()->index(row, static_cast<int>(FleetColumn::Name)).data().toString();
    }
    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }
    template <class T>
    [[nodiscard]] T *dialog() const
    {
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<T *>(top); found && top->isVisible())
                return found;
        }
        return nullptr;
    }
    static QPushButton *button(const QWidget *in, const QString &text)
    {
        for (QPushButton *button : in->findChildren<QPushButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] QStringList notices() const
    {
        QStringList titles;
        for (const Notice *notice : window.findChildren<Notice *>()) {
            if (!qobject_cast<ConnectionNotice *>(notice->parent())) // that one belongs to a device's page
                titles.append(notice->title());
        }
        return titles;
    }

    QTemporaryDir folder;
    SystemClock clock;
    QSettings settings;
    FakeEngine engine;
    MainWindow window;
    FleetTable *table = nullptr;
    QLineEdit *search = nullptr;
};

fleet::Question question(std::uint64_t id, fleet::Question::Kind kind, const DeviceId &device)
{
    fleet::Question question;
    question.id = id;
    question.kind = kind;
    question.device = device;
    question.deviceName = "name of " + device;
    question.endpoint = {"pi", "192.0.2.7", 22};
    question.keyType = "ssh-ed25519";
    question.fingerprint = "SHA256:" + std::string(43, static_cast<char>('a' + id % 26));
    return question;
}

} // namespace

class DesktopTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void cleanup()
    {
        for (QWidget *top : QApplication::topLevelWidgets())
            QVERIFY2(!top->isVisible(), top->metaObject()->className());
    }

    void aClickOnAHeadingSortsAndAnotherTurnsTheOrderRound()
    {
        Desk desk(exampleFleet(24));
        QHeaderView *header = desk.table->header();
        const auto click = [&](FleetColumn column) {
            const int at = header->sectionViewportPosition(static_cast<int>(column)) + 20;
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {at, header->height() / 2});
        };
        click(FleetColumn::Temperature);
        QCOMPARE(desk.nameAt(0), u"gateway-02"_s); // 81.8 °C: the hottest is what people look for
        click(FleetColumn::Temperature);
        QVERIFY(desk.nameAt(0) != u"gateway-02"_s);
        click(FleetColumn::Name);
        QCOMPARE(desk.nameAt(0), u"camera-01"_s);
        QCOMPARE(header->sortIndicatorSection(), static_cast<int>(FleetColumn::Name));
    }

    void typingNarrowsTheFleetAndEscapeWidensIt()
    {
        Desk desk(exampleFleet(24));
        desk.table->setFocus();
        QTest::keyClick(desk.table, Qt::Key_Slash);
        QVERIFY(desk.search->hasFocus());
        QTest::keyClicks(desk.search, u"camera harbour"_s);
        QVERIFY(desk.table->model()->rowCount() < 3);
        QTest::keyClicks(desk.search, u"no such thing"_s);
        QCOMPARE(desk.table->model()->rowCount(), 0);
        QVERIFY(Desk::button(desk.window.fleetPage(), u"Clear filters"_s)->isVisible());
        QTest::keyClick(desk.search, Qt::Key_Escape);
        QCOMPARE(desk.table->model()->rowCount(), 24);
        QVERIFY(desk.table->isVisible());
    }

    void aCountFiltersByItsStateWhenPressed()
    {
        Desk desk(exampleFleet(24));
        const auto chips = desk.window.findChildren<StateChip *>();
        QTest::mouseClick(chips.at(0), Qt::LeftButton);
        QCOMPARE(desk.table->model()->rowCount(), 2);
        QVERIFY(chips.at(0)->isChecked());
        QTest::mouseClick(chips.at(0), Qt::LeftButton);
        QCOMPARE(desk.table->model()->rowCount(), 24);
        QVERIFY(chips.at(4)->isChecked());
    }

    void groupsFoldByKeyboard()
    {
        Desk desk(exampleFleet(24));
        desk.window.fleetPage()->setGrouping(Grouping::State);
        QCOMPARE(desk.table->model()->rowCount(), 28);
        desk.table->setFocus();
        desk.table->setCurrentIndex(desk.table->model()->index(0, 0));
        QTest::keyClick(desk.table, Qt::Key_Left);
        QCOMPARE(desk.table->model()->rowCount(), 26);
        QTest::keyClick(desk.table, Qt::Key_Right);
        QCOMPARE(desk.table->model()->rowCount(), 28);
        QTest::keyClick(desk.table, Qt::Key_Return);
        QCOMPARE(desk.table->model()->rowCount(), 26);
    }

    void enterOpensAPiAndEscapeGoesBackToItsRow()
    {
        Desk desk(exampleFleet(24));
        desk.table->setFocus();
        desk.table->setCurrentIndex(desk.table->model()->index(0, 0));
        QTest::keyClick(desk.table, Qt::Key_Down);
        const QString name = desk.nameAt(1);
        QTest::keyClick(desk.table, Qt::Key_Return);
        auto *page = desk.window.findChild<DevicePage *>();
        QVERIFY(page->isVisible());
        QVERIFY(desk.window.windowTitle().startsWith(name));
        QCOMPARE(desk.engine.watched, std::vector<DeviceId>{page->device()});
        QTest::keyClick(page, Qt::Key_Escape);
        QVERIFY(desk.table->isVisible());
        QCOMPARE(desk.table->currentIndex().row(), 1);
        QVERIFY(desk.engine.watched.empty());
    }

    void aPiThatIsRemovedElsewhereClosesItsPage()
    {
        Desk desk(exampleFleet(24));
        desk.window.openDevice("pi-5");
        desk.engine.forget({"pi-5"});
        QVERIFY(desk.table->isVisible());
        QCOMPARE(desk.table->model()->rowCount(), 23);
    }

    void columnsSortingViewAndSelectionAreRemembered()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"ui.ini"_s);
        {
            Desk desk(exampleFleet(24), file);
            desk.table->setColumnShown(FleetColumn::Uptime, false);
            desk.table->setColumnShown(FleetColumn::Address, true);
            desk.table->header()->moveSection(desk.table->header()->visualIndex(static_cast<int>(FleetColumn::Disk)),
                                              1);
            desk.window.fleetPage()->selectDevice("pi-7");
            desk.window.fleetPage()->setGrouping(Grouping::Site);
            desk.window.resize(1100, 640);
            desk.window.close();
        }
        Desk desk(exampleFleet(24), file);
        QVERIFY(!desk.table->isColumnShown(FleetColumn::Uptime));
        QVERIFY(desk.table->isColumnShown(FleetColumn::Address));
        QCOMPARE(desk.table->header()->visualIndex(static_cast<int>(FleetColumn::Disk)), 1);
        QCOMPARE(desk.window.fleetPage()->selection(), std::vector<DeviceId>{"pi-7"});
        QVERIFY(desk.table->model()->rowCount() > 24); // headings
        QCOMPARE(desk.window.size(), QSize(1100, 640));
    }

    void brokenSettingsDoNoHarm()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"ui.ini"_s), QSettings::IniFormat);
        settings.setValue(u"fleet/columns/order"_s, QStringList{"99"_L1, "-3"_L1, "x"_L1});
        settings.setValue(u"fleet/columns/widths"_s, QStringList{"999999999"_L1, "-5"_L1});
        settings.setValue(u"fleet/sort/column"_s, 4711);
        settings.setValue(u"fleet/grouping"_s, -2);
        settings.setValue(u"window/geometry"_s, QByteArray("rubbish"));
        settings.sync();
        Desk desk(exampleFleet(3), settings.fileName());
        QCOMPARE(desk.table->model()->rowCount(), 3);
    }

    void tilesShowTheSameDevicesAndKeepTheSelection()
    {
        Desk desk(exampleFleet(24));
        desk.window.fleetPage()->selectDevice("pi-9");
        desk.action(u"Tiles"_s)->trigger();
        auto *tiles = desk.window.findChild<FleetTiles *>();
        QVERIFY(tiles->isVisible());
        QCOMPARE(desk.window.fleetPage()->selection(), std::vector<DeviceId>{"pi-9"});
        tiles->setFocus();
        QTest::keyClick(tiles, Qt::Key_Return);
        QVERIFY(desk.window.findChild<DevicePage *>()->isVisible());
    }

    void theViewButtonsChangeTheView()
    {
        Desk desk(exampleFleet(24));
        desk.window.fleetPage()->selectDevice("pi-9");
        for (const auto &[name, view] :
             {std::pair{u"Tiles (Ctrl+2)"_s, FleetPage::View::Tiles}, {u"Table (Ctrl+1)"_s, FleetPage::View::Table}}) {
            for (QToolButton *button : desk.window.fleetPage()->findChildren<QToolButton *>()) {
                if (button->accessibleName() == name)
                    QTest::mouseClick(button, Qt::LeftButton);
            }
            QVERIFY(desk.window.fleetPage()->view() == view);
            QCOMPARE(desk.window.findChild<FleetTiles *>()->isVisible(), view == FleetPage::View::Tiles);
            QCOMPARE(desk.window.fleetPage()->selection(), std::vector<DeviceId>{"pi-9"});
        }
    }

    void aFleetOfOneExplainsTheNextStep()
    {
        Desk desk(exampleFleet(1));
        QPushButton *add = Desk::button(desk.window.fleetPage(), u"Add a Pi…"_s);
        QVERIFY(add->isVisible());
        desk.engine.set(examplePi("x", "first"));
        QVERIFY(!add->isVisible());
    }

    void noDevicesAtAllIsNotAnError()
    {
        Desk desk({});
        QVERIFY(Desk::button(desk.window.fleetPage(), u"Add a Pi…"_s)->isVisible());
        QVERIFY(!desk.action(u"Reboot…"_s)->isEnabled());
    }

    void aThousandDevicesThatChangeAtOnceStayInOrder()
    {
        Desk desk(exampleFleet(1000));
        QCOMPARE(desk.table->model()->rowCount(), 1000);
        const QString first = desk.nameAt(0);
        for (int i = 0; i < 10; ++i) {
            desk.engine.walk();
            QCoreApplication::processEvents();
        }
        QCOMPARE(desk.nameAt(0), first); // sorted by state, which did not change
    }

    void hostileNamesAreShownAsTheyAre()
    {
        std::vector<DeviceState> fleet = exampleFleet(3);
        fleet[1].config.name = "<b>bold</b>";
        fleet[1].config.site = std::string(200, 'W');
        fleet[2].config.name = "a\x1b[31m\xE2\x80\xAEgnp.exe\n";
        Desk desk(std::move(fleet));
        desk.action(u"Columns…"_s)->trigger();
        desk.window.fleetPage()->findChild<QComboBox *>()->showPopup();
        QStringList names{desk.nameAt(0), desk.nameAt(1), desk.nameAt(2)};
        QVERIFY(names.contains(u"<b>bold</b>"_s));
        QVERIFY(names.contains(u"agnp.exe"_s));
        desk.window.openDevice("pi-1");
        desk.window.actionsOnDevices()->reboot("pi-1");
        auto *dialog = desk.dialog<ConfirmDialog>();
        QVERIFY(dialog);
        for (const QLabel *label : desk.window.findChildren<QLabel *>() + dialog->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        QVERIFY(dialog->windowTitle().contains(u"<b>bold</b>"_s));
        QCOMPARE(plainToolTip(u"<b>\nx"_s), u"<qt>&lt;b&gt;<br>x</qt>"_s);
        for (QWidget *top : QApplication::topLevelWidgets())
            top->close();
    }

    void anUnknownHostKeyIsRefusedUnlessSomebodyTrustsIt()
    {
        Desk desk(exampleFleet(3));
        desk.engine.ask(question(7, fleet::Question::Kind::HostKey, "pi-1"));
        QVERIFY(desk.notices().contains(u"Is this name of pi-1?"_s));
        desk.window.questions()->open();
        auto *dialog = desk.dialog<HostKeysDialog>();
        QVERIFY(dialog);
        QVERIFY(Desk::button(dialog, u"Do not trust"_s)->isDefault());
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(desk.engine.answers.size(), std::size_t{1});
        QVERIFY(!desk.engine.answers[0].second.accepted);
        QTRY_VERIFY(!desk.dialog<HostKeysDialog>());
        QVERIFY(!desk.notices().contains(u"Is this name of pi-1?"_s));
    }

    void manyHostKeysAreAnsweredTogether()
    {
        Desk desk(exampleFleet(30));
        for (std::uint64_t id = 1; id <= 24; ++id)
            desk.engine.ask(question(id, fleet::Question::Kind::HostKey, "pi-" + std::to_string(id)));
        desk.window.questions()->open();
        auto *dialog = desk.dialog<HostKeysDialog>();
        auto *table = dialog->findChild<QTableWidget *>();
        QCOMPARE(table->rowCount(), 24);
        QPushButton *trust = Desk::button(dialog, u"Trust"_s);
        QVERIFY(!trust->isEnabled()); // nothing is chosen at first
        Desk::button(dialog, u"Choose all"_s)->click();
        table->item(3, 0)->setCheckState(Qt::Unchecked);
        trust->click();
        QCOMPARE(desk.engine.answers.size(), std::size_t{23});
        QVERIFY(std::ranges::all_of(desk.engine.answers, [](const auto &answer) { return answer.second.accepted; }));
        QCOMPARE(table->rowCount(), 1);
        QCOMPARE(desk.window.questions()->count(), std::size_t{1});
        desk.engine.withdraw(4);
        QTRY_VERIFY(!desk.dialog<HostKeysDialog>());
    }

    void aPasswordGoesToTheEngineAndMayBeRemembered()
    {
        Desk desk(exampleFleet(3));
        desk.engine.ask(question(9, fleet::Question::Kind::Password, "pi-2"));
        desk.window.questions()->open("pi-2");
        auto *dialog = desk.dialog<SecretDialog>();
        auto *field = dialog->findChild<QLineEdit *>();
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        dialog->findChild<QCheckBox *>()->setChecked(true);
        QTest::keyClicks(field, u"s3cret"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(desk.engine.answers.size(), std::size_t{1});
        const fleet::Answer &answer = desk.engine.answers[0].second;
        QVERIFY(answer.accepted && answer.remember);
        QCOMPARE(answer.secrets.at(0).reveal(), std::string("s3cret"));
        QTRY_VERIFY(!desk.dialog<SecretDialog>());
    }

    void eachPromptOfAServerGetsItsOwnAnswer()
    {
        Desk desk(exampleFleet(3));
        fleet::Question asked = question(5, fleet::Question::Kind::KeyboardInteractive, "pi-2");
        asked.prompts = {{"Password:", false}, {"Code:", true}};
        desk.engine.ask(asked);
        desk.window.questions()->open();
        auto *dialog = desk.dialog<SecretDialog>();
        const auto fields = dialog->findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields[1]->echoMode(), QLineEdit::Normal);
        fields[0]->setText(u"a"_s);
        fields[1]->setText(u"123456"_s);
        Desk::button(dialog, u"Continue"_s)->click();
        QCOMPARE(desk.engine.answers.at(0).second.secrets.size(), std::size_t{2});
        QCOMPARE(desk.engine.answers.at(0).second.secrets.at(1).reveal(), std::string("123456"));
    }

    void closingAQuestionMeansNo()
    {
        Desk desk(exampleFleet(3));
        desk.engine.ask(question(5, fleet::Question::Kind::Passphrase, "pi-2"));
        desk.window.questions()->open();
        QTest::keyClick(desk.dialog<SecretDialog>(), Qt::Key_Escape);
        QCOMPARE(desk.engine.answers.size(), std::size_t{1});
        QVERIFY(!desk.engine.answers[0].second.accepted);
        QVERIFY(desk.engine.answers[0].second.secrets.empty());
    }

    void whatAPiAsksAfterReconnectOpensByItself()
    {
        Desk desk(exampleFleet(3));
        desk.window.actionsOnDevices()->reconnect({"pi-2"});
        desk.engine.ask(question(5, fleet::Question::Kind::HostKey, "pi-1")); // unattended
        QVERIFY(!desk.dialog<HostKeysDialog>());
        desk.engine.ask(question(6, fleet::Question::Kind::HostKey, "pi-2"));
        auto *keys = desk.dialog<HostKeysDialog>();
        QVERIFY(keys);
        Desk::button(keys, u"Choose all"_s)->click();
        Desk::button(keys, u"Trust 2 chosen"_s)->click();
        QTRY_VERIFY(!desk.dialog<HostKeysDialog>());
        desk.engine.ask(question(7, fleet::Question::Kind::Password, "pi-2")); // follows from the answer
        auto *password = desk.dialog<SecretDialog>();
        QVERIFY(password);
        QTest::keyClick(password, Qt::Key_Escape);
        QTRY_VERIFY(!desk.dialog<SecretDialog>());
        desk.engine.ask(question(8, fleet::Question::Kind::Password, "pi-2")); // the person does not want it now
        QVERIFY(!desk.dialog<SecretDialog>());
    }

    void anAddressIsCheckedWhileItIsTyped()
    {
        Desk desk(exampleFleet(2));
        desk.action(u"Add a Pi…"_s)->trigger();
        auto *dialog = desk.dialog<DeviceDialog>();
        QVERIFY(dialog);
        QPushButton *add = Desk::button(dialog, u"Add"_s);
        auto *address = dialog->findChild<QLineEdit *>();
        QVERIFY(!add->isEnabled());
        address->setText(u"pi@bad host"_s);
        QVERIFY(!add->isEnabled());
        address->setText(u"pi@attic:2222"_s);
        QVERIFY(add->isEnabled());
        add->click();
        QCOMPARE(desk.engine.saves.size(), std::size_t{1});
        const DeviceConfig &saved = desk.engine.saves[0].at(0);
        QVERIFY(saved.id.empty());
        QCOMPARE(saved.endpoint, (SshEndpoint{"pi", "attic", 2222}));
        QCOMPARE(saved.name, std::string("attic"));
        QTRY_VERIFY(!desk.dialog<DeviceDialog>());
        QTRY_COMPARE(desk.table->model()->rowCount(), 3);
    }

    void aRefusedEntryStaysOpenAndSaysWhy()
    {
        Desk desk(exampleFleet(2));
        desk.engine.failSavesWith({ErrorKind::Conflict, "another device has the name attic", {}});
        desk.window.actionsOnDevices()->add();
        auto *dialog = desk.dialog<DeviceDialog>();
        dialog->findChild<QLineEdit *>()->setText(u"attic"_s);
        Desk::button(dialog, u"Add"_s)->click();
        const auto told = [&] {
            for (const QLabel *label : dialog->findChildren<QLabel *>()) {
                if (label->text().contains(u"another device has the name attic"_s))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(told());
        QVERIFY(Desk::button(dialog, u"Add"_s)->isEnabled());
        dialog->close();
    }

    void editingKeepsWhatTheFormDoesNotShow()
    {
        std::vector<DeviceState> fleet = exampleFleet(2);
        fleet[1].config.ups = {{.nutName = "a"}, {.nutName = "b"}};
        fleet[1].config.jumps = {{"ops", "gate", 22}};
        Desk desk(std::move(fleet));
        desk.window.actionsOnDevices()->edit("pi-1");
        auto *dialog = desk.dialog<DeviceDialog>();
        Desk::button(dialog, u"Save"_s)->click();
        DeviceConfig expected = exampleFleet(2)[1].config;
        expected.ups = {{.nutName = "a"}, {.nutName = "b"}};
        expected.jumps = {{"ops", "gate", 22}};
        QCOMPARE(desk.engine.saves.at(0).at(0), expected);
        QTRY_VERIFY(!desk.dialog<DeviceDialog>());
    }

    void importingShowsWhatWasFoundBeforeAnythingIsAdded()
    {
        Desk desk(exampleFleet(3));
        QFile config(desk.folder.filePath(u"config"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("Host attic\n  HostName 10.0.4.11\n  User pi\nHost known\n  HostName 192.168.1.21\n  User pi\n");
        config.close();
        desk.window.actionsOnDevices()->importSshConfig(config.fileName());
        QTRY_VERIFY(desk.dialog<ImportDialog>());
        auto *dialog = desk.dialog<ImportDialog>();
        auto *table = dialog->findChild<QTableWidget *>();
        QCOMPARE(table->item(0, 0)->checkState(), Qt::Checked);
        QCOMPARE(table->item(1, 0)->checkState(), Qt::Unchecked); // in the fleet already
        QVERIFY(desk.engine.saves.empty());
        Desk::button(dialog, u"Import 1"_s)->click();
        QCOMPARE(desk.engine.saves.at(0).size(), std::size_t{1});
        QCOMPARE(desk.engine.saves[0][0].endpoint.host, std::string("10.0.4.11"));
        QTRY_VERIFY(!desk.dialog<ImportDialog>());
    }

    void removingNamesThePiAndAsksFirst()
    {
        Desk desk(exampleFleet(3));
        desk.window.fleetPage()->selectDevice("pi-1");
        desk.action(u"Remove…"_s)->trigger();
        auto *dialog = desk.dialog<ConfirmDialog>();
        QVERIFY(dialog->windowTitle().contains(u"camera-01"_s));
        QTest::keyClick(dialog, Qt::Key_Return); // Enter is the safe choice
        QVERIFY(desk.engine.removals.empty());
        QTRY_VERIFY(!desk.dialog<ConfirmDialog>());
        desk.action(u"Remove…"_s)->trigger();
        Desk::button(desk.dialog<ConfirmDialog>(), u"Remove"_s)->click();
        QCOMPARE(desk.engine.removals, std::vector<DeviceId>{"pi-1"});
        QCOMPARE(desk.table->model()->rowCount(), 2);
    }

    void rebootingAsksAndTellsItsResult()
    {
        Desk desk(exampleFleet(3));
        desk.engine.setActionResult(fleet::ActionResult{false, 1, "sudo: a password is required"});
        desk.window.actionsOnDevices()->reboot("pi-1");
        QVERIFY(desk.engine.actions.empty());
        Desk::button(desk.dialog<ConfirmDialog>(), u"Reboot"_s)->click();
        QCOMPARE(desk.engine.actions.size(), std::size_t{1});
        QCOMPARE(desk.engine.actions[0].second.kind, Action::Kind::Reboot);
        QTRY_VERIFY(desk.notices().contains(u"camera-01: the action failed with status 1"_s));
        const Notice *notice = desk.window.findChild<Notice *>();
        QCOMPARE(notice->detail(), u"sudo: a password is required"_s);
    }

    void failedServicesAreOfferedForRestart()
    {
        Desk desk(exampleFleet(24));
        desk.window.actionsOnDevices()->restartService("pi-17");
        auto *dialog = desk.dialog<ServiceDialog>();
        auto *unit = dialog->findChild<QComboBox *>();
        QCOMPARE(unit->currentText(), u"label-printer.service"_s);
        unit->setCurrentText(u"x; rm -rf /"_s);
        QVERIFY(!Desk::button(dialog, u"Restart"_s)->isEnabled());
        unit->setCurrentText(u"nginx"_s);
        Desk::button(dialog, u"Restart"_s)->click();
        QCOMPARE(desk.engine.actions.at(0).second.unit, std::string("nginx.service"));
        QTRY_VERIFY(!desk.notices().isEmpty());
    }

    void aChangedHostKeyIsReplacedOnlyByTypingItsEnd()
    {
        Desk desk(exampleFleet(24));
        desk.window.openDevice("pi-15");
        QVERIFY(!desk.window.findChild<ConnectionNotice *>()->isVisible()); // the page tells it, and once is enough
        desk.action(u"Review the changed host key…"_s)->trigger();
        auto *dialog = desk.dialog<HostKeyDialog>();
        QPushButton *replace = Desk::button(dialog, u"Replace key"_s);
        QVERIFY(!replace->isEnabled());
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"VtR0"_s); // the end of the old one
        QVERIFY(!replace->isEnabled());
        dialog->findChild<QLineEdit *>()->clear();
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"3A4B"_s);
        QVERIFY(replace->isEnabled());
        replace->click();
        QCOMPARE(desk.engine.replacedKeys.at(0).first, DeviceId("pi-15"));
        QCOMPARE(desk.engine.replacedKeys.at(0).second,
                 std::string("SHA256:0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3A4B"));
        QTRY_VERIFY(!desk.dialog<HostKeyDialog>());
    }

    void historyThatCannotBeWrittenIsToldAndTakenBack()
    {
        Desk desk(exampleFleet(3));
        history::StoreState state;
        state.mode = history::StoreState::Mode::Buffering;
        state.problem = "the disk is full";
        desk.engine.setHistoryState(state);
        QVERIFY(desk.notices().contains(u"History cannot be written; readings wait in memory"_s));
        desk.engine.setHistoryState({});
        QVERIFY(desk.notices().isEmpty());
    }

    void reconnectReachesEverySelectedPi()
    {
        Desk desk(exampleFleet(5));
        desk.table->selectAll();
        desk.action(u"Reconnect now"_s)->trigger();
        QCOMPARE(desk.engine.reconnects.size(), std::size_t{5});
    }

    void aFewLettersJumpToAPi()
    {
        Desk desk(exampleFleet(24));
        desk.action(u"Jump to a Pi…"_s)->trigger();
        auto *jump = desk.dialog<QuickOpen>();
        auto *text = jump->findChild<QLineEdit *>();
        QTest::keyClicks(text, u"kiosk"_s);
        QCOMPARE(jump->findChild<QListWidget *>()->count(), 3);
        QTest::keyClick(text, Qt::Key_Down);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(desk.window.windowTitle().startsWith(u"kiosk-02"_s));
    }

    void appearanceFollowsTheMenuAndIsRemembered()
    {
        Desk desk(exampleFleet(3));
        QVERIFY(!Desk::theme().isDark());
        desk.action(u"Dark"_s)->trigger();
        QVERIFY(Desk::theme().isDark());
        QTRY_COMPARE(desk.window.palette().color(QPalette::Window), Desk::theme().colours().window);
        QCOMPARE(desk.settings.value(u"window/appearance"_s).toInt(), static_cast<int>(Theme::Mode::Dark));
        desk.action(u"Light"_s)->trigger();
        QVERIFY(!Desk::theme().isDark());
        desk.action(u"As the system"_s)->trigger();
    }

    void everyControlHasAnAccessibleName()
    {
        Desk desk(exampleFleet(3));
        for (const QAbstractButton *button : desk.window.findChildren<QAbstractButton *>()) {
            const bool internal = button->parent()->inherits("QLineEdit") || button->objectName().startsWith(u"qt_"_s)
                                  || button->inherits("QTableCornerButton");
            QVERIFY2(internal || !button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     button->metaObject()->className());
        }
        for (const QLineEdit *field : desk.window.findChildren<QLineEdit *>())
            QVERIFY2(!field->accessibleName().isEmpty() || field->parent()->inherits("QComboBox"),
                     qPrintable(field->placeholderText()));
        for (const QComboBox *box : desk.window.findChildren<QComboBox *>())
            QVERIFY(!box->accessibleName().isEmpty());
    }

    void textColoursStandOut_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    /// Contrast as WCAG 2 defines it.
    void textColoursStandOut()
    {
        QFETCH(bool, dark);
        Theme &theme = Desk::theme();
        theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        const Colours c = theme.colours();
        theme.setMode(Theme::Mode::System);
        const auto luminance = [](const QColor &colour) {
            const auto channel = [](float v) {
                return v <= 0.03928F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F);
            };
            return 0.2126F * channel(colour.redF()) + 0.7152F * channel(colour.greenF())
                   + 0.0722F * channel(colour.blueF());
        };
        const auto contrast = [&](const QColor &a, const QColor &b) {
            const float la = luminance(a);
            const float lb = luminance(b);
            return (std::max(la, lb) + 0.05F) / (std::min(la, lb) + 0.05F);
        };
        for (const QColor &text :
             {c.text, c.textSecondary, c.textMuted, c.ok, c.attention, c.critical, c.unknown, c.accent}) {
            for (const QColor &ground : {c.window, c.surface, c.hover, c.selected})
                QVERIFY2(contrast(text, ground) >= 4.5F, qPrintable(text.name() + u" on "_s + ground.name()));
        }
        for (const auto &[text, soft] : {std::pair(c.ok, c.okSoft), std::pair(c.attention, c.attentionSoft),
                                         std::pair(c.critical, c.criticalSoft), std::pair(c.unknown, c.unknownSoft),
                                         std::pair(c.accent, c.accentSoft), std::pair(c.accentText, c.accent)})
            QVERIFY2(contrast(text, soft) >= 4.5F, qPrintable(text.name() + u" on "_s + soft.name()));
    }
};

QTEST_MAIN(DesktopTest)
#include "DesktopTest.moc"
