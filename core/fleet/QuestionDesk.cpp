// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/QuestionDesk.h"

#include <algorithm>

namespace piuptime::fleet {
namespace {

/// What a question is about: questions with the same topic have the same answer.
std::string topicOf(const Question &question)
{
    const SshEndpoint &peer = question.endpoint;
    const std::string server = peer.user + '@' + peer.host + ':' + std::to_string(peer.port);
    switch (question.kind) {
    case Question::Kind::HostKey:
        return "key " + peer.host + ':' + std::to_string(peer.port) + ' ' + question.fingerprint;
    case Question::Kind::Passphrase:
        return "passphrase " + question.identity;
    case Question::Kind::Password:
        return "password " + server;
    case Question::Kind::KeyboardInteractive:
        return "interactive " + question.device + ' ' + server;
    case Question::Kind::Vault:
        return "vault";
    case Question::Kind::SameDevice:
        return "same " + question.device + ' ' + question.identity;
    }
    return {};
}

QFuture<Answer> refusal()
{
    QPromise<Answer> promise;
    promise.start();
    promise.addResult(Answer{});
    promise.finish();
    return promise.future();
}

} // namespace

QuestionDesk::~QuestionDesk()
{
    closeDown();
}

QFuture<Answer> QuestionDesk::ask(Question question)
{
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    const DeviceId device = question.device;
    std::string topic = topicOf(question);
    bool isNew = true;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_open.size() >= kMaxOpen)
            return refusal();
        const auto same = std::ranges::find_if(m_open, [&](const auto &item) { return item.second.topic == topic; });
        isNew = same == m_open.end();
        if (isNew) {
            question.id = ++m_lastId;
            Waiter waiter{device, std::move(promise)};
            m_open.emplace(question.id, Entry{question, std::move(topic), {std::move(waiter)}});
        } else {
            same->second.waiters.push_back({device, std::move(promise)});
        }
    }
    emit waiting(device);
    if (isNew)
        emit asked(question);
    return future;
}

void QuestionDesk::answer(std::uint64_t id, const Answer &answer)
{
    std::vector<Waiter> waiters;
    {
        const std::lock_guard lock(m_mutex);
        const auto entry = m_open.find(id);
        if (entry == m_open.end())
            return;
        waiters = std::move(entry->second.waiters);
        m_open.erase(entry);
    }
    emit withdrawn(id);
    for (const Waiter &waiter : waiters)
        resolve(waiter, answer);
}

void QuestionDesk::withdraw(const DeviceId &device)
{
    std::vector<std::uint64_t> gone;
    std::vector<Waiter> refused;
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[id, entry] : m_open) {
            const auto [first, last] = std::ranges::stable_partition(
                entry.waiters, [&](const Waiter &waiter) { return waiter.device != device; });
            std::move(first, last, std::back_inserter(refused));
            entry.waiters.erase(first, last);
            if (entry.waiters.empty())
                gone.push_back(id);
        }
        for (const std::uint64_t id : gone)
            m_open.erase(id);
    }
    for (const std::uint64_t id : gone)
        emit withdrawn(id);
    for (const Waiter &waiter : refused)
        resolve(waiter, Answer{});
}

void QuestionDesk::closeDown()
{
    std::map<std::uint64_t, Entry> open;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        open.swap(m_open);
    }
    for (const auto &[id, entry] : open) {
        for (const Waiter &waiter : entry.waiters)
            resolve(waiter, Answer{});
    }
}

void QuestionDesk::resolve(const Waiter &waiter, Answer answer)
{
    emit resumed(waiter.device);
    waiter.promise->addResult(std::move(answer));
    waiter.promise->finish();
}

std::vector<Question> QuestionDesk::open() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Question> questions;
    questions.reserve(m_open.size());
    for (const auto &[id, entry] : m_open)
        questions.push_back(entry.question);
    return questions;
}

} // namespace piuptime::fleet
