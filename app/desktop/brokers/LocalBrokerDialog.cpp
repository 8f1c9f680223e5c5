// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/LocalBrokerDialog.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <QClipboard>
#include <QFormLayout>
#include <QGridLayout>
#include <QGuiApplication>
#include <QSpinBox>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kFirstPort = 1024;
constexpr int kLastPort = 65535;

QString purposeOf(BrokerAccount::Purpose purpose)
{
    switch (purpose) {
    case BrokerAccount::Purpose::Agents:
        return AccountsDialog::tr("Agents of Pi Uptime");
    case BrokerAccount::Purpose::Publishers:
        return AccountsDialog::tr("Other programs, such as Telegraf");
    case BrokerAccount::Purpose::Console:
        break;
    }
    return AccountsDialog::tr("Another console");
}

} // namespace

LocalBrokerDialog::LocalBrokerDialog(fleet::Engine &engine, const Theme &theme, QWidget *parent)
    : Sheet(theme, tr("Run a broker on this computer"), parent)
{
    addText(
        tr("Mosquitto runs while this console runs, and is started again should it end. It is encrypted with a "
           "certificate of its own, lets nobody in without a password, and keeps on disk what clients that are away "
           "have not had yet. Pis must be able to reach this computer on this port:"));
    auto *port = new QSpinBox(this);
    port->setRange(kFirstPort, kLastPort);
    port->setValue(kMqttTlsPort);
    port->setGroupSeparatorShown(false);
    port->setAccessibleName(tr("Port"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Port"), port);
    body()->addLayout(form);
    addCancel();
    QPushButton *run = addAction(tr("Run it"));
    connect(run, &QPushButton::clicked, this, [this, &engine, port, run] {
        run->setEnabled(false);
        const auto number = static_cast<std::uint16_t>(port->value());
        whenDone(engine.setUpLocalBroker(number), this, [this, run](const Result<std::string> &name) {
            run->setEnabled(true);
            if (!name)
                return showProblem(Texts::error(name.error()));
            emit setUp(*name);
            accept();
        });
    });
    port->setFocus();
}

AccountsDialog::AccountsDialog(fleet::Engine &engine, const Theme &theme, const BrokerConfig &broker, QWidget *parent)
    : Sheet(theme, tr("Sign in to the broker on this computer"), parent)
{
    addText(
        tr("At port %1 of this computer, over TLS. Programs must trust the authority in this file; the console gives "
           "it to agents that it installs.")
            .arg(broker.port));
    auto *file = new Label(theme, TextStyle::Mono, &Colours::text, shown(broker.caFile, 1000), this);
    file->setWordWrap(true);
    file->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    file->setAccessibleName(tr("File of the authority"));
    body()->addWidget(file);
    m_accounts = new QVBoxLayout;
    m_accounts->setSpacing(space::kS);
    body()->addLayout(m_accounts);
    addCancel(tr("Close"))->setDefault(true);
    setMinimumWidth(560);
    whenDone(engine.localAccounts(), this, [this](const Result<std::vector<BrokerAccount>> &accounts) {
        if (!accounts)
            return showProblem(Texts::error(accounts.error()));
        list(*accounts);
    });
}

void AccountsDialog::list(const std::vector<BrokerAccount> &accounts)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kL);
    grid->setVerticalSpacing(space::kS);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const BrokerAccount &account : accounts) {
        const QString purpose = purposeOf(account.purpose);
        grid->addWidget(new Label(theme(), TextStyle::Body, &Colours::textSecondary, purpose, this), row, 0);
        grid->addWidget(new Label(theme(), TextStyle::Mono, &Colours::text, shown(account.user), this), row, 1);
        QPushButton *copy = makeButton(tr("Copy the password"), ButtonRole::Normal, this);
        copy->setIcon(theme().icon(Icon::Copy));
        copy->setAccessibleName(tr("Copy the password of %1").arg(shown(account.user)));
        connect(copy, &QPushButton::clicked, this, [copy, password = account.password] {
            QGuiApplication::clipboard()->setText(QString::fromStdString(password.reveal()));
            copy->setText(tr("Copied"));
        });
        grid->addWidget(copy, row++, 2);
    }
    m_accounts->addLayout(grid);
}

} // namespace piuptime::desktop
