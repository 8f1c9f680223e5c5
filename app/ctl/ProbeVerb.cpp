// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Workspace.h"
#include "app/ctl/Json.h"
#include "app/ctl/Output.h"
#include "app/ctl/Report.h"
#include "app/ctl/TerminalPrompter.h"
#include "app/ctl/Verbs.h"
#include "core/async/Wait.h"
#include "core/fleet/HealthRules.h"
#include "core/fleet/LatestValues.h"
#include "core/fleet/LocalLink.h"
#include "core/fleet/ProbeClient.h"
#include "core/fleet/SshLink.h"
#include "core/model/Address.h"

namespace piuptime::ctl {
namespace {

constexpr Milliseconds kShellDeadline{20'000};
constexpr Milliseconds kReadingDeadline{90'000};
/// Rates need two readings; this lies between them.
constexpr Milliseconds kBetweenReadings{1'000};

/// The device that is meant: this machine, a configured one, or an address as typed.
Result<DeviceConfig> deviceFor(const ProbeArguments &arguments, const config::Settings &settings)
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

QCoro::Task<Result<std::shared_ptr<fleet::Link>>> openLink(DeviceConfig device, ProbeArguments arguments,
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

/// A fast reading, and after a moment one of everything, so that the rates are there too.
QCoro::Task<Result<Reading>> readOnce(std::shared_ptr<fleet::Link> link, DeviceConfig device,
                                      std::shared_ptr<const Clock> clock)
{
    const auto shell = co_await link->openShell(Deadline::in(kShellDeadline));
    if (!shell)
        co_return fail(shell.error(), "opening a shell");
    fleet::ProbeClient probe(*shell, clock);
    const auto started = co_await probe.start(Deadline::in(kShellDeadline));
    if (!started)
        co_return fail(started.error(), "starting the probe");
    collect::Ask fast;
    const auto first = co_await probe.ask(fast, Deadline::in(kReadingDeadline));
    if (!first)
        co_return tl::unexpected(first.error());
    co_await async::sleepFor(kBetweenReadings);
    collect::Ask everything;
    everything.slow = true;
    everything.ups = device.ups;
    auto reading = co_await probe.ask(everything, Deadline::in(kReadingDeadline));
    co_return reading;
}

} // namespace

QCoro::Task<ExitCode> probe(ProbeArguments arguments, Context context)
{
    const Result<DeviceConfig> device = deviceFor(arguments, context.settings);
    if (!device)
        co_return report(device.error(), context.format);
    const auto link = co_await openLink(*device, arguments, context.paths);
    if (!link)
        co_return report(link.error(), context.format);
    const auto reading = co_await readOnce(*link, *device, context.clock);
    (*link)->close();
    if (!reading)
        co_return report(reading.error(), context.format);

    const Health health = fleet::judge(&*reading, {}, context.settings.thresholds);
    if (context.format == Format::Json) {
        QJsonObject object = toJson(*reading);
        object.insert(QStringLiteral("device"), toJson(*device));
        object.insert(QStringLiteral("health"), toJson(health));
        print(QJsonDocument(object));
    } else {
        print(describe(*device, *reading, health, context.clock->utcNow()));
    }
    co_return ExitCode::Success;
}

} // namespace piuptime::ctl
