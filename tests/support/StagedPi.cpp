// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/StagedPi.h"

#include "core/fleet/Changes.h"
#include "core/fleet/HealthRules.h"
#include "core/fleet/LatestValues.h"
#include "core/simulation/Backfill.h"

#include <algorithm>

namespace piuptime::testsupport {
namespace {

constexpr std::size_t kCast = 300;
constexpr std::uint64_t kSeed = 7;

simulation::PiProfile profileOf(simulation::Story story, simulation::BoardKind kind, UtcTime now)
{
    const auto cast = simulation::castOf(kCast, kSeed, now);
    const auto fits = [&](const simulation::PiProfile &pi) { return pi.story == story && pi.board->kind == kind; };
    const auto found = std::ranges::find_if(cast, fits);
    return found != cast.end() ? *found : *std::ranges::find(cast, story, &simulation::PiProfile::story);
}

DeviceConfig configOf(const simulation::PiProfile &profile)
{
    DeviceConfig config;
    config.id = profile.name;
    config.name = profile.name;
    config.endpoint = {"pi", profile.ethernetAddress.empty() ? profile.wifiAddress : profile.ethernetAddress, 22};
    config.endpoint.host = config.endpoint.host.substr(0, config.endpoint.host.find('/'));
    config.site = profile.site;
    config.tags = profile.tags;
    if (profile.ups)
        config.ups = {*profile.ups};
    return config;
}

} // namespace

StagedPi stagePi(simulation::Story story, simulation::BoardKind board, UtcTime now, Seconds length, Seconds step)
{
    const simulation::PiProfile profile = profileOf(story, board, now);
    StagedPi pi;
    pi.state.config = configOf(profile);
    Reading &latest = pi.state.latest;
    for (const Reading &reading :
         simulation::backfill(profile, now - length, now, step, SystemClock().monotonicNow())) {
        const auto events = fleet::eventsBetween(profile.name, latest.samples.empty() ? nullptr : &latest, reading);
        pi.events.insert(pi.events.end(), events.begin(), events.end());
        fleet::overlay(latest, reading);
        for (const Sample &sample : reading.samples)
            pi.series[sample.series].push_back({reading.receivedAt, sample.value, sample.value, sample.value});
    }
    pi.state.everRead = true;
    pi.state.stale = now - latest.receivedAt > 3 * step;
    pi.state.connection = pi.state.stale ? ConnectionState::Waiting : ConnectionState::Connected;
    const auto age = std::chrono::floor<Seconds>(now - latest.receivedAt);
    pi.state.health = fleet::judge(&latest, pi.state.stale ? std::optional(age) : std::nullopt, {});
    return pi;
}

void addTo(FakeEngine &engine, StagedPi pi)
{
    engine.stage(pi.state.config.id, std::move(pi.series));
    engine.set(std::move(pi.state));
    for (Event &event : pi.events)
        engine.happen(std::move(event));
}

} // namespace piuptime::testsupport
