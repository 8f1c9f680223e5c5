// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DeviceActions.h"

#include "app/desktop/dialogs/AttachDialog.h"
#include "app/desktop/dialogs/CadenceDialog.h"
#include "app/desktop/dialogs/DeviceDialog.h"
#include "app/desktop/dialogs/HostKeyDialog.h"
#include "app/desktop/dialogs/ImportDialog.h"
#include "app/desktop/dialogs/ServiceDialog.h"
#include "app/desktop/install/InstallDialog.h"
#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/SshCommand.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"
#include "core/ssh/AddressList.h"
#include "core/ssh/SshConfig.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QProcess>
#include <QPromise>
#include <QStandardPaths>
#include <QThreadPool>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

/// The terminal program of this desktop; empty when none is found.
QString findTerminal()
{
    QStringList candidates{qEnvironmentVariable("TERMINAL")};
    candidates.append(knownTerminals());
    for (const QString &candidate : candidates) {
        if (candidate.isEmpty())
            continue;
        if (const QString path = QStandardPaths::findExecutable(candidate); !path.isEmpty())
            return path;
    }
    return {};
}

} // namespace

DeviceActions::DeviceActions(fleet::Engine &engine, const FleetModel &model, const Theme &theme, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_model(model)
    , m_theme(theme)
    , m_window(window)
{
}

void DeviceActions::add()
{
    auto *dialog = new DeviceDialog(m_theme, DeviceConfig{}, m_model.sites(), m_window);
    connect(dialog, &DeviceDialog::submitted, this,
            [this, dialog](const DeviceConfig &config) { save({config}, dialog); });
    show(dialog);
}

void DeviceActions::edit(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row)
        return;
    auto *dialog = new DeviceDialog(m_theme, row->state->config, m_model.sites(), m_window);
    connect(dialog, &DeviceDialog::submitted, this,
            [this, dialog](const DeviceConfig &config) { save({config}, dialog); });
    show(dialog);
}

void DeviceActions::importSshConfig(QString path)
{
    if (path.isEmpty())
        path = QDir::home().filePath(QStringLiteral(".ssh/config"));
    importFrom(path, ssh::importConfig);
}

void DeviceActions::importList()
{
    auto *picker = new QFileDialog(m_window, tr("Import a list of Pis"));
    picker->setFileMode(QFileDialog::ExistingFile);
    connect(picker, &QFileDialog::fileSelected, this,
            [this](const QString &path) { importFrom(path, ssh::readAddressList); });
    show(picker);
}

/// Reads in another thread: a file may lie on a disk that sleeps or a server that is gone.
void DeviceActions::importFrom(const QString &path,
                               std::function<Result<ssh::Imported>(const std::filesystem::path &)> read)
{
    auto promise = std::make_shared<QPromise<Result<ssh::Imported>>>();
    promise->start();
    promise->future().then(this, [this, path](const Result<ssh::Imported> &imported) {
        if (!imported)
            return tellFailure(tr("%1 could not be read").arg(path), imported.error());
        auto *dialog = new ImportDialog(m_theme, m_model, path, *imported, m_window);
        connect(dialog, &ImportDialog::submitted, this,
                [this, dialog](const std::vector<DeviceConfig> &devices) { save(devices, dialog); });
        show(dialog);
    });
    QThreadPool::globalInstance()->start([promise, path, read = std::move(read)] {
        promise->addResult(read(path.toStdString()));
        promise->finish();
    });
}

void DeviceActions::save(std::vector<DeviceConfig> devices, Sheet *sheet)
{
    const auto count = static_cast<int>(devices.size());
    const bool isNew = !devices.empty() && devices.front().id.empty();
    const QPointer<Sheet> open = sheet;
    m_engine.saveDevices(std::move(devices))
        .then(this, [this, open, count, isNew](const Result<std::vector<DeviceId>> &ids) {
            if (!ids)
                return open ? open->showProblem(Texts::error(ids.error()))
                            : tellFailure(tr("The devices could not be saved"), ids.error());
            if (open)
                open->accept();
            emit connectionWanted(*ids);
            if (!isNew)
                return;
            if (count > 1)
                emit noticed(HealthLevel::Ok, tr("%n Pi(s) added", nullptr, count), {});
            if (!ids->empty())
                emit added(ids->front());
        });
}

