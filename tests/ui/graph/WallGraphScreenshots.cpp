// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the wall's graphs, light and dark, in two sizes: wall_graph_screenshots DIRECTORY
#include "app/presentation/device/DeviceHistory.h"
#include "tests/support/GraphScene.h"
#include "tests/support/StagedPi.h"

#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>

#include <cstdio>

using namespace piuptime;
using namespace std::chrono_literals;
using simulation::BoardKind;
using simulation::Story;
using testsupport::GraphScene;

namespace {

/// Until every point is there; a minute at most.
void settle(const presentation::Timeline &timeline)
{
    QElapsedTimer clock;
    clock.start();
    do {
        QCoreApplication::processEvents();
    } while ((!timeline.hasPoints() || timeline.isRefining()) && clock.elapsed() < 60'000);
}

void shoot(const QDir &out, const QString &scene, testsupport::StagedPi pi, const QStringList &charts,
           history::TimeRange range, std::optional<UtcTime> crosshair)
{
    const DeviceId id = pi.state.config.id;
    testsupport::FakeEngine engine;
    testsupport::addTo(engine, std::move(pi));
    const SystemClock clock;
    presentation::DeviceHistory timeline(engine, clock);
    timeline.setDevice(id);
    settle(timeline);
    timeline.showRange(range);
    settle(timeline);
    for (const QSize size : {QSize(800, 480), QSize(1280, 720)}) {
        for (const auto mode : {GraphScene::Mode::Light, GraphScene::Mode::Dark}) {
            GraphScene graphs(timeline, charts, size, mode);
            settle(timeline);
            if (crosshair)
                graphs.graphs().front()->setCrosshairAtMsUtc(static_cast<double>(toMsUtc(*crosshair)));
            const QString file = QStringLiteral("%1-%2-%3.png")
                                     .arg(scene, mode == GraphScene::Mode::Dark ? u"dark" : u"light")
                                     .arg(size.width());
            if (!graphs.window().grabWindow().save(out.filePath(file)))
                std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        }
    }
}

/// Forgets what was measured after `end`.
testsupport::StagedPi silentSince(testsupport::StagedPi pi, UtcTime end)
{
    for (auto &[key, points] : pi.series)
        std::erase_if(points, [&](const history::Point &point) { return point.at > end; });
    pi.state.latest.receivedAt = end;
    return pi;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication app(argc, argv);
    const QDir out(QGuiApplication::arguments().value(1, QStringLiteral(".")));
    const UtcTime now = SystemClock().utcNow();
    const QStringList heat{QStringLiteral("temperature"), QStringLiteral("power"), QStringLiteral("cpu"),
                           QStringLiteral("network")};
    const QStringList supply{QStringLiteral("ups-charge"), QStringLiteral("ups-voltage"), QStringLiteral("temperature"),
                             QStringLiteral("memory")};
    shoot(out, QStringLiteral("hot"), testsupport::stagePi(Story::Hot, BoardKind::FourB, now), heat, {now - 3h, now},
          now - 65min);
    shoot(out, QStringLiteral("battery"), testsupport::stagePi(Story::OnBattery, BoardKind::FourB, now), supply,
          {now - 4h, now}, std::nullopt);
    shoot(out, QStringLiteral("silent"),
          silentSince(testsupport::stagePi(Story::UnderVoltage, BoardKind::Five, now), now - 25min),
          {QStringLiteral("temperature"), QStringLiteral("input-voltage"), QStringLiteral("cpu"),
           QStringLiteral("network")},
          {now - 2h, now}, std::nullopt);
    return 0;
}
