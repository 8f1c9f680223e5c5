// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/SimulatedPi.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace piuptime::simulation {
namespace {

using namespace std::chrono_literals;

constexpr Seconds kStep{1};
constexpr double kCores = 4;
constexpr double kUnderVolts = 4.63; ///< where the firmware sets its bit
constexpr double kCapCelsius = 80;
constexpr double kThrottleCelsius = 85;
constexpr double kSoftLimitCelsius = 60; ///< 3B+ only
constexpr double kHysteresisCelsius = 2;
constexpr std::array<double, 4> kFanOnCelsius{50, 60, 67.5, 75};
constexpr double kFanHysteresisCelsius = 5;

constexpr Seconds kWatchdogPeriod = 140min;
constexpr Seconds kWatchdogLastBite = 25min; ///< before the reference time
constexpr Seconds kOutagePeriod = 180min;
constexpr Seconds kOutageLength = 75min;
constexpr Seconds kOutageStart = 12min; ///< before the reference time
constexpr Seconds kUnitFailed = 47min;  ///< before the reference time
constexpr Seconds kWentDark = 95min;    ///< before the reference time

constexpr unsigned bit(ThrottleBit which)
{
    return 1U << static_cast<unsigned>(which);
}

/// How far `at` is into the period that last began `before` the reference time.
Seconds phase(UtcTime at, UtcTime reference, Seconds before, Seconds period)
{
    const auto since = std::chrono::floor<Seconds>(at - reference) + before;
    return ((since % period) + period) % period;
}

/// One second on the way to `target`, for time constants of a minute and more.
double approach(double value, double target, double seconds)
{
    return value + (target - value) / seconds;
}

} // namespace

SimulatedPi::SimulatedPi(PiProfile profile, UtcTime from)
    : m_profile(std::move(profile))
    , m_noise(m_profile.seed)
    , m_now(std::chrono::floor<Seconds>(from))
{
    m_state.at = m_now;
    UtcTime booted = m_profile.reference - m_profile.uptime;
    if (m_profile.story == Story::Rebooting)
        booted = m_now - phase(m_now, m_profile.reference, kWatchdogLastBite, kWatchdogPeriod);
    bootAt(booted > m_now ? m_now - 24h : booted);
    warmUp();
    if (m_profile.story == Story::DippedAtBoot)
        m_state.throttleSinceBoot |= bit(ThrottleBit::UnderVoltage) | bit(ThrottleBit::Throttled);
    fillCounters();
    updateLevels();
}

/// Twenty minutes ahead of its history, so that this does not begin with a ramp.
void SimulatedPi::warmUp()
{
    m_state.socCelsius = m_profile.ambientCelsius + 0.75 * m_profile.board->kelvinPerWatt * m_profile.board->idleWatts;
    m_state.clockHz = m_profile.board->minClockHz;
    const double load = kCores * (m_profile.baseLoad + 0.4 * m_profile.dayLoad);
    m_state.loadAverage = {load, load, load};
    m_state.at -= 20min;
    while (m_state.at < m_now) {
        m_state.at += kStep;
        updateLoad();
        updatePower();
        updateHeat();
        updateUps();
    }
}

/// What the counters add up to since boot, on average.
void SimulatedPi::fillCounters()
{
    const double up = std::chrono::duration<double>(uptime()).count();
    const double load = m_profile.baseLoad + 0.4 * m_profile.dayLoad;
    m_state.busySeconds = up * kCores * load;
    m_state.readBytes += up * 13e3 * load;
    m_state.writtenBytes += up * (4e3 + 47e3 * load);
    m_state.diskBusySeconds += up * (0.0022 + 0.0023 * load);
    m_state.receivedBytes += up * (3e3 + 80e3 * load);
    m_state.sentBytes += up * (2e3 + 130e3 * load);
}

void SimulatedPi::advanceTo(UtcTime now)
{
    m_now = std::max(m_now, now);
    while (m_state.at + kStep <= m_now)
        step();
}

