// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Workspace.h"

#include "core/sharedhistory/PostgresHistoryStore.h"
#include "core/ssh/HostKeys.h"
#include "core/ssh/Identities.h"

#include <QSysInfo>

#include <algorithm>

namespace piuptime::composition {

DeviceConfig localDevice()
{
    DeviceConfig device;
    device.id = kLocalDeviceId;
    device.name = QSysInfo::machineHostName().toStdString();
    device.source = DeviceConfig::Source::Local;
    return device;
}

std::vector<DeviceConfig> withLocalDevice(std::vector<DeviceConfig> devices)
{
    const auto isLocal = [](const DeviceConfig &device) { return device.source == DeviceConfig::Source::Local; };
    if (std::ranges::none_of(devices, isLocal))
        devices.insert(devices.begin(), localDevice());
    return devices;
}

Result<DeviceConfig> findDevice(const std::vector<DeviceConfig> &devices, const std::string &nameOrId)
{
    const auto byId = std::ranges::find(devices, nameOrId, &DeviceConfig::id);
    if (byId != devices.end())
        return *byId;
    const auto byName = std::ranges::find(devices, nameOrId, &DeviceConfig::name);
    if (byName == devices.end())
        return fail(ErrorKind::NotFound, "no device has this name or id", nameOrId);
    if (std::ranges::count(devices, nameOrId, &DeviceConfig::name) > 1)
        return fail(ErrorKind::Conflict, "several devices have this name; use the id", nameOrId);
    return *byName;
}

std::string historyPath(const config::Paths &paths, const config::Settings &settings)
{
    return settings.history.path.empty() ? paths.historyFile() : config::expandHome(settings.history.path);
}

Result<std::unique_ptr<history::HistoryStore>> openHistory(const config::Paths &paths, const config::Settings &settings,
                                                           history::Access access,
                                                           std::shared_ptr<const DatabasePassword> password)
{
    if (!settings.history.database.empty()) {
        using sharedhistory::PostgresOptions;
        PostgresOptions options;
        options.address = settings.history.database;
        options.role =
            access == history::Access::ReadOnly ? PostgresOptions::Role::Visitor : PostgresOptions::Role::Collector;
        if (settings.history.commit)
            options.commitInterval = *settings.history.commit;
        options.retention.readings = settings.history.retention;
        if (password)
            options.password = [password = std::move(password)] { return password->known(); };
        return sharedhistory::PostgresHistoryStore::open(options);
    }
    history::SqliteOptions options;
    options.path = historyPath(paths, settings);
    options.access = access;
    options.commitInterval = settings.history.commit;
    options.retention.readings = settings.history.retention;
    return history::SqliteHistoryStore::open(options);
}

ssh::SessionOptions sshCommon(const config::Paths &paths)
{
    ssh::SessionOptions options;
    options.agentSocket = ssh::usualAgentSocket();
    options.hostKeys = std::make_shared<ssh::HostKeys>(
        paths.knownHostsFile(), std::vector<std::filesystem::path>{config::expandHome("~/.ssh/known_hosts")});
    options.keys = std::make_shared<ssh::Identities>();
    return options;
}

} // namespace piuptime::composition
