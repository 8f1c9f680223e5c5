// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/screen/AmbientLight.h"
#include "app/kiosk/screen/Backlight.h"
#include "app/kiosk/screen/PixelShift.h"
#include "core/config/KioskSettings.h"

#include <QObject>
#include <QTimeZone>
#include <QTimer>

namespace piuptime::kiosk {

/// How bright the screen is: bright by day, dimmed at night or in a dark room, dark when nobody has touched it for
/// long; and where its picture stands. All of it follows anew from the clocks, the room, the last touch and the alarms
/// whenever it is looked at, so no event that was missed and no clock that was set can leave it dark.
class ScreenCare final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(State state READ state NOTIFY stateChanged FINAL)
    /// By the clock, or by the light of the room where that is known: for the theme, and for sounds.
    Q_PROPERTY(bool night READ isNight NOTIFY nightChanged FINAL)
    /// Opacity of the black that is to lie over everything: what a light that cannot be dimmed leaves to be done, and
    /// 1 while the screen is dark.
    Q_PROPERTY(double veil READ veil NOTIFY veilChanged FINAL)
    /// By how many pixels everything is to be moved.
    Q_PROPERTY(int shiftX READ shiftX NOTIFY shiftChanged FINAL)
    Q_PROPERTY(int shiftY READ shiftY NOTIFY shiftChanged FINAL)
    /// Whether there is something that must be seen.
    Q_PROPERTY(bool alarm READ isAlarm WRITE setAlarm NOTIFY alarmChanged FINAL)
public:
    enum class State { Bright, Dimmed, Blank };
    Q_ENUM(State)

    static constexpr Seconds kShiftInterval = std::chrono::minutes(3);
    static constexpr int kShiftPixels = 3;

    /// \param zone of the clock on the wall; an invalid one is that of this machine
    ScreenCare(config::KioskSettings settings, Backlight &backlight, AmbientLight &ambient, const Clock &clock,
               const QTimeZone &zone = {}, QObject *parent = nullptr);
    /// Leaves the screen lit.
    ~ScreenCare() override;

    /// Somebody touched the screen. \return whether that only woke it: then the touch must do nothing else, since
    /// nobody saw where it went
    Q_INVOKABLE bool touched();
    void setAlarm(bool isAlarm);
    /// Other settings, from now on.
    void use(const config::KioskSettings &settings);
    /// Looks at everything anew. Called by a timer of its own every few seconds.
    void update();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isNight() const { return m_isNight; }
    [[nodiscard]] double veil() const { return m_veil; }
    [[nodiscard]] int shiftX() const { return m_shift.x; }
    [[nodiscard]] int shiftY() const { return m_shift.y; }
    [[nodiscard]] bool isAlarm() const { return m_isAlarm; }

signals:
    void stateChanged();
    void nightChanged();
    void veilChanged();
    void shiftChanged();
    void alarmChanged();

private:
    [[nodiscard]] bool findNight() const;
    [[nodiscard]] State findState() const;
    [[nodiscard]] double findVeil(int percent) const;
    void lookForBacklight(MonoTime now);

    config::KioskSettings m_settings;
    Backlight &m_backlight;
    AmbientLight &m_ambient;
    const Clock &m_clock;
    QTimeZone m_zone;
    const MonoTime m_start;
    MonoTime m_wokenAt; ///< by a touch or an alarm
    MonoTime m_lookedAt;
    bool m_isAlarm = false;
    State m_state = State::Bright;
    bool m_isNight = false;
    double m_veil = 0;
    Shift m_shift;
    QTimer m_timer;
};

} // namespace piuptime::kiosk
