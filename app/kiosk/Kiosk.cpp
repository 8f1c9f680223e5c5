// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Kiosk.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace piuptime::kiosk {
namespace {

constexpr int kTicksBetweenAges = 5;

const QString kPageKey = QStringLiteral("kiosk/page");
const QString kDeviceKey = QStringLiteral("kiosk/device");
const QString kThemeKey = QStringLiteral("kiosk/theme");
const QString kDistanceKey = QStringLiteral("kiosk/viewing_distance_m");
const QString kTurnKey = QStringLiteral("kiosk/turn_seconds");
const QString kDevicePage = QStringLiteral("device");
const QString kThisPiPage = QStringLiteral("this-pi");

/// Through these the screen turns by itself.
QStringList turnedPages()
{
    return {QStringLiteral("wall"), QStringLiteral("events"), kThisPiPage};
}

} // namespace

Kiosk::Kiosk(fleet::Engine &engine, const Clock &clock, QSettings &state, QStringList problems, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_state(state)
    , m_problems(std::move(problems))
    , m_fleet(clock)
    , m_wall(m_fleet, clock)
    , m_overview(m_fleet)
    , m_device(engine, clock)
    , m_thisPi(engine, clock)
    , m_events(engine, clock)
    , m_rotation(turnedPages(), clock)
{
    m_fleet.reset(engine.states());
    for (const DeviceStatePtr &each : engine.states())
        noteLevel(each);
    m_events.setFleet();
    findThisPi();
    connect(&engine, &fleet::Engine::changed, this, &Kiosk::onFleetChanged);
    m_rotation.setTurnSeconds(m_state.value(kTurnKey, 0).toInt());
    restorePage();
    pageChanged();
    connect(&m_rotation, &Rotation::pageChanged, this, &Kiosk::pageChanged);
    connect(&m_rotation, &Rotation::turnSecondsChanged, this,
            [this] { m_state.setValue(kTurnKey, m_rotation.turnSeconds()); });
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &Kiosk::tick);
    m_timer.start();
    tick();
}

void Kiosk::onFleetChanged(const fleet::FleetChange &change)
{
    m_fleet.apply(change);
    for (const DeviceStatePtr &state : change.updated)
        noteLevel(state);
    for (const DeviceId &id : change.removed) {
        m_heard.erase(id);
        m_rotation.recovered(id);
    }
    if (!m_thisPi.isThere())
        findThisPi();
}

/// What was so when it was first heard, or before it fell silent, is no news.
void Kiosk::noteLevel(const DeviceStatePtr &state)
{
    const DeviceId &id = state->config.id;
    const HealthLevel level = state->health.level;
    if (level == HealthLevel::Unknown)
        return;
    const auto [known, isFirst] = m_heard.try_emplace(id, level);
    const HealthLevel before = std::exchange(known->second, level);
    if (level != HealthLevel::Critical)
        m_rotation.recovered(id);
    else if (!isFirst && before != HealthLevel::Critical)
        m_rotation.failed(id);
}

void Kiosk::findThisPi()
{
    for (const DeviceStatePtr &state : m_engine.states()) {
        if (state->config.source == DeviceConfig::Source::Local)
            m_thisPi.setDeviceId(QString::fromStdString(state->config.id));
    }
}

/// After a restart somebody finds the page as it was left.
void Kiosk::restorePage()
{
    const QString page = m_state.value(kPageKey).toString();
    const QString device = m_state.value(kDeviceKey).toString();
    if (page.isEmpty() || (page == kDevicePage && m_fleet.find(device.toStdString()) == nullptr))
        return;
    m_rotation.show(page, device);
}

void Kiosk::pageChanged()
{
    const QString page = m_rotation.page();
    if (page == kDevicePage)
        m_device.setDeviceId(m_rotation.deviceId());
    m_device.setFollowing(page == kDevicePage);
    m_thisPi.setFollowing(page == kThisPiPage);
    if (m_rotation.isPaused()) { // a person went there
        m_state.setValue(kPageKey, page);
        m_state.setValue(kDeviceKey, m_rotation.deviceId());
    }
}

QString Kiosk::theme() const
{
    return m_state.value(kThemeKey, QStringLiteral("auto")).toString();
}

void Kiosk::setTheme(const QString &theme)
{
    m_state.setValue(kThemeKey, theme);
    emit settingsChanged();
}

double Kiosk::viewingDistance() const
{
    constexpr double kUsual = 2;
    return std::clamp(m_state.value(kDistanceKey, kUsual).toDouble(), 0.5, 10.0);
}

void Kiosk::setViewingDistance(double metres)
{
    m_state.setValue(kDistanceKey, metres);
    emit settingsChanged();
}

void Kiosk::tick()
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(toMsUtc(m_clock.utcNow()));
    const QString format = QLocale().timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss"));
    const QString time = QLocale().toString(now.time(), format);
    if (time != m_time) {
        m_time = time;
        emit timeChanged();
    }
    if (++m_ticks % kTicksBetweenAges == 0) {
        m_wall.refreshAges();
        m_device.refreshAges();
        m_thisPi.refreshAges();
    }
}

} // namespace piuptime::kiosk