bool SimulatedPi::isUp() const
{
    if (m_poweredOff || m_state.at < m_backAt)
        return false;
    return m_profile.story != Story::Unreachable || m_state.at < m_profile.reference - kWentDark;
}

Milliseconds SimulatedPi::uptime() const
{
    return m_now - m_state.bootedAt;
}

UtcTime SimulatedPi::wallClock() const
{
    UtcTime clock = m_now + m_clockJump;
    if (m_profile.story == Story::Unsynchronised)
        clock -= 74s + uptime() / 40'000; // 25 ppm
    return clock;
}

std::vector<std::string_view> SimulatedPi::failedUnits() const
{
    const bool failed = m_profile.story == Story::FailedUnit && !m_unitRepaired
                        && m_state.at >= m_profile.reference - kUnitFailed && uptime() > kUnitFailed / 100;
    return failed ? std::vector<std::string_view>{"nginx.service"} : std::vector<std::string_view>{};
}

bool SimulatedPi::restartUnit(std::string_view unit)
{
    constexpr std::array<std::string_view, 6> kUnits{"cron.service", "mosquitto.service", "nginx.service",
                                                     "ssh.service",  "dbus.service",      "chrony.service"};
    if (unit == "nginx.service" || unit == "nginx")
        m_unitRepaired = true;
    return std::ranges::any_of(
        kUnits, [&](std::string_view known) { return unit == known || known.substr(0, known.rfind('.')) == unit; });
}

void SimulatedPi::reboot()
{
    m_poweredOff = false;
    bootAt(m_state.at);
    m_backAt = m_state.at + kBootTime;
}

void SimulatedPi::powerOff()
{
    m_poweredOff = true;
}

void SimulatedPi::jumpClock(Seconds jump)
{
    m_clockJump += jump;
}

void SimulatedPi::bootAt(UtcTime time)
{
    m_state.bootedAt = time;
    const auto moment = static_cast<std::uint64_t>(toMsUtc(time));
    const std::uint64_t high = m_noise.bits("boot-high", moment);
    const std::uint64_t low = m_noise.bits("boot-low", moment);
    std::array<char, 40> id{};
    std::snprintf(id.data(), id.size(), "%08x-%04x-4%03x-a%03x-%012llx", static_cast<unsigned>(high >> 32),
                  static_cast<unsigned>(high >> 16 & 0xffff), static_cast<unsigned>(high & 0xfff),
                  static_cast<unsigned>(low >> 52), static_cast<unsigned long long>(low & 0xffffffffffff));
    m_state.bootId = id.data();
    m_state.throttleSinceBoot = 0;
    m_state.busySeconds = 40;
    m_state.readBytes = 420e6;
    m_state.writtenBytes = 18e6;
    m_state.diskBusySeconds = 12;
    m_state.receivedBytes = m_state.sentBytes = 40e3;
    m_state.receiveErrors = 0;
    m_state.loadAverage = {1.2, 0.4, 0.1};
}

bool SimulatedPi::watchdogBites() const
{
    return m_profile.story == Story::Rebooting
           && phase(m_state.at, m_profile.reference, kWatchdogLastBite, kWatchdogPeriod) == 0s;
}

void SimulatedPi::step()
{
    m_state.at += kStep;
    if (watchdogBites())
        reboot();
    updateLoad();
    updatePower();
    updateHeat();
    updateTraffic();
    updateLevels();
    updateUps();
}

/// 0 at night, 1 in the middle of the working day of the site.
double SimulatedPi::dayCurve()
{
    const auto minute = std::chrono::floor<std::chrono::minutes>(m_state.at.time_since_epoch());
    if (minute == m_curveMinute)
        return m_dayCurve;
    m_curveMinute = minute;
    const auto local = m_curveMinute + std::chrono::minutes(m_profile.utcOffsetMinutes);
    const double hour = static_cast<double>((local % 24h).count()) / 60;
    const double morning = 1 / (1 + std::exp(-(hour - 6.5) * 2.2));
    const double evening = 1 / (1 + std::exp((hour - 18.0) * 1.6));
    const double lunch = 0.35 * std::exp(-(hour - 12.4) * (hour - 12.4) / 0.18);
    m_dayCurve = std::max(0.0, morning * evening - lunch);
    return m_dayCurve;
}

