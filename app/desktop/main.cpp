// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Composition.h"
#include "app/composition/EndOnSignal.h"
#include "app/composition/Translations.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "core/ssh/Import.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QSettings>

#include <cstdio>
#include <cstdlib>
#include <optional>

using namespace piuptime;

namespace {

constexpr int kUsage = 2;
constexpr int kMostDemoPis = 5000;

struct CommandLine {
    composition::Composition::Options composition;
    QString language;
    std::optional<desktop::Theme::Mode> appearance; ///< empty: as last chosen in the window
};

std::optional<desktop::Theme::Mode> appearanceOf(const QString &word)
{
    if (word == QLatin1String("system"))
        return desktop::Theme::Mode::System;
    if (word == QLatin1String("light"))
        return desktop::Theme::Mode::Light;
    if (word == QLatin1String("dark"))
        return desktop::Theme::Mode::Dark;
    return std::nullopt;
}

/// Reads the command line before there is a window; ends the program for --help, --version and mistakes.
CommandLine readCommandLine(const QApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Console that keeps fleets of Raspberry Pis up."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"), QStringLiteral("Open on N simulated Pis."),
                                  QStringLiteral("N"));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("Language: en, de or fr."),
                                      QStringLiteral("CODE"));
    const QCommandLineOption appearance(QStringLiteral("appearance"), QStringLiteral("Look: system, light or dark."),
                                        QStringLiteral("LOOK"));
    parser.addOptions({demo, language, appearance});
    parser.process(app);
    CommandLine line;
    line.language = parser.value(language);
    line.appearance = appearanceOf(parser.value(appearance));
    if (parser.isSet(appearance) && !line.appearance) {
        std::fprintf(stderr, "piuptime: --appearance takes system, light or dark\n");
        std::exit(kUsage);
    }
    if (parser.isSet(demo)) {
        bool isNumber = false;
        const int count = parser.value(demo).toInt(&isNumber);
        if (!isNumber || count < 1 || count > kMostDemoPis) {
            std::fprintf(stderr, "piuptime: --demo takes a number of Pis from 1 to %d\n", kMostDemoPis);
            std::exit(kUsage);
        }
        line.composition.demoPis = static_cast<std::size_t>(count);
    }
    return line;
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

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const composition::EndOnSignal endOnSignal;
    QCoreApplication::setApplicationName(QStringLiteral("piuptime"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PIUPTIME_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Pi Uptime"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.piuptime.PiUptime"));
    const CommandLine line = readCommandLine(app);
    composition::installTranslations(app, line.language);
    desktop::Theme theme;
    theme.install();

    const auto composition = composition::Composition::open(line.composition);
    if (!composition)
        return tellWhyNot(composition.error());
    const std::string stateFile = (*composition)->paths().stateFolder + "/window.ini";
    QSettings settings(QString::fromStdString(stateFile), QSettings::IniFormat);
    if (line.appearance)
        settings.setValue(QStringLiteral("window/appearance"), static_cast<int>(*line.appearance));
    const SystemClock clock;
    desktop::MainWindow window((*composition)->engine(), theme, settings, clock);
    window.tellProblems((*composition)->problems());
    window.show();

    return QApplication::exec();
}
