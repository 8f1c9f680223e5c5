// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/ScreenCare.h"

#include "app/kiosk/screen/NightSchedule.h"

#include <algorithm>
#include <utility>

namespace piuptime::kiosk {
namespace {

constexpr std::chrono::seconds kInterval{5};
constexpr Seconds kLookInterval{60};
constexpr double kThickestVeil = 0.9; ///< while something is to be seen

} // namespace

ScreenCare::ScreenCare(config::KioskSettings settings, Backlight &backlight, AmbientLight &ambient, const Clock &clock,
                       const QTimeZone &zone, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_backlight(backlight)
    , m_ambient(ambient)
    , m_clock(clock)
    , m_zone(zone)
    , m_start(clock.monotonicNow())
    , m_wokenAt(m_start)
    , m_lookedAt(m_start)
{
    connect(&m_ambient, &AmbientLight::changed, this, &ScreenCare::update);
    connect(&m_backlight, &Backlight::availableChanged, this, &ScreenCare::update);
    connect(&m_timer, &QTimer::timeout, this, &ScreenCare::update);
    m_timer.start(kInterval);
    use(m_settings);
}

ScreenCare::~ScreenCare()
{
    disconnect(&m_backlight, nullptr, this, nullptr);
    disconnect(&m_ambient, nullptr, this, nullptr);
    m_backlight.setPercent(m_settings.dayBrightnessPercent);
    m_backlight.setOn(true);
}

bool ScreenCare::touched()
{
    const bool wakes = m_state == State::Blank;
    m_wokenAt = m_clock.monotonicNow();
    update();
    return wakes;
}

void ScreenCare::setAlarm(bool isAlarm)
{
    if (std::exchange(m_isAlarm, isAlarm) == isAlarm)
        return;
    if (m_settings.wakeOnAlarm) // it stays lit for a while after its end, too
        m_wokenAt = m_clock.monotonicNow();
    emit alarmChanged();
    update();
}

void ScreenCare::use(const config::KioskSettings &settings)
{
    m_settings = settings;
    if (m_settings.ambient)
        m_ambient.start();
    else
        m_ambient.stop();
    update();
}

void ScreenCare::update()
{
    const MonoTime now = m_clock.monotonicNow();
    lookForBacklight(now);
    const bool wasNight = std::exchange(m_isNight, findNight());
    const State before = std::exchange(m_state, findState());
    const int percent = m_isNight ? m_settings.nightBrightnessPercent : m_settings.dayBrightnessPercent;
    m_backlight.setPercent(percent);
    m_backlight.setOn(m_state != State::Blank);
    const double veilBefore = std::exchange(m_veil, findVeil(percent));
    const Shift shiftBefore = std::exchange(m_shift, shiftAfter((now - m_start) / kShiftInterval, kShiftPixels));

    if (wasNight != m_isNight)
        emit nightChanged();
    if (before != m_state)
        emit stateChanged();
    if (veilBefore != m_veil)
        emit veilChanged();
    if (shiftBefore != m_shift)
        emit shiftChanged();
}

bool ScreenCare::findNight() const
{
    if (m_settings.ambient && m_ambient.isAvailable())
        return m_ambient.isDark();
    return kiosk::isNight(m_clock.utcNow(), m_settings.nightFrom, m_settings.nightTo, m_zone);
}

ScreenCare::State ScreenCare::findState() const
{
    const bool isLeftAlone =
        m_settings.blankAfter.count() > 0 && m_clock.monotonicNow() - m_wokenAt >= m_settings.blankAfter;
    if (isLeftAlone && !(m_isAlarm && m_settings.wakeOnAlarm))
        return State::Blank;
    return m_isNight ? State::Dimmed : State::Bright;
}

double ScreenCare::findVeil(int percent) const
{
    if (m_state == State::Blank)
        return 1;
    return m_backlight.isAvailable() ? 0 : std::min(1 - percent / 100.0, kThickestVeil);
}

void ScreenCare::lookForBacklight(MonoTime now)
{
    if (m_backlight.isAvailable() || now - m_lookedAt < kLookInterval)
        return;
    m_lookedAt = now;
    m_backlight.look();
}

} // namespace piuptime::kiosk
