// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Output.h"
#include "app/ctl/Terminal.h"
#include "app/ctl/Tr.h"
#include "app/ctl/Verbs.h"
#include "app/presentation/Formatting.h"

#include <QCoroFuture>

namespace piuptime::ctl {
namespace {

using presentation::shown;
using State = config::SecretStore::State;

constexpr std::chrono::minutes kPatience{5};

std::optional<Secret> askSecret(const QString &question)
{
    auto typed = askOnTerminal(question, Echo::Off, Deadline::in(kPatience));
    if (!typed || typed->empty())
        return std::nullopt;
    return Secret(std::move(*typed));
}

QString passphraseQuestion(State state)
{
    return state == State::New ? Tr::tr("Choose a passphrase for the file with stored passwords: ")
                               : Tr::tr("Passphrase of the file with stored passwords: ");
}

} // namespace

QCoro::Task<ExitCode> storeDatabasePassword(Context context)
{
    const std::string &address = context.settings.history.database;
    if (address.empty())
        co_return report({ErrorKind::NotFound, "the configuration names no database; set it as [history] database", {}},
                         context.format);
    const Error nothingTyped{ErrorKind::Cancelled, "nothing was typed; this verb needs a terminal", {}};
    const auto secrets = config::openSecretStore(context.paths);
    const std::shared_ptr<config::SecretStore> store = co_await secrets;
    if (store->state() != State::Ready) {
        const auto passphrase = askSecret(passphraseQuestion(store->state()));
        if (!passphrase)
            co_return report(nothingTyped, context.format);
        const auto unlocked = co_await store->unlock(*passphrase);
        if (!unlocked)
            co_return report(unlocked.error(), context.format);
    }
    const auto password = askSecret(Tr::tr("Password of %1: ").arg(shown(address)));
    if (!password)
        co_return report(nothingTyped, context.format);
    const auto written = co_await store->write(composition::databaseSecretKey(address), *password);
    if (!written)
        co_return report(written.error(), context.format);
    print(Tr::tr("The password is stored in %1.").arg(shown(store->description())) + QLatin1Char('\n'));
    co_return ExitCode::Success;
}

} // namespace piuptime::ctl