void DeviceActions::remove(const std::vector<DeviceId> &ids)
{
    QStringList names;
    for (const DeviceId &id : ids) {
        if (const FleetRow *row = find(id))
            names.append(row->name);
    }
    if (names.isEmpty())
        return;
    const QString what = names.size() == 1
                             ? tr("Remove %1 from the fleet?").arg(names.front())
                             : tr("Remove these %n devices from the fleet?", nullptr, static_cast<int>(names.size()));
    QString text = tr("It will no longer be watched. Its history stays on this computer.");
    if (names.size() > 1)
        text += QStringLiteral("\n\n") + names.mid(0, 10).join(QStringLiteral(", "))
                + (names.size() > 10 ? QStringLiteral(" …") : QString());
    confirm(what, text, tr("Remove"), [this, ids] {
        m_engine.removeDevices(ids).then(this, [this](const Result<void> &result) {
            if (!result)
                tellFailure(tr("The devices could not be removed"), result.error());
        });
    });
}

void DeviceActions::reconnect(const std::vector<DeviceId> &ids)
{
    std::vector<DeviceId> reached;
    std::ranges::copy_if(ids, std::back_inserter(reached), [this](const DeviceId &id) {
        const FleetRow *row = find(id);
        return row && takesSignIn(row->state->config);
    });
    for (const DeviceId &id : reached)
        m_engine.reconnect(id);
    emit connectionWanted(reached);
}

void DeviceActions::restartService(const DeviceId &id, const std::string &unit)
{
    const FleetRow *row = find(id);
    if (!row)
        return;
    auto *dialog = new ServiceDialog(m_theme, *row->state, QString::fromStdString(unit), m_window);
    connect(dialog, &ServiceDialog::submitted, this, [this, id](const QString &chosen) {
        act(id, {Action::Kind::RestartUnit, typed(chosen)}, tr("%1 was restarted").arg(chosen));
    });
    show(dialog);
}

void DeviceActions::reboot(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row)
        return;
    confirm(tr("Reboot %1?").arg(row->name),
            tr("%1 (%2) stops everything it runs and starts again. That takes about a minute.")
                .arg(row->name, row->address),
            tr("Reboot"), [this, id] {
                act(id, {Action::Kind::Reboot, {}}, tr("Reboot started"));
            });
}

void DeviceActions::shutDown(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row)
        return;
    confirm(tr("Shut down %1?").arg(row->name),
            tr("%1 (%2) stops and stays off until somebody switches its power off and on again.")
                .arg(row->name, row->address),
            tr("Shut down"), [this, id] {
                act(id, {Action::Kind::ShutDown, {}}, tr("Shutdown started"));
            });
}

void DeviceActions::perform(const DeviceId &id, const Action &action)
{
    switch (action.kind) {
    case Action::Kind::RestartUnit:
        return restartService(id, action.unit);
    case Action::Kind::Reboot:
        return reboot(id);
    case Action::Kind::ShutDown:
        return shutDown(id);
    case Action::Kind::SetCadence:
        return setCadence(id);
    }
}

void DeviceActions::setCadence(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row || !hasAgent(row->state->config))
        return;
    auto *dialog = new CadenceDialog(m_theme, *row->state, m_window);
    connect(dialog, &CadenceDialog::submitted, this, [this, id](Seconds cadence) {
        act(id, {.kind = Action::Kind::SetCadence, .cadence = cadence},
            tr("It measures every %1 now").arg(Formatting::shortAge(cadence)));
    });
    show(dialog);
}

void DeviceActions::installAgent(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (row && takesSignIn(row->state->config))
        show(new InstallDialog(m_engine, m_theme, row->state->config, m_window));
}

void DeviceActions::removeAgent(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row || !takesSignIn(row->state->config))
        return;
    confirm(
        tr("Remove the agent from %1?").arg(row->name),
        tr("Its package and its settings go from %1, and with them readings that no console has yet. The Pi stays in "
           "the fleet and is read over SSH.")
            .arg(row->address),
        tr("Remove"), [this, id, name = row->name] {
            whenDone(m_engine.removeAgent(id), this, [this, name](const Result<void> &removed) {
                if (removed)
                    return emit noticed(HealthLevel::Ok, tr("%1: the agent was removed").arg(name), {});
                tellFailure(tr("%1: the agent could not be removed").arg(name), removed.error());
            });
        });
}

