// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/CommandLine.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace piuptime::console {
namespace {

constexpr int kUsage = 2;
constexpr int kMostDemoPis = 5000;

[[noreturn]] void refuse(const char *mistake)
{
    std::fprintf(stderr, "piuptime: %s\n", mistake);
    std::exit(kUsage);
}

desktop::Theme::Mode appearanceOf(const QString &word)
{
    if (word == QLatin1String("system"))
        return desktop::Theme::Mode::System;
    if (word == QLatin1String("light"))
        return desktop::Theme::Mode::Light;
    if (word == QLatin1String("dark"))
        return desktop::Theme::Mode::Dark;
    refuse("--appearance takes system, light or dark");
}

std::size_t demoPisOf(const QString &text)
{
    bool isNumber = false;
    const int count = text.toInt(&isNumber);
    if (!isNumber || count < 1 || count > kMostDemoPis)
        refuse(("--demo takes a number of Pis from 1 to " + std::to_string(kMostDemoPis)).c_str());
    return static_cast<std::size_t>(count);
}

QSize sizeOf(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^([1-9][0-9]{2,3})x([1-9][0-9]{2,3})$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        refuse("--size takes width and height in pixels, such as 1280x720");
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

} // namespace

bool asksForKiosk(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--kiosk")
            return true;
    }
    return false;
}

CommandLine readCommandLine(const QCoreApplication &app)
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
    const QCommandLineOption kiosk(QStringLiteral("kiosk"),
                                   QStringLiteral("Fill the screen with the touch interface for a wall."));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QStringLiteral("With --kiosk: a window of this size instead of the whole screen."),
                                  QStringLiteral("WIDTHxHEIGHT"));
    const QCommandLineOption attach(
        QStringLiteral("attach"),
        QStringLiteral("Show what piuptimed collects, and wait for it while it does not run."));
    parser.addOptions({demo, language, appearance, kiosk, size, attach});
    parser.process(app);
    CommandLine line;
    line.language = parser.value(language);
    if (parser.isSet(appearance))
        line.appearance = appearanceOf(parser.value(appearance));
    if (parser.isSet(demo))
        line.composition.demoPis = demoPisOf(parser.value(demo));
    if (parser.isSet(attach) && parser.isSet(demo))
        refuse("--attach shows what piuptimed collects, --demo simulated Pis: only one of them");
    if (parser.isSet(attach))
        line.composition.collector = composition::Composition::Options::Collector::Service;
    line.isKiosk = parser.isSet(kiosk);
    if (parser.isSet(size))
        line.kioskSize = sizeOf(parser.value(size));
    return line;
}

} // namespace piuptime::console
