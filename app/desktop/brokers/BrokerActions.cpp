// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BrokerActions.h"

#include "app/desktop/brokers/BrokerDialog.h"
#include "app/desktop/brokers/CommandKeyDialog.h"
#include "app/desktop/brokers/LocalBrokerDialog.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

BrokerActions::BrokerActions(fleet::Engine &engine, const Theme &theme, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_theme(theme)
    , m_window(window)
{
}

void BrokerActions::add()
{
    auto *dialog = new BrokerDialog(m_theme, BrokerConfig{}, m_engine.brokers(), m_window);
    connect(dialog, &BrokerDialog::submitted, this,
            [this, dialog](const BrokerConfig &broker, const std::optional<Secret> &password) {
                put(broker, {}, password, dialog);
            });
    open(dialog);
}

void BrokerActions::edit(const std::string &name)
{
    std::vector<BrokerConfig> others = m_engine.brokers();
    const auto found = std::ranges::find(others, name, &BrokerConfig::name);
    if (found == others.end())
        return;
    if (found->isOurs)
        return showAccounts(name); // the console knows how to reach it; there is nothing to be told
    const BrokerConfig broker = *found;
    others.erase(found);
    auto *dialog = new BrokerDialog(m_theme, broker, std::move(others), m_window);
    connect(dialog, &BrokerDialog::submitted, this,
            [this, dialog, name](const BrokerConfig &changed, const std::optional<Secret> &password) {
                put(changed, name, password, dialog);
            });
    open(dialog);
}

void BrokerActions::put(const BrokerConfig &broker, const std::string &replaced, const std::optional<Secret> &password,
                        Sheet *sheet)
{
    std::vector<BrokerConfig> brokers = m_engine.brokers();
    const auto place = std::ranges::find(brokers, replaced, &BrokerConfig::name);
    const bool isNew = place == brokers.end();
    if (isNew)
        brokers.push_back(broker);
    else
        *place = broker;
    std::map<std::string, Secret> passwords;
    if (password)
        passwords.emplace(broker.name, *password);
    const QPointer<Sheet> open = sheet;
    whenDone(m_engine.saveBrokers(std::move(brokers), std::move(passwords)), this,
             [this, open, isNew, name = broker.name](const Result<void> &saved) {
                 if (!saved && open)
                     return open->showProblem(Texts::error(saved.error()));
                 if (!saved)
                     return emit noticed(HealthLevel::Critical, tr("The broker could not be saved"),
                                         Texts::error(saved.error()));
                 if (open)
                     open->accept();
                 if (isNew)
                     emit added(name);
             });
}

void BrokerActions::remove(const std::string &name)
{
    QString text = tr("It is no longer listened to. Pis that report over it stay in the fleet with their history, and "
                      "go silent unless they are reached in another way.");
    const std::vector<Binding> bindings = m_engine.bindings();
    if (std::ranges::find(bindings, name, &Binding::broker) != bindings.end())
        text += u' ' + tr("What is bound by hand of its topics is forgotten.");
    auto *dialog =
        new ConfirmDialog(m_theme, tr("Remove the broker %1?").arg(shown(name, 256)), text, tr("Remove"), m_window);
    connect(dialog, &QDialog::accepted, this, [this, name] {
        std::vector<BrokerConfig> brokers = m_engine.brokers();
        std::erase_if(brokers, [&](const BrokerConfig &broker) { return broker.name == name; });
        whenDone(m_engine.saveBrokers(std::move(brokers), {}), this, [this](const Result<void> &saved) {
            if (!saved)
                emit noticed(HealthLevel::Critical, tr("The broker could not be removed"), Texts::error(saved.error()));
        });
    });
    open(dialog);
}

void BrokerActions::runHere()
{
    auto *dialog = new LocalBrokerDialog(m_engine, m_theme, m_window);
    connect(dialog, &LocalBrokerDialog::setUp, this, &BrokerActions::added);
    open(dialog);
}

void BrokerActions::showAccounts(const std::string &name)
{
    const std::vector<BrokerConfig> brokers = m_engine.brokers();
    const auto broker = std::ranges::find(brokers, name, &BrokerConfig::name);
    if (broker != brokers.end() && broker->isOurs)
        open(new AccountsDialog(m_engine, m_theme, *broker, m_window));
}

void BrokerActions::showCommandKey()
{
    open(new CommandKeyDialog(m_engine, m_theme, m_window));
}

void BrokerActions::open(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace piuptime::desktop
