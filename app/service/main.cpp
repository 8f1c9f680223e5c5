// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Composition.h"
#include "app/composition/EndOnSignal.h"
#include "core/systemd/ServiceManager.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace piuptime;

namespace {

constexpr int kUsage = 2;
constexpr int kMostDemoPis = 5000;

composition::Composition::Options readCommandLine(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Collects for the consoles of this user, which show it for as long as they like."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"), QStringLiteral("Collect from N simulated Pis."),
                                  QStringLiteral("N"));
    parser.addOption(demo);
    parser.process(app);
    composition::Composition::Options options;
    options.collector = composition::Composition::Options::Collector::Here;
    options.runsGateway = true;
    if (parser.isSet(demo)) {
        const int count = parser.value(demo).toInt();
        if (count < 1 || count > kMostDemoPis) {
            std::fprintf(stderr, "piuptimed: --demo takes a number of Pis from 1 to %d\n", kMostDemoPis);
            std::exit(kUsage);
        }
        options.demoPis = static_cast<std::size_t>(count);
    }
    return options;
}

int refuse(const Error &error)
{
    std::fprintf(stderr, "piuptimed: %s\n", error.describe().c_str());
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const composition::EndOnSignal endOnSignal;
    QCoreApplication::setApplicationName(QStringLiteral("piuptimed"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PIUPTIME_VERSION));
    const auto composition = composition::Composition::open(readCommandLine(app));
    if (!composition)
        return refuse(composition.error());
    for (const auto *problems : {&(*composition)->mistakes(), &(*composition)->failures()})
        for (const std::string &problem : *problems)
            std::fprintf(stderr, "piuptimed: %s\n", problem.c_str());
    if (const Result<void> serving = (*composition)->serve(); !serving)
        return refuse(serving.error());

    auto manager = systemd::ServiceManager::fromEnvironment();
    QTimer heartbeat; // in the thread that answers front ends
    QObject::connect(&heartbeat, &QTimer::timeout, &heartbeat, [&manager] { manager.alive(); });
    if (const auto interval = manager.watchdogInterval())
        heartbeat.start(*interval);
    manager.ready();
    const int status = QCoreApplication::exec();
    manager.stopping();
    return status;
}
