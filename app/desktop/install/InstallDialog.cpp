// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/install/InstallDialog.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"
#include "app/presentation/brokers/BrokerDraft.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kWidth = 560;
constexpr int kMaxText = 256;
constexpr int kMaxPassword = 4096;
enum Account : int { AsConsole, Another };

bool isConnected(const fleet::Engine &engine, const BrokerConfig &broker)
{
    const auto states = engine.brokerStates();
    const auto state = std::ranges::find(states, broker.name, &BrokerState::name);
    return state != states.end() && state->connection == BrokerState::Connection::Connected;
}

} // namespace

InstallDialog::InstallDialog(fleet::Engine &engine, const Theme &theme, const DeviceConfig &device, QWidget *parent)
    : Sheet(theme, tr("Install the agent on %1").arg(shown(device.name, 256)), parent)
    , m_engine(engine)
    , m_device(device)
    , m_brokers(engine.brokers())
{
    addText(tr("The agent measures the Pi by itself, also while the network is gone, and reports to a broker of MQTT. "
               "Its package is copied to %1 and installed there. It stays once its first reading has arrived here; "
               "otherwise everything is put back as it was.")
                .arg(Texts::address(device)));
    m_form = makeForm();
    body()->addWidget(m_form);
    m_words = addText({});
    m_cancel = addCancel();
    m_cancel->disconnect(this);
    connect(m_cancel, &QPushButton::clicked, this, &InstallDialog::cancelOrClose);
    m_start = addAction(tr("Install"));
    connect(m_start, &QPushButton::clicked, this, &InstallDialog::start);
    connect(&engine, &fleet::Engine::brokersChanged, this, &InstallDialog::check);
    connect(&engine, &fleet::Engine::installAdvanced, this,
            [this](const DeviceId &id, const InstallProgress &progress) {
                if (m_isRunning && id == m_device.id)
                    m_steps->advance(progress);
            });
    setMinimumWidth(kWidth);
    check();
}

InstallDialog::~InstallDialog()
{
    m_password->setText(QString(m_password->text().size(), u'\0')); // not to stay in the field's buffer
}

QWidget *InstallDialog::makeForm()
{
    auto *form = new QWidget(this);
    m_rows = new QFormLayout(form);
    m_rows->setContentsMargins(0, space::kXs, 0, 0);
    m_rows->setHorizontalSpacing(space::kL);
    m_rows->setVerticalSpacing(space::kS);
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_broker = new QComboBox(form);
    for (const BrokerConfig &broker : m_brokers)
        m_broker->addItem(shown(broker.name, kMaxText));
    // One that answers is the better guess.
    for (std::size_t i = m_brokers.size(); i-- > 0;) {
        if (isConnected(m_engine, m_brokers[i]))
            m_broker->setCurrentIndex(static_cast<int>(i));
    }
    addRow(tr("&Broker"), m_broker, m_rows);
    m_host = new QLineEdit(form);
    m_host->setMaxLength(kMaxText);
    addRow(tr("Its &address for the Pi"), m_host, m_rows);
    m_account = new QComboBox(form);
    m_account->addItems({tr("as this console does"), tr("with a name of its own")});
    addRow(tr("Signs &in"), m_account, m_rows);
    m_user = new QLineEdit(form);
    m_user->setMaxLength(kMaxText);
    addRow(tr("&User"), m_user, m_rows);
    m_password = new QLineEdit(form);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_password->setMaxLength(kMaxPassword);
    addRow(tr("&Password"), m_password, m_rows);
    m_obeys = new QCheckBox(tr("Let this console &restart services, reboot and shut down through it"), form);
    m_rows->addRow(m_obeys);
    for (QComboBox *box : {m_broker, m_account})
        connect(box, &QComboBox::currentIndexChanged, this, &InstallDialog::check);
    connect(m_user, &QLineEdit::textChanged, this, &InstallDialog::check);
    return form;
}

