// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/FleetPrompter.h"

#include "core/async/Logging.h"
#include "core/async/Wait.h"
#include "core/ssh/SessionOptions.h"

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

/// One secret: from the cache, from the store, from the person, in this order; a retry goes to the person at once.
QCoro::Task<std::optional<Secret>> secretFor(FleetPrompter::Shared shared, std::string key, Question question,
                                             Retry retry, Deadline deadline)
{
    if (retry == Retry::Yes) {
        shared.cache->forget(key);
    } else {
        if (auto cached = shared.cache->find(key))
            co_return cached;
        if (shared.store) {
            auto stored = co_await shared.store->read(key);
            if (stored && *stored) {
                shared.cache->put(key, **stored);
                co_return *stored;
            }
        }
    }
    Answer answer = co_await answerTo(shared.desk, std::move(question), deadline);
    if (!answer.accepted || answer.secrets.empty())
        co_return std::nullopt;
    const Secret secret = answer.secrets.front();
    shared.cache->put(key, secret);
    if (answer.remember && shared.store) {
        const auto written = co_await shared.store->write(key, secret);
        if (!written)
            qCWarning(lcFleet).noquote() << "a secret could not be remembered:" << written.error().describe().c_str();
    }
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
