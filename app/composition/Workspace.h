// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/DatabasePassword.h"
#include "core/config/Paths.h"
#include "core/config/Settings.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/ssh/SessionOptions.h"

#include <memory>
#include <string>

namespace piuptime::composition {

/// The machine the console runs on, as a device that is always there.
[[nodiscard]] DeviceConfig localDevice();

/// The configured devices with this machine first, unless the configuration mentions it itself.
[[nodiscard]] std::vector<DeviceConfig> withLocalDevice(std::vector<DeviceConfig> devices);

/// By id, else by name. \retval NotFound   \retval Conflict several devices have this name
[[nodiscard]] Result<DeviceConfig> findDevice(const std::vector<DeviceConfig> &devices, const std::string &nameOrId);

/// The file of the history.
[[nodiscard]] std::string historyPath(const config::Paths &paths, const config::Settings &settings);

/// Opens the history where the settings say: the file, or the database that several consoles share.
/// \param password that of the database, once it is known; not asked for a file
[[nodiscard]] Result<std::unique_ptr<history::HistoryStore>>
openHistory(const config::Paths &paths, const config::Settings &settings, history::Access access,
            std::shared_ptr<const DatabasePassword> password = nullptr);

/// What all SSH sessions of this user share: known hosts, identities, agent.
[[nodiscard]] ssh::SessionOptions sshCommon(const config::Paths &paths);

} // namespace piuptime::composition
