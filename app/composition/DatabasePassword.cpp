// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/DatabasePassword.h"

#include "core/async/Wait.h"

#include <QCoroFuture>

namespace piuptime::composition {

std::string databaseSecretKey(const std::string &address)
{
    return "password " + address;
}

QCoro::Task<void> learnDatabasePassword(QFuture<std::shared_ptr<config::SecretStore>> secrets, std::string address,
                                        std::shared_ptr<DatabasePassword> password, WhileSealed whileSealed,
                                        std::stop_token stop)
{
    constexpr Milliseconds kUntilLookingAgain{1000};
    const std::shared_ptr<config::SecretStore> store = co_await secrets;
    while (whileSealed == WhileSealed::Wait && store->state() == config::SecretStore::State::Locked
           && !stop.stop_requested())
        co_await async::sleepFor(kUntilLookingAgain);
    if (store->state() != config::SecretStore::State::Ready)
        co_return;
    const auto stored = co_await store->read(databaseSecretKey(address));
    if (stored && *stored)
        password->set(**stored);
}

} // namespace piuptime::composition
