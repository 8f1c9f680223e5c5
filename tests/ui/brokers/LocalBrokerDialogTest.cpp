// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/LocalBrokerDialog.h"
#include "tests/support/FakeEngine.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

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

QPushButton *button(const QDialog &dialog, const QString &name)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->text() == name || button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

bool says(const QDialog &dialog, const QString &part)
{
    const auto labels = dialog.findChildren<QLabel *>();
    return std::ranges::any_of(labels,
                               [&](const QLabel *label) { return label->isVisible() && label->text().contains(part); });
}

} // namespace

class LocalBrokerDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void thePortIsAskedForAndTheBrokerSetUp()
    {
        FakeEngine engine;
        LocalBrokerDialog dialog(engine, theme());
        const QSignalSpy setUp(&dialog, &LocalBrokerDialog::setUp);
        dialog.show();
        dialog.findChild<QSpinBox *>()->setValue(18883);
        button(dialog, u"Run it"_s)->click();
        QTRY_COMPARE(setUp.size(), 1);
        QCOMPARE(engine.localBrokers, std::vector<std::uint16_t>{18883});
        QVERIFY(!dialog.isVisible());
    }
    void whyItCannotBeIsSaidAndItCanBeTriedAgain()
    {
        FakeEngine engine;
        engine.failSavesWith({ErrorKind::NotFound, "mosquitto is not installed: sudo apt install mosquitto", {}});
        LocalBrokerDialog dialog(engine, theme());
        dialog.show();
        button(dialog, u"Run it"_s)->click();
        QTRY_VERIFY(says(dialog, u"sudo apt install mosquitto"_s));
        QVERIFY(dialog.isVisible());
        QVERIFY(button(dialog, u"Run it"_s)->isEnabled());
    }
    void eachAccountsPasswordCanBeCopiedAndIsNotShown()
    {
        FakeEngine engine;
        BrokerConfig broker;
        broker.port = 8883;
        broker.caFile = "/home/jo/.local/share/piuptime/broker/ca.pem";
        AccountsDialog dialog(engine, theme(), broker);
        dialog.show();
        QTRY_VERIFY(button(dialog, u"Copy the password of agents"_s));
        QVERIFY(says(dialog, u"broker/ca.pem"_s));
        QVERIFY(!says(dialog, u"h7TzLm"_s));
        button(dialog, u"Copy the password of agents"_s)->click();
        QCOMPARE(QApplication::clipboard()->text(), u"h7TzLm"_s);
    }
};

QTEST_MAIN(LocalBrokerDialogTest)
#include "LocalBrokerDialogTest.moc"
