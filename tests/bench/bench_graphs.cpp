// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: 12 live graphs beside Qt Charts and QCustomPlot, and panning ten million points
#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/charts/TimeChart.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/GraphPeers.h"
#include "tests/bench/StallMeter.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QApplication>
#include <QGridLayout>
#include <QtConcurrentRun>

#include <cmath>
#include <random>
#include <set>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace piuptime;
using namespace piuptime::bench;
using presentation::ChartSpec;
using presentation::Timeline;

namespace {

constexpr std::size_t kCharts = 12;
constexpr std::size_t kPoints = 1000;
constexpr std::size_t kFrames = 32; ///< prepared data, played again and again
constexpr int kFramesInBlock = 30;  ///< of each library in turn
constexpr int kBlocks = 12;
constexpr std::size_t kPointed = 6; ///< charts under the moving pointer
constexpr QSize kWindow{1920, 1080};
constexpr Seconds kInterval{10};
constexpr UtcTime kNow = fromMsUtc(1'760'000'000'000);
constexpr std::size_t kLongSeries = 10'000'000;
constexpr auto kRefresh = std::chrono::microseconds(1'000'000 / 60);

/// Twelve walks with some noise, one a chart.
std::vector<Curve> makeCurves(std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> step(0, 0.4);
    std::vector<Curve> curves(kCharts);
    for (Curve &curve : curves) {
        double level = 55;
        for (std::size_t i = 0; i < kPoints; ++i) {
            level = std::clamp(level + step(random), 30.0, 84.0);
            const UtcTime at = kNow - kInterval * static_cast<int>(kPoints - i);
            curve.at.push_back(static_cast<double>(toMsUtc(at)));
            curve.value.push_back(level + step(random));
        }
    }
    return curves;
}

SeriesKey keyOf(std::size_t chart)
{
    return {Metric::ZoneTemperature, std::to_string(chart)};
}

ChartSpec specOf(std::size_t chart)
{
    ChartSpec spec;
    spec.id = QString::number(chart);
    spec.title = u"Zone %1"_s.arg(chart);
    spec.unit = Unit::Celsius;
    spec.tall = true;
    spec.lines = {{keyOf(chart), u"zone"_s, 0, false, true, presentation::LineMark::None, "pi"}};
    return spec;
}

/// The charts of one Pi whose series are known beforehand.
class FixedTimeline final : public Timeline
{
public:
    FixedTimeline(fleet::Engine &engine, const Clock &clock, std::size_t charts)
        : Timeline(engine, clock)
        , m_count(charts)
    {
    }
    void start()
    {
        restart({"pi"});
        load();
    }

protected:
    void load() override
    {
        std::vector<ChartSpec> specs;
        for (std::size_t i = 0; i < m_count; ++i)
            specs.push_back(specOf(i));
        setCharts(std::move(specs));
        opened();
    }

private:
    std::size_t m_count;
};

/// Answers each question with the curves of the moment, as a store answers once it knows more.
class CurveEngine final : public testsupport::FakeEngine
{
public:
    void show(const std::vector<Curve> &curves) { m_curves = &curves; }

    QFuture<Result<std::vector<std::vector<history::Point>>>> query(const DeviceId &, std::vector<SeriesKey> series,
                                                                    history::TimeRange, std::size_t) override
    {
        std::vector<std::vector<history::Point>> lines(series.size());
        for (std::size_t i = 0; i < series.size(); ++i) {
            const Curve &curve = (*m_curves)[static_cast<std::size_t>(std::stoul(series[i].instance))];
            for (std::size_t k = 0; k < curve.at.size(); ++k)
                lines[i].push_back({fromMsUtc(static_cast<std::int64_t>(curve.at[k])), curve.value[k], curve.value[k],
                                    curve.value[k]});
        }
        QPromise<Result<std::vector<std::vector<history::Point>>>> promise;
        promise.start();
        promise.addResult(std::move(lines));
        promise.finish();
        return promise.future();
    }

private:
    const std::vector<Curve> *m_curves = nullptr;
};

/// Our charts, all the way from the engine's answer to the pixels.
class OurCharts final : public GraphPeer
{
public:
    OurCharts(const std::vector<Curve> &first, const desktop::Theme &theme)
        : m_timeline(m_engine, m_clock, kCharts)
    {
        m_engine.show(first);
        m_timeline.setResolution(kPoints);
        m_timeline.showRange({kNow - kInterval * static_cast<int>(kPoints), kNow});
        m_timeline.start();
        auto *grid = new QGridLayout(&m_window);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setSpacing(8);
        for (std::size_t i = 0; i < kCharts; ++i) {
            auto *chart = new desktop::TimeChart(m_timeline, specOf(i), m_options, theme);
            grid->addWidget(chart, static_cast<int>(i) / 2, static_cast<int>(i) % 2);
            QObject::connect(&m_timeline, &Timeline::pointsChanged, chart, &desktop::TimeChart::refresh);
            m_charts.push_back(chart);
            m_painted.push_back(chart);
        }
        m_window.resize(kWindow);
    }

