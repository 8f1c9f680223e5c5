// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/DeviceNames.h"

namespace piuptime::config {

DeviceNames::DeviceNames(const std::vector<DeviceConfig> &devices)
    : m_byId{{kLocalDeviceId, {kLocalDeviceId, true}}}
{
    for (const DeviceConfig &device : devices) {
        const Named named{device.id, device.kind == DeviceConfig::Kind::Pi};
        m_byId[device.id] = named;
        m_byName.emplace(device.name, named);
    }
}

Result<DeviceNames::Named> DeviceNames::find(const std::string &idOrName) const
{
    if (const auto byId = m_byId.find(idOrName); byId != m_byId.end())
        return byId->second;
    switch (m_byName.count(idOrName)) {
    case 0:
        return fail(ErrorKind::NotFound, "no device has this name or id", idOrName);
    case 1:
        return m_byName.find(idOrName)->second;
    default:
        return fail(ErrorKind::Conflict, "several devices have this name", idOrName);
    }
}

} // namespace piuptime::config
