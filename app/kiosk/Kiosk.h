// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/NameFinder.h"
#include "app/kiosk/Operator.h"
#include "app/kiosk/Preferences.h"
#include "app/kiosk/Rotation.h"
#include "app/kiosk/screen/AlarmSound.h"
#include "app/kiosk/screen/ScreenCare.h"
#include "app/presentation/FleetModel.h"
#include "app/presentation/device/DevicePanel.h"
#include "app/presentation/device/EventListModel.h"
#include "app/presentation/gateway/GatewayPanel.h"
#include "app/presentation/wall/FleetOverview.h"
#include "app/presentation/wall/WallModel.h"
#include "core/config/Paths.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QSettings>
#include <QTimer>

#include <unordered_map>

namespace piuptime::kiosk {

/// Everything the pages of the kiosk show, and what they do. Thread: the front end's.
class Kiosk final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(piuptime::presentation::WallModel *wall READ wall CONSTANT FINAL)
    Q_PROPERTY(piuptime::presentation::FleetOverview *overview READ overview CONSTANT FINAL)
    /// The Pi of the page that is seen.
    Q_PROPERTY(piuptime::presentation::DevicePanel *device READ device CONSTANT FINAL)
    /// The Pi on which the kiosk runs.
    Q_PROPERTY(piuptime::presentation::DevicePanel *thisPi READ thisPi CONSTANT FINAL)
    Q_PROPERTY(piuptime::presentation::EventListModel *events READ events CONSTANT FINAL)
    /// The gateway of the machine that collects.
    Q_PROPERTY(piuptime::presentation::gateway::GatewayPanel *gateway READ gateway CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::NameFinder *finder READ finder CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::Rotation *rotation READ rotation CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::Preferences *preferences READ preferences CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::AccessGuard *access READ access CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::Operator *actions READ actions CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::ScreenCare *screen READ screen CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::Backlight *backlight READ backlight CONSTANT FINAL)
    Q_PROPERTY(piuptime::kiosk::AlarmSound *sound READ sound CONSTANT FINAL)
    /// The time of day, to the minute.
    Q_PROPERTY(QString time READ time NOTIFY timeChanged FINAL)
    /// What the theme is now: `day`, `night` or `contrast`.
    Q_PROPERTY(QString look READ look NOTIFY lookChanged FINAL)
    /// What is wrong with the configuration, a line each; empty when all is well.
    Q_PROPERTY(QString problems READ problems CONSTANT FINAL)
    /// What is not kept beyond a restart, and why, a line each; empty: all is.
    Q_PROPERTY(QString notKept READ notKept NOTIFY notKeptChanged FINAL)
    /// What the account that runs the kiosk types in a shell to set the first PIN.
    Q_PROPERTY(QString pinCommand READ pinCommand CONSTANT FINAL)

public:
    /// A QML engine with this kiosk as its property of that name has it as the singleton `Kiosk`.
    static constexpr const char *kEngineProperty = "kiosk";

    struct Setup {
        QStringList problems;
        config::KioskSettings settings;
        Preferences::Store store;
        config::Paths paths;    ///< for the PINs and the audit log
        std::string root = "/"; ///< the folder that holds `sys` and `proc`
    };

    /// \param state  where the page is kept; outlives it, as engine and clock do
    Kiosk(fleet::Engine &engine, const Clock &clock, QSettings &state, Setup setup, QObject *parent = nullptr);

    /// Somebody touched the screen, or a key. \return whether that only woke it, and must do nothing else
    bool touched();
    /// Whoever may acknowledge has seen what is wrong: it is quiet until something else fails.
    Q_INVOKABLE void acknowledge();
    /// Goes from the Pi that is seen to the one `step` places on, as they stand on the wall.
    Q_INVOKABLE void showNeighbour(int step);
    /// What `showNeighbour` would show; empty: there is no other.
    [[nodiscard]] Q_INVOKABLE QString neighbourName(int step) const;
    /// Makes this Pi the one that `device` tells of, while the page stays.
    Q_INVOKABLE void peek(const QString &deviceId);
    /// Somebody wants to do what takes a PIN of this level, an int of `AccessGuard::Level`: has it asked for.
    Q_INVOKABLE void askForPin(int level) { emit pinAsked(level, false); }
    /// Somebody wants to give this level another PIN.
    Q_INVOKABLE void askForNewPin(int level) { emit pinAsked(level, true); }
    /// Looks what time it is; once a second by itself.
    void tick();

    [[nodiscard]] presentation::WallModel *wall() { return &m_wall; }
    [[nodiscard]] presentation::FleetOverview *overview() { return &m_overview; }
    [[nodiscard]] presentation::DevicePanel *device() { return &m_device; }
    [[nodiscard]] presentation::DevicePanel *thisPi() { return &m_thisPi; }
    [[nodiscard]] presentation::EventListModel *events() { return &m_events; }
    [[nodiscard]] presentation::gateway::GatewayPanel *gateway() { return &m_gateway; }
    [[nodiscard]] NameFinder *finder() { return &m_finder; }
    [[nodiscard]] Rotation *rotation() { return &m_rotation; }
    [[nodiscard]] Preferences *preferences() { return &m_preferences; }
    [[nodiscard]] AccessGuard *access() { return &m_access; }
    [[nodiscard]] Operator *actions() { return &m_actions; }
    [[nodiscard]] ScreenCare *screen() { return &m_screen; }
    [[nodiscard]] Backlight *backlight() { return &m_backlight; }
    [[nodiscard]] AlarmSound *sound() { return &m_sound; }
    [[nodiscard]] QString time() const { return m_time; }
    [[nodiscard]] QString look() const;
    [[nodiscard]] const QString &notKept() const { return m_notKept; }
    [[nodiscard]] const QString &pinCommand() const { return m_pinCommand; }
    [[nodiscard]] QString problems() const { return m_problems.join(QLatin1Char('\n')); }

signals:
    void timeChanged();
    void lookChanged();
    void pinAsked(int level, bool isNew);
    void peekAsked();
    void notKeptChanged();

private:
    void onFleetChanged(const fleet::FleetChange &change);
    void noteLevel(const DeviceStatePtr &state);
    void describeThisPi();
    void findThisPi();
    void restorePage();
    void pageChanged();
    void preferencesChanged();
    void lookAtKeeping();

    fleet::Engine &m_engine;
    const Clock &m_clock;
    QSettings &m_state;
    QStringList m_problems;
    config::Paths m_paths;
    QString m_pinCommand;
    QString m_notKept;
    presentation::FleetModel m_fleet;
    presentation::WallModel m_wall;
    presentation::FleetOverview m_overview;
    presentation::DevicePanel m_device;
    presentation::DevicePanel m_thisPi;
    presentation::EventListModel m_events;
    presentation::gateway::GatewayPanel m_gateway;
    NameFinder m_finder;
    Rotation m_rotation;
    Preferences m_preferences;
    Backlight m_backlight;
    AmbientLight m_ambient;
    ScreenCare m_screen;
    AlarmSound m_sound;
    AuditTrail m_audit;
    AccessGuard m_access;
    Operator m_actions;
    std::unordered_map<DeviceId, HealthLevel> m_heard; ///< each as it was when last heard
    QString m_time;
    QTimer m_timer;
    int m_ticks = 0;
};

} // namespace piuptime::kiosk
