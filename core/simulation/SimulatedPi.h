// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Metric.h"
#include "core/simulation/Noise.h"
#include "core/simulation/PiProfile.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::simulation {

/// How a simulated Pi is right now. Counters count since boot, as the kernel's do.
struct PiState {
    UtcTime at{};
    UtcTime bootedAt{};
    std::string bootId;
    double load = 0; ///< share of all cores that is busy, 0 to 1
    std::array<double, 3> loadAverage{};
    double socCelsius = 0;
    double ambientCelsius = 0;
    int fanState = 0; ///< 0 to 4
    std::uint64_t clockHz = 0;
    double watts = 0;
    double inputVolts = 0;
    unsigned throttleNow = 0;       ///< `ThrottleBit`s
    unsigned throttleSinceBoot = 0; ///< `ThrottleBit`s
    UtcTime lastUnderVoltage{};
    double busySeconds = 0; ///< of all cores together
    double readBytes = 0;
    double writtenBytes = 0;
    double diskBusySeconds = 0;
    double receivedBytes = 0;
    double sentBytes = 0;
    double receiveErrors = 0;
    double memoryUsed = 0; ///< bytes
    double rootUsed = 0;   ///< bytes
    bool onMains = true;
    double upsCharge = 100; ///< per cent
    double wifiDbm = -55;
};

/// A Raspberry Pi made of arithmetic: heat, power, load and traffic follow from its profile and the time of day.
///
/// Time is injected and only moves forward; the model runs in steps of a second, so how often it is advanced changes
/// nothing. Not thread-safe; plain C++, no I/O.
class SimulatedPi
{
public:
    /// A Pi whose history starts at `from`, warmed up and with the counters of its uptime.
    SimulatedPi(PiProfile profile, UtcTime from);

    /// Runs the model up to `now`; an earlier time changes nothing.
    void advanceTo(UtcTime now);

    [[nodiscard]] const PiProfile &profile() const { return m_profile; }
    [[nodiscard]] const PiState &state() const { return m_state; }
    [[nodiscard]] const Noise &noise() const { return m_noise; }

    /// Whether it answers on the network: powered, booted, and not lost to its story.
    [[nodiscard]] bool isUp() const;
    /// Since boot, in milliseconds: to the moment it was last advanced to.
    [[nodiscard]] Milliseconds uptime() const;
    /// What its own clock says.
    [[nodiscard]] UtcTime wallClock() const;
    /// Units in the state `failed`, sorted.
    [[nodiscard]] std::vector<std::string_view> failedUnits() const;

    /// \return whether there is such a unit; a failed one runs again
    bool restartUnit(std::string_view unit);
    /// Goes down now and is back after `kBootTime` with a new boot id.
    void reboot();
    /// Stays down until `reboot`.
    void powerOff();
    /// Moves its own clock by `jump`, either way.
    void jumpClock(Seconds jump);

    static constexpr Seconds kBootTime{8};

private:
    void warmUp();
    void fillCounters();
    void step();
    void updateLoad();
    void updatePower();
    void updateHeat();
    void updateFan();
    void throttle();
    [[nodiscard]] bool limit(ThrottleBit which, double celsius);
    void updateTraffic(); ///< what counts up
    void updateLevels();  ///< memory, storage, radio
    void updateUps();
    void bootAt(UtcTime time);
    [[nodiscard]] double dayCurve();
    [[nodiscard]] bool watchdogBites() const;

    PiProfile m_profile;
    Noise m_noise;
    PiState m_state;
    UtcTime m_now{};    ///< at most one step ahead of the model
    UtcTime m_backAt{}; ///< when the boot under way is done
    std::chrono::minutes m_curveMinute{-1};
    double m_dayCurve = 0; ///< worked out once a minute
    bool m_poweredOff = false;
    bool m_unitRepaired = false;
    Seconds m_clockJump{0};
};

} // namespace piuptime::simulation
