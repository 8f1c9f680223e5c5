// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/KioskMonth.h"

#include "app/kiosk/access/PinChange.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/KioskWall.h"
#include "tests/support/TestClock.h"

#include <QEventLoop>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QTimer>

#include <malloc.h>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace piuptime::bench {
namespace {

constexpr int kDays = 30;
constexpr Milliseconds kStep = 30min;
constexpr int kStepsADay = static_cast<int>(24h / kStep);
constexpr std::size_t kChangedAStep = 20;
constexpr int kPinPatienceMs = 20'000;
const QString kPin = u"471147"_s;

// Steps of a day, from midnight.
constexpr int kSomebodyComes = 16;
constexpr int kNetworkFails = 20;
constexpr int kNetworkIsBack = 22;
constexpr int kHistoryFails = 24;
constexpr int kHistoryIsBack = 30;
constexpr int kEngineIsGone = 34; ///< each third day
constexpr int kEngineIsBack = 35;
constexpr int kPisComeAndGo = 38;
constexpr int kAlarmEvery = 11;

config::KioskSettings wallSettings()
{
    config::KioskSettings settings;
    settings.rotate = 60s;
    settings.blankAfter = 60min;
    return settings;
}

/// The month, and what makes it pass.
class Month
{
public:
    Month()
        : m_wall(m_clock, wallSettings())
    {
        const auto set = [](kiosk::Pins pins) {
            return kiosk::withPin(std::move(pins), kiosk::PinLevel::Operate, Secret(kPin.toStdString()));
        };
        if (!kiosk::changePins(m_wall.pinFile(), set))
            qFatal("the PIN cannot be set");
        QObject::connect(m_wall.kiosk().rotation(), &kiosk::Rotation::pageChanged, m_wall.kiosk().rotation(),
                         [this] { ++m_month.turns; });
    }

    MonthOnTheWall live()
    {
        for (int day = 0; day < kDays; ++day) {
            for (int step = 0; step < kStepsADay; ++step) {
                happen(day, step);
                pass();
            }
            measure();
        }
        m_month.residentMegabytes = residentMegabytes();
        return m_month;
    }

private:
    void happen(int day, int step)
    {
        changeSome();
        if (step % kAlarmEvery == 0)
            raiseAlarms();
        if (step % kAlarmEvery == 3)
            endAlarms();
        switch (step) {
        case kSomebodyComes:
            return somebodyComes(day);
        case kNetworkFails:
            return setReachable(false);
        case kNetworkIsBack:
            return setReachable(true);
        case kHistoryFails:
            return m_wall.engine().failHistoryWith(Error{ErrorKind::Internal, "the disk refuses", {}});
        case kHistoryIsBack:
            return m_wall.engine().failHistoryWith(std::nullopt);
        case kEngineIsGone:
            return day % 3 == 0 ? takeEngineAway() : void();
        case kEngineIsBack:
            return m_away.empty() ? void() : m_wall.engine().set(std::exchange(m_away, {}));
        case kPisComeAndGo:
            return replaceSome(day);
        default:
            return;
        }
    }

    /// A step of time, with the frames and the ticks that it brings.
    void pass()
    {
        kiosk::Kiosk &kiosk = m_wall.kiosk();
        m_clock.advance(kStep);
        kiosk.screen()->update();
        kiosk.access()->update();
        kiosk.rotation()->tick();
        kiosk.tick();
        m_wall.drawFrame();
        letEventsPass();
    }

    /// As it is at the same hour of each day, on the same page.
    void measure()
    {
        m_wall.kiosk().rotation()->show(u"wall"_s);
        m_wall.engine().queries = {}; // of the stand-in, which notes what it is asked
        m_wall.engine().watched = {};
        for (int i = 0; i < 3; ++i)
            pass();
        qmlEngine(m_wall.window())->collectGarbage();
        letEventsPass();
        malloc_trim(0);
        m_month.privateMegabytes.push_back(privateDirtyMegabytes());
    }

    [[nodiscard]] std::vector<DeviceState> all()
    {
        std::vector<DeviceState> states;
        for (const DeviceStatePtr &state : m_wall.engine().states())
            states.push_back(*state);
        return states;
    }

