// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SealedFileSecretStore.h"

#include "core/config/AtomicFile.h"
#include "core/config/SecretAnswer.h"

#include <QFileInfo>

namespace piuptime::config {

SealedFileSecretStore::SealedFileSecretStore(std::string path, SealingCost cost)
    : m_path(std::move(path))
    , m_cost(cost)
{
    m_thread.setMaxThreadCount(1);
}

SealedFileSecretStore::~SealedFileSecretStore()
{
    m_thread.waitForDone();
}

QFuture<Result<std::optional<Secret>>> SealedFileSecretStore::read(std::string key)
{
    return inThread<std::optional<Secret>>([this, key = std::move(key)]() -> Result<std::optional<Secret>> {
        const auto secrets = readAll();
        if (!secrets)
            return tl::unexpected(secrets.error());
        const auto found = secrets->find(key);
        return found == secrets->end() ? std::optional<Secret>() : std::optional(found->second);
    });
}

QFuture<Result<void>> SealedFileSecretStore::write(std::string key, Secret secret)
{
    return inThread<void>([this, key = std::move(key), secret = std::move(secret)] {
        return rewrite([&](SealedFile::Secrets &secrets) { secrets.insert_or_assign(key, secret); });
    });
}

QFuture<Result<void>> SealedFileSecretStore::remove(std::string key)
{
    return inThread<void>(
        [this, key = std::move(key)] { return rewrite([&](SealedFile::Secrets &secrets) { secrets.erase(key); }); });
}

SecretStore::State SealedFileSecretStore::state() const
{
    if (key())
        return State::Ready;
    return QFileInfo::exists(QString::fromStdString(m_path)) ? State::Locked : State::New;
}

QFuture<Result<void>> SealedFileSecretStore::unlock(Secret passphrase)
{
    return inThread<void>([this, passphrase = std::move(passphrase)] { return unlockNow(passphrase); });
}

template <class T, class Work>
QFuture<Result<T>> SealedFileSecretStore::inThread(Work work)
{
    auto answer = SecretAnswer<T>::make();
    QFuture<Result<T>> future = answer->future();
    m_thread.start([answer, work = std::move(work)] { answer->give(work()); });
    return future;
}

std::shared_ptr<const SealingKey> SealedFileSecretStore::key() const
{
    const std::lock_guard lock(m_mutex);
    return m_key;
}

Result<SealedFile::Secrets> SealedFileSecretStore::readAll() const
{
    const auto sealingKey = key();
    if (!sealingKey)
        return fail(ErrorKind::Unauthorized, "the secrets are sealed: unlock them with their passphrase first");
    const auto bytes = readFile(m_path, SealedFile::kMaxFileBytes);
    if (!bytes)
        return fail(bytes.error(), "reading the sealed secrets");
    return SealedFile::unseal(*sealingKey, *bytes);
}

template <class Change>
Result<void> SealedFileSecretStore::rewrite(Change change) const
{
    auto secrets = readAll();
    if (!secrets)
        return tl::unexpected(secrets.error());
    change(*secrets);
    const auto bytes = SealedFile::seal(*key(), *secrets);
    return bytes ? writeFileAtomically(m_path, *bytes) : tl::unexpected(bytes.error());
}

Result<void> SealedFileSecretStore::unlockNow(const Secret &passphrase)
{
    const auto bytes = readFile(m_path, SealedFile::kMaxFileBytes);
    const bool isNew = !bytes && bytes.error().kind == ErrorKind::NotFound;
    if (!bytes && !isNew)
        return fail(bytes.error(), "unlocking the sealed secrets");
    auto sealingKey = isNew ? SealedFile::makeKey(passphrase, m_cost) : SealedFile::findKey(passphrase, *bytes);
    if (!sealingKey)
        return tl::unexpected(sealingKey.error());
    if (isNew) {
        const auto empty = SealedFile::seal(**sealingKey, {});
        const auto written = empty ? writeFileAtomically(m_path, *empty) : tl::unexpected(empty.error());
        if (!written)
            return written;
    }
    const std::lock_guard lock(m_mutex);
    m_key = std::move(*sealingKey);
    return {};
}

} // namespace piuptime::config
