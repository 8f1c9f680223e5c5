// SPDX-License-Identifier: GPL-3.0-or-later
// piuptime-kiosk-screenshots DIRECTORY [--only TEXT] [--language CODE]: renders the pages of the kiosk to PNG files, at
// every size, by day, at night and in high contrast, headless, with made-up fleets.
#include "app/composition/Translations.h"
#include "app/kiosk/KioskWindow.h"
#include "tests/support/StagedPi.h"

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFont>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::testsupport;

namespace {

using Theme = config::KioskSettings::Theme;

constexpr auto kOneDay = std::chrono::hours(24);

void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

/// A fleet with a Pi whose history can be looked at.
void fill(FakeEngine &engine, std::size_t devices, UtcTime now)
{
    engine.set(exampleFleet(devices));
    if (devices > 0)
        addTo(engine, stagePi(simulation::Story::Hot, simulation::BoardKind::Five, now, kOneDay));
}

QString lastDevice(const FakeEngine &engine)
{
    return QString::fromStdString(engine.states().back()->config.id);
}

/// Half of the fleet fails at once.
void failHalf(FakeEngine &engine)
{
    std::vector<DeviceState> failing;
    for (const DeviceStatePtr &state : engine.states()) {
        failing.push_back(*state);
        failing.back().health = {HealthLevel::Critical,
                                 {{ReasonCode::UnderVoltageNow, HealthLevel::Critical, 0, {}, {}}}};
        if (failing.size() * 2 >= engine.states().size())
            break;
    }
    engine.set(std::move(failing));
}

/// Brings a page, or a state of one, on the screen.
void stage(const QString &scene, kiosk::Kiosk &kiosk, FakeEngine &engine)
{
    if (scene == u"device"_s) {
        kiosk.rotation()->show(scene, lastDevice(engine));
    } else if (scene == u"failed-history"_s) {
        engine.failHistoryWith(Error{ErrorKind::Internal, "database disk image is malformed", {}});
        kiosk.rotation()->show(u"device"_s, QString::fromStdString(engine.states().front()->config.id));
    } else if (scene == u"stale"_s) {
        for (const DeviceStatePtr &state : engine.states()) {
            if (state->stale)
                kiosk.rotation()->show(u"device"_s, QString::fromStdString(state->config.id));
        }
    } else if (scene == u"peek"_s) {
        kiosk.rotation()->show(u"wall"_s);
        kiosk.peek(lastDevice(engine));
    } else if (scene == u"alarms"_s) {
        kiosk.rotation()->show(u"wall"_s);
        failHalf(engine);
    } else {
        kiosk.rotation()->show(scene);
    }
}

bool save(const QDir &folder, const QString &name, QQuickWindow &window)
{
    const QString path = folder.filePath(name + u".png"_s);
    if (window.grabWindow().save(path))
        return true;
    std::fprintf(stderr, "piuptime-kiosk-screenshots: %s cannot be written\n", qPrintable(path));
    return false;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication app(argc, argv);
    QGuiApplication::setFont(QFont(u"Inter"_s));
    QCommandLineParser parser;
    const QCommandLineOption only(u"only"_s, u"Pictures whose name contains this."_s, u"TEXT"_s);
    const QCommandLineOption language(u"language"_s, u"Language."_s, u"CODE"_s, u"en"_s);
    parser.addOptions({only, language});
    parser.addPositionalArgument(u"directory"_s, u"Where to."_s);
    parser.addHelpOption();
    parser.process(app);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    composition::installTranslations(app, parser.value(language));
    const QDir folder(parser.positionalArguments().first());
    if (!folder.mkpath(u"."_s))
        return 1;

    const SystemClock clock;
    struct Look {
        Theme theme;
        QString name;
    };
    for (const QSize size : {QSize(800, 480), QSize(1024, 600), QSize(1280, 720), QSize(1280, 400), QSize(720, 1280)}) {
        for (const auto &[theme, look] :
             {Look{Theme::Day, u"day"_s}, Look{Theme::Night, u"night"_s}, Look{Theme::Contrast, u"contrast"_s}}) {
            for (const std::size_t devices : {0, 1, 7, 40, 200, 2000}) {
                const QString prefix = u"%1x%2-%3-%4-"_s.arg(size.width()).arg(size.height()).arg(look).arg(devices);
                QStringList pages{u"wall"_s};
                if (devices == 40)
                    pages += {u"device"_s, u"events"_s, u"find"_s,   u"this-pi"_s,       u"settings"_s,
                              u"peek"_s,   u"stale"_s,  u"alarms"_s, u"failed-history"_s};
                pages.removeIf([&](const QString &page) { return !(prefix + page).contains(parser.value(only)); });
                if (pages.isEmpty())
                    continue;
                const QTemporaryDir state;
                QSettings settings(state.filePath(u"window.ini"_s), QSettings::IniFormat);
                FakeEngine engine;
                fill(engine, devices, clock.utcNow());
                kiosk::Kiosk::Setup setup;
                setup.settings.theme = theme;
                setup.settings.nightTo = setup.settings.nightFrom; // the same at whatever hour
                setup.settings.allowWithoutPin = true;
                setup.store = [](const config::KioskSettings &) -> Result<void> { return {}; };
                setup.paths = config::Paths::in(state.path().toStdString());
                setup.root = state.path().toStdString();
                kiosk::Kiosk kiosk(engine, clock, settings, std::move(setup));
                const auto window = kiosk::KioskWindow::open(kiosk, size);
                if (!window) {
                    std::fprintf(stderr, "%s\n", window.error().describe().c_str());
                    return 1;
                }
                for (const QString &page : pages) {
                    stage(page, kiosk, engine);
                    settle(page == u"device"_s ? 800 : 250);
                    if (!save(folder, prefix + page, *(*window)->window()))
                        return 1;
                }
            }
        }
    }
    return 0;
}