    void changeSome()
    {
        std::vector<DeviceState> states = all();
        std::shuffle(states.begin(), states.end(), m_random);
        states.resize(std::min(states.size(), kChangedAStep));
        std::uniform_real_distribution<double> heat(38, 70);
        std::uniform_real_distribution<double> load(0, 100);
        for (DeviceState &state : states) {
            testsupport::setValue(state, Metric::SocTemperature, heat(m_random));
            testsupport::setValue(state, Metric::CpuUsage, load(m_random));
            state.latest.receivedAt = m_clock.utcNow();
        }
        m_wall.engine().set(std::move(states));
    }

    void raiseAlarms()
    {
        std::vector<DeviceState> failing;
        for (DeviceState &state : all()) {
            if (state.health.level != HealthLevel::Ok || failing.size() == 3)
                continue;
            state.health = {HealthLevel::Critical, {{ReasonCode::UnderVoltageNow, HealthLevel::Critical, 0, {}, {}}}};
            m_wall.engine().happen(
                {state.config.id, m_clock.utcNow(), EventKind::UnderVoltage, Severity::Critical, {}});
            failing.push_back(std::move(state));
        }
        for (const DeviceState &state : failing)
            m_failing.push_back(state.config.id);
        m_month.alarms += static_cast<double>(failing.size());
        m_wall.engine().set(std::move(failing));
    }

    void endAlarms()
    {
        std::vector<DeviceState> well;
        for (const DeviceId &id : std::exchange(m_failing, {})) {
            const DeviceState *state = m_wall.engine().find(id);
            if (state == nullptr)
                continue;
            well.push_back(*state);
            well.back().health = {HealthLevel::Ok, {}};
        }
        m_wall.engine().set(std::move(well));
    }

    void setReachable(bool isReachable)
    {
        std::vector<DeviceState> states = all();
        if (!isReachable)
            m_before = states;
        for (DeviceState &state : states) {
            state.connection = ConnectionState::Waiting;
            state.stale = true;
            state.health = {HealthLevel::Unknown, {}};
            state.error = Error{ErrorKind::Unreachable, "no route to host", {}};
        }
        m_wall.engine().set(isReachable ? std::exchange(m_before, {}) : std::move(states));
    }

    void takeEngineAway()
    {
        m_away = all();
        std::vector<DeviceId> ids;
        for (const DeviceState &state : m_away)
            ids.push_back(state.config.id);
        m_wall.engine().forget(std::move(ids));
    }

    void replaceSome(int day)
    {
        std::vector<DeviceState> states = all();
        std::vector<DeviceId> gone;
        std::vector<DeviceState> coming;
        for (std::size_t i = 1; i <= 5; ++i) {
            const std::size_t at = (static_cast<std::size_t>(day) * 5 + i) % states.size();
            gone.push_back(states[at].config.id);
            DeviceState state = std::move(states[at]);
            state.config.id = "day-" + std::to_string(day) + "-" + std::to_string(i);
            state.config.name = state.config.id;
            coming.push_back(std::move(state));
        }
        m_wall.engine().forget(std::move(gone));
        m_wall.engine().set(std::move(coming));
    }

    /// Wakes the screen, looks at a Pi, at its past and at every page, unlocks and locks.
    void somebodyComes(int day)
    {
        kiosk::Kiosk &kiosk = m_wall.kiosk();
        (void)kiosk.touched();
        for (int i = 0; i < 10; ++i) {
            m_wall.turnTo(day * 10 + i);
            m_wall.drawFrame();
            letEventsPass();
            kiosk.device()->timeline()->pan(-0.5);
        }
        kiosk.device()->timeline()->follow();
        QEventLoop loop;
        QObject::connect(kiosk.access(), &kiosk::AccessGuard::busyChanged, &loop, &QEventLoop::quit);
        QTimer::singleShot(kPinPatienceMs, &loop, &QEventLoop::quit);
        kiosk.access()->unlock(kPin);
        if (kiosk.access()->isBusy())
            loop.exec();
        if (kiosk.access()->level() != kiosk::AccessGuard::Level::Operate)
            qFatal("the PIN does not unlock: %s", qPrintable(kiosk.access()->errorText()));
        kiosk.acknowledge();
        kiosk.access()->lock();
    }

    testsupport::TestClock m_clock{fromMsUtc(1'790'028'000'000)}; // midnight somewhere
    KioskWall m_wall;
    MonthOnTheWall m_month;
    std::mt19937 m_random{1};
    std::vector<DeviceId> m_failing;
    std::vector<DeviceState> m_before; ///< the network failed
    std::vector<DeviceState> m_away;   ///< what the engine that is gone had
};

} // namespace

MonthOnTheWall liveAMonth()
{
    return Month().live();
}

} // namespace piuptime::bench
