// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the device page in its main situations: device_page_screenshots DIRECTORY

#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/device/DevicePage.h"
#include "tests/support/StagedPi.h"

#include <QApplication>
#include <QDir>
#include <QTabBar>

#include <cstdio>

using namespace piuptime;
using simulation::BoardKind;
using simulation::Story;

namespace {

struct Scene {
    const char *name;
    testsupport::StagedPi pi;
};

testsupport::StagedPi unreachable(UtcTime now)
{
    testsupport::StagedPi pi = testsupport::stagePi(Story::Unreachable, BoardKind::FourB, now);
    pi.state.error = Error{ErrorKind::Unreachable, "no route to host", {"opening the TCP connection"}};
    pi.state.nextAttemptAt = now + Seconds(43);
    return pi;
}

testsupport::StagedPi justAdded()
{
    testsupport::StagedPi pi;
    pi.state.config.id = "new";
    pi.state.config.name = "boiler-room";
    pi.state.config.endpoint = {"pi", "192.168.40.17", 22};
    pi.state.health = {HealthLevel::Unknown, {{ReasonCode::NeverRead, HealthLevel::Unknown, 0, {}, {}}}};
    return pi;
}

std::vector<Scene> scenes(UtcTime now)
{
    std::vector<Scene> all;
    all.push_back({"healthy", testsupport::stagePi(Story::Healthy, BoardKind::Five, now)});
    all.push_back({"hot", testsupport::stagePi(Story::Hot, BoardKind::FourB, now)});
    all.push_back({"undervoltage", testsupport::stagePi(Story::UnderVoltage, BoardKind::FourB, now)});
    all.push_back({"battery", testsupport::stagePi(Story::OnBattery, BoardKind::FourB, now)});
    all.push_back({"unit", testsupport::stagePi(Story::FailedUnit, BoardKind::Cm4, now)});
    all.push_back({"unreachable", unreachable(now)});
    all.push_back({"new", justAdded()});
    return all;
}

void settle()
{
    for (int i = 0; i < 20; ++i)
        QApplication::processEvents();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QDir out(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    desktop::Theme theme;
    theme.install();
    const UtcTime now = SystemClock().utcNow();
    for (Scene &scene : scenes(now)) {
        const DeviceId id = scene.pi.state.config.id;
        testsupport::FakeEngine engine;
        testsupport::addTo(engine, std::move(scene.pi));
        for (const QSize size : {QSize(1280, 720), QSize(1920, 1080)}) {
            for (const auto mode : {desktop::Theme::Mode::Light, desktop::Theme::Mode::Dark}) {
                theme.setMode(mode);
                desktop::DevicePage page(engine, theme);
                page.setAutoFillBackground(true);
                page.resize(size);
                page.show();
                page.setDevice(id);
                settle();
                const bool wide = size.width() > 1280;
                if (wide)
                    page.charts()->setCrosshair(now - std::chrono::minutes(20));
                settle();
                const QString name =
                    QStringLiteral("device-%1-%2-%3.png")
                        .arg(QLatin1String(scene.name), QString::number(size.width()),
                             mode == desktop::Theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
                if (QLatin1String(scene.name) == QLatin1String("hot") && wide)
                    page.findChild<QTabBar *>()->setCurrentIndex(1);
                if (!page.grab().save(out.filePath(name))) {
                    std::fprintf(stderr, "cannot write %s\n", qPrintable(out.filePath(name)));
                    return 1;
                }
            }
        }
    }
    return 0;
}
