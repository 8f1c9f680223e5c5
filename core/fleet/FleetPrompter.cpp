// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/FleetPrompter.h"

#include "core/async/Logging.h"
#include "core/async/Wait.h"
#include "core/ssh/SessionOptions.h"

#include <QCoroFuture>

#include <QFutureWatcher>

#include <utility>

namespace piuptime::fleet {
namespace {

using Retry = ssh::Prompter::Retry;

/// Waits for the person until `deadline`; after it the device's questions are withdrawn.
QCoro::Task<Answer> answerTo(QuestionDesk *desk, Question question, Deadline deadline)
{
    const DeviceId device = question.device;
    QFutureWatcher<Answer> watcher;
    auto answered = async::wakeOn(&watcher, &QFutureWatcherBase::finished, deadline);
    const QFuture<Answer> future = desk->ask(std::move(question));
    watcher.setFuture(future);
    co_await std::move(answered);
    if (!future.isFinished()) {
        desk->withdraw(device);
        co_return Answer{};
    }
    co_return future.result();
}

using StorePtr = std::shared_ptr<config::SecretStore>;

QCoro::Task<StorePtr> storeOf(FleetPrompter::Shared shared)
{
    if (!shared.store.isValid() || shared.store.isCanceled())
        co_return StorePtr{};
    StorePtr store = co_await shared.store;
    co_return store;
}

/// Opens the sealed file if the secrets are in one; the person may decline, and then nothing is remembered.
QCoro::Task<bool> openStore(FleetPrompter::Shared shared, StorePtr store, Question about, Deadline deadline)
{
    using State = config::SecretStore::State;
    Question question;
    question.kind = Question::Kind::Vault;
    question.device = about.device;
    question.deviceName = about.deviceName;
    while (store->state() != State::Ready && !shared.cache->storeDeclined()) {
        const Answer answer = co_await answerTo(shared.desk, question, deadline);
        if (!answer.accepted || answer.secrets.empty()) {
            shared.cache->declineStore();
            break;
        }
        const auto unlocked = co_await store->unlock(answer.secrets.front());
        if (!unlocked && unlocked.error().kind != ErrorKind::Unauthorized) {
            qCWarning(lcFleet).noquote() << "the stored secrets cannot be opened:"
                                         << unlocked.error().describe().c_str();
            break;
        }
        question.retry = true;
    }
    co_return store->state() == State::Ready;
}

QCoro::Task<std::optional<Secret>> storedSecret(FleetPrompter::Shared shared, std::string key, Question about,
                                                Deadline deadline)
{
    const StorePtr store = co_await storeOf(shared);
    // A sealed file that does not exist yet holds nothing worth asking for a passphrase.
    if (!store || store->state() == config::SecretStore::State::New)
        co_return std::nullopt;
    const bool open = co_await openStore(shared, store, about, deadline);
    if (!open)
        co_return std::nullopt;
    const auto stored = co_await store->read(key);
    if (!stored) {
        qCWarning(lcFleet).noquote() << "a stored secret could not be read:" << stored.error().describe().c_str();
        co_return std::nullopt;
    }
    co_return *stored;
}

QCoro::Task<void> remember(FleetPrompter::Shared shared, std::string key, Secret secret, Question about,
                           Deadline deadline)
{
    const StorePtr store = co_await storeOf(shared);
    if (!store)
        co_return;
    const bool open = co_await openStore(shared, store, about, deadline);
    if (!open)
        co_return;
    const auto written = co_await store->write(key, secret);
    if (!written)
        qCWarning(lcFleet).noquote() << "a secret could not be remembered:" << written.error().describe().c_str();
}

/// One secret: from the cache, from the store, from the person, in this order; a retry goes to the person at once.
QCoro::Task<std::optional<Secret>> secretFor(FleetPrompter::Shared shared, std::string key, Question question,
                                             Retry retry, Deadline deadline)
{
    if (retry == Retry::No) {
        auto known = shared.cache->find(key);
        if (!known)
            known = co_await storedSecret(shared, key, question, deadline);
        if (known) {
            shared.cache->put(key, *known);
            co_return known;
        }
    }
    shared.cache->forget(key);
    const Answer answer = co_await answerTo(shared.desk, question, deadline);
    if (!answer.accepted || answer.secrets.empty())
        co_return std::nullopt;
    const Secret secret = answer.secrets.front();
    shared.cache->put(key, secret);
    if (answer.remember)
        co_await remember(shared, key, secret, question, deadline);
    co_return secret;
}

} // namespace

std::optional<Secret> SecretCache::find(const std::string &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_secrets.find(key);
    return found == m_secrets.end() ? std::nullopt : std::optional(found->second);
}

void SecretCache::put(const std::string &key, Secret secret)
{
    const std::lock_guard lock(m_mutex);
    m_secrets.insert_or_assign(key, std::move(secret));
}

void SecretCache::forget(const std::string &key)
{
    const std::lock_guard lock(m_mutex);
    m_secrets.erase(key);
}

FleetPrompter::FleetPrompter(DeviceId device, std::string deviceName, Shared shared)
    : m_device(std::move(device))
    , m_deviceName(std::move(deviceName))
    , m_shared(std::move(shared))
{
}

Question FleetPrompter::question(Question::Kind kind, const SshEndpoint &server, Retry retry) const
{
    Question question;
    question.kind = kind;
    question.device = m_device;
    question.deviceName = m_deviceName;
    question.endpoint = server;
    question.retry = retry == Retry::Yes;
    return question;
}

QCoro::Task<bool> FleetPrompter::confirmHostKey(SshEndpoint server, std::string keyType, std::string fingerprint,
                                                Deadline deadline)
{
    Question asked = question(Question::Kind::HostKey, server, Retry::No);
    asked.keyType = std::move(keyType);
    asked.fingerprint = std::move(fingerprint);
    const Answer answer = co_await answerTo(m_shared.desk, std::move(asked), deadline);
    co_return answer.accepted;
}

QCoro::Task<std::optional<Secret>> FleetPrompter::password(SshEndpoint server, Retry retry, Deadline deadline)
{
    return secretFor(m_shared, "password " + ssh::toString(server), question(Question::Kind::Password, server, retry),
                     retry, deadline);
}

QCoro::Task<std::optional<Secret>> FleetPrompter::passphrase(SshEndpoint server, std::string identity, Retry retry,
                                                             Deadline deadline)
{
    Question asked = question(Question::Kind::Passphrase, server, retry);
    asked.identity = identity;
    return secretFor(m_shared, "passphrase " + identity, std::move(asked), retry, deadline);
}

QCoro::Task<std::optional<std::vector<Secret>>> FleetPrompter::keyboardInteractive(SshEndpoint server,
                                                                                   std::string instruction,
                                                                                   std::vector<Prompt> prompts,
                                                                                   Retry retry, Deadline deadline)
{
    Question asked = question(Question::Kind::KeyboardInteractive, server, retry);
    asked.instruction = std::move(instruction);
    for (Prompt &prompt : prompts)
        asked.prompts.push_back({std::move(prompt.text), prompt.echo});
    const std::size_t wanted = asked.prompts.size();
    Answer answer = co_await answerTo(m_shared.desk, std::move(asked), deadline);
    if (!answer.accepted || answer.secrets.size() != wanted)
        co_return std::nullopt;
    co_return std::move(answer.secrets);
}

} // namespace piuptime::fleet
