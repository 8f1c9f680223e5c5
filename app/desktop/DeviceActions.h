// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/FleetModel.h"
#include "core/fleet/Engine.h"
#include "core/ssh/Import.h"

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <functional>
#include <vector>

class QDialog;

namespace piuptime::desktop {

class Sheet;

/// What a person can do to devices: each request explains itself, asks first where it matters, hands the work to the
/// engine and tells the result. Nothing here waits.
class DeviceActions final : public QObject
{
    Q_OBJECT
public:
    DeviceActions(fleet::Engine &engine, const presentation::FleetModel &model, const Theme &theme, QWidget *window);

    void add();
    /// \param path  empty: `~/.ssh/config`
    void importSshConfig(QString path = {});
    /// Asks for the file first: one Pi a line.
    void importList();
    void edit(const DeviceId &id);
    void remove(const std::vector<DeviceId> &ids);
    void reconnect(const std::vector<DeviceId> &ids);
    /// Without a unit: asks which one, offering those that failed.
    void restartService(const DeviceId &id, const std::string &unit = {});
    void reboot(const DeviceId &id);
    void shutDown(const DeviceId &id);
    /// Of the agent on it.
    void setCadence(const DeviceId &id);
    /// So that it reports by itself.
    void installAgent(const DeviceId &id);
    void removeAgent(const DeviceId &id);
    /// Asks around which Pi or at which site the sensor `id` measures; for a Pi, which sensor measures around it.
    void attach(const DeviceId &id);
    void detach(const DeviceId &sensor);
    void openTerminal(const DeviceId &id);
    void copySshCommand(const DeviceId &id);
    void replaceHostKey(const DeviceId &id);
    /// By the kind of action, for pages that know nothing of dialogs.
    void perform(const DeviceId &id, const Action &action);

signals:
    /// Something to tell without taking the window away.
    void noticed(piuptime::HealthLevel tone, const QString &title, const QString &detail);
    void added(const piuptime::DeviceId &id);
    /// The person has just had these devices connect.
    void connectionWanted(const std::vector<piuptime::DeviceId> &ids);

private:
    [[nodiscard]] const presentation::FleetRow *find(const DeviceId &id) const;
    void confirm(const QString &title, const QString &text, const QString &verb, std::function<void()> then);
    void act(const DeviceId &id, const Action &action, const QString &done);
    void show(QDialog *dialog);
    void save(std::vector<DeviceConfig> devices, Sheet *sheet);
    void tellFailure(const QString &title, const Error &error);
    void importFrom(const QString &path, std::function<Result<ssh::Imported>(const std::filesystem::path &)> read);

    fleet::Engine &m_engine;
    const presentation::FleetModel &m_model;
    const Theme &m_theme;
    QPointer<QWidget> m_window;
};

} // namespace piuptime::desktop
