// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Composition.h"
#include "app/composition/EndOnSignal.h"
#include "app/composition/Translations.h"
#include "app/console/CommandLine.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/theme/Theme.h"
#include "app/kiosk/KioskWindow.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "core/systemd/ServiceManager.h"

#include <QApplication>
#include <QMessageBox>
#include <QSettings>
#include <QTimer>

#include <cstdio>

using namespace piuptime;

namespace {

void describe()
{
    QCoreApplication::setApplicationName(QStringLiteral("piuptime"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PIUPTIME_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Pi Uptime"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.piuptime.PiUptime"));
}

/// What is kept of a window between two starts.
QString stateFile(const composition::Composition &composition)
{
    return QString::fromStdString(composition.paths().stateFolder + "/window.ini");
}

int tellWhyNot(const Error &error)
{
    std::fprintf(stderr, "piuptime: %s\n", error.describe().c_str());
    const QString title = QCoreApplication::translate("piuptime::desktop", "Pi Uptime cannot start");
    QMessageBox box(QMessageBox::Critical, title, presentation::Texts::error(error));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(presentation::Texts::remedy(error.kind));
    box.exec();
    return 1;
}

int runDesktop(int argc, char **argv)
{
    QApplication app(argc, argv);
    const composition::EndOnSignal endOnSignal;
    describe();
    const console::CommandLine line = console::readCommandLine(app);
    composition::installTranslations(app, line.language);
    desktop::Theme theme;
    theme.install();

    const auto composition = composition::Composition::open(line.composition);
    if (!composition)
        return tellWhyNot(composition.error());
    QSettings settings(stateFile(**composition), QSettings::IniFormat);
    if (line.appearance)
        settings.setValue(QStringLiteral("window/appearance"), static_cast<int>(*line.appearance));
    const SystemClock clock;
    desktop::MainWindow window((*composition)->engine(), theme, settings, clock);
    window.tellMistakes((*composition)->mistakes());
    window.tellFailures((*composition)->failures());
    window.show();
    return QApplication::exec();
}

/// Nobody sits at a wall: what goes wrong is told to whoever started it, which is systemd, and it is started again.
int runKiosk(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    const composition::EndOnSignal endOnSignal;
    describe();
    const console::CommandLine line = console::readCommandLine(app);
    composition::installTranslations(app, line.language);
    QGuiApplication::setFont(QFont(QStringLiteral("Inter")));

    composition::Composition::Options options = line.composition;
    options.runsGateway = true;
    const auto composition = composition::Composition::open(options);
    if (!composition) {
        std::fprintf(stderr, "piuptime: %s\n", composition.error().describe().c_str());
        return 1;
    }
    QSettings state(stateFile(**composition), QSettings::IniFormat);
    kiosk::Kiosk::Setup setup;
    for (const auto *problems : {&(*composition)->mistakes(), &(*composition)->failures()})
        for (const std::string &problem : *problems)
            setup.problems.append(presentation::shown(problem));
    setup.settings = (*composition)->kiosk();
    setup.store = (*composition)->kioskStore();
    setup.paths = (*composition)->paths();
    const SystemClock clock;
    kiosk::Kiosk kiosk((*composition)->engine(), clock, state, std::move(setup));
    const auto window = kiosk::KioskWindow::open(kiosk, line.kioskSize);
    if (!window) {
        std::fprintf(stderr, "piuptime: %s\n", window.error().describe().c_str());
        return 1;
    }
    auto manager = systemd::ServiceManager::fromEnvironment();
    QTimer heartbeat; // in the thread that draws: an interface that hangs is not alive
    QObject::connect(&heartbeat, &QTimer::timeout, &heartbeat, [&manager] { manager.alive(); });
    if (const auto interval = manager.watchdogInterval())
        heartbeat.start(*interval);
    manager.ready();
    const int status = QGuiApplication::exec();
    manager.stopping();
    return status;
}

} // namespace

int main(int argc, char **argv)
{
    return console::asksForKiosk(argc, argv) ? runKiosk(argc, argv) : runDesktop(argc, argv);
}
