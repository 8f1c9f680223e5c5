// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Translations.h"
#include "app/ctl/Arguments.h"
#include "app/ctl/Output.h"
#include "app/ctl/Verbs.h"
#include "core/config/SettingsFile.h"
#include "core/ssh/SafeLibssh.h"

#include <QCoreApplication>
#include <QTimer>

using namespace piuptime;
using namespace piuptime::ctl;

namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

QCoro::Task<ExitCode> perform(Arguments arguments, Context context)
{
    if (const auto *verb = std::get_if<ProbeArguments>(&arguments.verb)) {
        if (const Result<void> safe = ssh::requireSafeLibssh(); !safe)
            co_return report(safe.error(), context.format);
        const ExitCode code = co_await probe(*verb, context);
        co_return code;
    }
    if (std::holds_alternative<DatabasePasswordArguments>(arguments.verb)) {
        const ExitCode code = co_await storeDatabasePassword(context);
        co_return code;
    }
    if (const auto *verb = std::get_if<GatewayArguments>(&arguments.verb)) {
        const ExitCode code = co_await ctl::gateway(*verb, context);
        co_return code;
    }
    if (const auto *verb = std::get_if<KioskPinArguments>(&arguments.verb))
        co_return kioskPin(*verb, context);
    if (!context.settings.history.database.empty()) {
        const auto secrets = config::openSecretStore(context.paths);
        co_await composition::learnDatabasePassword(secrets, context.settings.history.database,
                                                    context.databasePassword, composition::WhileSealed::GiveUp, {});
    }
    co_return std::visit(Overloaded{
                             [&](const DevicesArguments &) { return devices(context); },
                             [&](const ShowArguments &verb) { return show(verb, context); },
                             [&](const HistoryArguments &verb) { return ctl::history(verb, context); },
                             [&](const TopArguments &verb) { return top(verb, context); },
                             [&](const ExportArguments &verb) { return exportHistory(verb, context); },
                             [&](const ImportArguments &verb) { return importHistory(verb, context); },
                             [&](const BackupArguments &verb) { return backup(verb, context); },
                             [&](const RestoreArguments &verb) { return restore(verb, context); },
                             [&](const CompletionArguments &verb) { return completion(verb); },
                             [&](const ProbeArguments &) { return ExitCode::Failure; },
                             [&](const DatabasePasswordArguments &) { return ExitCode::Failure; },
                             [&](const KioskPinArguments &) { return ExitCode::Failure; },
                             [&](const GatewayArguments &) { return ExitCode::Failure; },
                         },
                         arguments.verb);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("piuptimectl"));
    composition::installTranslations(app);
    const auto parsed = parseArguments(argc, argv);
    if (const int *code = std::get_if<int>(&parsed))
        return *code;
    const Arguments &arguments = std::get<Arguments>(parsed);

    Context context;
    context.paths = config::Paths::fromEnvironment();
    context.clock = std::make_shared<SystemClock>();
    context.format = arguments.format;
    context.databasePassword = std::make_shared<composition::DatabasePassword>();
    const auto settings = config::SettingsFile(context.paths.settingsFile()).load();
    if (!settings)
        return static_cast<int>(report(settings.error(), context.format));
    context.settings = *settings;

    QTimer::singleShot(0, &app, [&] {
        QCoro::connect(perform(arguments, context), &app,
                       [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); });
    });
    return QCoreApplication::exec();
}