void DeviceActions::act(const DeviceId &id, const Action &action, const QString &done)
{
    const FleetRow *row = find(id);
    if (!row)
        return;
    const QString name = row->name;
    m_engine.act(id, action).then(this, [this, name, done](const Result<fleet::ActionResult> &result) {
        if (!result)
            return tellFailure(tr("%1: the action could not be done").arg(name), result.error());
        const QString output = shown(result->output, 600);
        if (result->succeeded)
            return emit noticed(HealthLevel::Ok, tr("%1: %2").arg(name, done), output);
        emit noticed(
            HealthLevel::Critical, tr("%1: the action failed with status %2").arg(name).arg(result->exitStatus),
            output.isEmpty() ? tr("The Pi gave no reason. The user may lack the right to do it (sudo).") : output);
    });
}

void DeviceActions::attach(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row)
        return;
    const bool isSensor = row->state->config.kind == DeviceConfig::Kind::Sensor;
    AttachDialog::Choices choices;
    choices.sites = m_model.sites();
    std::vector<const FleetRow *> devices = m_model.devices();
    std::ranges::sort(devices,
                      [](const FleetRow *a, const FleetRow *b) { return a->compare(*b, FleetColumn::Name) < 0; });
    for (const FleetRow *device : devices) {
        const DeviceConfig &config = device->state->config;
        if (config.kind == DeviceConfig::Kind::Pi)
            choices.pis.push_back(config);
        else if (!isSensor || config.id == id)
            choices.sensors.push_back(config);
    }
    if (choices.sensors.empty())
        return;
    std::ranges::stable_partition(choices.sensors, [](const DeviceConfig &sensor) { return !isAttached(sensor); });
    auto *dialog = new AttachDialog(m_theme, std::move(choices), isSensor ? DeviceId{} : id, m_window);
    connect(dialog, &AttachDialog::submitted, this,
            [this, dialog](const DeviceConfig &sensor) { save({sensor}, dialog); });
    show(dialog);
}

void DeviceActions::detach(const DeviceId &sensor)
{
    const FleetRow *row = find(sensor);
    if (!row)
        return;
    DeviceConfig config = row->state->config;
    if (config.attachedTo.empty())
        config.site.clear();
    config.attachedTo.clear();
    save({std::move(config)}, nullptr);
}

void DeviceActions::openTerminal(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row || !takesSignIn(row->state->config))
        return;
    const QString terminal = findTerminal();
    if (terminal.isEmpty())
        return emit noticed(HealthLevel::Attention, tr("No terminal program was found"),
                            tr("Install one, or name yours in the environment variable TERMINAL."));
    const DeviceConfig &config = row->state->config;
    const bool local = config.source == DeviceConfig::Source::Local;
    const Command command =
        inTerminal(terminal, local ? Command{} : Command{QStringLiteral("ssh"), sshArguments(config)});
    if (!QProcess::startDetached(command.program, command.arguments))
        emit noticed(HealthLevel::Attention, tr("%1 could not be started").arg(terminal), {});
}

void DeviceActions::copySshCommand(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (row && row->state->config.source == DeviceConfig::Source::Ssh)
        QApplication::clipboard()->setText(sshCommandLine(row->state->config));
}

void DeviceActions::replaceHostKey(const DeviceId &id)
{
    const FleetRow *row = find(id);
    if (!row || !row->state->hasChangedHostKey())
        return;
    const ChangedHostKey &change = *row->state->error->changedHostKey;
    auto *dialog = new HostKeyDialog(m_theme, row->name, change, m_window);
    connect(dialog, &QDialog::accepted, this, [this, id, name = row->name, offered = change.offered] {
        m_engine.replaceHostKey(id, offered).then(this, [this, name](const Result<void> &result) {
            if (result)
                return emit noticed(HealthLevel::Ok, tr("The new host key of %1 is trusted").arg(name), {});
            tellFailure(tr("The host key of %1 could not be replaced").arg(name), result.error());
        });
    });
    show(dialog);
}

const FleetRow *DeviceActions::find(const DeviceId &id) const
{
    return m_model.find(id);
}

void DeviceActions::confirm(const QString &title, const QString &text, const QString &verb, std::function<void()> then)
{
    auto *dialog = new ConfirmDialog(m_theme, title, text, verb, m_window);
    connect(dialog, &QDialog::accepted, this, std::move(then));
    show(dialog);
}

void DeviceActions::show(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DeviceActions::tellFailure(const QString &title, const Error &error)
{
    emit noticed(HealthLevel::Critical, title, Texts::error(error) + u' ' + Texts::remedy(error.kind));
}

} // namespace piuptime::desktop
