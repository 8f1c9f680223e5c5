// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Kiosk.h"

#include "app/kiosk/HostReport.h"
#include "app/kiosk/Keeping.h"
#include "app/kiosk/screen/LightSensor.h"

#include <QDateTime>
#include <QLocale>

namespace piuptime::kiosk {
namespace {

constexpr int kTicksBetweenAges = 5;
constexpr int kTicksBetweenLooksAtTheDisk = 60;

const QString kPageKey = QStringLiteral("kiosk/page");
const QString kDeviceKey = QStringLiteral("kiosk/device");
const QString kDevicePage = QStringLiteral("device");
const QString kFindPage = QStringLiteral("find");
const QString kThisPiPage = QStringLiteral("this-pi");
const QString kGatewayPage = QStringLiteral("gateway");

/// Through these the screen turns by itself.
QStringList turnedPages()
{
    return {QStringLiteral("wall"), QStringLiteral("events"), kThisPiPage};
}

AlarmSound::Setup soundSetup(const std::string &root)
{
    AlarmSound::Setup setup;
    setup.root = root;
    return setup;
}

AccessGuard::Setup accessSetup(const Kiosk::Setup &setup)
{
    return {setup.paths.pinFile(), setup.settings.lockAfter, setup.settings.allowWithoutPin};
}

QString pinCommandFor(const config::Paths &paths)
{
    const QString command = QStringLiteral("piuptimectl kiosk-pin set operate");
    return paths.home.empty() ? command
                              : QStringLiteral("PIUPTIME_HOME=%1 ").arg(QString::fromStdString(paths.home)) + command;
}

} // namespace

Kiosk::Kiosk(fleet::Engine &engine, const Clock &clock, QSettings &state, Setup setup, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_state(state)
    , m_problems(setup.problems)
    , m_paths(setup.paths)
    , m_pinCommand(pinCommandFor(setup.paths))
    , m_fleet(clock)
    , m_wall(m_fleet, clock)
    , m_overview(engine, m_fleet)
    , m_device(engine, clock)
    , m_thisPi(engine, clock)
    , m_events(engine, clock)
    , m_gateway(engine, clock)
    , m_finder(m_fleet)
    , m_rotation(turnedPages(), clock)
    , m_preferences(setup.settings, setup.store)
    , m_backlight(setup.root)
    , m_ambient([root = setup.root] { return readLux(root); })
    , m_screen(setup.settings, m_backlight, m_ambient, clock)
    , m_sound(soundSetup(setup.root), setup.settings, clock)
    , m_audit(AuditLog(setup.paths.auditFile()), clock)
    , m_access(accessSetup(setup), clock, m_audit)
    , m_actions(engine, m_access)
{
    m_fleet.reset(engine.states());
    for (const DeviceStatePtr &each : engine.states())
        noteLevel(each);
    m_events.setFleet();
    describeThisPi();
    findThisPi();
    connect(&engine, &fleet::Engine::changed, this, &Kiosk::onFleetChanged);
    m_rotation.setTurnSeconds(m_preferences.rotateSeconds());
    restorePage();
    pageChanged();
    connect(&m_rotation, &Rotation::pageChanged, this, &Kiosk::pageChanged);
    connect(&m_rotation, &Rotation::pausedChanged, this, [this] {
        if (m_rotation.isPaused())
            return;
        // Nobody is there any more who looks at the past.
        m_device.timeline()->follow();
        m_thisPi.timeline()->follow();
    });
    connect(&m_preferences, &Preferences::changed, this, &Kiosk::preferencesChanged);
    m_sound.setNight(m_screen.isNight());
    connect(&m_screen, &ScreenCare::nightChanged, this, [this] {
        m_sound.setNight(m_screen.isNight());
        emit lookChanged();
    });
    connect(&engine, &fleet::Engine::historyStateChanged, this, &Kiosk::lookAtKeeping);
    lookAtKeeping();
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &Kiosk::tick);
    m_timer.start();
    tick();
}

bool Kiosk::touched()
{
    const bool onlyWoke = m_screen.touched();
    m_rotation.touched();
    m_access.touched();
    return onlyWoke;
}

void Kiosk::acknowledge()
{
    if (!m_screen.isAlarm() || !m_access.permits(AccessGuard::Level::Acknowledge))
        return;
    m_screen.setAlarm(false);
    m_access.recordAction({}, QStringLiteral("acknowledge"), QStringLiteral("done"));
}

void Kiosk::showNeighbour(int step)
{
    const DeviceId neighbour = m_wall.neighbourOf(m_device.deviceId().toStdString(), step);
    if (!neighbour.empty())
        m_rotation.show(kDevicePage, QString::fromStdString(neighbour));
}

QString Kiosk::neighbourName(int step) const
{
    const presentation::FleetRow *neighbour = m_fleet.find(m_wall.neighbourOf(m_device.deviceId().toStdString(), step));
    return neighbour != nullptr ? neighbour->name : QString();
}

void Kiosk::peek(const QString &deviceId)
{
    m_actions.forget();
    m_device.setDeviceId(deviceId);
    emit peekAsked();
}

void Kiosk::preferencesChanged()
{
    const config::KioskSettings &settings = m_preferences.settings();
    m_rotation.setTurnSeconds(m_preferences.rotateSeconds());
    m_screen.use(settings);
    m_sound.use(settings);
    emit lookChanged();
}

void Kiosk::lookAtKeeping()
{
    const QString notKept = whatIsNotKept(m_paths, m_engine.historyState());
    if (std::exchange(m_notKept, notKept) != notKept)
        emit notKeptChanged();
}

QString Kiosk::look() const
{
    if (m_preferences.settings().theme != config::KioskSettings::Theme::Auto)
        return m_preferences.theme();
    return m_screen.isNight() ? QStringLiteral("night") : QStringLiteral("day");
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
    if (m_overview.critical() == 0)
        m_screen.setAlarm(false);
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
    if (level != HealthLevel::Critical) {
        m_rotation.recovered(id);
    } else if (!isFirst && before != HealthLevel::Critical) {
        m_screen.setAlarm(true);
        m_rotation.failed(id);
    }
}

void Kiosk::describeThisPi()
{
    m_thisPi.describe([this](const DeviceState &pi) {
        const history::StoreState history = m_engine.historyState();
        const auto brokers = m_engine.brokers();
        const auto states = m_engine.brokerStates();
        return HostReport{pi, history, brokers, states, m_clock.utcNow()}.sections();
    });
    connect(&m_engine, &fleet::Engine::historyStateChanged, &m_thisPi, &presentation::DevicePanel::refreshAges);
    connect(&m_engine, &fleet::Engine::brokersChanged, &m_thisPi, &presentation::DevicePanel::refreshAges);
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
    m_actions.forget();
    if (page == kDevicePage)
        m_device.setDeviceId(m_rotation.deviceId());
    m_device.setFollowing(page == kDevicePage);
    m_thisPi.setFollowing(page == kThisPiPage);
    m_finder.setActive(page == kFindPage);
    m_gateway.setActive(page == kGatewayPage);
    if (m_rotation.isPaused()) { // a person went there
        m_state.setValue(kPageKey, page);
        m_state.setValue(kDeviceKey, m_rotation.deviceId());
    }
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
    if (m_screen.isAlarm())
        (void)m_sound.play(); // which keeps its own pauses
    if (++m_ticks % kTicksBetweenLooksAtTheDisk == 0)
        lookAtKeeping();
    if (m_ticks % kTicksBetweenAges == 0) {
        m_wall.refreshAges();
        m_device.refreshAges();
        m_thisPi.refreshAges();
    }
}

} // namespace piuptime::kiosk
