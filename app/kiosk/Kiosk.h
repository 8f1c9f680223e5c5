// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/Rotation.h"
#include "app/presentation/FleetModel.h"
#include "app/presentation/device/DevicePanel.h"
#include "app/presentation/device/EventListModel.h"
#include "app/presentation/wall/FleetOverview.h"
#include "app/presentation/wall/WallModel.h"
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
    Q_PROPERTY(piuptime::kiosk::Rotation *rotation READ rotation CONSTANT FINAL)
    /// The time of day, to the minute.
    Q_PROPERTY(QString time READ time NOTIFY timeChanged FINAL)
    /// `auto`, `day`, `night` or `contrast`; kept.
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY settingsChanged FINAL)
    /// From where the screen is read, in metres; kept.
    Q_PROPERTY(double viewingDistance READ viewingDistance WRITE setViewingDistance NOTIFY settingsChanged FINAL)
    /// What is wrong with the configuration, a line each; empty when all is well.
    Q_PROPERTY(QString problems READ problems CONSTANT FINAL)

public:
    /// \param state  where the page and the settings of this screen are kept; outlives it, as engine and clock do
    Kiosk(fleet::Engine &engine, const Clock &clock, QSettings &state, QStringList problems, QObject *parent = nullptr);

    [[nodiscard]] presentation::WallModel *wall() { return &m_wall; }
    [[nodiscard]] presentation::FleetOverview *overview() { return &m_overview; }
    [[nodiscard]] presentation::DevicePanel *device() { return &m_device; }
    [[nodiscard]] presentation::DevicePanel *thisPi() { return &m_thisPi; }
    [[nodiscard]] presentation::EventListModel *events() { return &m_events; }
    [[nodiscard]] Rotation *rotation() { return &m_rotation; }
    [[nodiscard]] QString time() const { return m_time; }
    [[nodiscard]] QString theme() const;
    void setTheme(const QString &theme);
    [[nodiscard]] double viewingDistance() const;
    void setViewingDistance(double metres);
    [[nodiscard]] QString problems() const { return m_problems.join(QLatin1Char('\n')); }

signals:
    void timeChanged();
    void settingsChanged();

private:
    void onFleetChanged(const fleet::FleetChange &change);
    void noteLevel(const DeviceStatePtr &state);
    void findThisPi();
    void restorePage();
    void pageChanged();
    void tick();

    fleet::Engine &m_engine;
    const Clock &m_clock;
    QSettings &m_state;
    QStringList m_problems;
    presentation::FleetModel m_fleet;
    presentation::WallModel m_wall;
    presentation::FleetOverview m_overview;
    presentation::DevicePanel m_device;
    presentation::DevicePanel m_thisPi;
    presentation::EventListModel m_events;
    Rotation m_rotation;
    std::unordered_map<DeviceId, HealthLevel> m_heard; ///< each as it was when last heard
    QString m_time;
    QTimer m_timer;
    int m_ticks = 0;
};

} // namespace piuptime::kiosk