void InstallDialog::addRow(const QString &caption, QWidget *field, QFormLayout *form)
{
    field->setAccessibleName(QString(caption).remove(u'&'));
    auto *label = new QLabel(caption);
    label->setBuddy(field);
    label->setFixedHeight(field->sizeHint().height());
    form->addRow(label, field);
}

const BrokerConfig *InstallDialog::broker() const
{
    const auto index = static_cast<std::size_t>(m_broker->currentIndex());
    return index < m_brokers.size() ? &m_brokers[index] : nullptr;
}

void InstallDialog::check()
{
    if (!m_start || m_isRunning)
        return;
    const BrokerConfig *chosen = broker();
    const bool isOwn = m_account->currentIndex() == Account::Another;
    for (QWidget *field : {static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_password)}) {
        field->setVisible(isOwn);
        m_rows->labelForField(field)->setVisible(isOwn);
    }
    m_host->setPlaceholderText(chosen ? tr("as for this console: %1").arg(brokerAddress(*chosen)) : QString());
    const bool isReachable = chosen && isConnected(m_engine, *chosen);
    const bool isNamed = !isOwn || !m_user->text().trimmed().isEmpty();
    QString words;
    if (!chosen)
        words = tr("There is no broker yet. Add one first, on the page MQTT brokers of the menu File.");
    else if (!isReachable)
        words = tr("This console is not connected to %1, so it could not tell whether the Pi reports there.")
                    .arg(shown(chosen->name, kMaxText));
    else if (!chosen->tls)
        words = tr("This broker is not encrypted: what the Pi reports, and its password, cross the network readable.");
    m_words->setColour(isReachable ? &Colours::attention : &Colours::critical);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_start->setEnabled(isReachable && isNamed);
    fit();
}

AgentInstall InstallDialog::order() const
{
    AgentInstall order;
    order.broker = broker()->name;
    order.host = typed(m_host->text().trimmed());
    order.asConsole = m_account->currentIndex() == Account::AsConsole;
    if (!order.asConsole) {
        order.user = typed(m_user->text().trimmed());
        order.password = Secret(typed(m_password->text()));
    }
    order.obeys = m_obeys->isChecked();
    return order;
}

void InstallDialog::start()
{
    delete m_steps;
    m_steps = new InstallSteps(theme(), this);
    body()->insertWidget(1, m_steps);
    m_form->hide();
    m_words->hide();
    showProblem({});
    m_start->hide();
    m_isRunning = true;
    m_cancel->setText(tr("Cancel"));
    whenDone(m_engine.installAgent(m_device.id, order()), this,
             [this](const Result<InstalledAgent> &installed) { ended(installed); });
    m_cancel->setFocus();
    fit();
}

/// As large as what it shows.
void InstallDialog::fit()
{
    layout()->invalidate();
    layout()->activate();
    adjustSize();
}

void InstallDialog::cancelOrClose()
{
    if (!m_isRunning)
        return QDialog::reject();
    m_cancel->setEnabled(false);
    m_engine.cancelInstall(m_device.id);
}

void InstallDialog::reject()
{
    if (!m_isRunning)
        QDialog::reject();
}

void InstallDialog::ended(const Result<InstalledAgent> &installed)
{
    m_isRunning = false;
    m_cancel->setEnabled(true);
    if (installed) {
        m_steps->finish();
        m_words->setColour(&Colours::ok);
        const bool isOther = !installed->replaced.empty() && installed->replaced != installed->version;
        m_words->setText(
            !isOther ? tr("The agent %1 runs, and its first reading has arrived.").arg(shown(installed->version))
                     : tr("The agent %1 runs in place of %2, and its first reading has arrived.")
                           .arg(shown(installed->version), shown(installed->replaced)));
        m_words->show();
        m_cancel->setText(tr("Close"));
        m_cancel->setDefault(true);
    } else {
        m_steps->fail();
        showProblem(Texts::error(installed.error()));
        m_form->show();
        m_cancel->setText(tr("Close"));
        m_start->setText(tr("Try again"));
        m_start->show();
    }
    fit();
}

} // namespace piuptime::desktop
