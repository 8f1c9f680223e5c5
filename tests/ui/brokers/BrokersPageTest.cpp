// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BrokersPage.h"
#include "app/desktop/ConnectionNotice.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/QuestionCentre.h"
#include "app/desktop/brokers/BindingDialog.h"
#include "app/desktop/brokers/BindingsView.h"
#include "app/desktop/brokers/BrokerActions.h"
#include "app/desktop/brokers/BrokerDialog.h"
#include "app/desktop/brokers/BrokerList.h"
#include "app/desktop/brokers/CommandKeyDialog.h"
#include "app/desktop/brokers/TrafficView.h"
#include "app/desktop/device/DevicePage.h"
#include "app/desktop/dialogs/AttachDialog.h"
#include "app/desktop/dialogs/CadenceDialog.h"
#include "app/desktop/dialogs/DeviceDialog.h"
#include "app/desktop/dialogs/SameDeviceDialog.h"
#include "app/desktop/widgets/Notice.h"
#include "tests/support/FakeEngine.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollBar>
#include <QSettings>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::testsupport;

namespace {

constexpr auto kReporter = "agent 10000000abcd";

DeviceState reportingPi(const DeviceId &id, const std::string &reporter)
{
    DeviceState state = examplePi(id, "greenhouse");
    state.config.source = DeviceConfig::Source::Mqtt;
    state.config.endpoint = {};
    state.config.reporter = reporter;
    return state;
}

BrokerConfig broker(const std::string &name)
{
    BrokerConfig config;
    config.name = name;
    config.host = name + ".example";
    return config;
}

BrokerState stateOf(const std::string &name, BrokerState::Connection connection)
{
    BrokerState state;
    state.name = name;
    state.connection = connection;
    if (connection == BrokerState::Connection::Waiting) {
        state.error = Error{ErrorKind::Unreachable, "connection refused", {}};
        state.nextAttemptAt = SystemClock().utcNow() + std::chrono::seconds(90);
    }
    return state;
}

BrokerTraffic busyBroker()
{
    BrokerTraffic traffic;
    for (int i = 0; i < 60; ++i) {
        TopicTraffic topic;
        topic.topic = "site/pi-" + std::to_string(i);
        topic.format = i % 2 == 0 ? "telegraf" : "";
        topic.sample = "cpu usage_idle=" + std::to_string(i);
        topic.messages = static_cast<std::uint64_t>(1000 - i);
        topic.at = SystemClock().utcNow();
        traffic.topics.push_back(topic);
    }
    traffic.topics[3].problem = "not line protocol";
    traffic.messages = 60'000;
    traffic.left = 17;
    return traffic;
}

/// A window on a small fleet, with two brokers: one is connected, one is not.
struct Desk {
    explicit Desk(std::vector<DeviceState> fleet = exampleFleet(3))
        : settings(folder.filePath(u"ui.ini"_s), QSettings::IniFormat)
        , engine(std::move(fleet))
        , window(engine, theme(), settings, clock)
    {
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
    }

    void configure()
    {
        using Connection = BrokerState::Connection;
        engine.setTraffic(busyBroker());
        engine.setBrokers({broker("attic"), broker("cellar")},
                          {stateOf("attic", Connection::Connected), stateOf("cellar", Connection::Waiting)});
    }
    static Theme &theme()
    {
        static Theme theme;
        [[maybe_unused]] static const bool installed = (theme.install(), true);
        return theme;
    }
    [[nodiscard]] BrokersPage *page() const { return window.brokersPage(); }
    [[nodiscard]] QTableView *table() const { return page()->traffic()->table(); }
    template <class T>
    [[nodiscard]] T *dialog() const
    {
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<T *>(top); found && top->isVisible())
                return found;
        }
        return nullptr;
    }
    template <class T = QPushButton>
    static T *button(const QWidget *in, const QString &text)
    {
        for (T *button : in->findChildren<T *>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    static QLineEdit *field(const QWidget *in, const QString &name)
    {
        for (QLineEdit *edit : in->findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == name)
                return edit;
        }
        return nullptr;
    }
    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->text().remove(u'&') == text)
                return action;
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
    [[nodiscard]] QToolButton *closingCross() const
    {
        for (QToolButton *cross : window.findChildren<QToolButton *>()) {
            if (cross->accessibleName() == u"Close this notice"_s)
                return cross;
        }
        return nullptr;
    }
    [[nodiscard]] bool says(const QWidget *in, const QString &text) const
    {
        return std::ranges::any_of(in->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }

    QTemporaryDir folder;
    SystemClock clock;
    QSettings settings;
    FakeEngine engine;
    MainWindow window;
};

} // namespace

class BrokersPageTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void cleanup()
    {
        for (QWidget *top : QApplication::topLevelWidgets())
            QVERIFY2(!top->isVisible(), top->metaObject()->className());
    }

    void withoutABrokerThePageSaysWhatOneIsGoodFor()
    {
        Desk desk;
        desk.action(u"MQTT brokers"_s)->trigger();
        QVERIFY(desk.page()->isVisible());
        QVERIFY(desk.says(desk.page(), u"piuptime-agent"_s));
        Desk::button(desk.page(), u"Add a broker…"_s)->click();
        QVERIFY(desk.dialog<BrokerDialog>());
        desk.dialog<BrokerDialog>()->close();
    }

    void aTopicThatNobodyKnowsIsGivenAMeaningAndShownBeforeItIsSaved()
    {
        Desk desk;
        desk.configure();
        desk.engine.setFollowed(TopicMessage{R"({"air":{"t":21.4,"h":40}})", false, desk.clock.utcNow(), 1});
        desk.window.showBrokers("attic");
        QTRY_VERIFY(desk.table()->model()->rowCount() > 1);
        QPushButton *use = nullptr;
        desk.table()->selectRow(0); // telegraf reads that one
        QVERIFY(!Desk::button(desk.page(), u"Use this topic…"_s));
        desk.table()->selectRow(1);
        QTRY_VERIFY((use = Desk::button(desk.page(), u"Use this topic…"_s)) != nullptr);
        use->click();
        auto *dialog = desk.dialog<BindingDialog>();
        QVERIFY(dialog);
        QTRY_COMPARE(desk.engine.follows.back(), (std::pair<std::string, std::string>("attic", "site/pi-1")));
        auto *values = dialog->findChild<QTreeWidget *>();
        QTRY_COMPARE(values->topLevelItemCount(), 2);
        QVERIFY(values->currentItem()); // the first number, unless somebody chooses another one
        values->setCurrentItem(values->findItems(u"air.h"_s, Qt::MatchExactly).value(0));
        QVERIFY(dialog->findChild<QLabel *>(u"preview"_s)->text().startsWith(u"40.0\u00a0°C, "_s));
        values->setCurrentItem(values->findItems(u"air.t"_s, Qt::MatchExactly).value(0));
        QLabel *preview = dialog->findChild<QLabel *>(u"preview"_s);
        QVERIFY2(preview->text().startsWith(u"21.4\u00a0°C, "_s), qPrintable(preview->text()));
        desk.engine.setFollowed(TopicMessage{R"({"air":{"t":70,"h":40}})", false, desk.clock.utcNow(), 2});
        QTRY_VERIFY(preview->text().startsWith(u"70.0\u00a0°C, "_s)); // as it comes
        Desk::field(dialog, u"Scale"_s)->setFocus();
        Desk::field(dialog, u"Scale"_s)->selectAll();
        QTest::keyClicks(Desk::field(dialog, u"Scale"_s), u"0.5"_s);
        QVERIFY(preview->text().startsWith(u"35.0\u00a0°C, "_s));
        QTest::keyClick(Desk::field(dialog, u"Scale"_s), Qt::Key_Backspace, Qt::ControlModifier);
        auto *device = dialog->findChildren<QComboBox *>().back();
        for (QComboBox *box : dialog->findChildren<QComboBox *>())
            device = box->isEditable() ? box : device;
        device->setEditText(u"Shed"_s);
        QVERIFY(desk.says(dialog, u"Makes the new sensor Shed."_s));
        Desk::field(dialog, u"Scale"_s)->setText(u"1"_s);
        device->setEditText(u"Greenhouse"_s);
        Desk::button(dialog, u"Use it"_s)->click();
        QTRY_VERIFY(!desk.dialog<BindingDialog>());
        const Binding saved = desk.engine.bindings().at(0);
        QCOMPARE(saved.topic, std::string("site/pi-1"));
        QCOMPARE(saved.path, std::string("air.t"));
        QCOMPARE(saved.device, std::string("Greenhouse"));
        QCOMPARE(saved.broker, std::string("attic"));
        QCOMPARE(saved.kind, DeviceConfig::Kind::Sensor);
        QCOMPARE(saved.scale, 1.);
    }

    void aValueThatIsNoneIsToldAndAFailureKeepsTheDialogOpen()
    {
        Desk desk;
        desk.configure();
        desk.engine.setFollowed(TopicMessage{"lovely", false, desk.clock.utcNow(), 1});
        desk.window.showBrokers("attic");
        QTRY_VERIFY(desk.table()->model()->rowCount() > 1);
        desk.table()->selectRow(1);
        QTest::keyClick(desk.table(), Qt::Key_Return); // no pointer needed
        auto *dialog = desk.dialog<BindingDialog>();
        QVERIFY(dialog);
        QTRY_COMPARE(dialog->findChild<QLabel *>(u"preview"_s)->text(), u"What stands there is no number"_s);
        desk.engine.failSavesWith({ErrorKind::Conflict, "somebody changed the file", {}});
        Desk::button(dialog, u"Use it"_s)->click();
        QTRY_VERIFY(desk.says(dialog, u"somebody changed the file"_s));
        QVERIFY(dialog->isVisible());
        desk.engine.setFollowed(tl::unexpected(Error{ErrorKind::NotFound, "there is no such broker", {}}));
        QTRY_VERIFY(dialog->findChild<QLabel *>(u"preview"_s)->text().contains(u"no such broker"_s));
        dialog->close();
    }

    void whatIsBoundByHandIsEditedAndRemoved()
    {
        Desk desk;
        desk.configure();
        Binding binding;
        binding.topic = "site/pi-1";
        binding.metric = Metric::ContactOpen;
        binding.device = "Shed";
        binding.broker = "attic";
        desk.engine.setBindings({binding});
        desk.window.showBrokers("attic");
        auto *tabs = desk.page()->findChild<QTabBar *>();
        QCOMPARE(tabs->tabText(1), u"Bound by hand (1)"_s);
        tabs->setCurrentIndex(1);
        QTableView *table = desk.page()->bindings()->table();
        QTRY_VERIFY(table->isVisible());
        table->selectRow(0);
        Desk::button(desk.page()->bindings(), u"Edit…"_s)->click();
        auto *dialog = desk.dialog<BindingDialog>();
        QVERIFY(dialog);
        Desk::field(dialog, u"Name of the value"_s)->setText(u"front"_s);
        Desk::button(dialog, u"Save"_s)->click();
        QTRY_VERIFY(!desk.dialog<BindingDialog>());
        QCOMPARE(desk.engine.bindings().size(), std::size_t{1});
        QCOMPARE(desk.engine.bindings().at(0).instance, std::string("front"));
        table->selectRow(0);
        QTest::keyClick(table, Qt::Key_Delete);
        auto *confirm = desk.dialog<ConfirmDialog>();
        QVERIFY(confirm);
        Desk::button(confirm, u"Remove"_s)->click();
        QTRY_VERIFY(desk.engine.bindings().empty());
        QVERIFY(desk.says(desk.page()->bindings(), u"Nothing is bound by hand"_s));
    }

    void aSensorIsAttachedFromItsMenu()
    {
        DeviceState sensor = reportingPi("rack", "tasmota rack");
        sensor.config.kind = DeviceConfig::Kind::Sensor;
        DeviceState pi = examplePi("pi", "kitchen");
        pi.config.site = "Harbour";
        Desk desk({pi, sensor});
        desk.window.openDevice("rack");
        desk.action(u"Attach…"_s)->trigger();
        auto *dialog = desk.dialog<AttachDialog>();
        QVERIFY(dialog);
        Desk::button(dialog, u"Attach"_s)->click();
        QTRY_COMPARE(desk.engine.saves.size(), std::size_t{1});
        QCOMPARE(desk.engine.saves.back().front().attachedTo, DeviceId("pi"));
        QTRY_VERIFY(!desk.dialog<AttachDialog>());
        QTRY_VERIFY(desk.action(u"Detach"_s)->isVisible());
        desk.action(u"Attach…"_s)->trigger();
        Desk::button<QRadioButton>(desk.dialog<AttachDialog>(), u"Around &all Pis of a site:"_s)->click();
        Desk::button(desk.dialog<AttachDialog>(), u"Attach"_s)->click();
        QTRY_COMPARE(desk.engine.saves.size(), std::size_t{2});
        QCOMPARE(desk.engine.saves.back().front().site, std::string("Harbour"));
        QCOMPARE(desk.engine.saves.back().front().attachedTo, DeviceId());
        QTRY_VERIFY(!desk.dialog<AttachDialog>());
        desk.action(u"Detach"_s)->trigger();
        QTRY_COMPARE(desk.engine.saves.size(), std::size_t{3});
        QVERIFY(desk.engine.saves.back().front().site.empty());
        desk.window.openDevice("pi");
        QVERIFY(desk.action(u"Attach a sensor…"_s)->isVisible());
    }

    void aBrokerIsAddedWithItsPasswordApart()
    {
        Desk desk;
        desk.window.showBrokers();
        desk.window.actionsOnBrokers()->add();
        auto *dialog = desk.dialog<BrokerDialog>();
        QPushButton *add = Desk::button(dialog, u"Add"_s);
        QVERIFY(!add->isEnabled());
        QTest::keyClicks(Desk::field(dialog, u"Address"_s), u"broker.example:1999"_s);
        QVERIFY(add->isEnabled());
        QLineEdit *password = Desk::field(dialog, u"Password"_s);
        QVERIFY(!password->isEnabled()); // there is no user yet
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        Desk::field(dialog, u"User"_s)->setText(u"console"_s);
        QVERIFY(desk.says(dialog, u"readable"_s));
        QTest::keyClicks(password, u"s3cret"_s);
        add->click();
        QTRY_VERIFY(!desk.dialog<BrokerDialog>());
        QCOMPARE(desk.engine.brokers().size(), std::size_t{1});
        const BrokerConfig saved = desk.engine.brokers().front();
        QCOMPARE(saved.name, std::string("broker.example"));
        QCOMPARE(saved.port, std::uint16_t{1999});
        QCOMPARE(desk.engine.savedPasswords.at(0).at("broker.example").reveal(), std::string("s3cret"));
        QTRY_COMPARE(desk.page()->list()->current(), std::string("broker.example"));
    }

    void aPasswordThatIsNotTypedStaysAsItWas()
    {
        Desk desk;
        BrokerConfig signedIn = broker("attic");
        signedIn.user = "console";
        desk.engine.setBrokers({signedIn}, {});
        desk.window.actionsOnBrokers()->edit("attic");
        auto *dialog = desk.dialog<BrokerDialog>();
        QCOMPARE(Desk::field(dialog, u"Password"_s)->placeholderText(), u"as before, if left empty"_s);
        Desk::field(dialog, u"Name"_s)->setText(u"loft"_s);
        Desk::button(dialog, u"Save"_s)->click();
        QTRY_VERIFY(!desk.dialog<BrokerDialog>());
        QCOMPARE(desk.engine.brokers().front().name, std::string("loft"));
        QVERIFY(desk.engine.savedPasswords.at(0).empty());
    }

    void aMistakeIsSaidBesideItsField()
    {
        Desk desk;
        desk.configure();
        desk.window.actionsOnBrokers()->add();
        auto *dialog = desk.dialog<BrokerDialog>();
        Desk::field(dialog, u"Address"_s)->setText(u"cellar"_s);
        Desk::field(dialog, u"Name"_s)->setText(u"attic"_s);
        QVERIFY(desk.says(dialog, u"Another broker has this name"_s));
        QCOMPARE(Desk::field(dialog, u"Name"_s)->accessibleDescription(), u"Another broker has this name"_s);
        QVERIFY(!Desk::button(dialog, u"Add"_s)->isEnabled());
        QVERIFY(!Desk::field(dialog, u"Certificate"_s)->isVisible());
        dialog->findChild<QCheckBox *>()->setChecked(true); // TLS
        QVERIFY(Desk::field(dialog, u"Certificate"_s)->isVisible());
        dialog->close();
    }

    void aRefusalKeepsTheFormOpen()
    {
        Desk desk;
        desk.engine.failSavesWith({ErrorKind::Internal, "the keyring is locked", {}});
        desk.window.actionsOnBrokers()->add();
        auto *dialog = desk.dialog<BrokerDialog>();
        Desk::field(dialog, u"Address"_s)->setText(u"attic"_s);
        Desk::button(dialog, u"Add"_s)->click();
        QTRY_VERIFY(desk.says(dialog, u"the keyring is locked"_s));
        QVERIFY(Desk::button(dialog, u"Add"_s)->isEnabled());
        dialog->close();
    }

    void keysEditAndRemoveTheChosenBroker()
    {
        Desk desk;
        desk.configure();
        desk.window.showBrokers();
        BrokerList *list = desk.page()->list();
        QVERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->current(), std::string("cellar"));
        QTest::keyClick(list, Qt::Key_F2);
        QVERIFY(desk.dialog<BrokerDialog>()->windowTitle().contains(u"cellar"_s));
        QTest::keyClick(desk.dialog<BrokerDialog>(), Qt::Key_Escape);
        QTRY_VERIFY(!desk.dialog<BrokerDialog>());
        QTest::keyClick(list, Qt::Key_Delete);
        QTest::keyClick(desk.dialog<ConfirmDialog>(), Qt::Key_Return); // Enter is the safe choice
        QTRY_VERIFY(!desk.dialog<ConfirmDialog>());
        QCOMPARE(desk.engine.brokers().size(), std::size_t{2});
        Desk::button(desk.page(), u"Remove…"_s)->click();
        Desk::button(desk.dialog<ConfirmDialog>(), u"Remove"_s)->click();
        QTRY_COMPARE(desk.engine.brokers().size(), std::size_t{1});
        QCOMPARE(list->current(), std::string("attic"));
    }

    void theListTellsHowEachBrokerStands()
    {
        Desk desk;
        desk.configure();
        desk.window.showBrokers();
        BrokerList *list = desk.page()->list();
        const auto spoken = [&](int row) { return list->item(row)->data(Qt::AccessibleTextRole).toString(); };
        QCOMPARE(spoken(0), u"attic, attic.example, Connected, MQTT 5"_s);
        QVERIFY(spoken(1).startsWith(u"cellar, cellar.example, Not connected, again in"_s));
        list->setCurrentRow(1);
        QVERIFY(desk.says(desk.page(), u"connection refused"_s));
        QVERIFY(desk.says(desk.page(), u"Nothing is heard from this broker"_s));
    }

    void trafficIsAskedForOnlyWhileItIsSeen()
    {
        Desk desk;
        desk.configure();
        QCOMPARE(desk.engine.trafficQueries, std::size_t{0});
        desk.window.showBrokers();
        QTRY_COMPARE(desk.table()->model()->rowCount(), 60);
        QTRY_VERIFY(desk.engine.trafficQueries >= 2); // each second
        desk.window.showFleet();
        QVERIFY(!desk.page()->traffic()->findChild<QTimer *>()->isActive());
    }

    void aRefreshKeepsSelectionAndPlace()
    {
        Desk desk;
        desk.configure();
        desk.window.showBrokers();
        QTRY_COMPARE(desk.table()->model()->rowCount(), 60);
        desk.table()->selectRow(40);
        QCoreApplication::processEvents(); // what is told of it below has taken its room
        const QRect row = desk.table()->visualRect(desk.table()->currentIndex());
        QVERIFY(row.top() >= 0 && row.bottom() <= desk.table()->viewport()->height());
        const QString chosen = desk.table()->currentIndex().siblingAtColumn(0).data().toString();
        const int place = desk.table()->verticalScrollBar()->value();
        QVERIFY(place > 0);
        BrokerTraffic later = busyBroker();
        later.topics[50].messages = 5000; // overtakes all
        desk.engine.setTraffic(later);
        QTRY_COMPARE(desk.table()->model()->index(0, 0).data().toString(), u"site/pi-50"_s);
        QCOMPARE(desk.table()->currentIndex().siblingAtColumn(0).data().toString(), chosen);
        QCOMPARE(desk.table()->verticalScrollBar()->value(), place);
        QVERIFY(desk.says(desk.page(), u"cpu usage_idle=40"_s)); // the whole of it, below
    }

    void whatIsNotShownIsCounted()
    {
        Desk desk;
        desk.configure();
        desk.window.showBrokers();
        QTRY_VERIFY(desk.says(desk.page(), u"60 topic"_s));
        QVERIFY(desk.says(desk.page(), u"17 message(s) of further topics are not shown"_s));
    }

    void aFilterIsEmptiedByEscapeBeforeThePageIsLeft()
    {
        Desk desk;
        desk.configure();
        desk.window.showBrokers();
        QTRY_COMPARE(desk.table()->model()->rowCount(), 60);
        QLineEdit *filter = Desk::field(desk.page(), u"Filter topics"_s);
        filter->setFocus();
        QTest::keyClicks(filter, u"pi-17"_s);
        QCOMPARE(desk.table()->model()->rowCount(), 1);
        QTest::keyClicks(filter, u"zzz"_s);
        QVERIFY(Desk::button(desk.page(), u"Clear the filter"_s));
        QTest::keyClick(filter, Qt::Key_Escape);
        QCOMPARE(desk.table()->model()->rowCount(), 60);
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(desk.table()->hasFocus());
        QTest::keyClick(desk.table(), Qt::Key_Escape);
        QVERIFY(!desk.page()->isVisible());
    }

    void aSurveyCountsDown()
    {
        Desk desk;
        desk.configure();
        desk.window.showBrokers();
        QPushButton *survey = Desk::button(desk.page(), u"Listen to everything for 30 seconds"_s);
        survey->click();
        QCOMPARE(desk.engine.surveys.size(), std::size_t{1});
        QCOMPARE(desk.engine.surveys[0].first, std::string("attic"));
        QVERIFY(!survey->isEnabled());
        QTRY_VERIFY(survey->text().contains(u"28\u00A0s left"_s));
    }

    void aFailureIsSaidAndCanBeTriedAgain()
    {
        Desk desk;
        desk.configure();
        desk.engine.setTraffic(tl::unexpected(Error{ErrorKind::Internal, "no memory", {}}));
        desk.window.showBrokers();
        QTRY_VERIFY(desk.says(desk.page(), u"no memory"_s));
        desk.engine.setTraffic(busyBroker());
        Desk::button(desk.page(), u"Try again"_s)->click();
        QTRY_COMPARE(desk.table()->model()->rowCount(), 60);
    }

    void theCommandKeyIsCopied()
    {
        Desk desk;
        desk.window.actionsOnBrokers()->showCommandKey();
        auto *dialog = desk.dialog<CommandKeyDialog>();
        QVERIFY(desk.says(dialog, u"[commands]"_s));
        QTRY_VERIFY(Desk::button(dialog, u"Copy"_s)->isEnabled());
        Desk::button(dialog, u"Copy"_s)->click();
        QVERIFY(QApplication::clipboard()->text().startsWith(u"MCowBQYDK2Vw"_s));
        dialog->close();
    }

    void aBrokerThatIsNotConnectedIsToldQuietlyUntilItIs()
    {
        Desk desk;
        desk.configure();
        QVERIFY(desk.notices().contains(u"The broker cellar is not connected"_s));
        QTRY_VERIFY(Desk::button(&desk.window, u"Show"_s));
        Desk::button(&desk.window, u"Show"_s)->click();
        QVERIFY(desk.page()->isVisible());
        QCOMPARE(desk.page()->list()->current(), std::string("cellar"));
        QVERIFY(desk.notices().isEmpty()); // it is seen here anyway
        desk.window.showFleet();
        QVERIFY(!desk.notices().isEmpty());
        desk.engine.setBrokers(desk.engine.brokers(), {stateOf("cellar", BrokerState::Connection::Connected)});
        QVERIFY(desk.notices().isEmpty());
    }

    void aClosedNoticeComesBackWhenAnotherBrokerFails()
    {
        using Connection = BrokerState::Connection;
        Desk desk;
        desk.configure();
        desk.closingCross()->click();
        QTRY_VERIFY(desk.notices().isEmpty());
        desk.engine.setBrokers(desk.engine.brokers(), desk.engine.brokerStates());
        QVERIFY(desk.notices().isEmpty());
        desk.engine.setBrokers(desk.engine.brokers(),
                               {stateOf("attic", Connection::Waiting), stateOf("cellar", Connection::Waiting)});
        QCOMPARE(desk.notices().size(), 1);
    }

    void aPiThatReportsByItselfIsNeitherSignedInToNorReconnected()
    {
        Desk desk({reportingPi("pi-a", kReporter)});
        desk.window.openDevice("pi-a");
        const auto *page = desk.window.findChild<DevicePage *>();
        QVERIFY(desk.says(page, u"reports over MQTT as agent 10000000abcd"_s));
        QVERIFY(desk.says(page, u"Reporting"_s));
        QVERIFY(!Desk::button(page, u"Terminal"_s));
        QVERIFY(Desk::button(page, u"Reboot…"_s)->isEnabled());
        QVERIFY(!desk.action(u"Open a terminal"_s)->isEnabled());
        QVERIFY(!desk.action(u"Copy the SSH command"_s)->isEnabled());
        QVERIFY(!desk.action(u"Reconnect now"_s)->isEnabled());
        QVERIFY(desk.action(u"Reboot…"_s)->isEnabled());
    }

    void whatObeysNobodyIsOfferedNoCommands()
    {
        Desk desk({reportingPi("pi-a", "telegraf greenhouse")});
        desk.window.openDevice("pi-a");
        const auto *page = desk.window.findChild<DevicePage *>();
        QVERIFY(!Desk::button(page, u"Reboot…"_s));
        QVERIFY(!Desk::button(page, u"Interval…"_s));
        QVERIFY(!desk.action(u"Reboot…"_s)->isEnabled());
        QVERIFY(!desk.action(u"Measuring interval…"_s)->isVisible());
    }

    void aPiThatHasNotReportedYetWaitsForItsFirstMessage()
    {
        DeviceState waiting = reportingPi("pi-a", kReporter);
        waiting.connection = ConnectionState::Connecting;
        Desk desk({waiting});
        desk.window.openDevice("pi-a");
        QVERIFY(desk.says(desk.window.findChild<DevicePage *>(), u"Waits for its first message"_s));
        waiting.connection = ConnectionState::Waiting;
        waiting.error = Error{ErrorKind::Unreachable, "it has signed off, or its broker lost it", {}};
        desk.engine.set(waiting);
        const auto *page = desk.window.findChild<DevicePage *>();
        QVERIFY(desk.says(page, u"Silent"_s));
        QVERIFY(desk.says(page, u"Shown again with its next message"_s));
        QVERIFY(!desk.says(page, u"SSH"_s));
        QVERIFY(!Desk::button(page, u"Try now"_s));
    }

    void editingItKeepsWhatItReportsAs()
    {
        DeviceState state = reportingPi("pi-a", kReporter);
        state.config.ups = {{.nutName = "ups"}};
        Desk desk({state});
        desk.window.actionsOnDevices()->edit("pi-a");
        auto *dialog = desk.dialog<DeviceDialog>();
        QVERIFY(!Desk::field(dialog, u"Address"_s));
        QVERIFY(!Desk::field(dialog, u"Jump hosts"_s));
        Desk::field(dialog, u"Name"_s)->clear();
        Desk::field(dialog, u"Tags"_s)->setText(u"glass"_s);
        Desk::button(dialog, u"Save"_s)->click();
        DeviceConfig expected = state.config; // a name that was emptied stays as well
        expected.tags = {"glass"};
        QVERIFY(desk.engine.saves.at(0).at(0) == expected);
        QTRY_VERIFY(!desk.dialog<DeviceDialog>());
    }

    void theMeasuringIntervalIsSetAtItsAgent()
    {
        Desk desk({reportingPi("pi-a", kReporter)});
        desk.window.openDevice("pi-a");
        Desk::button(desk.window.findChild<DevicePage *>(), u"Interval…"_s)->click();
        auto *dialog = desk.dialog<CadenceDialog>();
        auto *seconds = dialog->findChild<QSpinBox *>();
        QCOMPARE(seconds->value(), 10);
        seconds->setValue(60);
        Desk::button(dialog, u"Set"_s)->click();
        QCOMPARE(desk.engine.actions.size(), std::size_t{1});
        QVERIFY(desk.engine.actions[0].second == (Action{.kind = Action::Kind::SetCadence, .cadence = Seconds{60}}));
        QTRY_VERIFY(desk.notices().contains(u"greenhouse: It measures every 1\u00A0min now"_s));
    }

    void oneNameMayBeOnePiOrTwo()
    {
        Desk desk;
        fleet::Question question;
        question.kind = fleet::Question::Kind::SameDevice;
        question.device = "pi-1";
        question.deviceName = "greenhouse";
        question.endpoint = {"pi", "192.0.2.7", 22};
        question.identity = kReporter;
        for (const bool same : {true, false}) {
            question.id = same ? 7 : 8;
            desk.engine.ask(question);
            QVERIFY(desk.notices().contains(u"Is greenhouse one Pi or two?"_s));
            desk.window.questions()->open();
            auto *dialog = desk.dialog<SameDeviceDialog>();
            QVERIFY(desk.says(dialog, u"reports over MQTT as agent 10000000abcd, the same Pi as greenhouse at "
                                      "pi@192.0.2.7?"_s));
            QTest::keyClick(dialog, Qt::Key_Escape); // put off, not answered
            QTRY_VERIFY(!desk.dialog<SameDeviceDialog>());
            QCOMPARE(desk.window.questions()->count(), std::size_t{1});
            desk.window.questions()->open();
            Desk::button(desk.dialog<SameDeviceDialog>(), same ? u"The same Pi"_s : u"Two Pis"_s)->click();
            QTRY_VERIFY(!desk.dialog<SameDeviceDialog>());
            QCOMPARE(desk.engine.answers.back().first, question.id);
            QCOMPARE(desk.engine.answers.back().second.accepted, same);
        }
        QCOMPARE(desk.engine.answers.size(), std::size_t{2});
    }

    void everyControlHasAnAccessibleName()
    {
        Desk desk;
        desk.configure();
        desk.window.showBrokers();
        desk.window.actionsOnBrokers()->add();
        auto *dialog = desk.dialog<BrokerDialog>();
        for (const QLineEdit *field : dialog->findChildren<QLineEdit *>() + desk.page()->findChildren<QLineEdit *>())
            QVERIFY2(!field->accessibleName().isEmpty(), qPrintable(field->placeholderText()));
        for (const QAbstractItemView *view : desk.page()->findChildren<QAbstractItemView *>())
            QVERIFY(view->inherits("QHeaderView") || !view->accessibleName().isEmpty());
        dialog->close();
    }
};

QTEST_MAIN(BrokersPageTest)
#include "BrokersPageTest.moc"