void SimulatedPi::updateLoad()
{
    const UtcTime at = m_state.at;
    const double wave = 0.5 + m_noise.smooth(channel("load-wave"), at, 7min);
    const double ripple = 0.10 * (m_noise.smooth(channel("load-ripple"), at, 11s) - 0.5);
    const double backup = m_noise.burst(channel("backup"), at, 1h, 50s) ? 0.35 : 0.0;
    const double load = m_profile.baseLoad + m_profile.dayLoad * dayCurve() * wave + ripple + backup;
    m_state.load = std::clamp(load, 0.008, 1.0);
    m_state.busySeconds += kCores * m_state.load;
    const double running = kCores * m_state.load;
    m_state.loadAverage[0] = approach(m_state.loadAverage[0], running, 60);
    m_state.loadAverage[1] = approach(m_state.loadAverage[1], running, 300);
    m_state.loadAverage[2] = approach(m_state.loadAverage[2], running, 900);
}

void SimulatedPi::updatePower()
{
    const Board &board = *m_profile.board;
    const double pace = static_cast<double>(m_state.clockHz) / static_cast<double>(board.maxClockHz);
    const double active = (board.fullWatts - board.idleWatts) * m_state.load * pace * pace;
    m_state.watts = board.idleWatts + active + 0.25 * m_state.fanState;
    const double spike = 0.9 * m_noise.smooth(channel("power-spike"), m_state.at, 3s);
    const double amperes = m_state.watts / 5.0 + (m_profile.story == Story::UnderVoltage ? 0.35 * spike : 0.1 * spike);
    m_state.inputVolts = m_profile.supplyVolts - m_profile.supplyOhms * amperes;
    const bool blind = board.kind == BoardKind::Zero2W;
    if (m_state.inputVolts < kUnderVolts && !blind) {
        m_state.throttleNow |= bit(ThrottleBit::UnderVoltage);
        m_state.lastUnderVoltage = m_state.at;
    } else {
        m_state.throttleNow &= ~bit(ThrottleBit::UnderVoltage);
    }
}

void SimulatedPi::updateHeat()
{
    const Board &board = *m_profile.board;
    const double hour = static_cast<double>((m_state.at.time_since_epoch() % 24h).count()) / 3.6e6;
    const double sun = 0.5 * m_profile.ambientSwing * std::sin((hour - 9.0) / 12.0 * std::numbers::pi);
    m_state.ambientCelsius = m_profile.ambientCelsius + sun + m_noise.smooth(channel("draught"), m_state.at, 23min);
    updateFan();
    const double cooling = (board.kelvinPerWatt - board.fanKelvinPerWatt) * m_state.fanState / 4.0;
    const double target = m_state.ambientCelsius + (board.kelvinPerWatt - cooling) * m_state.watts;
    m_state.socCelsius = approach(m_state.socCelsius, target, board.heatSeconds);
    throttle();
}

void SimulatedPi::updateFan()
{
    if (!m_profile.fan)
        return;
    const auto threshold = [](int state) { return kFanOnCelsius[static_cast<std::size_t>(state)]; };
    int &state = m_state.fanState;
    while (state < 4 && m_state.socCelsius >= threshold(state))
        ++state;
    while (state > 0 && m_state.socCelsius < threshold(state - 1) - kFanHysteresisCelsius)
        --state;
}

