// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeEngine.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace piuptime::testsupport {
namespace {

struct Kind {
    const char *model;
    double memory;
    bool pmic;
};

constexpr std::array<Kind, 5> kKinds{{
    {"Raspberry Pi 4 Model B Rev 1.5", 4.0e9, false},
    {"Raspberry Pi 5 Model B Rev 1.0", 8.3e9, true},
    {"Raspberry Pi 3 Model B Plus Rev 1.3", 0.95e9, false},
    {"Raspberry Pi Zero 2 W Rev 1.0", 0.45e9, false},
    {"Raspberry Pi Compute Module 4 Rev 1.1", 3.9e9, false},
}};

constexpr std::array<const char *, 4> kSites{"Harbour", "Mill Lane", "Observatory", "Depot North"};
constexpr std::array<const char *, 8> kRoles{"gateway", "camera",  "kiosk", "weather",
                                             "printer", "display", "meter", "relay"};

double spread(std::size_t seed, double from, double to)
{
    const double x = std::sin(static_cast<double>(seed) * 12.9898) * 43758.5453;
    return from + (x - std::floor(x)) * (to - from);
}

void setTrend(DeviceState &state, double newest, std::size_t seed)
{
    state.temperatureTrendSize = DeviceState::kSparklinePoints;
    for (std::size_t i = 0; i < DeviceState::kSparklinePoints; ++i) {
        const double back = static_cast<double>(DeviceState::kSparklinePoints - 1 - i);
        state.temperatureTrend[i] =
            static_cast<float>(newest - 0.06 * back + 1.6 * std::sin(back / 5 + static_cast<double>(seed))
                               - 1.6 * std::sin(static_cast<double>(seed)));
    }
    if (seed % 7 == 3)
        std::fill_n(state.temperatureTrend.begin() + 14, 6, std::numeric_limits<float>::quiet_NaN());
}

void addPower(DeviceState &state, std::size_t seed, bool pmic)
{
    setValue(state, Metric::ThrottleWord, 0);
    setValue(state, Metric::CoreVoltage, 0.86);
    if (!pmic)
        return;
    setValue(state, Metric::ExternalVoltage, 5.08);
    setValue(state, Metric::BoardPower, spread(seed, 2.9, 7.5));
    setValue(state, Metric::PmicTemperature, *state.latest.value(Metric::SocTemperature) - 3);
    setValue(state, Metric::FanSpeed, spread(seed, 1800, 4200), "fan1");
    for (const auto *rail : {"3V3_SYS", "VDD_CORE", "DDR_VDD2"}) {
        setValue(state, Metric::RailVoltage, rail[0] == '3' ? 3.31 : 0.87, rail);
        setValue(state, Metric::RailCurrent, spread(seed, 0.2, 1.4), rail);
    }
}

void addStorageAndNetwork(DeviceState &state, std::size_t seed)
{
    setValue(state, Metric::FilesystemSize, 31.2e9, "/");
    setValue(state, Metric::FilesystemUsed, spread(seed + 3, 4e9, 20e9), "/");
    setValue(state, Metric::FilesystemUsedPercent, *state.latest.value(Metric::FilesystemUsed, "/") / 31.2e9 * 100,
             "/");
    setValue(state, Metric::FilesystemSize, 0.53e9, "/boot/firmware");
    setValue(state, Metric::FilesystemUsed, 0.08e9, "/boot/firmware");
    setValue(state, Metric::FilesystemUsedPercent, 15, "/boot/firmware");
    setValue(state, Metric::DiskReadRate, spread(seed, 0, 90e3), "mmcblk0");
    setValue(state, Metric::DiskWriteRate, spread(seed, 1e3, 240e3), "mmcblk0");
    setValue(state, Metric::DiskBusy, spread(seed, 0, 9), "mmcblk0");
    setValue(state, Metric::NetworkReceiveRate, spread(seed, 1e3, 900e3), "eth0");
    setValue(state, Metric::NetworkTransmitRate, spread(seed + 1, 1e3, 300e3), "eth0");
    setValue(state, Metric::LinkUp, 1, "eth0");
    setValue(state, Metric::LinkSpeed, 1e9, "eth0");
    setFact(state, FactKey::DiskModel, "SD32G", "mmcblk0");
    setFact(state, FactKey::DiskKind, "SD", "mmcblk0");
    setFact(state, FactKey::FilesystemReadOnly, "no", "/");
    setFact(state, FactKey::NetworkMac, "dc:a6:32:0a:1b:2c", "eth0");
    setFact(state, FactKey::NetworkAddress, "192.168.1." + std::to_string(20 + seed % 200) + "/24", "eth0");
}

void addUps(DeviceState &state, std::size_t seed, bool onBattery)
{
    setValue(state, Metric::UpsCharge, onBattery ? 71 : spread(seed, 96, 100), "ups");
    setValue(state, Metric::UpsVoltage, onBattery ? 3.84 : 4.14, "ups");
    setValue(state, Metric::UpsOnBattery, onBattery ? 1 : 0, "ups");
    setValue(state, Metric::UpsRuntime, 5400, "ups");
    setFact(state, FactKey::UpsStatus, onBattery ? "OB DISCHRG" : "OL", "ups");
    state.config.ups.push_back({.nutName = "ups"});
}

DeviceState piOfKind(const DeviceId &id, std::string name, const Kind &kind, std::size_t seed)
{
    DeviceState state;
    state.config.id = id;
    state.config.name = std::move(name);
    state.config.endpoint = {"pi", "192.168.1." + std::to_string(20 + seed % 200), 22};
    state.connection = ConnectionState::Connected;
    state.everRead = true;
    state.stale = false;
    state.health.level = HealthLevel::Ok;
    state.latest.receivedAt = SystemClock().utcNow() - Seconds(static_cast<int>(seed % 9));
    state.latest.receivedMono = SystemClock().monotonicNow();
    state.latest.slow = true;
    const double heat = spread(seed, 38, 61);
    setValue(state, Metric::SocTemperature, heat);
    setTrend(state, heat, seed);
    const double cpu = spread(seed + 11, 1, 45);
    setValue(state, Metric::CpuUsage, cpu);
    for (int core = 0; core < 4; ++core)
        setValue(state, Metric::CoreUsage, std::min(100.0, cpu * (0.6 + 0.25 * core)), "cpu" + std::to_string(core));
    setValue(state, Metric::Load1, cpu / 40);
    setValue(state, Metric::Load5, cpu / 45);
    setValue(state, Metric::Load15, cpu / 50);
    setValue(state, Metric::CpuClock, 1.5e9);
    setValue(state, Metric::ArmClock, 1.5e9);
    setValue(state, Metric::MemoryTotal, kind.memory);
    setValue(state, Metric::MemoryUsedPercent, spread(seed + 23, 14, 72));
    setValue(state, Metric::MemoryUsed, kind.memory * *state.latest.value(Metric::MemoryUsedPercent) / 100);
    setValue(state, Metric::SwapTotal, 0.2e9);
    setValue(state, Metric::SwapUsed, 0.01e9);
    setValue(state, Metric::Uptime, spread(seed + 5, 3600, 90 * 86400.));
    setValue(state, Metric::UnitsFailed, 0);
    setValue(state, Metric::PackagesUpgradable, std::floor(spread(seed, 0, 12)));
    setValue(state, Metric::ClockOffset, 0.012);
    setValue(state, Metric::RoundTrip, 0.034);
    setFact(state, FactKey::Model, kind.model);
    setFact(state, FactKey::HostName, state.config.name);
    setFact(state, FactKey::OperatingSystem, "Debian GNU/Linux 12 (bookworm)");
    setFact(state, FactKey::Kernel, "6.6.51+rpt-rpi-v8");
    setFact(state, FactKey::Architecture, "aarch64");
    setFact(state, FactKey::CoreCount, "4");
    setFact(state, FactKey::Revision, "c03115");
    setFact(state, FactKey::Serial, "10000000abcd" + std::to_string(1000 + seed));
    setFact(state, FactKey::BootMedium, "SD card");
    setFact(state, FactKey::BootloaderDate, "2024-04-15");
    setFact(state, FactKey::BootloaderUpdate, "up to date");
    setFact(state, FactKey::TimeSynchronised, "yes");
    addPower(state, seed, kind.pmic);
    addStorageAndNetwork(state, seed);
    return state;
}

void addReason(DeviceState &state, Reason reason)
{
    if (state.health.level == HealthLevel::Ok || reason.level > state.health.level)
        state.health.level = reason.level;
    state.health.reasons.push_back(std::move(reason));
}

/// The stories a fleet tells: each index has its own.
void addStory(DeviceState &state, std::size_t index)
{
    using enum HealthLevel;
    switch (index % 24) {
    case 3: // a weak supply
        setValue(state, Metric::ThrottleWord, 0x50005);
        addReason(state, {ReasonCode::UnderVoltageNow, Critical, 0, "", ""});
        addReason(state, {ReasonCode::ThrottledNow, Critical, 0, "", ""});
        break;
    case 6:
        setValue(state, Metric::ThrottleWord, 0x50000);
        addReason(state, {ReasonCode::UnderVoltageSinceBoot, Attention, 0, "", ""});
        break;
    case 8: // heat
        setValue(state, Metric::SocTemperature, 81.8);
        setTrend(state, 81.8, index);
        setValue(state, Metric::CpuUsage, 97);
        setValue(state, Metric::ThrottleWord, 0xe0008);
        addReason(state, {ReasonCode::Hot, Critical, 81.8, "", ""});
        addReason(state, {ReasonCode::SoftTemperatureLimitNow, Attention, 0, "", ""});
        break;
    case 10: // cut off two hours ago
        state.connection = ConnectionState::Waiting;
        state.stale = true;
        state.latest.receivedAt -= std::chrono::minutes(134);
        state.error = Error{ErrorKind::Unreachable, "connect: no route to host", {"connecting"}};
        state.nextAttemptAt = SystemClock().utcNow() + Seconds(42);
        state.health = {Unknown, {{ReasonCode::Stale, Unknown, 134. * 60, "", ""}}};
        break;
    case 13:
        setValue(state, Metric::FilesystemUsedPercent, 93, "/");
        addReason(state, {ReasonCode::FilesystemFilling, Attention, 93, "/", ""});
        break;
    case 15: // another key than before
        state.connection = ConnectionState::Blocked;
        state.stale = true;
        state.latest.receivedAt -= std::chrono::hours(26);
        state.error = Error{ErrorKind::Unauthorized,
                            "the host key of 192.168.1.35:22 has changed: expected "
                            "SHA256:Yk3Qp0mQv4o1c7bXr2p9eT5uHn8sKdLw6JzAaGfVtR0, got "
                            "SHA256:0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3A4B (ssh-ed25519)",
                            {"signing in"},
                            ChangedHostKey{"192.168.1.35",
                                           "ssh-ed25519",
                                           {"SHA256:Yk3Qp0mQv4o1c7bXr2p9eT5uHn8sKdLw6JzAaGfVtR0"},
                                           "SHA256:0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3A4B"}};
        state.health = {Unknown, {{ReasonCode::Stale, Unknown, 26. * 3600, "", ""}}};
        break;
    case 17:
        setValue(state, Metric::UnitsFailed, 1);
        setFact(state, FactKey::FailedUnit, "Label printer bridge", "label-printer.service");
        addReason(state, {ReasonCode::UnitFailed, Attention, 0, "label-printer.service", ""});
        break;
    case 20: { // never seen
        DeviceConfig config = std::move(state.config);
        state = DeviceState{};
        state.config = std::move(config);
        state.health = {Unknown, {{ReasonCode::NeverRead, Unknown, 0, "", ""}}};
        break;
    }
    default:
        break;
    }
    if (index % 24 == 5 || index % 24 == 12)
        addUps(state, index, false);
    if (index % 24 == 18) {
        addUps(state, index, true);
        addReason(state, {ReasonCode::UpsOnBattery, Attention, 71, "ups", ""});
    }
}

} // namespace

