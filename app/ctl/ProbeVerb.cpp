// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Json.h"
#include "app/ctl/Output.h"
#include "app/ctl/Reach.h"
#include "app/ctl/Report.h"
#include "app/ctl/Verbs.h"
#include "core/async/Wait.h"
#include "core/fleet/HealthRules.h"
#include "core/fleet/LatestValues.h"
#include "core/fleet/ProbeClient.h"

namespace piuptime::ctl {
namespace {

constexpr Milliseconds kShellDeadline{20'000};
constexpr Milliseconds kReadingDeadline{90'000};
/// Rates need two readings; this lies between them.
constexpr Milliseconds kBetweenReadings{1'000};

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
    const Result<DeviceConfig> device = deviceFor(arguments.reach, context.settings);
    if (!device)
        co_return report(device.error(), context.format);
    const auto link = co_await openLink(*device, arguments.reach, context.paths);
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
