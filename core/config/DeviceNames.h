// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/model/Device.h"

#include <map>
#include <string>
#include <vector>

namespace piuptime::config {

/// Which device somebody means who writes its id or its name; this machine is known without being configured.
class DeviceNames
{
public:
    struct Named {
        DeviceId id;
        bool isPi = true;
    };

    explicit DeviceNames(const std::vector<DeviceConfig> &devices);

    /// \retval NotFound   \retval Conflict several devices have this name, and none this id
    [[nodiscard]] Result<Named> find(const std::string &idOrName) const;

private:
    std::map<DeviceId, Named> m_byId;
    std::multimap<std::string, Named> m_byName;
};

} // namespace piuptime::config
