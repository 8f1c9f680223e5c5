// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::fleet {

/// Carries questions from the connections that need an answer to whatever front end can give one.
///
/// Questions about the same thing (one key file's passphrase, one server's host key) are asked once and answer
/// everybody who waits. Thread-safe; the signals are emitted in the caller's thread.
class QuestionDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~QuestionDesk() override;

    /// Bound on open questions; past it a question is answered with a refusal at once.
    static constexpr std::size_t kMaxOpen = 2000;

    /// \return the answer; one that is not accepted when it was cancelled or withdrawn
    [[nodiscard]] QFuture<Answer> ask(Question question);
    void answer(std::uint64_t id, const Answer &answer);
    /// Nobody of `device` waits any longer: its questions go unless another device shares them.
    void withdraw(const DeviceId &device);
    /// Withdraws everything and refuses what comes later: the application ends.
    void closeDown();
    [[nodiscard]] std::vector<Question> open() const;

signals:
    void asked(const piuptime::fleet::Question &question);
    void withdrawn(quint64 questionId);
    /// The connection of `device` cannot go on before a person answers; also when another device asked first.
    void waiting(const piuptime::DeviceId &device);
    /// It was answered, or asks no longer.
    void resumed(const piuptime::DeviceId &device);

private:
    struct Waiter {
        DeviceId device;
        std::shared_ptr<QPromise<Answer>> promise;
    };
    struct Entry {
        Question question;
        std::string topic;
        std::vector<Waiter> waiters;
    };

    void resolve(const Waiter &waiter, Answer answer);

    mutable std::mutex m_mutex;
    std::map<std::uint64_t, Entry> m_open;
    std::uint64_t m_lastId = 0;
    bool m_closed = false;
};

} // namespace piuptime::fleet