    [[nodiscard]] QString name() const override { return u"TimeChart"_s; }
    [[nodiscard]] QWidget *window() override { return &m_window; }
    [[nodiscard]] const std::vector<QWidget *> &charts() const override { return m_painted; }
    [[nodiscard]] QSize plotSize() const { return m_charts.front()->mapping().plot.size().toSize(); }

    void show(const std::vector<Curve> &curves) override
    {
        m_engine.show(curves);
        m_timeline.refresh();
    }
    void point(double at, std::size_t count) override
    {
        for (std::size_t i = 0; i < count; ++i)
            m_charts[i]->setCrosshair(fromMsUtc(static_cast<std::int64_t>(at)));
    }

private:
    testsupport::TestClock m_clock{kNow};
    CurveEngine m_engine;
    FixedTimeline m_timeline;
    presentation::ChartOptions m_options;
    QWidget m_window;
    std::vector<desktop::TimeChart *> m_charts;
    std::vector<QWidget *> m_painted;
};

/// Counts the charts that were painted.
class PaintCount final : public QObject
{
public:
    explicit PaintCount(const std::vector<QWidget *> &charts)
    {
        for (QWidget *chart : charts)
            chart->installEventFilter(this);
    }
    void forget() { m_painted.clear(); }
    [[nodiscard]] std::size_t count() const { return m_painted.size(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_painted.insert(watched);
        return QObject::eventFilter(watched, event);
    }

private:
    std::set<const QObject *> m_painted;
};

/// Times one library: from new data, or a moved pointer, until every chart concerned is painted.
struct Contestant {
    std::unique_ptr<GraphPeer> peer;
    PaintCount paints{peer->charts()};
    std::vector<double> frames;
    std::vector<double> moves;

    explicit Contestant(std::unique_ptr<GraphPeer> made)
        : peer(std::move(made))
    {
    }

    template <class Change>
    double timed(std::size_t charts, Change change)
    {
        paints.forget();
        QElapsedTimer clock;
        clock.start();
        change();
        while (paints.count() < charts)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        // As a display would, the next frame waits for its turn.
        std::this_thread::sleep_for(kRefresh - std::chrono::nanoseconds(clock.nsecsElapsed()));
        return ms;
    }

    void playBlock(const std::vector<std::vector<Curve>> &data)
    {
        peer->window()->show();
        QCoreApplication::processEvents();
        peer->show(data[0]);
        QCoreApplication::processEvents();
        for (int i = 0; i < kFramesInBlock; ++i) {
            const auto &curves = data[static_cast<std::size_t>(i) % data.size()];
            frames.push_back(timed(kCharts, [&] { peer->show(curves); }));
        }
        for (int i = 0; i < kFramesInBlock; ++i) {
            const double at = data[0][0].at[static_cast<std::size_t>(20 + i * 15)];
            moves.push_back(timed(kPointed, [&] { peer->point(at, kPointed); }));
        }
        peer->window()->hide();
    }
};

/// Ten million samples, one every ten seconds, merged into slots in another thread as a store does.
class LongEngine final : public testsupport::FakeEngine
{
public:
    LongEngine()
        : m_values(kLongSeries)
    {
        std::mt19937 random(7);
        std::normal_distribution<double> step(0, 0.3);
        double level = 50;
        for (float &value : m_values) {
            level = std::clamp(level + step(random), 30.0, 84.0);
            value = static_cast<float>(level);
        }
    }

    [[nodiscard]] static UtcTime begin() { return kNow - kInterval * static_cast<int>(kLongSeries); }

    QFuture<Result<std::vector<std::vector<history::Point>>>>
    query(const DeviceId &, std::vector<SeriesKey>, history::TimeRange range, std::size_t maxPoints) override
    {
        return QtConcurrent::run([this, range, maxPoints]() -> Result<std::vector<std::vector<history::Point>>> {
            return std::vector<std::vector<history::Point>>{merged(range, maxPoints)};
        });
    }

private:
    [[nodiscard]] std::vector<history::Point> merged(history::TimeRange range, std::size_t maxPoints) const
    {
        const auto index = [](UtcTime at) {
            const auto wanted = (at - begin() + kInterval - 1ms) / Milliseconds(kInterval);
            return static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, kLongSeries));
        };
        const Milliseconds slot = (range.to - range.from) / static_cast<std::int64_t>(maxPoints);
        std::vector<history::Point> points;
        for (UtcTime from = range.from; from < range.to; from += slot) {
            const std::size_t first = index(from);
            const std::size_t end = index(from + slot);
            if (first == end)
                continue;
            double sum = 0;
            float low = m_values[first];
            float high = low;
            for (std::size_t i = first; i < end; ++i) {
                sum += m_values[i];
                low = std::min(low, m_values[i]);
                high = std::max(high, m_values[i]);
            }
            points.push_back(
                {begin() + kInterval * static_cast<int>(first), sum / static_cast<double>(end - first), low, high});
        }
        return points;
    }