std::vector<DeviceState> exampleFleet(std::size_t count)
{
    std::vector<DeviceState> fleet;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i / kRoles.size() + 1);
        const std::string name = std::string(kRoles[i % kRoles.size()]) + (number.size() < 2 ? "-0" : "-") + number;
        DeviceState state = piOfKind(i == 0 ? kLocalDeviceId : "pi-" + std::to_string(i), name,
                                     kKinds[(i * 7 + i / 5) % kKinds.size()], i);
        state.config.site = kSites[(i * 5 + i / 9) % kSites.size()];
        state.config.tags = {kRoles[i % kRoles.size()]};
        if (i % 3 == 0)
            state.config.tags.emplace_back("outdoor");
        if (i == 0) {
            state.config.source = DeviceConfig::Source::Local;
            state.config.name = "console";
            state.config.site.clear();
            state.config.tags.clear();
        }
        addStory(state, i);
        fleet.push_back(std::move(state));
    }
    return fleet;
}

DeviceState examplePi(const DeviceId &id, std::string name)
{
    return piOfKind(id, std::move(name), kKinds[0], 1);
}

void setValue(DeviceState &state, Metric metric, double value, std::string instance)
{
    auto &samples = state.latest.samples;
    SeriesKey key{metric, std::move(instance)};
    const auto at = std::ranges::lower_bound(samples, key, {}, &Sample::series);
    if (at != samples.end() && at->series == key)
        at->value = value;
    else
        samples.insert(at, {std::move(key), value});
}

void setFact(DeviceState &state, FactKey key, std::string text, std::string instance)
{
    auto &facts = state.latest.facts;
    const auto same = [&](const Fact &fact) { return fact.key == key && fact.instance == instance; };
    const auto found = std::ranges::find_if(facts, same);
    if (found != facts.end()) {
        found->text = std::move(text);
        return;
    }
    Fact fact{key, std::move(instance), std::move(text)};
    facts.insert(std::ranges::lower_bound(facts, fact), std::move(fact));
}

} // namespace piuptime::testsupport
