// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Reach.h"

#include "app/composition/Workspace.h"
#include "app/ctl/TerminalPrompter.h"
#include "core/fleet/LocalLink.h"
#include "core/fleet/SshLink.h"
#include "core/model/Address.h"

namespace piuptime::ctl {

Result<DeviceConfig> deviceFor(const ReachArguments &arguments, const config::Settings &settings)
{
    const auto devices = composition::withLocalDevice(settings.devices);
    Result<DeviceConfig> device = arguments.target == kLocalDeviceId
                                      ? composition::localDevice()
                                      : composition::findDevice(devices, arguments.target);
    if (!device) {
        const Result<SshEndpoint> endpoint = parseAddress(arguments.target);
        if (!endpoint)
            return fail(endpoint.error(), "reading the address " + arguments.target);
        device = DeviceConfig{};
        device->name = endpoint->host;
        device->endpoint = *endpoint;
    }
    if (device->source == DeviceConfig::Source::Mqtt)
        return fail(ErrorKind::InvalidInput, "it reports over MQTT by itself and cannot be asked; give its address");
    if (!arguments.identities.empty())
        device->identities = arguments.identities;
    if (!arguments.jumps.empty())
        device->jumps.clear();
    for (const std::string &jump : arguments.jumps) {
        const Result<SshEndpoint> endpoint = parseAddress(jump);
        if (!endpoint)
            return fail(endpoint.error(), "reading the jump host " + jump);
        device->jumps.push_back(*endpoint);
    }
    return device;
}

QCoro::Task<Result<std::shared_ptr<fleet::Link>>> openLink(DeviceConfig device, ReachArguments arguments,
                                                           config::Paths paths)
{
    if (device.source == DeviceConfig::Source::Local) {
        std::shared_ptr<fleet::Link> link = std::make_shared<fleet::LocalLink>();
        co_return link;
    }
    const auto asking = arguments.batch ? TerminalPrompter::Asking::Never : TerminalPrompter::Asking::Allowed;
    const auto newKeys = arguments.acceptNewKeys ? TerminalPrompter::NewKeys::Accept : TerminalPrompter::NewKeys::Ask;
    std::shared_ptr<ssh::Prompter> prompter = std::make_shared<TerminalPrompter>(asking, newKeys);
    ssh::SessionOptions common = composition::sshCommon(paths);
    auto link = co_await fleet::openSshLink(device, common, prompter);
    co_return link;
}

} // namespace piuptime::ctl