/// Sets or clears one bit by the temperature. \return whether it is set
bool SimulatedPi::limit(ThrottleBit which, double celsius)
{
    const bool active = (m_state.throttleNow & bit(which)) != 0;
    const bool hot = m_state.socCelsius >= celsius - (active ? kHysteresisCelsius : 0.0);
    m_state.throttleNow = hot ? m_state.throttleNow | bit(which) : m_state.throttleNow & ~bit(which);
    return hot;
}

void SimulatedPi::throttle()
{
    const Board &board = *m_profile.board;
    const bool hasSoftLimit = board.kind == BoardKind::ThreeBPlus;
    const bool warm = hasSoftLimit && limit(ThrottleBit::SoftTemperatureLimit, kSoftLimitCelsius);
    const bool hot = limit(ThrottleBit::ArmFrequencyCapped, kCapCelsius);
    const bool starved = (m_state.throttleNow & bit(ThrottleBit::UnderVoltage)) != 0;
    const bool throttled = limit(ThrottleBit::Throttled, kThrottleCelsius) || starved;
    if (throttled)
        m_state.throttleNow |= bit(ThrottleBit::Throttled);
    m_state.throttleSinceBoot |= m_state.throttleNow;

    double share = m_state.load > 0.18 ? 1.0 : 0.45; // the governor `ondemand`
    if (hot || warm)
        share = std::min(share, 0.84);
    const auto step = static_cast<std::uint64_t>(static_cast<double>(board.maxClockHz) * share / 1e8);
    m_state.clockHz = throttled ? board.minClockHz : std::max(board.minClockHz, step * 100'000'000);
}

void SimulatedPi::updateTraffic()
{
    const UtcTime at = m_state.at;
    const double busy = m_state.load;
    const double chatter = 0.3 + 1.4 * m_noise.smooth(channel("network"), at, 17s);
    m_state.receivedBytes += 3e3 + 80e3 * busy * chatter;
    m_state.sentBytes += 2e3 + 130e3 * busy * chatter;
    const double flush = m_noise.burst(channel("flush"), at, 30s, 2s) ? 700e3 * busy : 0;
    const double log = 4e3 + flush;
    m_state.writtenBytes += log;
    m_state.readBytes += m_noise.burst(channel("read"), at, 90s, 3s) ? 400e3 * busy : 0;
    m_state.diskBusySeconds += std::min(1.0, 0.002 + log / 20e6);
    const bool weak = m_profile.story == Story::WeakWifi;
    m_state.receiveErrors += weak && m_noise.burst(channel("loss"), at, 60s, 7s) ? 2 : 0;
}

void SimulatedPi::updateLevels()
{
    const UtcTime at = m_state.at;
    const double strength = m_profile.story == Story::WeakWifi ? -83 : -52;
    m_state.wifiDbm = strength - 9 * m_noise.smooth(channel("wifi"), at, 41s);
    const auto memory = static_cast<double>(m_profile.board->memoryBytes);
    m_state.memoryUsed =
        memory * (m_profile.memoryShare + 0.05 * m_noise.smooth(channel("memory"), at, 13min) + 0.04 * m_state.load);
    const double days = std::chrono::duration<double>(at - m_profile.reference).count() / 86'400;
    m_state.rootUsed = static_cast<double>(m_profile.bootDisk.bytes) * 0.96 * (m_profile.diskShare + 0.004 * days);
}

void SimulatedPi::updateUps()
{
    const bool outages = m_profile.story == Story::OnBattery;
    m_state.onMains = !outages || phase(m_state.at, m_profile.reference, kOutageStart, kOutagePeriod) >= kOutageLength;
    // A full battery lasts about two hours at rest and charges in an hour and a half, slower towards the end.
    if (m_state.onMains)
        m_state.upsCharge = std::min(100.0, m_state.upsCharge + (m_state.upsCharge < 85 ? 0.022 : 0.009));
    else
        m_state.upsCharge = std::max(4.0, m_state.upsCharge - 0.011 - 0.006 * m_state.load);
}

} // namespace piuptime::simulation
