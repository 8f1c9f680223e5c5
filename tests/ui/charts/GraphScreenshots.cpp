// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the graphs: graph_screenshots DIRECTORY [--all]
//   --all  in light and dark and three sizes, rather than the one that suits each best

#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/compare/ComparePage.h"
#include "app/desktop/device/DevicePage.h"
#include "tests/support/StagedPi.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>

#include <cstdio>

using namespace piuptime;
using namespace std::chrono_literals;
using desktop::Theme;
using presentation::Timeline;
using simulation::BoardKind;
using simulation::Story;

namespace {

/// One look of a scene.
struct Look {
    QSize size;
    Theme::Mode mode;
};

struct Shooter {
    Theme &theme;
    QDir out;
    bool all;

    [[nodiscard]] std::vector<Look> looks(Theme::Mode best) const
    {
        if (!all)
            return {{{1280, 720}, best}};
        std::vector<Look> every;
        for (const QSize size : {QSize(1280, 720), QSize(1440, 900), QSize(2560, 1440)}) {
            for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark})
                every.push_back({size, mode});
        }
        return every;
    }
    [[nodiscard]] QString fileOf(const QString &scene, const Look &look) const
    {
        const QString mode = look.mode == Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        const QString size = all ? QStringLiteral("-%1").arg(look.size.width()) : QString();
        return out.filePath(QStringLiteral("%1-%2%3.png").arg(scene, mode, size));
    }
    void shoot(QWidget &page, const QString &file) const
    {
        if (!page.grab().toImage().convertToFormat(QImage::Format_RGB32).save(file, "PNG", 1))
            std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
    }
};

/// Until every point is there; a minute at most.
void settle(const Timeline &timeline)
{
    QElapsedTimer clock;
    clock.start();
    do {
        QCoreApplication::processEvents();
    } while ((!timeline.hasPoints() || timeline.isRefining()) && clock.elapsed() < 60'000);
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
}

void onePi(const Shooter &shooter, const QString &scene, testsupport::StagedPi pi, Theme::Mode best,
           history::TimeRange range, std::optional<UtcTime> crosshair)
{
    const DeviceId id = pi.state.config.id;
    testsupport::FakeEngine engine;
    testsupport::addTo(engine, std::move(pi));
    for (const Look &look : shooter.looks(best)) {
        shooter.theme.setMode(look.mode);
        desktop::DevicePage page(engine, shooter.theme);
        page.setAutoFillBackground(true);
        page.resize(look.size);
        page.show();
        page.setDevice(id);
        settle(page.history());
        page.showRange(range);
        settle(page.history());
        page.charts()->setCrosshair(crosshair);
        settle(page.history());
        shooter.shoot(page, shooter.fileOf(scene, look));
    }
}

void comparison(const Shooter &shooter, UtcTime now)
{
    testsupport::FakeEngine engine;
    std::vector<DeviceId> ids;
    for (const auto &[story, board] : {std::pair{Story::Hot, BoardKind::FourB},
                                       {Story::Healthy, BoardKind::Five},
                                       {Story::OnBattery, BoardKind::FourB},
                                       {Story::UnderVoltage, BoardKind::FourB},
                                       {Story::FailedUnit, BoardKind::Cm4}}) {
        testsupport::StagedPi pi = testsupport::stagePi(story, board, now);
        ids.push_back(pi.state.config.id);
        testsupport::addTo(engine, std::move(pi));
    }
    const SystemClock clock;
    for (const Look &look : shooter.looks(Theme::Mode::Light)) {
        shooter.theme.setMode(look.mode);
        presentation::ChartOptions options;
        desktop::ComparePage page(engine, options, shooter.theme, clock);
        page.setAutoFillBackground(true);
        page.resize(look.size);
        page.show();
        page.compare(ids, {Metric::SocTemperature, {}});
        settle(page.comparison());
        page.showRange({now - 6h, now});
        settle(page.comparison());
        page.charts()->setCrosshair(now - 2h);
        settle(page.comparison());
        shooter.shoot(page, shooter.fileOf(QStringLiteral("compare"), look));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments().mid(1);
    Theme theme;
    theme.install();
    const Shooter shooter{theme, QDir(arguments.value(0, QStringLiteral("."))),
                          arguments.contains(QStringLiteral("--all"))};
    const UtcTime now = SystemClock().utcNow();
    onePi(shooter, QStringLiteral("month"), testsupport::stagePi(Story::Healthy, BoardKind::Five, now, 31 * 24h, 120s),
          Theme::Mode::Light, {now - 30 * 24h, now}, std::nullopt);
    onePi(shooter, QStringLiteral("throttling"), testsupport::stagePi(Story::Hot, BoardKind::FourB, now),
          Theme::Mode::Dark, {now - 3h, now}, now - 65min);
    onePi(shooter, QStringLiteral("outage"), testsupport::stagePi(Story::OnBattery, BoardKind::FourB, now),
          Theme::Mode::Light, {now - 4h, now}, std::nullopt);
    comparison(shooter, now);
    return 0;
}