    std::vector<float> m_values;
};

struct Panning {
    std::vector<double> stalls;
    int frames = 0;
    int framesWithoutPoints = 0;
};

/// Pans back and forth and zooms in and out by wheel, sixty times a second, over the whole history.
Panning panLongSeries(const desktop::Theme &theme)
{
    LongEngine engine;
    const testsupport::TestClock clock(kNow);
    FixedTimeline timeline(engine, clock, 1);
    presentation::ChartOptions options;
    desktop::ChartStack stack(timeline, options, theme);
    stack.resize(kWindow);
    stack.show();
    timeline.start();
    timeline.showRange({LongEngine::begin(), kNow});
    while (!timeline.hasPoints() || timeline.isRefining())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);

    Panning result;
    QTimer drag;
    drag.setTimerType(Qt::PreciseTimer);
    StallMeter stalls;
    QObject::connect(&drag, &QTimer::timeout, &stack, [&] {
        const int turn = result.frames++ % 360;
        const history::TimeRange window = timeline.window().range();
        if (turn < 60)
            timeline.zoom(0.9, window.from + (window.to - window.from) / 2);
        else if (turn < 180)
            timeline.pan(-0.04);
        else if (turn < 300)
            timeline.pan(0.04);
        else
            timeline.zoom(1 / 0.9, window.from + (window.to - window.from) / 2);
        if (!timeline.hasPoints())
            ++result.framesWithoutPoints;
    });
    drag.start(kFrame);
    QTimer::singleShot(15s, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    result.stalls = stalls.frames();
    return result;
}

void addFrames(BenchReport &report, const std::vector<Contestant *> &contestants, const QString &what,
               std::vector<double> Contestant::*times, std::optional<double> goal)
{
    for (const auto &[share, text] : {std::pair{0.5, u"p50"_s}, {0.95, u"p95"_s}, {0.99, u"p99"_s}}) {
        for (std::size_t i = 1; i < contestants.size(); ++i) {
            const Contestant &other = *contestants[i];
            report.add({.name = what + u", "_s + text,
                        .value = percentile(contestants[0]->*times, share),
                        .unit = u"ms"_s,
                        .peer = other.peer->name(),
                        .peerValue = percentile(other.*times, share),
                        .goal = share == 0.99 ? goal : std::nullopt});
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    desktop::Theme theme;
    theme.install();
    std::vector<std::vector<Curve>> data;
    for (std::uint32_t i = 0; i < kFrames; ++i)
        data.push_back(makeCurves(i + 1));

    auto ours = std::make_unique<OurCharts>(data[0], theme);
    ours->window()->show();
    QCoreApplication::processEvents();
    const QSize plot = ours->plotSize();
    ours->window()->hide();
    std::vector<std::unique_ptr<Contestant>> all;
    all.push_back(std::make_unique<Contestant>(std::move(ours)));
    all.push_back(std::make_unique<Contestant>(makeQtCharts(kCharts, kWindow, plot)));
    if (auto peer = makeQCustomPlot(kCharts, kWindow, plot))
        all.push_back(std::make_unique<Contestant>(std::move(peer)));
    for (int block = 0; block < kBlocks; ++block) {
        for (const auto &each : all)
            each->playBlock(data);
    }
    std::vector<Contestant *> contestants;
    for (const auto &each : all)
        contestants.push_back(each.get());

    BenchReport report(u"graphs"_s);
    addFrames(report, contestants, u"frame of 12 charts with 1,000 new points each"_s, &Contestant::frames, 16);
    addFrames(report, contestants, u"pointer moved over six of them"_s, &Contestant::moves, 4);
    const Panning panning = panLongSeries(theme);
    report.add({.name = u"10 million points panned and zoomed, longest stall in a frame, p99"_s,
                .value = percentile(panning.stalls, 0.99),
                .unit = u"ms"_s,
                .goal = 16});
    report.add({.name = u"longest stall of all"_s, .value = percentile(panning.stalls, 1), .unit = u"ms"_s});
    report.add({.name = u"frames with an empty plot"_s,
                .value = 100.0 * panning.framesWithoutPoints / panning.frames,
                .unit = u"%"_s,
                .goal = 0});
    report.print(app.arguments());
    return 0;
}
