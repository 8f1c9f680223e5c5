// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: the wall of 200 Pis and four graphs at 1280x720 without a GPU: frames, CPU while nothing changes, memory,
/// a month; --month: the month alone
#include "app/presentation/device/DeviceHistory.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/KioskMonth.h"
#include "tests/bench/KioskWall.h"
#include "tests/support/GraphScene.h"
#include "tests/support/StagedPi.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace piuptime;
using namespace piuptime::bench;
using testsupport::GraphScene;

namespace {

constexpr QSize kWall{1280, 720};
constexpr int kFrames = 600;
constexpr int kTurns = 400; ///< of pages
constexpr auto kIdle = 10s;
constexpr auto kLive = 15s;
constexpr auto kReadingInterval = 1s;

const QStringList kCharts{u"temperature"_s, u"power"_s, u"cpu"_s, u"network"_s};

/// Four graphs of a Pi that was read for a day, with a gap-free hour on them.
class FourGraphs
{
public:
    FourGraphs()
        : m_timeline(m_engine, m_clock)
    {
        testsupport::StagedPi pi =
            testsupport::stagePi(simulation::Story::Hot, simulation::BoardKind::FourB, m_clock.utcNow(), 24h, 5s);
        m_state = pi.state;
        testsupport::addTo(m_engine, std::move(pi));
        m_timeline.setDevice(m_state.config.id);
        m_timeline.setFollowing(true);
        m_scene = std::make_unique<GraphScene>(m_timeline, kCharts, kWall, GraphScene::Mode::Dark);
        while (!m_timeline.hasPoints() || m_timeline.isRefining())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        m_scene->drawFrame();
    }

    [[nodiscard]] presentation::DeviceHistory &timeline() { return m_timeline; }
    [[nodiscard]] GraphScene &scene() { return *m_scene; }
    /// One more reading, as the live Pi tells it.
    void read()
    {
        m_state.latest.receivedAt = m_clock.utcNow();
        testsupport::setValue(m_state, Metric::SocTemperature, 60 + m_count++ % 7);
        m_engine.set(m_state);
    }

private:
    SystemClock m_clock;
    testsupport::FakeEngine m_engine;
    DeviceState m_state;
    presentation::DeviceHistory m_timeline;
    std::unique_ptr<GraphScene> m_scene;
    int m_count = 0;
};

/// Milliseconds from a change to the frame that shows it.
template <class Scene, class Change>
std::vector<double> framesOf(Scene &scene, Change change, int count = kFrames)
{
    std::vector<double> frames;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer clock;
        clock.start();
        change(i);
        scene.drawFrame();
        frames.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        letEventsPass();
    }
    return frames;
}

/// Per cent of one core that the event loop takes by itself.
double cpuPercentOver(std::chrono::milliseconds time)
{
    const double before = cpuMilliseconds();
    QEventLoop loop; // quitting the application would close the window
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
    return (cpuMilliseconds() - before) / static_cast<double>(time.count()) * 100;
}

void addFrames(BenchReport &report, const QString &what, const std::vector<double> &frames)
{
    report.add({.name = what + u", p50"_s, .value = percentile(frames, 0.5), .unit = u"ms"_s});
    report.add({.name = what + u", p99"_s, .value = percentile(frames, 0.99), .unit = u"ms"_s, .goal = 16});
}

void measureGraphs(BenchReport &report)
{
    FourGraphs four;
    GraphScene &scene = four.scene();
    report.add({.name = u"CPU of four graphs while nothing changes"_s,
                .value = cpuPercentOver(kIdle),
                .unit = u"%"_s,
                .goal = 3});
    QTimer readings;
    QObject::connect(&readings, &QTimer::timeout, qApp, [&] { four.read(); });
    readings.start(kReadingInterval);
    report.add({.name = u"the same with a reading every second"_s, .value = cpuPercentOver(kLive), .unit = u"%"_s});
    readings.stop();

    addFrames(report, u"frame with four new graphs"_s,
              framesOf(scene, [&](int i) { four.timeline().pan(i % 120 < 60 ? -0.01 : 0.01); }));
    kiosk::TimeGraph &first = *scene.graphs().front();
    const history::TimeRange window = four.timeline().window().range();
    addFrames(report, u"frame with a moved crosshair"_s, framesOf(scene, [&](int i) {
                  const UtcTime at = window.from + (window.to - window.from) * (i % 200) / 200;
                  first.setCrosshairAtMsUtc(static_cast<double>(toMsUtc(at)));
              }));
    report.add({.name = u"resident memory"_s, .value = residentMegabytes(), .unit = u"MB"_s, .goal = 150});
}

/// What a month on a wall leaves in memory.
void measureMonth(BenchReport &report)
{
    const MonthOnTheWall month = liveAMonth();
    report.add({.name = u"growth over a month, from the second day on"_s,
                .value = month.grownMegabytes(),
                .unit = u"MB"_s,
                .goal = 5});
    report.add(
        {.name = u"resident memory after the month"_s, .value = month.residentMegabytes, .unit = u"MB"_s, .goal = 150});
    report.add({.name = u"pages turned in the month"_s, .value = month.turns, .unit = u""_s});
    report.add({.name = u"alarms in the month"_s, .value = month.alarms, .unit = u""_s});
}

void measureWall(BenchReport &report)
{
    QElapsedTimer clock;
    clock.start();
    const SystemClock steady;
    KioskWall wall(steady, {});
    report.add({.name = u"from the engine to the first frame of 200 Pis"_s,
                .value = static_cast<double>(clock.elapsed()),
                .unit = u"ms"_s,
                .goal = 1500});
    QEventLoop settle;
    QTimer::singleShot(2000, &settle, &QEventLoop::quit);
    settle.exec();
    report.add({.name = u"CPU of the wall while nothing changes"_s,
                .value = cpuPercentOver(kIdle),
                .unit = u"%"_s,
                .goal = 3});
    addFrames(report, u"frame with 20 of 200 Pis changed"_s, framesOf(wall, [&](int) { wall.engine().walk(20); }));
    const auto turn = [&](int i) {
        wall.engine().walk(5);
        wall.turnTo(i);
    };
    (void)framesOf(wall, turn, 50); // caches fill
    const double before = residentMegabytes();
    const std::vector<double> turns = framesOf(wall, turn, kTurns);
    addFrames(report, u"frame with another page"_s, turns);
    for (qsizetype page = 0; page < KioskWall::pages().size(); ++page) {
        std::vector<double> ofPage;
        for (auto i = static_cast<std::size_t>(page); i < turns.size(); i += KioskWall::pages().size())
            ofPage.push_back(turns[i]);
        report.add({.name = u"the same where that is "_s + KioskWall::pages()[page] + u", p50"_s,
                    .value = percentile(ofPage, 0.5),
                    .unit = u"ms"_s});
    }
    report.add(
        {.name = u"growth over 400 turned pages"_s, .value = residentMegabytes() - before, .unit = u"MB"_s, .goal = 5});
    report.add(
        {.name = u"resident memory of the whole kiosk"_s, .value = residentMegabytes(), .unit = u"MB"_s, .goal = 150});
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication app(argc, argv);
    BenchReport report(u"kiosk"_s);
    if (!QGuiApplication::arguments().contains(u"--month"_s)) {
        measureWall(report);
        measureGraphs(report);
    }
    measureMonth(report);
    report.print(QGuiApplication::arguments());
    return 0;
}
