// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/install/InstallDialog.h"
#include "tests/support/FakeEngine.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::testsupport;

namespace {

Theme &theme()
{
    static Theme theme;
    [[maybe_unused]] static const bool installed = (theme.install(), true);
    return theme;
}

std::vector<BrokerConfig> brokers()
{
    BrokerConfig away;
    away.name = "away";
    away.host = "away.example";
    away.tls = true;
    BrokerConfig site = away;
    site.name = "site";
    site.host = "site.example";
    return {away, site};
}

/// The dialog on a Pi, with two brokers of which the second is connected.
struct Scene {
    Scene()
    {
        BrokerState away;
        away.name = "away";
        away.connection = BrokerState::Connection::Waiting;
        BrokerState site;
        site.name = "site";
        site.connection = BrokerState::Connection::Connected;
        engine.setBrokers(brokers(), {away, site});
        dialog = std::make_unique<InstallDialog>(engine, theme(), engine.find("pi")->config);
        dialog->show();
    }

    template <class T>
    [[nodiscard]] T *named(const QString &name) const
    {
        for (T *widget : dialog->findChildren<T *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] QString saidOf(InstallStep step) const
    {
        for (QLabel *label : dialog->findChildren<QLabel *>()) {
            if (label->text() == InstallSteps::words(step) && label->isVisible())
                return label->accessibleName().section(u": "_s, 1);
        }
        return {};
    }
    [[nodiscard]] bool says(const QString &part) const
    {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
    }

    FakeEngine engine{{examplePi("pi", "press 4")}};
    std::unique_ptr<InstallDialog> dialog;
};

} // namespace

class InstallDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void aBrokerThatIsConnectedIsOffered()
    {
        const Scene scene;
        auto *broker = scene.named<QComboBox>(u"Broker"_s);
        QCOMPARE(broker->currentText(), u"site"_s);
        QVERIFY(scene.button(u"Install"_s)->isEnabled());
        broker->setCurrentIndex(0);
        QVERIFY(!scene.button(u"Install"_s)->isEnabled());
        QVERIFY(scene.says(u"not connected to away"_s));
    }
    void withoutABrokerItIsSaidWhereToAddOne()
    {
        FakeEngine engine{{examplePi("pi", "press 4")}};
        InstallDialog dialog(engine, theme(), engine.find("pi")->config);
        dialog.show();
        const auto buttons = dialog.findChildren<QPushButton *>();
        const auto install = std::ranges::find(buttons, u"Install"_s, &QPushButton::text);
        QVERIFY(install != buttons.end() && !(*install)->isEnabled());
    }
    void whatWasTypedIsOrdered()
    {
        Scene scene;
        QVERIFY(!scene.named<QLineEdit>(u"User"_s)->isVisible());
        scene.named<QComboBox>(u"Signs in"_s)->setCurrentIndex(1);
        QVERIFY(!scene.button(u"Install"_s)->isEnabled()); // without a name
        QTest::keyClicks(scene.named<QLineEdit>(u"User"_s), u"press-4"_s);
        QTest::keyClicks(scene.named<QLineEdit>(u"Password"_s), u" s3cret "_s);
        QTest::keyClicks(scene.named<QLineEdit>(u"Its address for the Pi"_s), u"10.0.0.5"_s);
        scene.dialog->findChild<QCheckBox *>()->setChecked(true);
        scene.button(u"Install"_s)->click();
        QCOMPARE(scene.engine.installs.size(), std::size_t(1));
        const auto &[id, order] = scene.engine.installs.front();
        QCOMPARE(id, DeviceId("pi"));
        QCOMPARE(order.broker, std::string("site"));
        QCOMPARE(order.host, std::string("10.0.0.5"));
        QVERIFY(!order.asConsole && order.obeys);
        QCOMPARE(order.user, std::string("press-4"));
        QCOMPARE(order.password.reveal(), std::string(" s3cret "));
    }
    void howItGoesIsShownStepByStep()
    {
        Scene scene;
        scene.button(u"Install"_s)->click();
        scene.engine.advanceInstall({InstallStep::Copying, 250, 1000});
        QTRY_COMPARE(scene.saidOf(InstallStep::Looking), u"done"_s);
        QCOMPARE(scene.saidOf(InstallStep::Copying), u"under way"_s);
        QCOMPARE(scene.saidOf(InstallStep::Installing), u"to come"_s);
        auto *bar = scene.dialog->findChild<QProgressBar *>();
        QCOMPARE(bar->maximum(), 1000);
        QCOMPARE(bar->value(), 250);
        scene.engine.advanceInstall({InstallStep::Installing});
        QCOMPARE(bar->maximum(), 0); // nobody knows how long
        QTest::keyClick(scene.dialog.get(), Qt::Key_Escape);
        QVERIFY(scene.dialog->isVisible()); // a key pressed by mistake ends nothing
        scene.engine.endInstall(InstalledAgent{"10000000abcd", "0.2.0-1", "0.1.0-1"});
        QTRY_VERIFY(scene.says(u"0.2.0-1 runs in place of 0.1.0-1"_s));
        QCOMPARE(scene.saidOf(InstallStep::Listening), u"done"_s);
        scene.button(u"Close"_s)->click();
        QVERIFY(!scene.dialog->isVisible());
    }
    void whatFailedIsSaidAndCanBeTriedAgain()
    {
        Scene scene;
        scene.button(u"Install"_s)->click();
        scene.engine.advanceInstall({InstallStep::Listening});
        scene.engine.advanceInstall({InstallStep::Undoing});
        QTRY_COMPARE(scene.saidOf(InstallStep::Listening), u"failed"_s);
        QCOMPARE(scene.saidOf(InstallStep::Undoing), u"under way"_s);
        scene.engine.endInstall(fail(ErrorKind::Timeout, "<b>nothing</b> arrives; everything is as it was"));
        QTRY_VERIFY(scene.says(u"<b>nothing</b> arrives; everything is as it was"_s));
        scene.button(u"Try again"_s)->click();
        QCOMPARE(scene.engine.installs.size(), std::size_t(2));
        QVERIFY(!scene.says(u"everything is as it was"_s));
    }
    void cancelHasItUndone()
    {
        Scene scene;
        scene.button(u"Install"_s)->click();
        QPushButton *cancel = scene.button(u"Cancel"_s);
        cancel->click();
        QCOMPARE(scene.engine.cancelledInstalls, std::vector<DeviceId>{"pi"});
        QVERIFY(!cancel->isEnabled() && scene.dialog->isVisible());
        scene.engine.endInstall(fail(ErrorKind::Cancelled, "everything is as it was"));
        QTRY_VERIFY(cancel->isEnabled());
    }
};

QTEST_MAIN(InstallDialogTest)
#include "InstallDialogTest.moc"
