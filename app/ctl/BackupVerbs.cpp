// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/RestoreHistory.h"
#include "app/ctl/Output.h"
#include "app/ctl/StoredHistory.h"
#include "app/ctl/Terminal.h"
#include "app/ctl/Tr.h"
#include "app/presentation/Formatting.h"

#include <QJsonObject>

namespace piuptime::ctl {
namespace {

using presentation::shown;

constexpr std::chrono::minutes kPatience{5};

/// Whether the person says yes on the terminal.
bool isConfirmed(const QString &question)
{
    const auto answer = askOnTerminal(question, Echo::On, Deadline::in(kPatience));
    return answer && (*answer == "y" || *answer == "yes" || *answer == Tr::tr("yes").toStdString());
}

} // namespace

ExitCode backup(const BackupArguments &arguments, const Context &context)
{
    const auto store = openStore(context, history::Access::ReadOnly);
    if (!store)
        return report(store.error(), context.format);
    const Result<void> written = (*store)->backup(arguments.file, [](double) { return true; });
    if (!written)
        return report(written.error(), context.format);
    if (context.format == Format::Json)
        print(QJsonDocument(QJsonObject{{QStringLiteral("backup"), QString::fromStdString(arguments.file)}}));
    else
        print(Tr::tr("A verified copy of the history is in %1.").arg(shown(arguments.file)) + QLatin1Char('\n'));
    return ExitCode::Success;
}

ExitCode restore(const RestoreArguments &arguments, const Context &context)
{
    const QString question =
        Tr::tr("Put %1 in the place of the history? The present one is kept aside. [y/N] ").arg(shown(arguments.file));
    if (!arguments.confirmed && !isConfirmed(question))
        return report({ErrorKind::Cancelled, "nothing was changed; without a terminal, confirm with --yes", {}},
                      context.format);
    const auto aside = composition::restoreHistory(context.paths, context.settings, arguments.file);
    if (!aside)
        return report(aside.error(), context.format);
    if (context.format == Format::Json)
        print(QJsonDocument(QJsonObject{{QStringLiteral("restored"), QString::fromStdString(arguments.file)},
                                        {QStringLiteral("kept_aside"), QString::fromStdString(*aside)}}));
    else if (aside->empty())
        print(Tr::tr("The history is restored.") + QLatin1Char('\n'));
    else
        print(Tr::tr("The history is restored; the one before is in %1.").arg(shown(*aside)) + QLatin1Char('\n'));
    return ExitCode::Success;
}

} // namespace piuptime::ctl
