// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/BrokerSecrets.h"

#include "core/agent/protocol/Command.h"
#include "core/async/Wait.h"

#include <QByteArray>
#include <QCoroFuture>

#include <algorithm>

namespace piuptime::composition {
namespace {

const std::string kCommandKey = "key of this console for commands to agents";

std::string keyFor(const BrokerConfig &broker)
{
    return "password mqtt://" + broker.user + '@' + broker.host + ':' + std::to_string(broker.port);
}

/// Secrets are kept as text.
Secret asText(const Secret &bytes)
{
    return Secret(QByteArray::fromStdString(bytes.reveal()).toBase64().toStdString());
}

Secret asBytes(const Secret &text)
{
    return Secret(QByteArray::fromBase64(QByteArray::fromStdString(text.reveal())).toStdString());
}

QCoro::Task<void> lookUp(Secrets secrets, std::string key, std::shared_ptr<QPromise<std::optional<Secret>>> promise)
{
    constexpr Milliseconds kUntilLookingAgain{1000};
    const std::shared_ptr<config::SecretStore> store = co_await secrets;
    while (store->state() == config::SecretStore::State::Locked && !promise->isCanceled())
        co_await async::sleepFor(kUntilLookingAgain);
    std::optional<Secret> found;
    if (store->state() == config::SecretStore::State::Ready) {
        const auto stored = co_await store->read(key);
        if (stored)
            found = *stored;
    }
    promise->addResult(std::move(found));
    promise->finish();
}

QCoro::Task<void> findOrMake(Secrets secrets, std::shared_ptr<QPromise<Result<Secret>>> promise)
{
    const std::shared_ptr<config::SecretStore> store = co_await secrets;
    const auto stored = co_await store->read(kCommandKey);
    Result<Secret> secret = tl::unexpected(Error{});
    if (!stored) {
        secret = fail(stored.error(), "looking for the key of this console in " + store->description());
    } else if (*stored) {
        secret = asBytes(**stored);
    } else {
        secret = agent::makeCommandSecret();
        if (secret) {
            const auto written = co_await store->write(kCommandKey, asText(*secret));
            if (!written)
                secret = fail(written.error(), "keeping a key of this console in " + store->description());
        }
    }
    promise->addResult(std::move(secret));
    promise->finish();
}

} // namespace

std::function<QFuture<std::optional<Secret>>(const BrokerConfig &)> brokerPasswords(Secrets secrets)
{
    return [secrets = std::move(secrets)](const BrokerConfig &broker) {
        auto promise = std::make_shared<QPromise<std::optional<Secret>>>();
        promise->start();
        lookUp(secrets, keyFor(broker), promise);
        return promise->future();
    };
}

Result<void> storeBrokerPasswords(const Secrets &secrets, const std::vector<BrokerConfig> &brokers,
                                  const std::map<std::string, Secret> &passwords)
{
    for (const BrokerConfig &broker : brokers) {
        const auto password = passwords.find(broker.name);
        if (password == passwords.end())
            continue;
        const std::shared_ptr<config::SecretStore> store = secrets.result();
        const Result<void> kept = password->second.isEmpty() ? store->remove(keyFor(broker)).result()
                                                             : store->write(keyFor(broker), password->second).result();
        if (!kept)
            return fail(kept.error(), "keeping the password of " + broker.name + " in " + store->description());
    }
    return {};
}

std::function<QFuture<Result<Secret>>()> commandSecret(Secrets secrets)
{
    return [secrets = std::move(secrets)] {
        auto promise = std::make_shared<QPromise<Result<Secret>>>();
        promise->start();
        findOrMake(secrets, promise);
        return promise->future();
    };
}

} // namespace piuptime::composition
