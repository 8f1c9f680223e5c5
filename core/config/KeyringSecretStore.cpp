// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/KeyringSecretStore.h"

#include "core/base/Text.h"
#include "core/config/SecretAnswer.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

namespace piuptime::config {
namespace {

constexpr Milliseconds kTimeToUnlock{60'000};

tl::unexpected<Error> failure(const QKeychain::Job &job)
{
    const std::string reason = printable(job.errorString().toStdString(), 200);
    switch (job.error()) {
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return fail(ErrorKind::Unauthorized, "the system keyring refused: unlock it", reason);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return fail(ErrorKind::Unreachable, "there is no system keyring", reason);
    default:
        return fail(ErrorKind::Unreachable, "the system keyring failed", reason);
    }
}

/// Starts a job of the given type in the thread of `context`; `interpret` turns the finished job into the answer.
/// A job cannot be stopped: one that is too late ends by itself and is not listened to.
template <class Job, class T, class Prepare, class Interpret>
QFuture<Result<T>> run(QObject *context, std::string key, Milliseconds time, Prepare prepare, Interpret interpret)
{
    auto answer = SecretAnswer<T>::make();
    QFuture<Result<T>> future = answer->future();
    const auto start = [=, key = std::move(key), prepare = std::move(prepare)]() mutable {
        auto *job = new Job(QStringLiteral("piuptime")); // deletes itself when it has finished
        job->setInsecureFallback(false);
        job->setKey(QString::fromStdString(key));
        prepare(*job);
        QObject::connect(job, &Job::finished, context, [answer, job, interpret] { answer->give(interpret(*job)); });
        QTimer::singleShot(time, context, [late = std::weak_ptr(answer)] { // or the timer would keep the answer alive
            if (const auto unanswered = late.lock())
                unanswered->give(fail(ErrorKind::Timeout, "the system keyring did not answer in time: unlock it"));
        });
        job->start();
    };
    QMetaObject::invokeMethod(context, std::move(start));
    return future;
}

void prepareNothing(QKeychain::Job &) {}

Result<std::optional<Secret>> found(QKeychain::ReadPasswordJob &job)
{
    if (job.error() == QKeychain::EntryNotFound)
        return std::optional<Secret>();
    if (job.error() != QKeychain::NoError)
        return failure(job);
    return std::optional(Secret(job.binaryData().toStdString()));
}

Result<void> done(QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound)
        return {};
    return failure(job);
}

} // namespace

KeyringSecretStore::KeyringSecretStore()
    : m_context(new QObject)
{
}

QFuture<Result<std::optional<Secret>>> KeyringSecretStore::read(std::string key)
{
    return run<QKeychain::ReadPasswordJob, std::optional<Secret>>(m_context.get(), std::move(key), kTimeToUnlock,
                                                                  &prepareNothing, &found);
}

QFuture<Result<void>> KeyringSecretStore::write(std::string key, Secret secret)
{
    const auto prepare = [secret = std::move(secret)](QKeychain::WritePasswordJob &job) {
        job.setBinaryData(QByteArray::fromStdString(secret.reveal()));
    };
    return run<QKeychain::WritePasswordJob, void>(m_context.get(), std::move(key), kTimeToUnlock, prepare, &done);
}

QFuture<Result<void>> KeyringSecretStore::remove(std::string key)
{
    return run<QKeychain::DeletePasswordJob, void>(m_context.get(), std::move(key), kTimeToUnlock, &prepareNothing,
                                                   &done);
}

QFuture<Result<void>> KeyringSecretStore::unlock(Secret)
{
    auto answer = SecretAnswer<void>::make();
    answer->give({}); // the keyring asks the person itself
    return answer->future();
}

QFuture<Result<void>> KeyringSecretStore::probe(Milliseconds time)
{
    return run<QKeychain::ReadPasswordJob, void>(m_context.get(), "probe", time, &prepareNothing, &done);
}

} // namespace piuptime::config
